"""Tables of which only the words are left, one cell a line, under header words on lines of their own.

A row is taken only where its beginning is printed: a serial number that counts on, or blank lines around as many
lines as there are headers. Everything else stays running text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from qingdan.models.source import Line, RawCell, RawRow, RawTable, Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.columns import read_heading
from qingdan.structure.streams import number_of
from qingdan.text.passage import Passage

_MIN_HEADERS: Final = 3
_MAX_HEADER: Final = 14
_MIN_ROWS: Final = 2
_MAX_SERIAL: Final = 4


def add_line_tables(source: Source, rules: RuleSet) -> Source:
    """The source with such tables among its tables and without their lines."""
    found = list(_find(source, rules))
    if not found:
        return source
    starts = [table.start for table in found]
    ends = [0, *(table.end for table in found)]
    inside = [line for line in source.lines if line.start >= ends[bisect_right(starts, line.start)]]
    tables = sorted([*source.tables, *found], key=lambda table: table.start)
    return replace(source, tables=tuple(tables), lines=tuple(inside))


def _find(source: Source, rules: RuleSet) -> Iterator[RawTable]:
    lines = source.lines
    position = 0
    while position + _MIN_HEADERS < len(lines):
        width = _header_width(source, position, rules)
        if width >= _MIN_HEADERS:
            rows = _numbered_rows(source, position, width, rules) or _spaced_rows(source, position, width, rules)
            if rows:
                header = _row(source, lines[position : position + width])
                end = rows[-1][-1].end
                yield RawTable(
                    "tab_cells",
                    (header, *(_row(source, row) for row in rows)),
                    lines[position].start,
                    end,
                    lines[position].page,
                )
                position = next((i for i in range(position, len(lines)) if lines[i].start >= end), len(lines))
                continue
        position += max(1, width)


def _header_width(source: Source, position: int, rules: RuleSet) -> int:
    """How many lines from here on are header words, if a task or an indicator is among them."""
    roles: list[str] = []
    for line in source.lines[position : position + 12]:
        if line.end - line.start > _MAX_HEADER:
            break
        heading = read_heading(_words(source, line), rules)
        if not heading.known:
            break
        roles.append(heading.role)
    return len(roles) if {"task", "indicator"} & set(roles) else 0


def _numbered_rows(source: Source, position: int, width: int, rules: RuleSet) -> list[list[Line]]:
    """Rows that begin with numbers that count on, each on a line of its own; only section lines stand between them."""
    lines = source.lines
    if read_heading(_words(source, lines[position]), rules).role != "number":
        return []
    rows: list[list[Line]] = []
    at = position + width
    number = _first_number(source, at)
    while at + width <= len(lines):
        words = _words(source, lines[at])
        if words.rstrip(".、") == str(number):
            rows.append(list(lines[at : at + width]))
            at, number = at + width, number + 1
        elif number_of(words, rules)[0] in ("part", "han", "bracketed") and at + 1 < len(lines):
            following = _words(source, lines[at + 1]).rstrip(".、")
            if following not in (str(number), "1"):
                break
            number = int(following)
            rows.append([lines[at]])
            at += 1
        else:
            break
    return rows if sum(len(row) == width for row in rows) >= _MIN_ROWS else []


def _first_number(source: Source, at: int) -> int:
    """The serial number that the first row begins with: 1, or where a part of a longer list begins."""
    words = _words(source, source.lines[at]).rstrip(".、") if at < len(source.lines) else ""
    return int(words) if words.isdecimal() and len(words) <= _MAX_SERIAL else 1


def _spaced_rows(source: Source, position: int, width: int, rules: RuleSet) -> list[list[Line]]:
    """Rows between blank lines, each of as many lines as the header."""
    blocks = _blocks(source, position, width)
    if len(next(blocks)) != width:
        return []
    rows: list[list[Line]] = []
    for block in blocks:
        section = len(block) == 1 and number_of(_words(source, block[0]), rules)[0] in ("part", "han", "bracketed")
        if len(block) != width and not section:
            break
        rows.append(block)
    while rows and len(rows[-1]) == 1:
        rows.pop()
    return rows if sum(len(row) == width for row in rows) >= _MIN_ROWS else []


def _blocks(source: Source, position: int, width: int) -> Iterator[list[Line]]:
    """Lines between blank ones, up to the first block that is longer than `width`."""
    block = [source.lines[position]]
    for line in source.lines[position + 1 :]:
        if source.text.count("\n", block[-1].end, line.start) > 1:
            yield block
            block = []
        block.append(line)
        if len(block) > width:
            break
    yield block


def _words(source: Source, line: Line) -> str:
    return Passage(source.text, (_cell(source, line).ranges[0],)).text


def _cell(source: Source, line: Line) -> RawCell:
    """The line without the bar that some pages print at the end of each cell."""
    return RawCell(((line.start, line.start + len(source.text[line.start : line.end].rstrip(" \t|"))),))


def _row(source: Source, lines: Sequence[Line]) -> RawRow:
    return tuple(_cell(source, line) for line in lines)
