"""Tables whose columns are parted by white space alone, with or without level rules.

A table missed is prose that can still be read; a table invented scatters sentences over cells. So a block of
lines is a table only when its header shows (by words, weight, a rule or numbers under it), no cell reaches over a
corridor, and its rows part without doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.readers.paged.aligned_rows import BodyLine, read_count, split_rows
from qingdan.readers.paged.corridors import Column, cut_line, find_columns_of
from qingdan.readers.paged.geometry import Edge
from qingdan.readers.paged.grid import Grid, Region
from qingdan.readers.paged.lines import PrintedLine
from qingdan.readers.paged.tables import PrintedTable

_LONGEST_HEADER = 12
"""Characters of a header cell."""
_NO_HEADER = re.compile(r"[。；;，,：:、]|^[（(]?\d|\d$")
_COLUMN_NAME = re.compile(
    r"(?:序号|编号|任务|措施|举措|事项|项目|内容|要求|目标|指标|标准|领域|类别|名称|单位|部门|处室|责任人|牵头|配合"
    r"|时限|时间|期限|进度|年限|备注|地区|数量)(?:[（(].*)?$"
)
"""Ends of the words that head columns, whatever the table is of."""
_NOTE = re.compile(r"\s*(?:备?注|说明|资料来源|数据来源)\s*\d*\s*[:：]")
_LINE_GAP = 2.0
"""Heights of white space between lines that end a block."""
_RULE_SHIFT = 6.0
"""Points by which the ends of the rules of one table may differ."""
_MAX_STEPS = 5_000
"""Lines of a page looked at; blocks that overlap are looked at again."""
_MOST_COLUMNS = 30


@dataclass(frozen=True, slots=True)
class _Block:
    """Consecutive lines, cut into pieces, that may be a table."""

    first: int
    """The index of its first line on the page."""
    pieces: list[list[PrintedLine]]
    header: int
    """How many lines the header takes."""
    rules: list[float]
    """Where level rules cross the body, from the top."""


def find_aligned(lines: list[PrintedLine], rules: Sequence[Edge]) -> tuple[list[PrintedTable], list[PrintedLine]]:
    """Tables among the lines of a page, from the top, and the lines outside them."""
    pieces = [cut_line(line) for line in lines]
    if sum(len(parts) > 1 for parts in pieces) < 3:
        return [], lines
    tables: list[PrintedTable] = []
    taken: set[int] = set()
    for block in (*_ruled_blocks(pieces, rules), *_headed_blocks(pieces)):
        if taken.isdisjoint(range(block.first, block.first + len(block.pieces))):
            table, used = _build_table(block)
            if table is not None:
                tables.append(table)
                taken.update(range(block.first, block.first + used))
    tables.sort(key=lambda table: table.box[1])
    return tables, [line for number, line in enumerate(lines) if number not in taken]


def _ruled_blocks(pieces: list[list[PrintedLine]], rules: Sequence[Edge]) -> Iterator[_Block]:
    """What stands between three or more level rules of one width, the second of which closes the header."""
    for group in _rule_groups(rules):
        levels = [edge.at for edge in group]
        inside = [n for n, parts in enumerate(pieces) if levels[0] < _middle(parts) < levels[-1]]
        header = sum(_middle(pieces[n]) < levels[1] for n in inside)
        fits = all(group[0].start - _RULE_SHIFT <= pieces[n][0].box[0] for n in inside)
        fits = fits and all(pieces[n][-1].box[2] <= group[0].end + _RULE_SHIFT for n in inside)
        if 0 < header < len(inside) and fits and inside[-1] - inside[0] == len(inside) - 1:
            first = inside[0]
            yield _Block(first, pieces[first : inside[-1] + 1], header, levels[2:-1])


def _rule_groups(rules: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Three or more rules of one width, one under the other."""
    left = sorted(rules, key=lambda edge: (round(edge.start / _RULE_SHIFT), round(edge.end / _RULE_SHIFT), edge.at))
    group: list[Edge] = []
    for edge in left:
        if group and (abs(edge.start - group[0].start) > _RULE_SHIFT or abs(edge.end - group[0].end) > _RULE_SHIFT):
            if len(group) > 2:
                yield group
            group = []
        group.append(edge)
    if len(group) > 2:
        yield group


def _headed_blocks(pieces: list[list[PrintedLine]]) -> Iterator[_Block]:
    """A header line that shows as one, and the lines below that keep to its columns."""
    steps = _MAX_STEPS
    start = 0
    while start < len(pieces) - 2 and steps > 0:
        length = _grow(pieces, start) if _is_header(pieces, start) else 1
        steps -= length
        if length > 2:
            yield _Block(start, pieces[start : start + length], 1, [])
        start += 1


def _is_header(pieces: list[list[PrintedLine]], number: int) -> bool:
    cells, below = pieces[number], pieces[number + 1]
    if not (1 < len(cells) <= _MOST_COLUMNS and all(_may_head(cell) for cell in cells)):
        return False
    named = sum(_COLUMN_NAME.search(_words(cell)) is not None for cell in cells)
    if named >= 2:
        return True
    counted = read_count(_words(below[0])) is not None
    heavier = all(cell.weight > part.weight for cell in cells for part in below)
    return len(cells) > 2 and len(below) > 1 and (counted or (heavier and named > 0))


def _may_head(cell: PrintedLine) -> bool:
    words = _words(cell)
    return len(words) <= _LONGEST_HEADER and _NO_HEADER.search(words) is None


def _grow(pieces: list[list[PrintedLine]], start: int) -> int:
    """How many lines from `start` on leave the header's columns apart."""
    columns = [Column(piece.box[0], piece.box[2]) for piece in pieces[start]]
    for number in range(start + 1, len(pieces)):
        parts = pieces[number]
        above, below = pieces[number - 1][0].box, parts[0].box
        if below[1] - above[3] > _LINE_GAP * (below[3] - below[1]) or _NOTE.match(parts[0].text):
            return number - start
        for part in parts:
            met = [column for column in columns if column.meets(part.box)]
            if len(met) > 1:
                return number - start
            for column in met:
                column.widen(part.box)
    return len(pieces) - start


def _build_table(block: _Block) -> tuple[PrintedTable | None, int]:
    """The table that a block is, and how many of its lines it takes; None when it is not clearly one."""
    head, body = block.pieces[: block.header], block.pieces[block.header :]
    columns = find_columns_of(head, body)
    if columns is None or not all(_may_head(cell) for parts in head for cell in parts):
        return None, 0
    placed = [_place(parts, columns) for parts in block.pieces]
    if any(line is None for line in placed):
        return None, 0
    lines = [line for line in placed if line is not None]
    rows = split_rows(lines[block.header :], len(columns), block.rules)
    if rows is None:
        return None, 0
    header = _join(lines[: block.header])
    cells = [[header.get(n, []) for n in range(len(columns))]]
    cells += [[_join(row).get(n, []) for n in range(len(columns))] for row in rows]
    return _to_table(cells, columns), block.header + sum(map(len, rows))


def _place(parts: list[PrintedLine], columns: list[Column]) -> BodyLine | None:
    """The pieces of a line by column; None when two fall into one."""
    line: BodyLine = {}
    for part in parts:
        number = next((n for n, column in enumerate(columns) if column.holds(part.box)), None)
        if number is None or number in line:
            return None
        line[number] = part
    return line


def _join(lines: Sequence[BodyLine]) -> dict[int, list[PrintedLine]]:
    """The pieces of several lines, by column."""
    cells: dict[int, list[PrintedLine]] = {}
    for line in lines:
        for number, part in line.items():
            cells.setdefault(number, []).append(part)
    return cells


def _to_table(cells: list[list[list[PrintedLine]]], columns: list[Column]) -> PrintedTable:
    count = len(columns)
    tops = [min(part.box[1] for cell in row for part in cell) for row in cells]
    bottom = max(part.box[3] for cell in cells[-1] for part in cell)
    regions = tuple(Region(row, column) for row in range(len(cells)) for column in range(count))
    owners = tuple(tuple(range(row * count, (row + 1) * count)) for row in range(len(cells)))
    xs = (*(column.x0 for column in columns), columns[-1].x1)
    grid = Grid(xs, (*tops, bottom), regions, owners)
    return PrintedTable(grid, tuple(cell for row in cells for cell in row), "aligned")


def _middle(parts: list[PrintedLine]) -> float:
    return (parts[0].box[1] + parts[0].box[3]) / 2


def _words(line: PrintedLine) -> str:
    return "".join(line.text.split())
