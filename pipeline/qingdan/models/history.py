"""A task list followed over several editions."""

from __future__ import annotations

from datetime import date
from typing import Literal

from qingdan.models.diff import ChangeKind
from qingdan.models.record import SCHEMA_VERSION
from qingdan.models.values import Model


class Edition(Model):
    """One of the notices compared, oldest first."""

    document_id: str
    name: str
    """File name."""
    title: str | None
    year: int | None
    """The year that its tasks are for."""


class TaskPoint(Model):
    """A task as one edition has it."""

    edition: int
    """0.. in `editions`."""
    task_id: str
    number: str | None
    text: str
    due_on: date | None
    agencies: tuple[str, ...] = ()
    changes: tuple[ChangeKind, ...] = ()
    """Since the edition before."""


class Thread(Model):
    """One task over the editions; an edition in which it is not named is left out."""

    thread_id: str
    """`h1`, `h2`, … in order of first appearance."""
    origin: str | None = None
    """The thread that it was split from."""
    points: tuple[TaskPoint, ...]


class SeriesPoint(Model):
    """A figure as one edition sets it."""

    edition: int
    year: int | None
    """Year in which it is due, else that of the edition."""
    dated: bool = True
    """Whether it has a due date of its own."""
    comparator: Literal[">=", ">", "<=", "<", "=", "~", "between"] | None
    value: float
    """In the unit of the series."""
    raw: str
    holder_id: str
    """Task or objective."""
    value_id: str


class Series(Model):
    """One indicator over the years."""

    indicator: str
    indicator_id: str | None
    unit: str | None
    scope: str | None = None
    """Whom or where it holds for."""
    points: tuple[SeriesPoint, ...]


class History(Model):
    """What became of each task and of each figure."""

    schema_version: str = SCHEMA_VERSION
    editions: tuple[Edition, ...]
    threads: tuple[Thread, ...] = ()
    series: tuple[Series, ...] = ()
    """Those with figures in at least two editions or years."""
