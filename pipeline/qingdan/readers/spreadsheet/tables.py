"""The tables on a sheet: runs of rows between blank ones, their titles told apart, their merges in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from qingdan.readers.spreadsheet.sheets import Merge, Sheet

MOST_POSITIONS: Final = 1_000_000
"""Cells of a table, empty ones included."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cell where it is shown."""

    words: str
    row_span: int = 1
    column_span: int = 1


Row = dict[int, Place | None]
"""Column to cell; None where a merged cell reaches over."""


@dataclass(slots=True)
class Area:
    """A run of rows: rows of one cell at its head, and the table below them."""

    titles: list[Place] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    columns: tuple[int, ...] = ()
    """Columns of the table, ascending; those without a word on the whole sheet are left out."""

    @property
    def most_rows(self) -> int:
        """How many of its rows are within bounds."""
        return MOST_POSITIONS // max(1, len(self.columns))


def build_areas(sheet: Sheet) -> list[Area]:
    """The areas of a sheet from the top."""
    used = sorted({column for cells in sheet.rows.values() for column in cells})
    return [_build_area(run, used) for run in _find_runs(_place(sheet, used), sheet.hidden_rows)]


def _place(sheet: Sheet, used: list[int]) -> dict[int, Row]:
    """Rows with words and rows that merged cells reach into, by their numbers, with merges in place."""
    rows: dict[int, Row] = {
        index: {column: Place(words) for column, words in cells.items()} for index, cells in sheet.rows.items()
    }
    last = max(rows, default=-1)
    positions = 0
    for merge in sheet.merges:
        columns = [c for c in used if merge.left <= c <= merge.right]
        reached = [r for r in range(merge.top, min(merge.bottom, last) + 1) if r not in sheet.hidden_rows]
        positions += len(columns) * len(reached)
        if positions > MOST_POSITIONS:
            break
        _merge(rows, merge, columns, reached)
    return {index: rows[index] for index in sorted(rows)}


def _merge(rows: dict[int, Row], merge: Merge, columns: list[int], reached: list[int]) -> None:
    """Let the first cell reach over the others; what these hold is not shown."""
    first = rows.get(merge.top, {}).get(merge.left)
    if first is None or not columns:
        return
    for index in reached:
        row = rows.setdefault(index, {})
        row |= dict.fromkeys(columns)
    rows[merge.top][merge.left] = replace(first, row_span=len(reached), column_span=len(columns))


def _find_runs(rows: dict[int, Row], hidden: set[int]) -> Iterator[list[Row]]:
    """Rows without a blank one between them."""
    run: list[Row] = []
    previous = -1
    for index, row in rows.items():
        if run and any(between not in hidden for between in range(previous + 1, index)):
            yield run
            run = []
        run.append(row)
        previous = index
    if run:
        yield run


def _build_area(run: list[Row], used: list[int]) -> Area:
    area = Area()
    index = 0
    while index < len(run):
        cells = [place for place in run[index].values() if place is not None]
        height = max((place.row_span for place in cells), default=1)
        below = [place for row in run[index + 1 : index + height] for place in row.values() if place is not None]
        if len(cells) > 1 or below:
            break
        area.titles += cells
        index += height
    area.rows = run[index:]
    filled = {column for row in area.rows for column, place in row.items() if place is not None}
    if filled:
        area.columns = tuple(used[used.index(min(filled)) : used.index(max(filled)) + 1])
    return area
