"""Attribute values of OFD: numbers in a row, boxes, matrices, runs of distances. What is malformed counts as absent."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import islice

from qingdan.models.source import Box
from qingdan.readers.paged.geometry import IDENTITY, Matrix

_FAR = 1e6
"""Millimetres; nothing that is farther away lies on a page."""
_REPEAT = "g"


def read_number(text: str | None, default: float = 0.0) -> float:
    """One finite number."""
    try:
        value = float(text) if text else default
    except ValueError:
        return default
    return value if math.isfinite(value) and abs(value) < _FAR else default


def read_box(text: str | None) -> Box | None:
    """`x y width height` as x0, top, x1, bottom."""
    values = _numbers(text, 4)
    if values is None:
        return None
    x, y, width, height = values
    return x, y, x + width, y + height


def read_matrix(text: str | None) -> Matrix:
    """`a b c d e f`; the identity when there is none."""
    values = _numbers(text, 6)
    if values is None:
        return IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def read_flag(text: str | None, *, default: bool) -> bool:
    """`true`, `false` or their digits."""
    return default if text is None else text.strip().lower() in ("true", "1")


def read_distances(text: str | None, count: int) -> list[float]:
    """At most `count` distances from character to character: `5 5 4` or, repeated, `g 2 5 4`."""
    return list(islice(_distances(iter((text or "").split())), count))


def _distances(tokens: Iterator[str]) -> Iterator[float]:
    for token in tokens:
        if token == _REPEAT:
            times, distance = read_number(next(tokens, None)), read_number(next(tokens, None))
            for _ in range(int(times)):
                yield distance
        else:
            yield read_number(token)


def _numbers(text: str | None, count: int) -> list[float] | None:
    """Exactly so many numbers."""
    tokens = (text or "").split()
    return [read_number(token) for token in tokens] if len(tokens) == count else None
