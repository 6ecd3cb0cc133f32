"""The lines above a table that name it: its title, and the sections that are path of its rows."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from qingdan.models.source import Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.tables.streams import classify_line, number_of
from qingdan.text.passage import Passage, join

_LABEL: Final = re.compile(r"附[件表录]\d{0,2}[:：]?")
_CLOSED: Final = re.compile(r"[。；，、：]$")
_MAX_TITLE: Final = 60
_MAX_LINES: Final = 3


def split_section(passage: Passage, rules: RuleSet) -> Passage:
    """A section line without its number."""
    return passage.slice(number_of(passage.text, rules)[1], len(passage))


def find_caption(
    source: Source, start: int, earliest: int, rules: RuleSet
) -> tuple[Passage | None, tuple[Passage, ...]]:
    """Title and path of a table that starts at `start`, from the lines above it but not before `earliest`."""
    above = _lines_above(source, start, earliest)
    while above and classify_line(above[0].text, rules)[1] == "continued":
        above = above[1:]
    if above and classify_line(above[0].text, rules)[1] == "section" and not _CLOSED.search(above[0].text):
        path = _path(above, rules)
        return split_section(path[-1], rules), path
    return _title(source, above, rules), ()


def _lines_above(source: Source, start: int, earliest: int) -> list[Passage]:
    """The nearest lines above, nearest first."""
    last = bisect_left(source.lines, start, key=lambda line: line.start)
    lines = [line for line in source.lines[max(0, last - _MAX_LINES - 2) : last] if line.start >= earliest]
    return [Passage(source.text, ((line.start, line.end),)) for line in reversed(lines)]


def _path(above: Sequence[Passage], rules: RuleSet) -> tuple[Passage, ...]:
    """Section lines directly above, outermost first, each of another style of number."""
    path: list[Passage] = []
    styles: set[str] = set()
    for passage in above[:_MAX_LINES]:
        style = number_of(passage.text, rules)[0]
        if not style or style in styles or _CLOSED.search(passage.text):
            break
        styles.add(style)
        path.insert(0, passage)
    return tuple(path)


def _title(source: Source, above: Sequence[Passage], rules: RuleSet) -> Passage | None:
    """The line directly above when it reads like a title; all lines down from an attachment label."""
    short = [line for line in above[: _MAX_LINES + 1] if len(line) <= _MAX_TITLE and not _CLOSED.search(line.text)]
    short = short if short == list(above[: len(short)]) else short[: _run(above)]
    for count, line in enumerate(short):
        if _LABEL.fullmatch(line.text):
            return join(source.text, reversed(short[:count])) if count else None
    if short and above and short[0] == above[0] and classify_line(short[0].text, rules)[1] == "title":
        return short[0]
    return None


def _run(above: Sequence[Passage]) -> int:
    """How many lines from the nearest on are short and unclosed."""
    count = 0
    for line in above[: _MAX_LINES + 1]:
        if len(line) > _MAX_TITLE or _CLOSED.search(line.text):
            break
        count += 1
    return count
