"""What is compared of a document and of its annotation: each field as items with a comparable key and printed words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Json = Mapping[str, Any]
"""A document of the output contract or an annotation, as read from its file."""
Match = Literal["strict", "normalised", "overlapping"]
"""Values and words equal; values equal; values equal or words overlapping."""
_SPACE = re.compile(r"\s+")
_NUMBER_MARKS = re.compile(r"[()、.·\s]")
_LIST_MARKS = re.compile(r"[\d.;。、]")
_FLUSH = ("day", "period")
"""Deadlines of these precisions must carry their start; others may leave it out."""
_HEADING = 8
"""Characters of a heading that tell clauses of one number apart."""
OPEN = "*"
"""An annotation leaves this field open."""


@dataclass(frozen=True)
class Item:
    """One thing found or annotated."""

    key: Hashable
    """Equal when both mean the same."""
    words: str | None = None
    """As printed; None where the annotation gives no words."""
    value: Json | None = None
    """The record it comes from, with confidence, flags and spans."""


def fold(text: str | None) -> str:
    """A printed string as it is compared: compatibility forms folded, no white space, no punctuation at the ends."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text or "")).strip("。.;；,，、:：")


def agree(found: Item, wanted: Item, match: Match) -> bool:
    """Whether both are the same at this level; words that are not annotated are not compared."""
    if match == "strict":
        return found.key == wanted.key and (wanted.words is None or _squash(found.words) == _squash(wanted.words))
    return found.key == wanted.key or (match == "overlapping" and _overlap(found.words, wanted.words))


def _squash(text: str | None) -> str:
    return _SPACE.sub("", text or "")


def _overlap(found: str | None, wanted: str | None) -> bool:
    a, b = fold(found), fold(wanted)
    return bool(a and b) and (a in b or b in a)


def number_item(task: Json) -> Item:
    """A task's number without brackets and stops."""
    words = task.get("number")
    return Item(_bare_number(words), words)


def _bare_number(text: str | None) -> str:
    return _NUMBER_MARKS.sub("", unicodedata.normalize("NFKC", text or "")).replace("﹒", "")


def title_item(task: Json) -> Item:
    """A task's title."""
    return Item(fold(task.get("title")), task.get("title"))


def path_item(task: Json) -> Item:
    """The headings above a task."""
    path = task.get("path") or []
    return Item(tuple(map(fold, path)), " / ".join(path))


def kind_item(task: Json) -> Item:
    """A task's kind."""
    return Item(task.get("kind"))


def text_item(task: Json) -> Item:
    """A task's whole text."""
    return Item(fold(task.get("text")), task.get("text"))


def criteria_items(task: Json) -> list[Item]:
    """All criteria of a task as one item, their numbering taken out."""
    bare = _LIST_MARKS.sub("", "".join(map(fold, task.get("criteria") or [])))
    return [Item(bare, "；".join(task["criteria"]))] if bare else []


def deadline_item(deadline: Json) -> Item:
    """A time: its first and last day, whether it goes on, its rhythm."""
    start, end = deadline.get("start"), deadline.get("end")
    optional = start and end and deadline.get("precision") not in _FLUSH
    rhythm = deadline.get("recurrence")
    frequency = rhythm.get("frequency") if isinstance(rhythm, Mapping) else rhythm
    key = (None if optional else start, end, bool(deadline.get("ongoing")), frequency)
    return Item(key, deadline.get("raw"), deadline)


def deadline_items(task: Json) -> list[Item]:
    """Deadlines that say a time."""
    said = [d for d in task.get("deadlines") or () if d.get("status", "resolved") == "resolved"]
    nothing = deadline_item({}).key
    return [item for item in map(deadline_item, said) if item.key != nothing]


def agency_items(task: Json) -> list[Item]:
    """Assigned bodies, each name once."""
    named = {fold(a["name"]): a for a in task.get("responsibilities") or ()}
    return [Item(name, agency["name"], agency) for name, agency in named.items()]


def target_item(target: Json) -> Item:
    """A figure with its comparator and unit, or a direction alone."""
    words = target.get("indicator")
    if target.get("value") is None:
        return Item((None, None, None, None, target.get("direction")), words, target)
    top = target.get("value_max")
    unit = fold(target.get("unit")).replace("个百分点", "百分点") or None
    value, most = round(float(target["value"]), 2), None if top is None else round(float(top), 2)
    return Item((target.get("comparator"), value, most, unit, target.get("direction")), words, target)


def target_items(holder: Json) -> list[Item]:
    """Targets of a task or an objective."""
    return [target_item(t) for t in holder.get("targets") or ()]


def metadata_items(metadata: Json) -> dict[str, Item]:
    """Fields of the metadata that annotations give, by name."""
    number = metadata.get("document_number")
    words = {
        "title": metadata.get("title"),
        "document_number": number.get("raw") if isinstance(number, Mapping) else number,
        "index_number": metadata.get("index_number"),
    }
    items = {name: Item(fold(text), text) for name, text in words.items()}
    plain = ("signed_on", "published_on", "is_draft", "policy_year")
    return items | {name: Item(metadata.get(name), str(metadata.get(name))) for name in plain}


def issuer_items(metadata: Json) -> list[Item]:
    """Issuing bodies; annotations give bare names."""
    names = [i["name"] if isinstance(i, Mapping) else i for i in metadata.get("issuers") or ()]
    return [Item(fold(name), name) for name in names]


def jurisdiction_item(metadata: Json) -> Item:
    """The division's code."""
    place = metadata.get("jurisdiction")
    code = place.get("code") if isinstance(place, Mapping) else place
    return Item(code, code)


def clause_items(document: Json) -> list[Item]:
    """Numbered clauses by number and the beginning of their heading."""
    clauses = document.get("outline") or ()
    return [
        Item((_bare_number(c["number"]), fold(c["heading"])[:_HEADING]), c["number"] + c["heading"]) for c in clauses
    ]


def task_table_items(document: Json) -> list[Item]:
    """Tables of tasks by their count of rows."""
    tables = [t for t in document.get("tables") or () if t.get("is_task_table")]
    counts = [t["row_count"] if "row_count" in t else len(t.get("rows", ())) for t in tables]
    return [Item(count, str(count)) for count in counts]


def reference_items(document: Json) -> list[Item]:
    """Documents cited, each once, by title, else by number."""
    named: dict[str, Item] = {}
    for reference in document.get("references") or ():
        number = reference.get("document_number")
        words = reference.get("title") or (number.get("raw") if isinstance(number, Mapping) else number)
        named.setdefault(fold(words), Item(fold(words), words))
    return list(named.values())


def goal_items(document: Json) -> list[Item]:
    """Targets of all objectives."""
    return [item for objective in document.get("objectives") or () for item in target_items(objective)]


def allowed_keys(task: Json) -> Mapping[str, frozenset[Hashable]]:
    """Second readings of an annotated task by field: never counted against an output."""
    makers: dict[str, tuple[str, Callable[[Any], Hashable]]] = {
        "deadline": ("deadlines_ok", lambda d: deadline_item(d).key),
        "agency": ("agencies_ok", fold),
        "target": ("targets_ok", lambda t: target_item(t).key),
    }
    return {name: frozenset(map(key, _given(task, listed))) for name, (listed, key) in makers.items()}


def _given(task: Json, key: str) -> Iterable[Any]:
    return task.get(key) or ()
