"""What a reader gives: the text as read, where its lines and tables lie, where it stood on pages."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from dataclasses import dataclass, field
from math import isnan
from typing import Literal

from qingdan.models.diagnostic import Diagnostic
from qingdan.text.passage import Range

Box = tuple[float, float, float, float]
"""x0, top, x1, bottom in points, origin at the top left of the page."""

TableLayout = Literal["ruled", "aligned", "pipes", "tabs", "tab_cells", "markup"]
"""How a table was drawn: ruling lines, white space, `|`, tabs between cells, a tab before each cell's line, tags."""


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line outside tables, without its line break."""

    start: int
    end: int
    page: int | None = None
    """1.. for paged formats."""
    box: Box | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell as drawn. Empty `ranges`: the cell is printed and empty."""

    ranges: tuple[Range, ...] = ()
    row_span: int = 1
    column_span: int = 1


RawRow = tuple[RawCell | None, ...]
"""One drawn row; None where a merged cell of an earlier row or column reaches over. Rows may differ in length."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table as drawn on one page or in one run of lines; header, roles and stitching are not known yet."""

    layout: TableLayout
    rows: tuple[RawRow, ...]
    start: int
    end: int
    """The run of the text that the table takes up."""
    page: int | None = None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class PageLayout:
    """Where every character of the text stood. `boxes` holds x0, top, x1, bottom per character, NaN for breaks."""

    page_starts: tuple[int, ...]
    """Offset of the first character of each page, ascending."""
    boxes: array[float] = field(repr=False)

    def page_of(self, offset: int) -> int:
        """The page, from 1, on which the character stands."""
        return max(1, bisect_right(self.page_starts, offset))

    def locate(self, start: int, end: int) -> list[tuple[int, Box]]:
        """The page and the enclosing box of `text[start:end]`, one for each page that it touches."""
        found: dict[int, list[float]] = {}
        for offset in range(start, end):
            x0, top, x1, bottom = self.boxes[4 * offset : 4 * offset + 4]
            if isnan(x0):  # a break that was not printed
                continue
            box = found.setdefault(self.page_of(offset), [x0, top, x1, bottom])
            box[:] = min(box[0], x0), min(box[1], top), max(box[2], x1), max(box[3], bottom)
        return [(page, (b[0], b[1], b[2], b[3])) for page, b in sorted(found.items())]


@dataclass(frozen=True, slots=True)
class Source:
    """A file's text in reading order, tables included. Nothing in it is cleaned or altered."""

    text: str
    media_type: str
    lines: tuple[Line, ...]
    """Printed lines outside tables and furniture, in reading order; blank lines are left out."""
    tables: tuple[RawTable, ...] = ()
    encoding: str | None = None
    page_count: int | None = None
    layout: PageLayout | None = None
    furniture: tuple[Range, ...] = ()
    """Page numbers and running heads: in the text, part of nothing."""
    diagnostics: tuple[Diagnostic, ...] = ()
