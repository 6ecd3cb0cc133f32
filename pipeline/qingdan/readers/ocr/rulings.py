"""Ruling lines in a picture → the edges of which grids are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

from qingdan.readers.paged.drawing import Drawing

if TYPE_CHECKING:
    from qingdan.readers.ocr.engine import Picture

_SHORTEST = 16.0
"""Points; the side of the lowest row. Strokes of larger characters touch no table."""
_THICKEST = 4.0
"""Points; more is a bar or the shadow of the sheet's edge."""
_WINDOW = 12.0
"""Points around a pixel with which it is compared."""
_DARKER = 18
"""A line is this much darker than what surrounds it, of 255."""


def find_rulings(picture: Picture, scale: float) -> Drawing:
    """The level and upright lines of a picture with `scale` pixels to the point, in points."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    window = round(_WINDOW * scale) | 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _DARKER)
    drawing = Drawing()
    for level in (True, False):
        for box in _find_bars(np.asarray(ink, np.uint8), scale, level=level):
            x0, top, x1, bottom = (value / scale for value in box)
            if level:
                drawing.add_stroke([(x0, (top + bottom) / 2), (x1, (top + bottom) / 2)])
            else:
                drawing.add_stroke([((x0 + x1) / 2, top), ((x0 + x1) / 2, bottom)])
            if drawing.is_full:
                drawing.complete = False
                break
    drawing.finish()
    return drawing


def _find_bars(ink: Picture, scale: float, *, level: bool) -> list[tuple[float, float, float, float]]:
    """x0, top, x1, bottom in pixels of what is long one way and thin the other."""
    length, thickness = round(_SHORTEST * scale), _THICKEST * scale
    along, across = ((length, 1), (1, 3)) if level else ((1, length), (3, 1))
    # Made thicker first: a line that is not quite level climbs from one row of pixels to the next.
    thick = cv2.dilate(ink, np.ones(across[::-1], np.uint8))
    bars = cv2.morphologyEx(thick, cv2.MORPH_OPEN, np.ones(along[::-1], np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(bars)
    found: list[tuple[float, float, float, float]] = []
    for index in range(1, count):
        x, y, width, height = (float(value) for value in stats[index, :4])
        if (height if level else width) <= thickness:
            found.append((x, y, x + width, y + height))
    return found
