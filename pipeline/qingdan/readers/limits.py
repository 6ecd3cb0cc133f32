"""How much of a file is read, in whatever form: every row and line may become a task, and time goes with them."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Final

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import RawTable, Source
from qingdan.text.passage import Range

MOST_ROWS: Final = 10_000
"""Of all tables of a file; the longest notices have some hundreds."""
MOST_CELLS: Final = 200_000
MOST_COLUMNS: Final = 500
"""Of a row; what follows a wider one is not read either."""
MOST_LINES: Final = 20_000
"""Outside tables; a book of 500 pages has fewer."""
MOST_CHARACTERS: Final = 2_000_000
"""Outside tables."""


def limit_source(source: Source) -> Source:
    """The source with no more rows and lines than are read; the rest of its text is furniture, and it is told."""
    return _limit_lines(_limit_rows(source))


def rows_unread(read: int, unread: int, ranges: tuple[Range, ...] = ()) -> Diagnostic:
    """What is told of rows beyond the limit."""
    return Diagnostic("row_limit", "warning", {"read": read, "unread": unread}, ranges)


def text_unread(read: int, whole: int, ranges: tuple[Range, ...] = ()) -> Diagnostic:
    """What is told of a text of which only the first `read` characters of `whole` were read."""
    return Diagnostic("text_limit", "warning", {"read": read, "whole": whole}, ranges)


def _limit_rows(source: Source) -> Source:
    sizes = [len(row) for table in source.tables for row in table.rows]
    before = (total - size for size, total in zip(sizes, accumulate(sizes), strict=True))
    narrow = next((row for row, size in enumerate(sizes) if size > MOST_COLUMNS), len(sizes))
    read = min(narrow, MOST_ROWS, sum(cells < MOST_CELLS for cells in before))
    if read == len(sizes):
        return source
    tables: list[RawTable] = []
    aside: list[Range] = []
    left = read
    for table in source.tables:
        kept = table.rows[:left]
        left -= len(kept)
        whole = len(kept) == len(table.rows)
        end = (
            table.end if whole else max((r[1] for row in kept for c in row if c for r in c.ranges), default=table.start)
        )
        if kept:
            tables.append(replace(table, rows=kept, end=end))
        if not whole:
            aside.append((end, table.end))
    told = rows_unread(read, len(sizes) - read, tuple(aside))
    return _without(replace(source, tables=tuple(tables)), aside, told)


def _limit_lines(source: Source) -> Source:
    lengths = accumulate(line.end - line.start for line in source.lines)
    read = min(len(source.lines), MOST_LINES, sum(total <= MOST_CHARACTERS for total in lengths))
    if read == len(source.lines):
        return source
    unread = [(line.start, line.end) for line in source.lines[read:]]
    aside = [(unread[0][0], unread[-1][1])]
    told = text_unread(unread[0][0], len(source.text), tuple(aside))
    tables = tuple(table for table in source.tables if table.start < unread[0][0])
    return _without(replace(source, lines=source.lines[:read], tables=tables), aside, told)


def _without(source: Source, aside: list[Range], told: Diagnostic) -> Source:
    return replace(
        source,
        furniture=tuple(sorted([*source.furniture, *aside])),
        diagnostics=(*source.diagnostics, told),
    )
