"""The words of tables that lost their columns: headers one after another, and the pieces that follow them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, Literal, NamedTuple

from qingdan.models.source import Line, RawCell, Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.line_tables.rows import Piece
from qingdan.structure.tables.columns import Heading, read_content, read_heading
from qingdan.structure.tables.streams import number_of
from qingdan.text.passage import Passage, Range, fold_words

Print = Literal["lines", "bars", "spaces"]
"""One cell a line; bars on lines of their own, or behind the cells, between them; one row a line, parted by spaces."""

_MIN_HEADERS: Final = 3
_MAX_HEADERS: Final = 12
_MAX_HEADER: Final = 14
_MAX_UNKNOWN: Final = 24  # characters of a header behind that of the serial number
_MAX_LINES: Final = 40  # in a cell
_BAR: Final = re.compile(r"[|｜]")
_WORD: Final = re.compile(r"[^\s\u00a0\u3000]+")


@dataclass(frozen=True, slots=True)
class Header:
    """Header words one after another, from one line of the source up to another."""

    printed: Print
    headings: tuple[Heading, ...]
    cells: tuple[RawCell, ...]
    first: int
    last: int
    """The first line after them."""


class Printed(NamedTuple):
    """A piece and where it stands."""

    piece: Piece
    ranges: tuple[Range, ...]
    blanks: int = 0
    """Blank lines above it, more than usual."""

    @property
    def words(self) -> str:
        """As the piece has them."""
        return self.piece.words


EMPTY: Final = Printed(Piece("", "empty"), ())


def find_headers(source: Source, rules: RuleSet) -> Iterator[Header]:
    """Headers with a task or an indicator among at least three known words, in order of print."""
    position = 0
    while position < len(source.lines):
        header = _read_line(source, position, rules) or _read_lines(source, position, rules)
        if header:
            yield header
        position = header.last if header else position + 1


def read_pieces(source: Source, header: Header, end: int, rules: RuleSet) -> list[Printed]:
    """What follows the header up to the line `end`: a piece a line, or all that stands between two bars."""
    lines = source.lines[header.last : end]
    return list(_barred(source, lines, rules) if header.printed == "bars" else _lined(source, header, end, rules))


def read_line(source: Source, line: Line, rules: RuleSet) -> Printed:
    """The whole line as one piece."""
    return _piece(source, [(line.start, line.end)], rules)


def read_words(source: Source, line: Line, rules: RuleSet) -> list[Printed]:
    """The pieces of a line that are parted by white space."""
    words = _WORD.finditer(source.text, line.start, line.end)
    return [_piece(source, [match.span()], rules) for match in words]


def _read_line(source: Source, position: int, rules: RuleSet) -> Header | None:
    """All words of one line are headers, or its last ones from a serial number's on."""
    line = source.lines[position]
    start = max(line.start, line.end - _MAX_HEADERS * _MAX_HEADER)
    words = [match.span() for match in _WORD.finditer(source.text, start, line.end)]
    words = words[1:] if start > line.start else words
    if len(words) < _MIN_HEADERS:
        return None
    headings = [read_heading(fold_words(source.text, *word), rules) for word in words]
    first = next((i for i in range(len(words), 0, -1) if not headings[i - 1].known), 0)
    if first or start > line.start:
        first = next((i for i in range(first, len(words)) if headings[i].role == "number"), len(words))
    if not _MIN_HEADERS <= len(words) - first <= _MAX_HEADERS or not _heads(headings[first:]):
        return None
    cells = tuple(RawCell((word,)) for word in words[first:])
    return Header("spaces", tuple(headings[first:]), cells, position, position + 1)


def _read_lines(source: Source, position: int, rules: RuleSet) -> Header | None:
    """Headers on lines of their own, perhaps with bars between them.

    From a serial number's header to the first serial number a few of them may be in unknown words.
    """
    headings: list[Heading] = []
    cells: list[RawCell] = []
    bars, at = 0, position
    while at < len(source.lines) and len(cells) < _MAX_HEADERS:
        span, barred = _cut_bar(source, source.lines[at])
        longest = _MAX_UNKNOWN if headings and headings[0].role == "number" else _MAX_HEADER
        words = fold_words(source.text, *span) if span[1] - span[0] <= longest else "。"
        heading = read_heading(words, rules)
        numbered = bool(headings) and headings[0].role == "number" and _may_head(words, rules)
        if not (heading.known or numbered or (barred and cells and not words)):
            break
        bars += barred
        if words:
            headings.append(heading)
            cells.append(RawCell((span,)))
        at += 1
    if len(cells) < _MIN_HEADERS or not _heads(headings) or (at == len(source.lines)):
        return None
    if not all(heading.known for heading in headings) and not source.text[source.lines[at].start].isdecimal():
        return None
    return Header("bars" if bars >= len(cells) - 1 else "lines", tuple(headings), tuple(cells), position, at)


def _may_head(words: str, rules: RuleSet) -> bool:
    """Whether words can be a header that is not known: a name, neither a number nor a section's."""
    return read_content(words, rules) in ("text", "agency") and not number_of(words, rules)[0] and "。" not in words


def _heads(headings: Sequence[Heading]) -> bool:
    """Whether headers are those of a table of tasks or indicators, three in four of them known."""
    named = any(heading.role in ("task", "indicator") for heading in headings)
    return named and 4 * sum(heading.known for heading in headings) >= 3 * len(headings)


def _cut_bar(source: Source, line: Line) -> tuple[Range, bool]:
    """The line without a bar at its end, and whether there was one."""
    words = source.text[line.start : line.end].rstrip()
    barred = bool(words) and _BAR.match(words[-1]) is not None
    words = words[:-1].rstrip() if barred else words
    return (line.start, line.start + len(words)), barred


def _piece(source: Source, ranges: Sequence[Range], rules: RuleSet, blanks: int = 0) -> Printed:
    words = Passage(source.text, tuple(ranges)).text
    return Printed(Piece(words, read_content(words, rules)), tuple(ranges), blanks)


def _lined(source: Source, header: Header, end: int, rules: RuleSet) -> Iterator[Printed]:
    """Each line without a bar at its end; where lines are usually further apart, only wider gaps hold blank lines."""
    lines = source.lines[header.first : end]
    breaks = [source.text.count("\n", above.end, line.start) for above, line in pairwise(lines)]
    usual = max(1, min(breaks, default=1))
    body = header.last - header.first
    for line, gap in zip(lines[body:], breaks[body - 1 :], strict=True):
        yield _piece(source, [_cut_bar(source, line)[0]], rules, max(0, gap // usual - 1))


def _barred(source: Source, lines: Sequence[Line], rules: RuleSet) -> Iterator[Printed]:
    """What stands before each bar; what stands behind the last one is a line at most."""
    ranges: list[Range] = []
    for line in lines:
        span, barred = _cut_bar(source, line)
        ranges += [span] if span[0] < span[1] else []
        if barred:
            yield _piece(source, ranges, rules)
            ranges = []
        elif len(ranges) > _MAX_LINES:
            break
    if ranges:
        yield _piece(source, ranges[:1], rules)
