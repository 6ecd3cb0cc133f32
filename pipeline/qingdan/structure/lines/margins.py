"""Which printed lines run to the right margin and which are indented: what tells a torn line from a paragraph's end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from qingdan.models.source import Box, Line

_TORN = 30
"""In unwrapped text, a line longer than this that ends without a stop was torn."""
_WRAP_MOST = 60
"""Lines of wrapped text are at most this long."""
_SPACED = 1.2
"""Paragraphs set apart by space stand at least so many line distances apart."""


@dataclass(frozen=True, slots=True)
class Margins:
    """For each line: does its sentence possibly go on (`full`), does it begin a paragraph (`indented`, `spaced`)."""

    full: Sequence[bool]
    indented: Sequence[bool]
    spaced: Sequence[bool]
    """More room stands above it than between the lines of a paragraph; titles have that too."""


def read_margins(text: str, lines: Sequence[Line], *, whole: bool = False) -> Margins:
    """Margins from boxes where there are any, else from the lengths of the lines; `whole` lines were never torn."""
    if whole:
        return Margins([False] * len(lines), [True] * len(lines), [False] * len(lines))
    if lines and all(line.box is not None for line in lines):
        return _from_boxes([(line.page or 0, line.box) for line in lines if line.box is not None])
    lengths = [line.end - line.start for line in lines]
    long = [n for n in lengths if n > _TORN // 2]
    width = _TORN + 1.0
    if len(long) >= 8 and max(long) <= _WRAP_MOST:
        width = quantiles(long, n=10)[8] - 3
    indented = [line.start > 0 and text[line.start - 1] in " \u3000\t\xa0" for line in lines]
    return Margins([n >= width for n in lengths], indented, [False] * len(lines))


def _from_boxes(boxes: Sequence[tuple[int, Box]]) -> Margins:
    lefts: dict[int, list[float]] = {}
    rights: dict[int, list[float]] = {}
    for page, (x0, _, x1, _) in boxes:
        lefts.setdefault(page, []).append(x0)
        rights.setdefault(page, []).append(x1)
    left = {page: sorted(values)[len(values) // 8] for page, values in lefts.items()}
    right = {page: sorted(values)[-1 - len(values) // 8] for page, values in rights.items()}
    sizes = [bottom - top for _, (_, top, _, bottom) in boxes]
    return Margins(
        [x1 >= right[page] - 2.2 * size for (page, (_, _, x1, _)), size in zip(boxes, sizes, strict=True)],
        [x0 > left[page] + size for (page, (x0, *_)), size in zip(boxes, sizes, strict=True)],
        _find_spaced(boxes),
    )


def _find_spaced(boxes: Sequence[tuple[int, Box]]) -> list[bool]:
    distances = [b[3] - a[3] if page == other else 0.0 for (page, a), (other, b) in pairwise(boxes)]
    down = [distance for distance in distances if distance > 0]
    least = _SPACED * median(down) if down else 0.0
    return [False, *(distance > least > 0 for distance in distances)]
