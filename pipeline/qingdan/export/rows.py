"""PolicyDocument → rows of the long tables, as plain cells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Any

from qingdan.export.messages import describe
from qingdan.export.tables import Table
from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Span
from qingdan.rulepacks.places import load_places

Cell = str | int | float | bool | date | None
TypedCell = Cell | list[str]
LIST_SEPARATOR = " | "
"""Between the members of a list in one cell."""


_ALWAYS = ("item", "document")
"""What no row is without."""


@dataclass(frozen=True, slots=True)
class Row:
    """What a column may take its value from."""

    document: PolicyDocument
    item: Any
    ordinal: int
    """1.. in the table's list of this document."""
    task: Task | None = None
    objective: Objective | None = None

    @property
    def task_key(self) -> str | None:
        """Document and task, unique over all documents."""
        return f"{self.document.document_id}/{self.task.task_id}" if self.task else None

    @property
    def objective_key(self) -> str | None:
        """Document and objective, unique over all documents."""
        return f"{self.document.document_id}/{self.objective.objective_id}" if self.objective else None

    @property
    def key(self) -> str:
        """Document and value, or place where the item has no id."""
        return f"{self.document.document_id}/{getattr(self.item, 'value_id', None) or self.ordinal}"

    @property
    def start(self) -> int | None:
        """Offset of the first character."""
        return min((s.start for s in self._spans), default=None)

    @property
    def end(self) -> int | None:
        """Offset after the last character."""
        return max((s.end for s in self._spans), default=None)

    @property
    def page(self) -> int | None:
        """Page of the first span."""
        return self._spans[0].page if self._spans else None

    @property
    def spans(self) -> str:
        """`12-20 33-40`."""
        return " ".join(f"{s.start}-{s.end}" for s in self._spans)

    @property
    def raw(self) -> str:
        """The words at the spans, one line a span."""
        return "\n".join(self.document.text[s.start : s.end] for s in self._spans)

    @property
    def province(self) -> str | None:
        """Name of the province in which the notice's place lies; a province lies in itself."""
        place = self.document.metadata.jurisdiction
        found = load_places().get(f"{place.code[:2]}0000") if place and place.code else None
        return found.name if found else None

    @property
    def message_en(self) -> str:
        """A diagnostic in English."""
        return describe(self.item, "en")

    @property
    def message_zh(self) -> str:
        """A diagnostic in Chinese."""
        return describe(self.item, "zh")

    @property
    def _spans(self) -> tuple[Span, ...]:
        spans: tuple[Span, ...] = self.item.spans
        return spans


def _follow(value: Any, names: tuple[str, ...]) -> Any:
    """Attributes one after another: null stays null, a list gives a list."""
    for position, name in enumerate(names):
        if value is None:
            return None
        if isinstance(value, tuple):
            return tuple(_follow(member, names[position:]) for member in value)
        value = getattr(value, name)
    return value


@cache
def _getter(path: str) -> Callable[[Row], Any]:
    names = tuple(path.split("."))
    if len(names) == 1 or (len(names) == 2 and names[0] in _ALWAYS):
        return attrgetter(path)
    return lambda row: _follow(row, names)


def to_cell(value: Any) -> Cell:
    """One cell: lists joined, mappings as JSON, empty words as null."""
    if type(value) is tuple:
        return LIST_SEPARATOR.join(str(member) for member in value) or None
    if type(value) is dict:
        return json.dumps(value, ensure_ascii=False) if value else None
    cell: Cell = None if value == "" else value
    return cell


def to_typed_cell(value: Any) -> TypedCell:
    """One cell of a format that holds lists: as `to_cell`, but a list of words stays one."""
    return [str(member) for member in value] if type(value) is tuple else to_cell(value)


def _members(table: Table, document: PolicyDocument) -> Iterator[tuple[Any, Task | None, Objective | None]]:
    if not table.of:
        yield document, None, None
    for path in table.of:
        name, _, values = path.partition(".")
        for item in getattr(document, name):
            task = item if isinstance(item, Task) else None
            objective = item if isinstance(item, Objective) else None
            for member in getattr(item, values) if values else (item,):
                yield member, task, objective


def follow(row: Row, path: str) -> Any:
    """The value at a path of attributes from the row: null stays null, a list gives a list."""
    return _getter(path)(row)


def get_cell(row: Row, path: str) -> Cell:
    """The cell at a path of attributes from the row."""
    return to_cell(follow(row, path))


def build_row_scopes(table: Table, document: PolicyDocument) -> Iterator[Row]:
    """What the rows of one document are read from."""
    for ordinal, (item, task, objective) in enumerate(_members(table, document), start=1):
        yield Row(document, item, ordinal, task, objective)


def build_rows(table: Table, document: PolicyDocument) -> Iterator[list[Cell]]:
    """Rows of one document, cells in the order of the table's columns."""
    return _build(table, document, to_cell)


def build_typed_rows(table: Table, document: PolicyDocument) -> Iterator[list[TypedCell]]:
    """The same rows for formats that hold lists: lists stay lists."""
    return _build(table, document, to_typed_cell)


def _build(table: Table, document: PolicyDocument, to: Callable[[Any], Any]) -> Iterator[list[Any]]:
    getters = [_getter(column.take) for column in table.columns]
    for row in build_row_scopes(table, document):
        yield [to(get(row)) for get in getters]
