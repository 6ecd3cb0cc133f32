"""Plain shapes on a page, in points from the top left corner of the page as it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import NamedTuple

from qingdan.models.source import Box

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class Glyph(NamedTuple):
    """One printed character. A generated space has NaN for a box."""

    char: str
    x0: float
    top: float
    x1: float
    bottom: float


class Edge(NamedTuple):
    """A ruling line: where it lies across its direction, and from where to where it runs."""

    at: float
    start: float
    end: float


class Weight(IntEnum):
    """How dark characters look: plain, in a heading face such as 黑体, bold."""

    PLAIN = 0
    FACE = 1
    BOLD = 2


@dataclass(frozen=True, slots=True)
class Run:
    """Characters that follow each other on one line in the order of the file."""

    glyphs: list[Glyph]
    weight: Weight
    """The lighter of its ends."""
    faint: bool = False
    """Printed in a light or see-through colour."""
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "box", box_of(self.glyphs))


def multiply(first: Matrix, second: Matrix) -> Matrix:
    """The transformation that does `first`, then `second`."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def turn_back(matrix: Matrix) -> Matrix:
    """The inverse of a turn with or without a flip, lengths kept."""
    a, b, c, d, e, f = matrix
    return a, c, b, d, -(a * e + b * f), -(c * e + d * f)


def invert(matrix: Matrix) -> Matrix:
    """The inverse of a transformation that keeps areas apart from zero."""
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    return d / area, -b / area, -c / area, a / area, (c * f - d * e) / area, (b * e - a * f) / area


def box_of(glyphs: Iterable[Glyph]) -> Box:
    """The enclosing box of at least one character, all printed."""
    _, x0, top, x1, bottom = zip(*glyphs, strict=True)
    return min(x0), min(top), max(x1), max(bottom)


@dataclass(frozen=True, slots=True)
class Frame:
    """A page as seen from one of four sides."""

    matrix: Matrix
    """From user space (origin at the bottom left, y upwards) to points from the top left corner."""
    width: float
    height: float

    def shows(self, glyph: Glyph) -> bool:
        """True for a character that has a size, stands on the page at least in part and is no control character."""
        char, x0, top, x1, bottom = glyph
        return 0 < x1 > x0 < self.width and 0 < bottom > top < self.height and char >= " "


def page_frame(page_box: Box, turn: int) -> Frame:
    """The frame of a page (left, bottom, right, top in user space) after `turn` quarter turns clockwise."""
    left, bottom, right, top = page_box
    matrix: Matrix = (
        (1.0, 0.0, 0.0, -1.0, -left, top),
        (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        (0.0, -1.0, -1.0, 0.0, top, right),
    )[turn]
    width, height = right - left, top - bottom
    return Frame(matrix, height, width) if turn % 2 else Frame(matrix, width, height)


def turn_frame(frame: Frame, turn: int) -> Frame:
    """The frame after `turn` more quarter turns clockwise, its matrix from the coordinates of the first."""
    upward = (1.0, 0.0, 0.0, -1.0, 0.0, frame.height)
    turned = page_frame((0.0, 0.0, frame.width, frame.height), turn)
    return Frame(multiply(upward, turned.matrix), turned.width, turned.height)


def map_box(box: Box, matrix: Matrix) -> Box:
    """The box after a turn by quarters."""
    a, b, c, d, e, f = matrix
    x0, top, x1, bottom = box
    x2, x3 = a * x0 + c * top + e, a * x1 + c * bottom + e
    y2, y3 = b * x0 + d * top + f, b * x1 + d * bottom + f
    return min(x2, x3), min(y2, y3), max(x2, x3), max(y2, y3)


def cover_box(box: Box, matrix: Matrix) -> Box:
    """The upright box around the box after any transformation."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in box[0::2] for y in box[1::2]]
    xs = [a * x + c * y + e for x, y in corners]
    ys = [b * x + d * y + f for x, y in corners]
    return min(xs), min(ys), max(xs), max(ys)
