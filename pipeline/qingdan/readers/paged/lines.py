"""Characters → runs → printed lines, by where they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from operator import itemgetter

from qingdan.models.source import Box
from qingdan.readers.paged.geometry import Glyph, Run, Weight, box_of

_NAN = float("nan")
_SPACE = Glyph(" ", _NAN, _NAN, _NAN, _NAN)

_RUN_GAP = 1.5
"""A jump of this many character heights begins a new run."""
_WORD_GAP = 0.2
"""A gap between Latin words, in character heights."""
_COLUMN_GAP = 0.3
"""A gap beside a Chinese character that the eye takes for white space, in character heights."""
_DOUBLE_SHIFT = 0.35
"""A character printed again this close, in its own width, makes it bold and no second character."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line as printed, left to right, generated spaces between words and columns included."""

    glyphs: list[Glyph]
    box: Box
    weight: Weight

    @property
    def text(self) -> str:
        """The characters, joined."""
        return "".join(map(itemgetter(0), self.glyphs))


def find_runs(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters in the order of the file, cut where the next one is on another line, further left or far right."""
    runs: list[list[Glyph]] = []
    run: list[Glyph] = []
    last_x0 = last_x1 = last_middle = last_height = 0.0
    for glyph in glyphs:
        _, x0, top, x1, bottom = glyph
        height = bottom - top
        middle = top + height / 2
        reach = height if height > last_height else last_height
        if run and last_x0 - 1 < x0 < last_x1 + _RUN_GAP * reach and -reach < 2 * (middle - last_middle) < reach:
            run.append(glyph)
        else:
            run = [glyph]
            runs.append(run)
        last_x0, last_x1, last_middle, last_height = x0, x1, middle, height
    return runs


def build_lines(runs: Iterable[Run]) -> list[PrintedLine]:
    """Lines from the top, each from the left. Lines of white space alone are left out."""
    rows: list[_Row] = []
    # Long runs first: they make the lines that raised, lowered and lone characters then join.
    for run in sorted(runs, key=lambda run: run.box[0] - run.box[2]):
        middle = (run.box[1] + run.box[3]) / 2
        place = bisect_left(rows, middle, key=lambda row: row.middle)
        near = [row for row in rows[max(0, place - 1) : place + 1] if row.holds(run.box)]
        if near:
            min(near, key=lambda row: abs(row.middle - middle)).runs.append(run)
        else:
            rows.insert(place, _Row(run.box[1], run.box[3], [run]))
    lines = (_line(row.runs) for row in rows)
    return [line for line in lines if line is not None]


@dataclass(slots=True)
class _Row:
    """The band that the longest run of a line takes up."""

    top: float
    bottom: float
    runs: list[Run]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    def holds(self, box: Box) -> bool:
        """True when at least half of the lower of the two overlaps the other."""
        overlap = min(self.bottom, box[3]) - max(self.top, box[1])
        return 2 * overlap >= min(self.bottom - self.top, box[3] - box[1])


def _line(runs: list[Run]) -> PrintedLine | None:
    glyphs = [glyph for run in runs for glyph in run.glyphs]
    glyphs.sort(key=itemgetter(1))
    single = _without_doubles(glyphs)
    words = [glyph for glyph in single if not glyph.char.isspace()]
    if not words:
        return None
    weight = Weight.BOLD if len(single) < len(glyphs) else min(run.weight for run in runs)
    return PrintedLine(_with_spaces(single), box_of(words), weight)


def _without_doubles(glyphs: list[Glyph]) -> list[Glyph]:
    """Each character once, where bold was made by printing it again with a small shift."""
    kept: list[Glyph] = []
    for glyph in glyphs:
        char, x0, _, x1, _ = glyph
        nearest = x0 - _DOUBLE_SHIFT * (x1 - x0)
        for other in kept[-3:]:
            if other[0] == char and other[1] > nearest:
                break
        else:
            kept.append(glyph)
    return kept


def _with_spaces(glyphs: list[Glyph]) -> list[Glyph]:
    """White space that the file leaves to the eye: between Latin words and where columns part."""
    spaced: list[Glyph] = []
    last_char, last_x1 = " ", 0.0
    for glyph in glyphs:
        char, x0, top, x1, bottom = glyph
        if x0 - last_x1 > _WORD_GAP * (bottom - top) and not (char.isspace() or last_char.isspace()):
            latin = char.isascii() and last_char.isascii()
            if latin or x0 - last_x1 > _COLUMN_GAP * (bottom - top):
                spaced.append(_SPACE)
        spaced.append(glyph)
        last_char, last_x1 = char, x1
    return spaced
