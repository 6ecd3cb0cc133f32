"""One document against its annotation: an outcome for everything found or wanted."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Hashable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from qingdan.evaluate import items as of
from qingdan.evaluate.items import OPEN, Item, Json, Match, agree, fold
from qingdan.evaluate.pairing import ALIKE, pair_tasks

VALUES = {"deadline": of.deadline_items, "agency": of.agency_items, "target": of.target_items}
"""Fields that hold values with evidence and confidence."""
_WORDS = 60
"""Characters of printed words shown."""
_LABEL = 16
"""Characters of a task's text that name it to a reader."""


@dataclass(frozen=True)
class Outcome:
    """One comparison: a hit, or what was found against what was wanted, either of which may be missing."""

    notice: str
    field: str
    found: str | None
    wanted: str | None
    hit: bool
    place: str = ""
    """`clause` or `table` for what stands in a task."""
    task: str = ""
    """Number and first words of the task."""
    start: int | None = None
    """Where the found words stand in the document's text."""
    confidence: float | None = None
    flags: tuple[str, ...] = ()
    value_id: str | None = None
    """Of the value found; of the task where the task itself was."""


@dataclass(frozen=True)
class _Setting:
    """What the outcomes of one task share."""

    notice: str
    match: Match
    place: str = ""
    task: str = ""
    start: int | None = None


def judge_notice(document: Json, gold: Json, match: Match = "normalised") -> list[Outcome]:
    """Every outcome of one notice. A document without tasks, or an empty one, misses everything."""
    return [*judge_annotations(document, gold, match), *_judge_evidence(document, _Setting(gold["document"], match))]


def judge_annotations(first: Json, second: Json, match: Match = "normalised") -> list[Outcome]:
    """Two annotations of one notice: the first one's values count as found. Evidence is not judged: they have none."""
    setting = _Setting(second["document"], match)
    outcomes = judge_tasks(first, second, match)
    outcomes += _judge_metadata(first, second, setting)
    outcomes += _judge_structure(first, second, setting)
    return outcomes


def judge_tasks(document: Json, gold: Json, match: Match = "normalised") -> list[Outcome]:
    """Outcomes of the tasks and their values alone."""
    return list(_judge_tasks(document, gold, _Setting(gold["document"], match)))


def _judge_tasks(document: Json, gold: Json, setting: _Setting) -> Iterator[Outcome]:
    found, wanted = document.get("tasks") or (), gold["tasks"]
    pairs = pair_tasks(found, wanted, ALIKE[setting.match])
    paired_found, paired_wanted = {i for i, _ in pairs}, {j for _, j in pairs}
    matched: list[tuple[Json, Json]] = [(found[i], wanted[j]) for i, j in pairs]
    matched += [(task, {}) for i, task in enumerate(found) if i not in paired_found]
    matched += [({}, task) for j, task in enumerate(wanted) if j not in paired_wanted]
    whole = True
    for task, annotated in matched:
        outcomes = list(_judge_task(task, annotated, setting))
        whole &= all(o.hit for o in outcomes if o.field in ("task", *VALUES))
        yield from outcomes
    yield from _compare("notice wholly right", [Item(whole)], [Item(True)], setting)


def _judge_task(task: Json, annotated: Json, setting: _Setting) -> Iterator[Outcome]:
    setting = _within(task, annotated, setting)
    text = [of.text_item(t) for t in (task, annotated) if t]
    if task and annotated:
        same = setting.match != "strict" or agree(text[0], text[1], "strict")
        yield from _compare("task", [Item(same, text[0].words, task)], [Item(True, None)], setting)
        yield from _compare("task text exact", text[:1], text[1:], _normalised(setting))
        for name, item in (
            ("number", of.number_item), ("title", of.title_item), ("path", of.path_item), ("kind", of.kind_item),
        ):  # fmt: skip
            yield from _compare(name, [item(task)], [item(annotated)], setting)
        yield from _compare("criteria", of.criteria_items(task), of.criteria_items(annotated), setting)
    else:
        extra, missed = (text, []) if task else ([], text)
        yield from _compare("task", [Item(i.key, i.words, task) for i in extra], missed, setting)
        if not task:
            yield from _compare("criteria", [], of.criteria_items(annotated), setting)
    allowed = of.allowed_keys(annotated)
    for name, read in VALUES.items():
        yield from _compare(name, read(task), read(annotated), setting, allowed[name])
    yield from _judge_names(task, annotated, setting)


def _judge_names(task: Json, annotated: Json, setting: _Setting) -> Iterator[Outcome]:
    """Roles of the names that both give, and the organisations that act without being assigned."""
    got = {fold(a["name"]): a for a in task.get("responsibilities") or ()}
    want = {fold(a["name"]): a for a in annotated.get("responsibilities") or ()}
    for name in (n for n in got if n in want):
        found, wanted = ((name, a.get("role")) for a in (got[name], want[name]))
        yield from _compare("agency role", [Item(found, " ".join(map(str, found)), got[name])], [Item(wanted)], setting)
    acting = dict.fromkeys(map(fold, annotated.get("agencies_ok") or ()))
    named = {*got, *(fold(a["name"]) for a in task.get("actors") or ()), *map(fold, task.get("agencies_ok") or ())}
    found_acting = [Item(name, name) for name in acting if name in named]
    yield from _compare("actor (recall only)", found_acting, [Item(name, name) for name in acting], setting)


def _judge_metadata(document: Json, gold: Json, setting: _Setting) -> Iterator[Outcome]:
    got, want = (_known(of_notice) for of_notice in (document, gold))
    found, wanted = of.metadata_items(got), of.metadata_items(want)
    for name in (n for n in wanted if OPEN not in (got.get(n), want.get(n))):
        pair = [Item((name, i.key), i.words) for i in (found[name], wanted[name])]
        yield from _compare("metadata", pair[:1] if document else [], pair[1:], setting)
    here, there = of.jurisdiction_item(got), of.jurisdiction_item(want)
    if OPEN not in (here.key, there.key):
        yield from _compare("jurisdiction", [here] if document else [], [there], setting)
    if OPEN not in (got.get("issuers"), want.get("issuers")):
        yield from _compare("issuer", of.issuer_items(got), of.issuer_items(want), setting)


def _known(of_notice: Json) -> Json:
    metadata: Json = of_notice.get("metadata") or {}
    return metadata


def _judge_structure(document: Json, gold: Json, setting: _Setting) -> Iterator[Outcome]:
    if OPEN not in (document.get("outline"), gold.get("outline")):
        yield from _compare("outline", of.clause_items(document), of.clause_items(gold), setting)
    yield from _compare("task table rows", of.task_table_items(document), of.task_table_items(gold), setting)
    yield from _compare("reference", of.reference_items(document), of.reference_items(gold), setting)
    yield from _compare("objective target", of.goal_items(document), of.goal_items(gold), setting)


def _judge_evidence(document: Json, setting: _Setting) -> Iterator[Outcome]:
    for task in document.get("tasks") or ():
        within = _within(task, {}, setting)
        for value in (*task["deadlines"], *task["responsibilities"], *task["targets"]):
            found = Item(is_grounded(value, task, document["text"]), value["raw"], value)
            yield from _compare("provenance", [found], [Item(True)], within)


def is_grounded(value: Json, task: Json, text: str) -> bool:
    """The text at the spans reads `raw`, and they lie inside the task's own unless the value is inherited."""
    raw = fold(value["raw"])
    if not raw or fold("".join(text[s["start"] : s["end"]] for s in value["spans"])) != raw:
        return False
    own = [(s["start"], s["end"]) for s in task["spans"]]
    return value["inherited"] or all(any(a <= s["start"] and s["end"] <= b for a, b in own) for s in value["spans"])


def _within(task: Json, annotated: Json, setting: _Setting) -> _Setting:
    one = annotated or task
    located = one.get("located_in") or "table"
    label = f"{annotated.get('number') or task.get('number') or ''} {one['text'][:_LABEL]}".strip()
    return _Setting(
        setting.notice,
        setting.match,
        place=located if isinstance(located, str) else located.get("type", "table"),
        task=label,
        start=_start(task),
    )


def _normalised(setting: _Setting) -> _Setting:
    return _Setting(setting.notice, "normalised", setting.place, setting.task, setting.start)


def _start(record: Any) -> int | None:
    spans = (record or {}).get("spans") or ()
    return min((s["start"] for s in spans), default=None)


def _compare(
    field: str, found: Sequence[Item], wanted: Sequence[Item], setting: _Setting, allowed: Collection[Hashable] = ()
) -> Iterator[Outcome]:
    """Pair equal items; what is left over on both sides is told side by side."""
    pairs, extras, missed = _match(found, wanted, setting.match)
    for item, partner in pairs:
        yield _outcome(field, item, partner, setting, hit=True)
    counted = [item for item in extras if item.key not in allowed]
    for extra, miss in zip_longest(counted, missed):
        yield _outcome(field, extra, miss, setting, hit=False)


def _match(
    found: Sequence[Item], wanted: Sequence[Item], match: Match
) -> tuple[list[tuple[Item, Item]], list[Item], list[Item]]:
    """Pairs that agree, the most literal first; what is left of both sides."""
    pairs: list[tuple[Item, Item]] = []
    extras, missed = list(found), list(wanted)
    levels: tuple[Match, ...] = ("normalised", "overlapping") if match == "overlapping" else (match,)
    for level in levels:
        left = []
        for item in extras:
            partner = next((w for w in missed if agree(item, w, level)), None)
            if partner is None:
                left.append(item)
                continue
            missed.remove(partner)
            pairs.append((item, partner))
        extras = left
    return pairs, extras, missed


def _outcome(field: str, found: Item | None, wanted: Item | None, setting: _Setting, *, hit: bool) -> Outcome:
    value = found.value if found else None
    start = _start(value)
    return Outcome(
        notice=setting.notice,
        field=field,
        found=_shown(found),
        wanted=_shown(wanted),
        hit=hit,
        place=setting.place,
        task=setting.task,
        start=setting.start if start is None else start,
        confidence=value.get("confidence") if value else None,
        flags=tuple(value.get("flags") or ()) if value else (),
        value_id=(value.get("value_id") or value.get("task_id")) if value else None,
    )


def _shown(item: Item | None) -> str | None:
    """An item for the eye: what it means, and the words where they say more."""
    if item is None:
        return None
    parts = item.key if isinstance(item.key, tuple) else (item.key,)
    meaning = " ".join(f"{p:g}" if isinstance(p, float) else str(p) for p in parts if p or p is False)
    words = "" if item.words in (None, meaning) else f" “{textwrap.shorten(str(item.words), _WORDS)}”"
    return (meaning + words) or "none"
