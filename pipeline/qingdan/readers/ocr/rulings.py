"""Ruling lines in a picture → the edges of which grids are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from qingdan.readers.paged.drawing import Drawing

if TYPE_CHECKING:
    from qingdan.readers.ocr.engine import Picture

Box = NDArray[np.float64]
"""Four numbers: x0, top, x1, bottom."""
Boxes = NDArray[np.float64]
"""A box a row."""

_SHORTEST = 16.0
"""Points; the side of the lowest row."""
_STROKE = 1.5
"""A stroke is shorter than so many heights of its letter."""
_GAP = 6.0
"""Points at most that are missing where print touches a line."""
_THICKEST = 4.0
"""Points; more is a bar or the shadow of the sheet's edge."""
_WINDOW = 12.0
"""Points around a pixel with which it is compared."""
_DARKER = 18
"""A line is this much darker than what surrounds it, of 255."""


def find_rulings(picture: Picture, scale: float, letters: Boxes) -> Drawing:
    """The level and upright lines of a picture with `scale` pixels to the point, in points.

    `letters` are the boxes of its characters in points, whose strokes are no lines.
    """
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    window = round(_WINDOW * scale) | 1
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, _DARKER)
    drawing = Drawing()
    for level in (True, False):
        # An upright line is a level one in the mirror of the diagonal.
        bars = _find_bars(
            np.asarray(ink if level else ink.T, np.uint8), scale, letters if level else letters[:, [1, 0, 3, 2]]
        )
        for x0, top, x1, bottom in bars.tolist():
            at = (top + bottom) / 2
            drawing.add_stroke([(x0, at), (x1, at)] if level else [(at, x0), (at, x1)])
            if drawing.is_full:
                drawing.complete = False
                break
    drawing.finish()
    return drawing


def _find_bars(ink: Picture, scale: float, letters: Boxes) -> Boxes:
    """What is long from left to right and thin, strokes of letters left out, in points."""

    def brush(points: float) -> Picture:
        return np.ones((1, round(points * scale)), np.uint8)

    # Made thicker first: a line that is not quite level climbs from one row of pixels to the next.
    thick = cv2.dilate(ink, np.ones((3, 1), np.uint8))
    pieces = np.asarray(cv2.morphologyEx(thick, cv2.MORPH_OPEN, brush(_SHORTEST)), np.uint8)
    labels, boxes = _components(pieces, scale)
    ruled = np.array([False, *(_is_ruled(box, letters) for box in boxes)], np.uint8)
    return _components(np.asarray(cv2.morphologyEx(ruled[labels], cv2.MORPH_CLOSE, brush(_GAP)), np.uint8), scale)[1]


def _components(ink: Picture, scale: float) -> tuple[NDArray[np.int32], Boxes]:
    """A number for each pixel, from 1 for each connected piece; their boxes in points."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    corners, sizes = stats[1:, 0:2], stats[1:, 2:4]
    return np.asarray(labels, np.int32), np.hstack((corners, corners + sizes)) / scale


def _is_ruled(piece: Box, letters: Boxes) -> bool:
    """True for what is thin and no stroke of a letter."""
    x0, top, x1, bottom = piece
    if bottom - top > _THICKEST:
        return False
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    around = (letters[:, 0] < x) & (x < letters[:, 2]) & (letters[:, 1] < y) & (y < letters[:, 3])
    return not np.any(x1 - x0 < _STROKE * (letters[:, 3] - letters[:, 1])[around])
