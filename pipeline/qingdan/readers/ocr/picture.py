"""What is done to the picture of a page before it is read: seals wiped out, a slight tilt found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import cv2
import numpy as np

if TYPE_CHECKING:
    from qingdan.readers.ocr.engine import Picture

_RED = 50
"""A pixel is red when its red is this much above green and blue."""
_BLACK, _WHITE = 60, 200
"""Red, of 255, of print under a seal at most and of the bare seal at least."""
_GAP = 6.0
"""Points between the parts of one seal, or of a ring that print crosses."""
_SEAL = 70.0
"""Points; a red thing at least so wide and so high is a seal, the characters of a red head are smaller."""
_MOST_TILT = 4.0
_TILT_STEP = 0.1
"""Degrees."""
_SMALL = 700
"""Pixels of the longer side of the picture in which the tilt is looked for."""


def wipe_seals(picture: Picture, scale: float) -> Picture:
    """The picture (blue, green, red; `scale` pixels to the point) without its red seals; what they cover is left.

    Around a seal the page is seen as through red glass: red turns white, black stays black.
    """
    blue, green, red = (picture[:, :, n].astype(np.int16) for n in range(3))
    reddish = ((red - np.maximum(blue, green)) > _RED).astype(np.uint8)
    if not reddish.any():
        return picture
    side = round(_GAP * scale) | 1
    joined = cv2.morphologyEx(reddish, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    wiped = picture.copy()
    for x, y, width, height, _ in cv2.connectedComponentsWithStats(joined)[2].tolist()[1:]:
        if min(width, height) >= _SEAL * scale:
            around = slice(max(0, y - side), y + height + side), slice(max(0, x - side), x + width + side)
            through = np.clip((red[around] - _BLACK) * (255 / (_WHITE - _BLACK)), 0, 255)
            wiped[around] = through[:, :, np.newaxis]
    return wiped


def find_tilt(picture: Picture) -> float:
    """Degrees by which lines fall to the right, within ±4; so too when the picture lies on its side.

    It is the turn after which lines of text are parted from the gaps between them most sharply.
    """
    ink = _small_ink(picture)
    height, width = ink.shape
    centre = (width / 2, height / 2)

    def sharpness(angle: float) -> float:
        turned = cv2.warpAffine(ink, cv2.getRotationMatrix2D(centre, angle, 1.0), (width, height))
        return sum(float(np.square(np.diff(turned.sum(axis=side, dtype=np.float64))).sum()) for side in (0, 1))

    coarse = max(np.arange(-_MOST_TILT, _MOST_TILT + 0.25, 0.5).tolist(), key=sharpness)
    fine = max(np.arange(coarse - 0.5, coarse + 0.55, _TILT_STEP).tolist(), key=sharpness)
    return float(round(fine, 2))


def _small_ink(picture: Picture) -> Picture:
    """The dark of the picture as light on black, made small."""
    grey = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    factor = min(1.0, _SMALL / max(grey.shape))
    small = cv2.resize(grey, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return np.asarray(255 - small, np.uint8)


def turn(picture: Picture, degrees: float) -> Picture:
    """The picture turned about its middle, counter-clockwise, in a frame of the same size."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    white = (255, 255, 255)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=white)
    return np.asarray(turned, np.uint8)
