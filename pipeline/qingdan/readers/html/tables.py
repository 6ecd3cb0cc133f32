"""Tables of a page: those of data as drawn, with their merged cells; those that only lay out the page told apart."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from qingdan.models.source import RawCell, RawRow
from qingdan.readers.html.blocks import Block
from qingdan.readers.html.lines import PrintedLine
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Range

_SPAN = re.compile(r"\s*\+?(\d{1,9})")
_MOST_SPAN = 1000
MOST_POSITIONS = 200_000
"""Grid positions that the tables of one page may take up."""
_TEXT_LENGTH = 800
_TEXT_LINES = 7
"""A cell with more characters and lines may hold a whole notice: the table lays it out beside a menu."""
_LAYOUT_ROWS = 6


@dataclass(slots=True)
class DrawnCell:
    """A cell: the block of its lines, and its spans. A `row_span` of 0 reaches to the end."""

    block: Block
    row_span: int = 1
    column_span: int = 1
    header: bool = False

    @property
    def first(self) -> int:
        """Index of its first line."""
        return self.block.first

    @property
    def last(self) -> int:
        """Index after its last line."""
        return self.block.last

    @property
    def length(self) -> int:
        """Characters in it."""
        return self.block.holds.characters


@dataclass(slots=True)
class DrawnTable:
    """A table as it stands in the page."""

    block: Block
    inner: int = 0
    """How many tables of data there were when it began: those after belong in it."""
    presentation: bool = False
    rows: list[list[DrawnCell]] = field(default_factory=list)

    @property
    def first(self) -> int:
        """Index of its first line in a cell; a caption stands before."""
        return next((cell.first for row in self.rows for cell in row), 0)

    @property
    def last(self) -> int:
        """Index after its last line."""
        return self.block.last

    def is_data(self, lines: Sequence[PrintedLine], inner: Sequence[DrawnTable]) -> bool:
        """Whether rows and columns mean something; `lines` are the page's, `inner` its tables of data."""
        wide = self._wide_rows()
        if not wide or self.presentation:
            return False
        headed = any(cell.header for row in self.rows for cell in row)
        if len(wide) == 1:
            return headed or any(_is_label(lines[cell.first : cell.last]) for cell in wide[0])
        total = self.block.holds.characters
        largest = max((cell for row in wide for cell in row), key=lambda cell: cell.length)
        holds_table = any(largest.first <= table.first < largest.last for table in inner)
        if 2 * sum(table.block.holds.characters for table in inner) > total:
            return False
        if holds_table and 2 * largest.length > total:
            return False
        whole_text = largest.length > _TEXT_LENGTH and largest.last - largest.first > _TEXT_LINES
        return headed or len(wide) > _LAYOUT_ROWS or not whole_text or largest.length < 0.6 * total

    def _wide_rows(self) -> list[list[DrawnCell]]:
        """Rows with words in more than one cell, and rows like these where only one is filled."""
        filled = [sum(cell.length > 0 for cell in row) for row in self.rows]
        widths = {len(row) for row, count in zip(self.rows, filled, strict=True) if count > 1}
        return [
            row for row, count in zip(self.rows, filled, strict=True) if count > 1 or (count and len(row) in widths)
        ]


def read_span(written: str | None) -> int:
    """A `rowspan` or `colspan`; absurd ones are cut."""
    match = _SPAN.match(written or "")
    return min(int(match[1]), _MOST_SPAN) if match else 1


def _is_label(lines: Sequence[PrintedLine]) -> bool:
    return len(lines) == 1 and "".join(lines[0].text.split()).rstrip(":：") in load_rules().lexicon("metadata.labels")


@dataclass(slots=True)
class _Placed:
    """A cell in its column."""

    column: int
    cell: DrawnCell
    row_span: int
    column_span: int


class Grid:
    """Places the cells of tables in columns, within one budget of positions for the whole page."""

    def __init__(self) -> None:
        self.left = MOST_POSITIONS
        self.spans_ignored = False

    def build(self, table: DrawnTable, ranges: Callable[[DrawnCell], tuple[Range, ...]]) -> tuple[RawRow, ...]:
        """Rows of cells; columns in which no cell begins are left out."""
        rows = self._place(table)
        starts = sorted({placed.column for row in rows for placed in row})
        column_of = {column: index for index, column in enumerate(starts)}
        raw: list[RawRow] = []
        for row in rows:
            cells: list[RawCell | None] = []
            for placed in row:
                index = column_of[placed.column]
                end = bisect_left(starts, placed.column + placed.column_span)
                cells += [None] * (index - len(cells))
                cells.append(RawCell(ranges(placed.cell), placed.row_span, end - index))
                cells += [None] * (end - index - 1)
            raw.append(tuple(cells))
        return tuple(raw)

    def _place(self, table: DrawnTable) -> list[list[_Placed]]:
        rows: list[list[_Placed]] = []
        reach: list[int] = []  # for each column, the row at which it is free again
        for index, row in enumerate(table.rows):
            placed: list[_Placed] = []
            column = 0
            if self.left < 0:
                reach.clear()
            for cell in row:
                while column < len(reach) and reach[column] > index:
                    column += 1
                width, height = self._spans(cell, len(table.rows) - index)
                end = next((c for c in range(column, column + width) if c < len(reach) and reach[c] > index), None)
                width = end - column if end is not None else width
                reach += [0] * (column + width - len(reach))
                reach[column : column + width] = [index + height] * width
                placed.append(_Placed(column, cell, height, width))
                column += width
            self.left -= len(reach)
            rows.append(placed)
        return rows

    def _spans(self, cell: DrawnCell, rows_left: int) -> tuple[int, int]:
        """Width and height of a cell; one by one where the budget is spent."""
        if self.left < 0:
            self.spans_ignored |= cell.column_span != 1 or cell.row_span != 1
            return 1, 1
        return max(1, cell.column_span), min(cell.row_span or rows_left, rows_left)
