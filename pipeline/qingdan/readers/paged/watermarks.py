"""Upright watermarks: faint characters printed over or under the text of the page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from statistics import median

from qingdan.models.source import Box
from qingdan.readers.paged.geometry import Glyph, Run

_BIG = 3.0
"""Faint characters this many times as high as half of the others are a watermark wherever they stand."""
_CROSSING = 0.35
"""Share of the lower of two boxes that lies at the height of the other when they cross. Lines of text share less."""
_MAX_PAIRS = 2_000_000
"""Faint runs times others of a page that are compared."""


def part_watermarks(runs: list[Run]) -> tuple[list[Run], list[Glyph]]:
    """The runs that are text, and the characters of those that are watermarks.

    A faint run is one when it crosses other text or is big, and then its copies on the page are too.
    """
    faint, plain = [run for run in runs if run.faint], [run for run in runs if not run.faint]
    if not faint or not plain or len(faint) * len(plain) > _MAX_PAIRS:
        return runs, []
    body = median(_height(run) for run in plain)
    marks = {_words(run) for run in faint if _height(run) >= _BIG * body or _crosses(run.box, plain)}
    text = [run for run in runs if not (run.faint and _words(run) in marks)]
    return text, list(chain.from_iterable(run.glyphs for run in faint if _words(run) in marks))


def _height(run: Run) -> float:
    return run.box[3] - run.box[1]


def _words(run: Run) -> str:
    return "".join(glyph.char for glyph in run.glyphs if not glyph.char.isspace())


def _crosses(box: Box, runs: Sequence[Run]) -> bool:
    """True when one of the runs stands where the box is, not just beside, above or below it."""
    x0, top, x1, bottom = box
    for run in runs:
        left, upper, right, lower = run.box
        height = min(bottom, lower) - max(top, upper)
        if height <= 0:
            continue
        least = min(bottom - top, lower - upper)
        if height >= _CROSSING * least and min(x1, right) - max(x0, left) >= _CROSSING * least:
            return True
    return False
