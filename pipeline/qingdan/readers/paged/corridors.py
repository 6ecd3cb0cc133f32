"""Lines cut at broad white space, and the columns that the white corridors between the pieces leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qingdan.models.source import Box
from qingdan.readers.paged.geometry import Glyph, box_of
from qingdan.readers.paged.lines import PrintedLine

_GAP = 0.9
"""White space that parts two cells, in heights of the line."""
_CORRIDOR = 0.4
"""The least white space between two columns over all their lines, in heights of a line."""


@dataclass(slots=True)
class Column:
    """From where to where a column reaches, in points."""

    x0: float
    x1: float
    headed: bool = True
    filled: bool = False

    def meets(self, box: Box) -> bool:
        """True when a box stands at least in part above or below what the column holds."""
        slack = _CORRIDOR * (box[3] - box[1])
        return box[0] < self.x1 + slack and box[2] > self.x0 - slack

    def holds(self, box: Box) -> bool:
        """True when a box stands within the column."""
        return self.x0 <= box[0] and box[2] <= self.x1

    def widen(self, box: Box) -> None:
        """Takes in a box."""
        self.x0, self.x1 = min(self.x0, box[0]), max(self.x1, box[2])


def cut_line(line: PrintedLine) -> list[PrintedLine]:
    """The pieces of a line between broad gaps; white space at their ends is left out."""
    printed = [n for n, glyph in enumerate(line.glyphs) if not glyph.char.isspace()]
    least = _GAP * (line.box[3] - line.box[1])
    pieces: list[list[Glyph]] = []
    start = printed[0]
    for last, number in zip(printed, [*printed[1:], None], strict=True):
        if number is None or (number > last + 1 and line.glyphs[number].x0 - line.glyphs[last].x1 >= least):
            pieces.append(line.glyphs[start : last + 1])
            start = number or 0
    if len(pieces) == 1:
        return [line]
    return [PrintedLine(piece, _box(piece), line.weight) for piece in pieces]


def _box(glyphs: Sequence[Glyph]) -> Box:
    return box_of(glyph for glyph in glyphs if not glyph.char.isspace())


def find_columns_of(head: list[list[PrintedLine]], body: list[list[PrintedLine]]) -> list[Column] | None:
    """The columns of a table, from the left; None when its pieces leave no corridors or a column has no header."""
    boxes = [(part.box, True) for parts in head for part in parts]
    boxes += [(part.box, False) for parts in body for part in parts]
    columns: list[Column] = []
    for box, headed in sorted(boxes, key=lambda item: item[0][0]):
        if columns and columns[-1].meets(box):
            columns[-1].widen(box)
            columns[-1].headed |= headed
            columns[-1].filled |= not headed
        else:
            columns.append(Column(box[0], box[2], headed, not headed))
    columns = _pair(columns)
    clear = len(columns) > 1 and all(column.headed and column.filled for column in columns)
    return columns if clear else None


def _pair(columns: list[Column]) -> list[Column]:
    """Joins a header that stands beside short words of its column with them."""
    paired: list[Column] = []
    for column in columns:
        last = paired[-1] if paired else None
        if last and last.headed != column.headed and last.filled != column.filled:
            paired[-1] = Column(last.x0, column.x1, headed=True, filled=True)
        else:
            paired.append(column)
    return paired
