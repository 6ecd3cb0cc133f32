"""The objects of an OFD page → characters, polylines and pictures in millimetres on the sheet, y downwards."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingdan.readers.archive import local_name
from qingdan.readers.ofd.package import Resources, find_children
from qingdan.readers.ofd.pen import Pen
from qingdan.readers.ofd.values import read_box, read_flag, read_matrix, read_number
from qingdan.readers.paged.content import MAX_CHARACTERS
from qingdan.readers.paged.drawing import MAX_OBJECTS, MAX_SEGMENTS, Point
from qingdan.readers.paged.faces import find_weight
from qingdan.readers.paged.geometry import Glyph, Matrix, Weight, cover_box, map_box, multiply

if TYPE_CHECKING:
    from lxml.etree import _Element

_MAX_DEPTH = 8
_SLANT = 0.05
"""A base line that rises or falls by more, per millimetre, is aslant."""
_CONTROL = re.compile("[\x00-\x1f]+")
_STEP = re.compile(r"([SMLQBAC])([^SMLQBAC]*)")
_STRAIGHT = "L"
_VALUES = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
"""Operators of a path, and how many numbers each takes; the last two are where it ends."""


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Characters under one matrix."""

    glyphs: list[Glyph]
    weight: Weight
    turn: int | None
    """Quarter turns clockwise that the text is rotated by; None when it stands aslant."""


@dataclass(slots=True)
class Shapes:
    """What a page shows."""

    texts: list[PlacedText] = field(default_factory=list)
    paths: list[tuple[list[Point], bool]] = field(default_factory=list)
    """Points of straight sides, and whether they are drawn as an outline (else filled)."""
    picture_area: float = 0.0
    object_count: int = 0
    character_count: int = 0
    segment_count: int = 0

    @property
    def is_full(self) -> bool:
        """True when a cap is reached and the rest is to be left out."""
        return (
            self.object_count > MAX_OBJECTS
            or self.character_count > MAX_CHARACTERS
            or self.segment_count > MAX_SEGMENTS
        )

    def add(self, container: _Element, matrix: Matrix, resources: Resources, depth: int = _MAX_DEPTH) -> None:
        """Adds the objects in a layer or block, and in the blocks inside it."""
        for element in container:
            self.object_count += 1
            if self.is_full:
                return
            if not read_flag(element.get("Visible"), default=True):
                continue
            kind = local_name(element)
            if kind == "TextObject":
                self._add_text(element, matrix, resources)
            elif kind == "PathObject":
                self._add_path(element, matrix)
            elif kind == "ImageObject":
                self._add_picture(element, matrix)
            elif depth and kind in ("Layer", "PageBlock"):
                self.add(element, matrix, resources, depth - 1)
            elif depth and kind == "CompositeObject":
                content = resources.drawings.get(element.get("ResourceID", ""))
                if content is not None:
                    self.add(content, _placing(element, matrix), resources, depth - 1)

    def _add_text(self, element: _Element, matrix: Matrix, resources: Resources) -> None:
        size = read_number(element.get("Size"))
        turned = round(read_number(element.get("CharDirection")) / 90) % 4
        placing = _placing(element, matrix)
        turn = _find_turn(placing, turned)
        place = cover_box if turn is None else map_box
        weight = max(
            resources.weights.get(element.get("Font", ""), Weight.PLAIN),
            find_weight("", int(read_number(element.get("Weight")))),
        )
        x = y = 0.0
        for code in find_children(element, "TextCode"):
            if self.is_full:
                return
            x, y = read_number(code.get("X"), x), read_number(code.get("Y"), y)
            text = _CONTROL.sub("", code.text or "")[: MAX_CHARACTERS + 1]
            pen = Pen(size, read_number(element.get("HScale"), 1.0), turned)
            placed = [Glyph(glyph.char, *place(glyph[1:], placing)) for glyph in pen.draw(text, (x, y), code)]
            self.texts.append(PlacedText(placed, weight, turn))
            self.character_count += len(placed)

    def _add_path(self, element: _Element, matrix: Matrix) -> None:
        stroked = read_flag(element.get("Stroke"), default=True)
        a, b, c, d, e, f = _placing(element, matrix)
        for data in find_children(element, "AbbreviatedData"):
            for points in read_polylines(data.text or "", MAX_SEGMENTS - self.segment_count):
                self.segment_count += len(points)
                if len(points) > 1:
                    self.paths.append(([(a * x + c * y + e, b * x + d * y + f) for x, y in points], stroked))

    def _add_picture(self, element: _Element, matrix: Matrix) -> None:
        box = read_box(element.get("Boundary"))
        if box:
            x0, top, x1, bottom = cover_box(box, matrix)
            self.picture_area += (x1 - x0) * (bottom - top)


def _placing(element: _Element, matrix: Matrix) -> Matrix:
    """From the coordinates inside an object to the sheet: its own matrix, then the corner of its boundary."""
    box = read_box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    own = multiply(read_matrix(element.get("CTM")), (1.0, 0.0, 0.0, 1.0, box[0], box[1]))
    return multiply(own, matrix)


def _find_turn(matrix: Matrix, turned: int) -> int | None:
    a, b = matrix[:2]
    low, high = sorted((abs(a), abs(b)))
    if low > _SLANT * high:
        return None
    return (round(math.atan2(b, a) / (math.pi / 2)) + turned) % 4


def read_polylines(data: str, limit: int) -> Iterator[list[Point]]:
    """The parts of a path that have straight sides only, at most `limit` steps."""
    points: list[Point] = []
    for count, step in enumerate(_STEP.finditer(data)):
        if count >= limit:
            break
        operator, values = step[1], step[2].split()
        if operator == "C":
            points += points[:1]
            continue
        if len(values) != _VALUES[operator]:
            break
        if operator != _STRAIGHT:
            yield points
            points = []
        points.append((read_number(values[-2]), read_number(values[-1])))
    yield points
