"""Extracted tasks against annotated ones: hits, extras and misses per field, added up over notices."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

Json = Mapping[str, Any]
"""A document of the output contract or an annotation, as read from its file."""
_ALIKE = 0.8
"""Two task texts at least this similar are the same task."""
_SPACE = re.compile(r"\s+")
_NUMBER_MARKS = re.compile(r"[()、.·\s]")
_FLUSH = ("day", "period")
"""Deadlines of these precisions must carry their start; others may leave it out."""


@dataclass
class Tally:
    """Counts by field."""

    hits: Counter[str] = field(default_factory=Counter)
    extras: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)

    def add(
        self, name: str, found: Iterable[Hashable], wanted: Iterable[Hashable], allowed: Collection[Hashable] = ()
    ) -> None:
        """Compare two bags of values; extras that are `allowed` do not count."""
        got, want = Counter(found), Counter(wanted)
        self.hits[name] += (got & want).total()
        self.misses[name] += (want - got).total()
        self.extras[name] += sum(n for value, n in (got - want).items() if value not in allowed)

    def f1(self, name: str) -> float:
        """Harmonic mean of precision and recall, 0..1; 1 where there was nothing to find and nothing found."""
        hits, errors = self.hits[name], self.extras[name] + self.misses[name]
        return 2 * hits / (2 * hits + errors) if hits or errors else 1.0


def score_tasks(document: Json, gold: Json, tally: Tally) -> None:
    """Add one notice's tasks to the tally. An empty document scores nothing."""
    found, wanted = document.get("tasks", []), gold["tasks"]
    pairs = pair_tasks(found, wanted)
    for i, j in pairs:
        task, annotated = found[i], wanted[j]
        tally.add("number", [_bare_number(task)], [_bare_number(annotated)])
        tally.add("title", [fold(task["title"])], [fold(annotated.get("title"))])
        tally.add("path", [tuple(map(fold, task["path"]))], [tuple(map(fold, annotated.get("path") or ()))])
        tally.add("kind", [task["kind"]], [annotated.get("kind")])
    lost = set(range(len(wanted))) - {j for _, j in pairs}
    invented = set(range(len(found))) - {i for i, _ in pairs}
    matched: list[tuple[Json, Json]] = [(found[i], wanted[j]) for i, j in pairs]
    matched += [(found[i], {}) for i in sorted(invented)] + [({}, wanted[j]) for j in sorted(lost)]
    for task, annotated in matched:
        tally.add("task", ["task"] * bool(task), ["task"] * bool(annotated))
        _score_values(task, annotated, tally)
    for task in found:
        for value in (*task["deadlines"], *task["responsibilities"], *task["targets"]):
            tally.add("provenance", [is_grounded(value, task, document["text"])], [True])


def pair_tasks(found: Sequence[Json], wanted: Sequence[Json]) -> list[tuple[int, int]]:
    """One-to-one pairs of indices by likeness of text, the most alike first; equal numbers decide between equals."""
    texts, numbers = [fold(t["text"]) for t in found], [_bare_number(t) for t in found]
    scored: list[tuple[float, int, int]] = []
    matcher = SequenceMatcher(autojunk=False)
    for j, annotated in enumerate(wanted):
        matcher.set_seq2(text := fold(annotated["text"]))
        for i, other in enumerate(texts):
            likeness = 1.0 if other == text else _ratio(matcher, other)
            if likeness >= _ALIKE:
                scored.append((likeness + 0.01 * (numbers[i] == _bare_number(annotated)), i, j))
    pairs: list[tuple[int, int]] = []
    for _, i, j in sorted(scored, reverse=True):
        if all(i != a and j != b for a, b in pairs):
            pairs.append((i, j))
    return pairs


def is_grounded(value: Json, task: Json, text: str) -> bool:
    """The text at the spans reads `raw`, and they lie inside the task's own unless the value is inherited."""
    raw = fold(value["raw"])
    if not raw or fold("".join(text[s["start"] : s["end"]] for s in value["spans"])) != raw:
        return False
    own = [(s["start"], s["end"]) for s in task["spans"]]
    return value["inherited"] or all(any(a <= s["start"] and s["end"] <= b for a, b in own) for s in value["spans"])


def fold(text: str | None) -> str:
    """A printed string as it is compared: compatibility forms folded, no white space, no punctuation at the ends."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or "")).strip("。.;；,，、:：")


def _ratio(matcher: SequenceMatcher[str], text: str) -> float:
    matcher.set_seq1(text)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    return matcher.ratio()


def _bare_number(task: Json) -> str:
    return _NUMBER_MARKS.sub("", unicodedata.normalize("NFKC", task.get("number") or "")).replace("﹒", "")


def _score_values(task: Json, annotated: Json, tally: Tally) -> None:
    allowed = {_deadline_key(d) for d in annotated.get("deadlines_ok", ())}
    tally.add("deadline", _deadline_keys(task), _deadline_keys(annotated), allowed)
    roles, wanted = _roles(task), _roles(annotated)
    tally.add("agency", roles.keys(), wanted.keys(), {fold(name) for name in annotated.get("agencies_ok", ())})
    both = roles.keys() & wanted.keys()
    tally.add("agency role", [(n, roles[n]) for n in both], [(n, wanted[n]) for n in both])
    targets, goals = task.get("targets", ()), annotated.get("targets", ())
    allowed = {_target_key(t) for t in annotated.get("targets_ok", ())}
    tally.add("target", map(_target_key, targets), map(_target_key, goals), allowed)


def _roles(task: Json) -> dict[str, str | None]:
    return {fold(agency["name"]): agency.get("role") for agency in task.get("responsibilities", ())}


def _deadline_key(deadline: Json) -> tuple[Hashable, ...]:
    start, end = deadline.get("start"), deadline.get("end")
    optional = start and end and deadline.get("precision") not in _FLUSH
    rhythm = (deadline.get("recurrence") or {}).get("frequency")
    return (None if optional else start, end, bool(deadline.get("ongoing")), rhythm)


def _deadline_keys(task: Json) -> list[tuple[Hashable, ...]]:
    """Of those that say a time."""
    said = [d for d in task.get("deadlines", ()) if d.get("status", "resolved") == "resolved"]
    return [key for key in map(_deadline_key, said) if any(key)]


def _target_key(target: Json) -> tuple[Hashable, ...]:
    if target.get("value") is None:
        return (None, None, None, None, target.get("direction"))
    top = target.get("value_max")
    unit = fold(target.get("unit")).replace("个百分点", "百分点") or None
    value, most = round(float(target["value"]), 2), None if top is None else round(float(top), 2)
    return (target.get("comparator"), value, most, unit, target.get("direction"))
