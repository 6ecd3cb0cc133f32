"""Where the cells of a Word table stand: spans over columns, merges over rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from qingdan.readers.docx.blocks import Block, Table, TableCell
from qingdan.readers.docx.parts import find_child, number_at, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_COLUMNS: Final = 100
"""Word has 63."""


class Grid:
    """A table as it is filled, row by row and from the left."""

    def __init__(self) -> None:
        self._rows: list[list[TableCell | None]] = []
        self._open: dict[int, TableCell] = {}
        """Cells merged downwards, by their first column, as the row above left them."""
        self._reached: dict[int, TableCell] = {}
        """The same, as this row leaves them."""

    def begin_row(self, gap: int) -> None:
        """Begin a row, the first `gap` columns of which it does not have."""
        self._open, self._reached = self._reached, {}
        self._rows.append([TableCell([]) for _ in range(min(max(gap, 0), _MOST_COLUMNS))])

    def add(self, properties: _Element | None, read: Callable[[], list[Block]]) -> None:
        """Add the next cell of the row; what stands in one that is merged into another is not printed, nor read."""
        row = self._rows[-1]
        column = len(row)
        width = min(max(number_at(properties, "gridSpan", default=1), 1), _MOST_COLUMNS)
        down, across = _merge_of(properties, "vMerge"), _merge_of(properties, "hMerge")
        above = self._open.get(column) if down == "continue" else None
        left = next((cell for cell in reversed(row) if cell is not None), None) if across == "continue" else None
        if above is not None:
            above.row_span += 1
            self._reached[column] = above
        elif left is not None:
            left.column_span += width
        else:
            cell = TableCell(read(), column_span=width)
            if down:
                self._reached[column] = cell
            row += [cell, *[None] * (width - 1)]
            return
        row += [None] * width

    def to_table(self) -> Table:
        """The table; rows without any cell are left out."""
        return Table([row for row in self._rows if row])


def _merge_of(properties: _Element | None, name: str) -> str | None:
    """`restart` or `continue`; None for a cell that is not merged."""
    if find_child(properties, name) is None:
        return None
    return "restart" if value_of(properties, name) == "restart" else "continue"
