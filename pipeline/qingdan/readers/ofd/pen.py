"""Characters of one text object → where each stands, in the coordinates of that object."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from qingdan.readers.ofd.values import read_distances
from qingdan.readers.paged.drawing import Point
from qingdan.readers.paged.geometry import Glyph, Matrix, map_box

if TYPE_CHECKING:
    from lxml.etree import _Element

_ASCENT = 0.88
"""Share of the size that a character rises over its base line; the rest hangs below."""
_LATIN_WIDTH = 0.5
"""Width of most letters, digits and signs, in sizes."""
_OTHER_WIDTHS = {
    **dict.fromkeys("ijlrtfI", 0.31),
    **dict.fromkeys("ABCDEFGHJKLNOPQRSTUVXYZ", 0.72),
    **dict.fromkeys("mwMW%@&", 0.9),
}
"""Those that differ much in proportional faces, where blanks left to the eye have to be told from broad letters."""
_TURNS: tuple[Matrix, ...] = (
    (1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
    (0.0, 1.0, -1.0, 0.0, 0.0, 0.0),
    (-1.0, 0.0, 0.0, -1.0, 0.0, 0.0),
    (0.0, -1.0, 1.0, 0.0, 0.0, 0.0),
)
"""By quarter turns clockwise, y downwards."""


@dataclass(frozen=True, slots=True)
class Pen:
    """Draws characters of one size, upright or turned."""

    size: float
    scale: float
    turned: int

    def draw(self, text: str, start: Point, code: _Element) -> Iterator[Glyph]:
        """A box for each character, in the coordinates of the text object."""
        across = read_distances(code.get("DeltaX"), len(text))
        down = read_distances(code.get("DeltaY"), len(text))
        x, y = start
        given = bool(across or down)
        for index, char in enumerate(text):
            dx, dy = _at(across, index), _at(down, index)
            width = self._width(char, math.hypot(dx, dy), text[index + 1 : index + 2])
            turn = _TURNS[self.turned]
            box = map_box((0.0, -_ASCENT * self.size, width, (1 - _ASCENT) * self.size), turn)
            yield Glyph(char, x + box[0], y + box[1], x + box[2], y + box[3])
            x, y = (x + dx, y + dy) if given else (x + turn[0] * width, y + turn[1] * width)

    def _width(self, char: str, distance: float, following: str) -> float:
        """The file says how far the next character stands, which is more than the width before a blank left out."""
        if not char.isascii():
            return self.size * self.scale * (1.0 if east_asian_width(char) in "WFA" else _LATIN_WIDTH)
        width = self.size * self.scale * _OTHER_WIDTHS.get(char, _LATIN_WIDTH)
        if not 0 < distance <= self.size:
            return width
        in_word = char.isalpha() and following.isalpha() and following.isascii()
        return min(width, distance) if in_word else distance


def _at(values: list[float], index: int) -> float:
    return values[index] if index < len(values) else 0.0
