"""Printed lines → paragraphs: torn lines joined, run-on lines cut where their layout was lost."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from qingdan.models.notice import Table
from qingdan.models.source import Line, Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.margins import Margins, read_margins
from qingdan.structure.lines.numbering import read_number
from qingdan.text.passage import Passage, Range, join

_GAP = re.compile(r"[^\S\n]{2,}")
_MARK = re.compile(r"\A[ \u3000\xa0]*(?:#+|[-*>])[ \t]+|\*{2,}|\|[ \t]*\Z")
_IMPRINT = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日印发")
_STOPS = ("。", "！", "？", "；", "：", ".")
_OPEN = ("，", "、", "（", "“", "《")
_CLOSERS = "”’）】〕》"
_WIDE = 8
_LONGEST = 5_000
"""No printed paragraph is longer; to join on without end would take time that grows with the square of the lines."""
_WHOLE_LONGEST = 240
_RUN_ON = 16
"""A line longer than this may hold several paragraphs."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Words that belong together, on one page or over a break."""

    passage: Passage
    after_table: bool = False
    """A table stands between it and the paragraph before."""

    @property
    def text(self) -> str:
        """The folded words."""
        return self.passage.text


def build_paragraphs(source: Source, lines: Sequence[Line], tables: Sequence[Table], rules: RuleSet) -> list[Paragraph]:
    """Paragraphs in reading order; every word of the lines is in one, Markdown's marks are in none."""
    cuts = tuple(rule.regex for rule in rules.of_kind("cut"))
    starts = re.compile("|".join(f"(?:{rule.pattern})" for rule in rules.of_kind("start")))
    drawn = sorted(table.start for table in tables)
    margins = read_margins(source.text, lines, whole=source.whole_lines)
    paragraphs: list[Paragraph] = []
    for index, line in enumerate(lines):
        pieces = [piece for piece in _pieces(source.text, line, cuts) if piece]
        after_table = _any_between(drawn, lines[index - 1].end if index else 0, line.start)
        if index and pieces and paragraphs and not after_table:
            before = paragraphs[-1].text
            goes_on = _goes_on(before, margins, index, paged=line.box is not None) and not _is_whole(before, rules)
            if goes_on and not _begins(pieces[0].text, starts, rules):
                last = paragraphs[-1]
                joined = join(source.text, (last.passage, pieces.pop(0)))
                paragraphs[-1] = replace(last, passage=joined)
        for piece in pieces:
            paragraphs.append(Paragraph(piece, after_table))
            after_table = False
    return paragraphs


def _any_between(starts: Sequence[int], low: int, high: int) -> bool:
    index = bisect_left(starts, low)
    return index < len(starts) and starts[index] <= high


def _is_whole(text: str, rules: RuleSet) -> bool:
    """A title or a label with its value: it ends where its line ends. What bears a number is no title."""
    if len(text) > _WHOLE_LONGEST:
        return False
    if rules.fullmatch("line", text):
        return True
    return read_number(text, rules) is None and rules.fullmatch("title", text) is not None


def _begins(text: str, starts: re.Pattern[str], rules: RuleSet) -> bool:
    return read_number(text, rules) is not None or starts.match(text) is not None


def _goes_on(before: str, margins: Margins, index: int, *, paged: bool) -> bool:
    """Whether the paragraph that reads `before` so far goes on in the line at `index`."""
    if len(before) > _LONGEST:
        return False
    if before.endswith(_OPEN):
        return True
    if margins.indented[index] or not margins.full[index - 1]:
        return False
    return (paged and not margins.spaced[index]) or not before.rstrip(_CLOSERS).endswith(_STOPS)


def _pieces(text: str, line: Line, cuts: Iterable[re.Pattern[str]]) -> Iterator[Passage]:
    """A line cut at wide gaps that stand for lost line breaks, and where the cut rules say."""
    for start, end in _cut_at_gaps(text, line):
        passage = Passage(text, _without_marks(text, start, end))
        if len(passage) <= _RUN_ON:
            yield passage
            continue
        places = sorted({m.start("cut") for cut in cuts for m in cut.finditer(passage.text)} | {0, len(passage)})
        for a, b in pairwise(places):
            yield passage.slice(a, b)


def _is_wide(gap: str) -> bool:
    """Two ideographic spaces, or a gap too long to part words."""
    return "\u3000\u3000" in gap or len(gap) >= _WIDE


def _cut_at_gaps(text: str, line: Line) -> Iterator[Range]:
    start = line.start
    for gap in _GAP.finditer(text, line.start, line.end):
        before, after = text[start : gap.start()].strip(), text[gap.end() : line.end]
        # 国　　务　　院 and 总　　则 are spread words, not lost line breaks.
        spread = (
            _IMPRINT.match(after)
            or len(before) < 3
            or len(after) < 3
            or _GAP.match(after, 1)
            or _GAP.fullmatch(before[-3:-1])
        )
        if before.endswith(("。", "；", "：", "！", "？", *_CLOSERS)) or (not spread and _is_wide(gap[0])):
            yield start, gap.start()
            start = gap.end()
    yield start, line.end


def _without_marks(text: str, start: int, end: int) -> list[Range]:
    line = text[start:end]
    edges = [start, *(start + edge for mark in _MARK.finditer(line) for edge in mark.span()), end]
    return list(zip(edges[::2], edges[1::2], strict=True))
