"""Tables of which only the words are left, under header words on lines of their own or on one line.

A row is taken only where its beginning is printed: a serial number that counts on, blank lines, a bar behind each
cell, or a line of its own. Everything else stays running text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, RawTable, Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.line_tables.blocks import Found, read_rows
from qingdan.structure.line_tables.cells import Header, find_headers

_MIN_ROWS: Final = 2


def add_line_tables(source: Source, rules: RuleSet) -> tuple[Source, tuple[Diagnostic, ...]]:
    """The source with such tables among its tables and without their lines, and which rows of them fit no columns."""
    headers = list(find_headers(source, rules))
    tables: list[RawTable] = []
    left_out: list[Diagnostic] = []
    ends = [*(header.first for header in headers[1:]), len(source.lines)]
    for header, end in zip(headers, ends if headers else [], strict=True):
        found = read_rows(source, header, end, rules)
        if found.whole >= _MIN_ROWS and len(found.left_out) < found.whole:
            tables.append(_table(source, header, found))
            left_out += [Diagnostic("unread_row", "warning", {"row": p.words}, p.ranges) for p in found.left_out]
    both = sorted([*source.tables, *tables], key=lambda table: table.start)
    return replace(source, tables=tuple(both), lines=tuple(_outside(source.lines, tables))), tuple(left_out)


def _outside(lines: Sequence[Line], tables: Sequence[RawTable]) -> Iterator[Line]:
    """The lines, or what of them stands before a table that begins inside."""
    starts = [table.start for table in tables]
    for line in lines:
        index = bisect_right(starts, line.start)
        if index and line.start < tables[index - 1].end:
            continue
        inside = index < len(tables) and starts[index] < line.end
        yield replace(line, end=starts[index]) if inside else line


def _table(source: Source, header: Header, found: Found) -> RawTable:
    spans = [span for row in (found.header, *found.rows) for cell in row if cell for span in cell.ranges]
    first = source.lines[header.first]
    return RawTable("tab_cells", (found.header, *found.rows), spans[0][0], max(end for _, end in spans), first.page)
