"""A drawn table as rows of cells that stand in their columns, merged cells written out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingdan.models.notice import Cell
from qingdan.models.source import Line, RawRow, RawTable, Source
from qingdan.text.passage import Passage

_GAP = re.compile(r"\n[ \t\r\u3000]*\n")


@dataclass(frozen=True, slots=True)
class GridRow:
    """One drawn row, or a printed line between two drawn tables."""

    cells: tuple[Cell, ...]
    start: int
    end: int
    page: int | None
    drawn: bool
    """Merges are drawn, so that an empty cell is simply empty."""
    after_break: bool
    """First row after a page break, or after blank lines in a text."""
    outside: bool = False
    """A printed line between two drawn tables."""
    depth: int = 1
    """Drawn rows that the tallest cell of this row reaches over, but for the first column's."""

    @property
    def words(self) -> list[str]:
        """Folded text of every cell, empty where nothing is printed."""
        return [cell.passage.text for cell in self.cells]

    @property
    def filled(self) -> list[int]:
        """Columns with words of this row's own."""
        return [i for i, cell in enumerate(self.cells) if cell.passage and not cell.inherited]


def build_grid(raw: RawTable, source: Source) -> list[GridRow]:
    """The rows of one drawn table."""
    rows: list[GridRow] = []
    above: list[tuple[Cell, int]] = []  # what reaches down into the next row, and over how many more rows
    empty = Cell(Passage(source.text, ()))
    previous = raw.start
    for index, raw_row in enumerate(raw.rows):
        cells, above = _place(raw_row, above, empty, source.text)
        ranges = [r for cell in raw_row if cell for r in cell.ranges]
        start, end = (min(r[0] for r in ranges), max(r[1] for r in ranges)) if ranges else (previous, previous)
        drawn = raw.layout in ("ruled", "markup")
        broken = index == 0 or (raw.layout == "tabs" and _GAP.search(source.text, previous, start) is not None)
        depth = max((cell.row_span for cell in raw_row if cell), default=1)
        rows.append(GridRow(tuple(cells), start, end, raw.page, drawn, broken, depth=depth))
        previous = max(previous, end)
    return rows


def _place(
    raw_row: RawRow, above: list[tuple[Cell, int]], empty: Cell, text: str
) -> tuple[list[Cell], list[tuple[Cell, int]]]:
    cells: list[Cell] = []
    below: list[tuple[Cell, int]] = []
    for column, raw in enumerate(raw_row):
        if raw is not None:
            cell = Cell(Passage(text, raw.ranges)) if raw.ranges else empty
            cells.append(cell)
            below.append((cell, raw.row_span - 1))
        elif column < len(above) and above[column][1] > 0:
            cell, rest = above[column]
            cells.append(Cell(cell.passage, inherited=True))
            below.append((cell, rest - 1))
        else:  # covered from the left
            cells.append(empty)
            below.append((empty, below[-1][1] if below else 0))
    return cells, below


def build_line_row(line: Line, source: Source) -> GridRow:
    """A printed line between drawn tables as a row of one cell."""
    cell = Cell(Passage(source.text, ((line.start, line.end),)))
    return GridRow((cell,), line.start, line.end, line.page, drawn=False, after_break=False, outside=True)
