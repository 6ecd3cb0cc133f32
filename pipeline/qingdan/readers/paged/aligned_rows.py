"""Which lines of a table without upright rules make one row."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from itertools import pairwise

from qingdan.readers.paged.lines import PrintedLine
from qingdan.text.numerals import parse_numeral

BodyLine = dict[int, PrintedLine]
"""The pieces of a line by their column."""
Rows = list[list[BodyLine]]

_COUNT = re.compile(r"[（(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)）]?[.．、]?")
_JUMP = 0.4
"""What the space between rows exceeds that between lines of a row by, in heights of a line."""
_FULL = 2.5
"""Heights of a line that may be left white where a cell runs on in the next line."""


def split_rows(lines: list[BodyLine], width: int, rules: Sequence[float]) -> Rows | None:
    """The lines row by row; None when it is not clear where rows begin or there are fewer than two."""
    for rows in (_by_rules(lines, rules), _by_space(lines), _by_count(lines), _one_by_one(lines, width)):
        if rows is not None and _is_clear(rows):
            return rows
    return None


def read_count(words: str) -> int | None:
    """The number that a cell consists of."""
    match = _COUNT.fullmatch(words)
    return parse_numeral(match[1]) if match else None


def _by_rules(lines: list[BodyLine], rules: Sequence[float]) -> Rows | None:
    """Rows parted by level rules. A single one may part anything."""
    rows: Rows = [[] for _ in range(len(rules) + 1)]
    for line in lines:
        top, bottom = _reach([line])
        rows[bisect(rules, (top + bottom) / 2)].append(line)
    return rows if len(rules) > 1 and all(rows) else None


def _by_space(lines: list[BodyLine]) -> Rows | None:
    """Rows parted by broader white space than their lines; lines that stand side by side are one row."""
    gaps = [_reach([below])[0] - _reach(lines[max(0, n - 2) : n + 1])[1] for n, below in enumerate(lines[1:])]
    steps = [(b - a, (a + b) / 2) for a, b in pairwise(sorted(gaps))]
    jump, least = max(steps, default=(0.0, 0.0))
    top, bottom = _reach(lines[:1])
    if jump < _JUMP * (bottom - top):
        return None
    rows = [[lines[0]]]
    for line, gap in zip(lines[1:], gaps, strict=True):
        if gap > least:
            rows.append([])
        rows[-1].append(line)
    widest = max(map(len, lines))
    return rows if all(len(row) == 1 or any(len(line) < widest for line in row) for row in rows) else None


def _by_count(lines: list[BodyLine]) -> Rows | None:
    """Rows that begin with their number and run on where their cells are full."""
    rows: Rows = []
    rights: dict[int, float] = {}
    for number, part in (item for line in lines for item in line.items()):
        rights[number] = max(part.box[2], rights.get(number, 0.0))
    for line in lines:
        if 0 in line:
            rows.append([])
        elif not (rows and _runs_on(rows[-1][-1], line, rights)):
            return None
        rows[-1].append(line)
    return rows if _count(rows[0]) is not None else None


def _runs_on(above: BodyLine, line: BodyLine, rights: dict[int, float]) -> bool:
    """True when every piece of the line continues one that reaches to the right end of its column."""
    return all(
        number in above and above[number].box[2] >= rights[number] - _FULL * (part.box[3] - part.box[1])
        for number, part in line.items()
    )


def _one_by_one(lines: list[BodyLine], width: int) -> Rows | None:
    """Each line a row, with one cell missing at most."""
    return [[line] for line in lines] if all(len(line) >= max(2, width - 1) for line in lines) else None


def _is_clear(rows: Rows) -> bool:
    """True for rows of two cells or more, numbered one by one when the first of them is numbered."""
    if len(rows) < 2 or any(len({number for line in row for number in line}) < 2 for row in rows):
        return False
    first = _count(rows[0])
    if first is None:
        return any(0 in line for line in rows[0])
    return [_count(row) for row in rows] == list(range(first, first + len(rows)))


def _count(row: list[BodyLine]) -> int | None:
    """The number of a row, when its first column holds that alone."""
    pieces = [line[0] for line in row if 0 in line]
    return read_count("".join(pieces[0].text.split())) if len(pieces) == 1 else None


def _reach(lines: Sequence[BodyLine]) -> tuple[float, float]:
    """The top and the bottom of some lines."""
    boxes = [part.box for line in lines for part in line.values()]
    return min(box[1] for box in boxes), max(box[3] for box in boxes)
