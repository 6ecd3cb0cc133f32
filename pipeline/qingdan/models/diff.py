"""The comparison of two notices: which tasks belong together, and what changed in each."""

from __future__ import annotations

from importlib import import_module
from typing import Literal

from pydantic import Field

from qingdan.models.record import SCHEMA_VERSION
from qingdan.models.values import Model

Relation = Literal["same", "continued", "split", "merged"]
"""`same`: nothing but number and section differ; `split`: one old task, several new; `merged`: several old, one new."""
Stance = Literal["taken_up", "tightened", "softened", "mixed"]
"""What a lower notice makes of a higher one's duty: as it is; earlier or more; later or less; both."""
ChangeKind = Literal[
    "wording",
    "scope_changed",
    "target_raised",
    "target_lowered",
    "target_added",
    "target_dropped",
    "deadline_moved",
    "agency_changed",
    "role_changed",
    "number_changed",
    "section_changed",
]
Direction = Literal[
    "earlier", "later", "set", "dropped", "rhythm", "added", "removed", "wider", "narrower", "replaced", "up", "down"
]


class Mark(Model):
    """A run of words: kept, or given up for others. Joined, all `old` read the old text and all `new` the new one."""

    kept: bool
    old: str
    new: str
    """Punctuation may differ inside a kept run."""


class Detail(Model):
    """A change for machines; what a kind does not need is null."""

    direction: Direction | None = None
    """Of a deadline: `earlier later set dropped rhythm`; of an agency: `added removed`; of the duty: `wider narrower
    replaced`; of a target: where its figure went, `up down`."""
    days: int | None = None
    """How many days later a deadline is, less the years between the editions; negative: earlier."""
    indicator: str | None = None
    unit: str | None = None
    old_value: float | None = None
    """A target's figure in the printed unit."""
    new_value: float | None = None
    name: str | None = None
    """The agency."""
    old_value_id: str | None = None
    """The value of the old document that changed."""
    new_value_id: str | None = None
    marks: tuple[Mark, ...] = ()
    """The two texts, word by word."""


class Change(Model):
    """One fact: what a field said and what it says now."""

    kind: ChangeKind
    field: str
    """Name of the task's field: `deadlines`."""
    old: str | None = None
    """As printed; null when it was not there. Dates as ISO."""
    new: str | None = None
    detail: Detail = Detail()


class Pair(Model):
    """An old task and the new one that carries it on."""

    old_task_id: str
    new_task_id: str
    relation: Relation
    similarity: float
    """0..1, of the words alone."""
    confidence: float
    """0..1, how likely the two belong together, all evidence weighed."""
    evidence: dict[str, float] = Field(default_factory=dict)
    """Each kind of evidence, 0..1: words, title, agencies, …"""
    stance: Stance | None = None
    """Of a lower notice towards a higher one; null between editions."""
    changes: tuple[Change, ...] = ()


class Summary(Model):
    """The comparison in numbers that can be quoted."""

    old_tasks: int
    new_tasks: int
    same: int
    continued: int
    split: int
    """Old tasks that were split."""
    merged: int
    """New tasks that were merged from several."""
    added: int
    removed: int
    changes: dict[ChangeKind, int] = Field(default_factory=dict)
    """Kind of change to the number of new tasks that show it."""
    stances: dict[Stance, int] = Field(default_factory=dict)
    """Of a lower notice towards a higher one: stance to the number of pairs."""


class NoticeDiff(Model):
    """An edition against the one before, or a lower notice against a higher one."""

    schema_version: str = SCHEMA_VERSION
    old: str
    """`document_id`."""
    new: str
    pairs: tuple[Pair, ...] = ()
    """In the order of the new notice."""
    added: tuple[str, ...] = ()
    """Ids of new tasks without a predecessor."""
    removed: tuple[str, ...] = ()
    """Ids of old tasks without a successor."""
    summary: Summary

    def _repr_html_(self) -> str:
        """For notebooks. Drawn by a room above this one, which the models do not know: found by name when asked."""
        return str(import_module("qingdan.export.diff_view").to_diff_view(self))
