"""Printed lines → the text of a source, with lines, tables and furniture as offsets into it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, RawTable, Source
from qingdan.readers.html.blocks import find_furniture
from qingdan.readers.html.flow import Flow
from qingdan.readers.html.lines import PrintedLine
from qingdan.readers.html.tables import DrawnCell, DrawnTable, Grid
from qingdan.text.blanks import BLANKS
from qingdan.text.passage import Range


def compose(flow: Flow, encoding: str, *, simplified: bool = False) -> Source:
    """The source of a page. A line stands in a table, in furniture, or among the lines.

    `simplified` says that markup had to be left away.
    """
    ranges, text = _join(flow.lines)
    outside = _Outside(len(flow.lines))
    outside.take([(table.first, table.last) for table in flow.tables])
    aside = [(first, last) for first, last in find_furniture(flow.blocks, flow.totals) if outside.holds(first)]
    outside.take(aside)
    grid = Grid()
    tables = tuple(_build_table(table, ranges, grid) for table in sorted(flow.tables, key=lambda t: t.first))
    return Source(
        text=text,
        media_type="text/html",
        lines=tuple(
            Line(start, end)
            for index, (line, (start, end)) in enumerate(zip(flow.lines, ranges, strict=True))
            if start < end and outside.holds(index)
        ),
        tables=tables,
        encoding=encoding,
        furniture=tuple((ranges[first][0], ranges[last - 1][1]) for first, last in aside),
        whole_lines=2 * flow.verbatim < flow.totals.characters,
        diagnostics=(Diagnostic("too_complex", "warning"),) if simplified or grid.spans_ignored else (),
    )


class _Outside:
    """Which lines nothing has taken yet."""

    def __init__(self, count: int) -> None:
        self._free = bytearray(b"\x01" * count)

    def take(self, ranges: Sequence[tuple[int, int]]) -> None:
        for first, last in ranges:
            self._free[first:last] = bytes(last - first)

    def holds(self, index: int) -> bool:
        return bool(self._free[index])


def _join(lines: Sequence[PrintedLine]) -> tuple[list[Range], str]:
    """The text, and for each line where its words stand in it, without the white space around them."""
    shown = [line.text and line.separator + line.text for line in lines]
    ends = list(accumulate(map(len, shown)))
    first = next((line.separator for line in lines if line.text), "")
    ranges: list[Range] = []
    for line, end in zip(lines, ends, strict=True):
        start = end - len(first) - len(line.text.lstrip(BLANKS))
        ranges.append((start, start + len(line.text.strip(BLANKS))))
    return ranges, "".join(shown).removeprefix(first)


def _build_table(table: DrawnTable, ranges: Sequence[Range], grid: Grid) -> RawTable:
    def read(cell: DrawnCell) -> tuple[Range, ...]:
        return ((ranges[cell.first][0], ranges[cell.last - 1][1]),) if cell.last > cell.first else ()

    rows = grid.build(table, read)
    return RawTable("markup", rows, ranges[table.first][0], ranges[table.last - 1][1])
