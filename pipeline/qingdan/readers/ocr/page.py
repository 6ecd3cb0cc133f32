"""The picture of a page → its characters and ruling lines, set upright."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from qingdan.models.diagnostic import Diagnostic
from qingdan.readers.ocr.engine import Mark, Strip, engine_name, read_strips
from qingdan.readers.ocr.picture import find_tilt, turn, wipe_seals
from qingdan.readers.ocr.rulings import find_rulings
from qingdan.readers.paged.content import PageContent, PageText, Recognised
from qingdan.readers.paged.geometry import IDENTITY, Glyph, Matrix, Run, Weight, invert, multiply

if TYPE_CHECKING:
    from qingdan.readers.ocr.engine import Picture

_LEAST_TILT = 0.15
"""Degrees; less tears no line."""
_LARGEST_SHEET = 1_300.0
"""Points; A3 has 1,191. A longer page is a picture whose pixels were taken for points."""
_SHEET = 842.0
"""Points of such a page when its letters have their usual size."""
_DOUBTFUL = 0.9
"""A page read upside down scores less than this on average."""


class _Reading(NamedTuple):
    """A picture set upright and what was read in it."""

    picture: Picture
    strips: list[Strip]
    quarters: int
    """Counter-clockwise quarter turns by which it was set upright."""

    @property
    def scores(self) -> list[float]:
        """Of all characters."""
        return [mark.score for strip in self.strips for mark in strip.marks]

    @property
    def is_doubtful(self) -> bool:
        """True for what may have been read upside down."""
        return sum(self.scores) < _DOUBTFUL * len(self.scores)


def read_picture(picture: Picture, scale: float, page: PageContent) -> PageContent:
    """The page as read in its picture (blue, green, red; `scale` pixels to the point), unchanged when that fails."""
    height, width = picture.shape[:2]
    sheet = max(height, width) / scale
    shrunk = min(1.0, _SHEET / sheet) if sheet > _LARGEST_SHEET else 1.0
    scale /= shrunk
    clean = wipe_seals(picture, scale)
    tilt = find_tilt(clean)
    tilt = tilt if abs(tilt) >= _LEAST_TILT else 0.0
    reading = _read_upright(turn(clean, tilt) if tilt else clean)
    scores: dict[Glyph, float] = {}
    runs = [Run(glyphs, Weight.PLAIN) for strip in reading.strips if (glyphs := _to_glyphs(strip.marks, scale, scores))]
    if not runs:
        return page
    placed = width / scale, height / scale
    upright = multiply(_turn_matrix(tilt, *placed), _quarter_matrix(reading.quarters, *placed))
    to_points: Matrix = (1 / shrunk, 0.0, 0.0, 1 / shrunk, 0.0, 0.0)
    return PageContent(
        number=page.number,
        height=reading.picture.shape[0] / scale,
        text=PageText(runs, []),
        drawing=find_rulings(reading.picture, scale, np.array([glyph[1:] for glyph in scores])),
        shown=multiply(invert(upright), to_points) if upright != IDENTITY or shrunk < 1 else IDENTITY,
        diagnostics=(*page.diagnostics, Diagnostic("recognised_page", "info", {"page": page.number})),
        recognised=Recognised(engine_name(), scores),
    )


def _read_upright(picture: Picture) -> _Reading:
    """The reading after the quarter turns that make most of it sure."""
    reading = _Reading(picture, read_strips(picture), 0)
    lying = sum(len(strip.marks) * (-1 if strip.upright else 1) for strip in reading.strips)
    if lying > 0:
        return max(_turned(picture, 1), _turned(picture, 3), key=lambda read: sum(read.scores))
    if reading.is_doubtful:
        return max(reading, _turned(picture, 2), key=lambda read: sum(read.scores))
    return reading


def _turned(picture: Picture, quarters: int) -> _Reading:
    turned = np.ascontiguousarray(np.rot90(picture, quarters))
    return _Reading(turned, read_strips(turned), quarters)


def _to_glyphs(marks: list[Mark], scale: float, scores: dict[Glyph, float]) -> list[Glyph]:
    """The characters of a line with boxes in points that meet half way; how sure each is goes to `scores`."""
    glyphs: list[Glyph] = []
    for (x0, x1), mark in zip(_sides(marks), marks, strict=True):
        glyph = Glyph(mark.char, x0 / scale, mark.top / scale, x1 / scale, mark.bottom / scale)
        if glyph.x1 > glyph.x0 and glyph.bottom > glyph.top and not mark.char.isspace():
            scores[glyph] = mark.score
            glyphs.append(glyph)
    return glyphs


def _sides(marks: list[Mark]) -> Iterator[tuple[float, float]]:
    """Left and right of each character: half way to its neighbours, but not wider than it is high."""
    half_ways = [(one.middle + other.middle) / 2 for one, other in pairwise(marks)]
    for mark, left, right in zip(marks, [-math.inf, *half_ways], [*half_ways, math.inf], strict=True):
        half = (mark.bottom - mark.top) / 2
        yield max(left, mark.middle - half), min(right, mark.middle + half)


def _turn_matrix(degrees: float, width: float, height: float) -> Matrix:
    """The turn by `degrees` counter-clockwise about the middle of a page."""
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = width / 2, height / 2
    return cos, -sin, sin, cos, x - cos * x - sin * y, y + sin * x - cos * y


def _quarter_matrix(quarters: int, width: float, height: float) -> Matrix:
    """Quarter turns counter-clockwise of a page, its top left corner again the origin."""
    matrices: tuple[Matrix, ...] = (
        (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        (0.0, -1.0, 1.0, 0.0, 0.0, width),
        (-1.0, 0.0, 0.0, -1.0, width, height),
        (0.0, 1.0, -1.0, 0.0, height, 0.0),
    )
    return matrices[quarters % 4]
