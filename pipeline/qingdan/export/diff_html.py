"""A comparison as one HTML page: both editions side by side, offline, with filters, search and links to the words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, get_args

from qingdan.export.differences import Row, rows_of, wants_look, word_change, word_kind, word_relation, word_summary
from qingdan.export.messages import Language, say
from qingdan.export.pages import render_page
from qingdan.models.diff import Change, ChangeKind, Mark, NoticeDiff, Relation, Stance
from qingdan.models.record import PolicyDocument, Task
from qingdan.models.values import Span, Value

Side = Literal["old", "new"]
_ORDER = ("check", "added", "removed", *get_args(Relation), *get_args(Stance), "left_out", *get_args(ChangeKind))
_MARKED = frozenset({"wording", "scope_changed"})
"""Told by the marks in the text."""


@dataclass(frozen=True)
class Piece:
    """A run of a notice's text; the first run of a task or value carries its anchor."""

    text: str
    anchors: tuple[str, ...]
    in_task: bool
    in_value: bool


@dataclass(frozen=True)
class _Fact:
    kind: str
    words: str
    old_anchor: str | None
    new_anchor: str | None


@dataclass(frozen=True)
class _Entry:
    relation: str
    label: str
    check: bool
    old: Task | None
    new: Task | None
    facts: tuple[_Fact, ...]
    marks: tuple[Mark, ...]
    confidence: float | None

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the filters know it by."""
        return tuple(dict.fromkeys((self.relation, *self.check * ("check",), *(fact.kind for fact in self.facts))))


def to_diff_html(diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language) -> str:
    """The page. Opens without a network; a script in a title stays text."""
    entries = [_entry(row, language) for row in rows_of(diff, old, new)]
    shown = Counter(kind for entry in entries for kind in entry.kinds)
    return render_page(
        "diff.html.j2",
        language=language,
        old=old,
        new=new,
        summary=word_summary(diff.summary, language),
        entries=entries,
        filters=[(kind, _label(kind, language), shown[kind]) for kind in _ORDER if kind in shown],
        say=lambda code, **params: say("page", code, language, params),
        texts=[("old", old, list(build_pieces(old, "old"))), ("new", new, list(build_pieces(new, "new")))],
    )


def _label(kind: str, language: Language) -> str:
    words = say("relation", kind, language)
    return words if words != kind.replace("_", " ") else say("change", kind, language)


def _entry(row: Row, language: Language) -> _Entry:
    relation, before, after, pair = row
    changes = pair.changes if pair else ()
    marks = next((change.detail.marks for change in changes if change.detail.marks), ())
    facts = tuple(_fact(change, before, after, language) for change in changes)
    label = word_relation(relation, pair, language)
    return _Entry(relation, label, wants_look(pair), before, after, facts, marks, pair.confidence if pair else None)


def _fact(change: Change, before: Task | None, after: Task | None, language: Language) -> _Fact:
    """A change with links to the words of both editions: its value's, else its task's."""
    old = change.detail.old_value_id or (before.task_id if before and change.old else None)
    new = change.detail.new_value_id or (after.task_id if after and change.new else None)
    words = (word_kind if change.kind in _MARKED and change.field == "text" else word_change)(change, language)
    return _Fact(change.kind, words, old and _anchor("old", old), new and _anchor("new", new))


def _anchor(side: str, identity: str) -> str:
    return f"{side}-{identity}"


def build_pieces(document: PolicyDocument, side: Side) -> Iterator[Piece]:
    """The whole text in runs, cut where a task or a value begins or ends; joined, they read `document.text`."""
    tasks = [(task.task_id, task.spans) for task in document.tasks]
    values = [(value.value_id, value.spans) for task in document.tasks for value in _values(task)]
    anchors: dict[int, list[str]] = {}
    for identity, spans in (*tasks, *values):
        if spans:
            anchors.setdefault(spans[0].start, []).append(_anchor(side, identity))
    in_task, in_value = _covered(tasks), _covered(values)
    cuts = sorted({0, len(document.text), *in_task, *in_value, *anchors})
    task = value = 0
    for start, end in pairwise(cuts):
        task, value = task + in_task.get(start, 0), value + in_value.get(start, 0)
        here = tuple(dict.fromkeys(anchors.get(start, ())))
        yield Piece(document.text[start:end], here, task > 0, value > 0)


def _covered(named: Sequence[tuple[str, Sequence[Span]]]) -> dict[int, int]:
    """Place to how many more spans cover what follows it."""
    steps: dict[int, int] = {}
    for _, spans in named:
        for span in spans:
            steps[span.start] = steps.get(span.start, 0) + 1
            steps[span.end] = steps.get(span.end, 0) - 1
    return steps


def _values(task: Task) -> Iterator[Value]:
    yield from (*task.deadlines, *task.responsibilities, *task.targets)
