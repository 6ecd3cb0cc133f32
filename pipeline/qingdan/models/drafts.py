"""Tasks and objectives as they stand in the structure: which words belong to them, before those are read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from qingdan.models.mentions import Setting
from qingdan.models.record import TaskKind
from qingdan.models.values import Actor, Deadline, Responsibility, Target
from qingdan.text.passage import Passage, Range

Role = Literal["lead", "support", "responsible"]


@dataclass(frozen=True, slots=True)
class Printed:
    """Words in which values of one kind are to be read."""

    passage: Passage
    setting: Setting
    inherited: bool = False
    """They stand outside the task: in a merged cell, a section's heading."""
    default_role: Role = "responsible"
    """Role of organisations that the words give none."""
    flags: tuple[str, ...] = ()
    period: Passage | None = None
    """The header above the words, where it is the header that names the time."""


@dataclass(frozen=True, slots=True)
class GoalCell:
    """One goal of a row of a target table: indicator, figure and unit read as one."""

    indicator: Passage
    figure: Passage
    unit: Passage | None
    """Of the row's own cell for units; None where there is no such column."""
    header: str
    """Of the figure's column: `2025年`."""
    baseline: Passage | None = None
    binding: Literal["binding", "expected"] | None = None
    named: bool = True
    """The indicator has a cell of its own; else it is the whole task, which may hold figures itself."""


@dataclass(frozen=True, slots=True)
class TaskDraft:
    """One task's words. Empty tuples: no column or bracket gives such values, so the text itself is asked."""

    kind: TaskKind
    number: Passage | None
    path: tuple[Passage, ...]
    """Headings above, numbers stripped, outermost first."""
    title: Passage | None
    text: Passage
    """Number and closing bracket stripped."""
    ranges: tuple[Range, ...]
    clause_id: str | None = None
    table_id: str | None = None
    row: int | None = None
    deadlines: tuple[Printed, ...] = ()
    agencies: tuple[Printed, ...] = ()
    goals: tuple[GoalCell, ...] = ()
    """Cells of columns of targets."""
    criteria: Passage | None = None
    method: Passage | None = None
    extra: Mapping[str, str] = field(default_factory=dict)
    """Printed words that no field takes, by header or name."""
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveDraft:
    """One goal of the whole notice."""

    text: Passage
    ranges: tuple[Range, ...]
    clause_id: str | None = None
    table_id: str | None = None
    cells: tuple[GoalCell, ...] = ()
    """Where the goal is a row of figures; else the text says it."""


@dataclass(frozen=True, slots=True)
class TaskValues:
    """What was read from a draft's words; spans without pages, ids not given yet."""

    deadlines: tuple[Deadline, ...] = ()
    responsibilities: tuple[Responsibility, ...] = ()
    targets: tuple[Target, ...] = ()
    actors: tuple[Actor, ...] = ()
    criteria: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectiveValues:
    """What was read from an objective's words."""

    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
