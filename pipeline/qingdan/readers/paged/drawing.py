"""What is drawn on a page beside text: ruling lines, from strokes and from filled shapes thin enough to be strokes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qingdan.models.source import Box
from qingdan.readers.paged.edges import merge_edges
from qingdan.readers.paged.geometry import Edge

MAX_OBJECTS = 100_000
"""Looked at per page."""
MAX_SEGMENTS = 200_000
MAX_EDGES = 20_000
MAX_CROSSINGS = 100_000
"""Horizontal times vertical lines of a page; a table of 100 rows and 40 columns has 4,000."""
_SLANT = 1.0
"""A stroke that leaves its direction by less, in points, is level or upright."""
_BAR = 3.0
"""A filled rectangle up to this thickness, in points, is a line."""
_FAR = 20_000.0
"""PDF pages reach 14,400 points; what is drawn beyond is no table."""

Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page, added piece by piece."""

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    """Whole lines, as merge_edges leaves them, after `finish`."""
    picture_area: float = 0.0
    """Square points under pictures, overlaps counted twice."""
    path_count: int = 0
    complete: bool = True
    """False when a cap was reached and the rest was left out."""

    @property
    def is_full(self) -> bool:
        """True when no more pieces should be added."""
        return len(self.horizontal) + len(self.vertical) > MAX_EDGES

    def add_stroke(self, points: Sequence[Point]) -> None:
        """The level and upright strokes of a polyline."""
        for (x0, y0), (x1, y1) in pairwise(points):
            self._add_edge((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), _SLANT)

    def add_fill(self, points: Sequence[Point]) -> None:
        """A filled shape thin enough to be a line. Broad ones are shading, whose outline nobody sees as a line."""
        if len(points) > 3:
            xs, ys = zip(*points, strict=True)
            self._add_edge((min(xs), min(ys), max(xs), max(ys)), _BAR)

    def finish(self) -> None:
        """Makes whole lines of the pieces; a mesh too dense for any table is dropped."""
        self.horizontal = merge_edges(self.horizontal)
        self.vertical = merge_edges(self.vertical)
        if len(self.horizontal) * len(self.vertical) > MAX_CROSSINGS:
            self.horizontal, self.vertical, self.complete = [], [], False

    def _add_edge(self, box: Box, thickness: float) -> None:
        x0, top, x1, bottom = box
        if not all(-_FAR < value < _FAR for value in box):
            return
        if bottom - top <= thickness < x1 - x0:
            self.horizontal.append(Edge((top + bottom) / 2, x0, x1))
        elif x1 - x0 <= thickness < bottom - top:
            self.vertical.append(Edge((x0 + x1) / 2, top, bottom))
