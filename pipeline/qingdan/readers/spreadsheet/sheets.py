"""What a spreadsheet shows, whatever the form of its file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from qingdan.readers.limits import MOST_CELLS, MOST_ROWS

MOST_COLUMN: Final = 16_384
LOCKED: Final = 3
"""Exit status of the process that reads binary workbooks, for one under a password."""


@dataclass(frozen=True, slots=True)
class Merge:
    """Cells merged into their first one; all bounds count from 0 and are inclusive."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Sheet:
    """A sheet: its filled cells and its merges. What is hidden is not in it, only where it stood."""

    name: str
    hidden: bool = False
    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    """Row to column to words, both from 0, filled cells only, ascending."""
    merges: list[Merge] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    """Filled rows that are hidden."""
    hidden_columns: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Workbook:
    """Sheets in their order, and how many filled rows and cells were read."""

    sheets: list[Sheet] = field(default_factory=list)
    rows: int = 0
    cells: int = 0
    unread_rows: int = 0
    """Filled rows beyond the limit."""

    def add_row(self, sheet: Sheet, index: int, read: Callable[[], dict[int, str]], *, hidden: bool = False) -> None:
        """Add the filled cells of a row that has some, unless it is hidden; they are not read beyond the limit."""
        if self.rows >= MOST_ROWS or self.cells >= MOST_CELLS:
            self.unread_rows += 1
            return
        cells = {column: words for column, words in read().items() if column not in sheet.hidden_columns}
        if cells and hidden:
            sheet.hidden_rows.add(index)
        elif cells:
            self.rows += 1
            self.cells += len(cells)
            sheet.rows[index] = cells

    def map_words(self, read: Callable[[str], str]) -> None:
        """Replace the words of every cell."""
        for sheet in self.sheets:
            for cells in sheet.rows.values():
                for column, words in cells.items():
                    cells[column] = read(words)
