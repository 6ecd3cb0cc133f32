"""What a reader gives: the text as read, where its lines and tables lie, where it stood on pages."""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
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
    """On the page as turned to set its text upright."""


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
        first, last = self.page_of(start), self.page_of(max(start, end - 1))
        cuts = (start, *self.page_starts[first:last], end)
        found: list[tuple[int, Box]] = []
        for page, (a, b) in enumerate(pairwise(cuts), first):
            # a break that was not printed has no box: NaN, the one number that differs from itself
            sides = [[v for v in self.boxes[4 * a + side : 4 * b : 4] if v == v] for side in range(4)]  # noqa: PLR0124
            if sides[0]:
                found.append((page, (min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3]))))
        return found


@dataclass(frozen=True, slots=True)
class Recognition:
    """How sure character recognition was of what it read in pictures of text."""

    engine: str
    """Name and version."""
    scores: array[float] = field(repr=False)
    """0..1 per character of the text; NaN for those that were not recognised, and for breaks."""

    def find_scores(self, start: int, end: int) -> list[float]:
        """Of the recognised characters of `text[start:end]`."""
        return [score for score in self.scores[start:end] if score == score]  # noqa: PLR0124  NaN differs from itself


@dataclass(frozen=True, slots=True)
class Part:
    """A file among those that one notice came in: the run of the text that was read from it."""

    name: str
    media_type: str | None
    """None for a file that could not be read; its run is empty."""
    start: int
    end: int
    first_page: int | None = None
    """Of its pages, in the count through all parts; None where it has no pages."""
    whole_lines: bool = False


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
    whole_lines: bool = False
    """Every line is a paragraph, as markup has it: none was torn."""
    recognition: Recognition | None = None
    """Set when part of the text was read in pictures."""
    parts: tuple[Part, ...] = ()
    """The files that it was read from, the notice before its attachments; empty for a single file."""


def digest_of_parts(digests: Sequence[str]) -> str:
    """The digest of several files by theirs, in hexadecimal; of one file its own."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()
