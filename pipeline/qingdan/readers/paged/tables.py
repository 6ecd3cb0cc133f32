"""Puts the characters of a page into the cells of its grids; what is left stands outside tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from qingdan.models.source import Box, TableLayout
from qingdan.readers.paged.geometry import Edge, Glyph, Run
from qingdan.readers.paged.grid import Grid, find_grids
from qingdan.readers.paged.lines import PrintedLine, build_lines


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A grid and the lines printed in each of its regions."""

    grid: Grid
    cells: tuple[list[PrintedLine], ...]
    """In the order of `grid.regions`."""
    layout: TableLayout = "ruled"

    @property
    def box(self) -> Box:
        """The box of the ruling lines."""
        return self.grid.box


def find_tables(runs: list[Run], horizontal: list[Edge], vertical: list[Edge]) -> tuple[list[PrintedTable], list[Run]]:
    """Ruled tables with words in at least two cells, from the top, and the runs outside them."""
    tables: list[PrintedTable] = []
    for grid in find_grids(horizontal, vertical):
        inside, outside = _split(runs, grid)
        filled = sum(any(not glyph.char.isspace() for run in cell for glyph in run.glyphs) for cell in inside)
        if filled >= 2:
            tables.append(PrintedTable(grid, tuple(map(build_lines, inside))))
            runs = outside
    return tables, runs


def _split(runs: list[Run], grid: Grid) -> tuple[list[list[Run]], list[Run]]:
    """The parts of the runs in each region of the grid, and those outside."""
    inside: list[list[Run]] = [[] for _ in grid.regions]
    outside: list[Run] = []
    left, top, right, bottom = grid.box
    for run in runs:
        x0, y0, x1, y1 = run.box
        if x1 < left or x0 > right or y1 < top or y0 > bottom:
            outside.append(run)
            continue
        for region, part in _parts(run, grid):
            (outside if region is None else inside[region]).append(part)
    return inside, outside


def _parts(run: Run, grid: Grid) -> Iterator[tuple[int | None, Run]]:
    """The run, cut where its characters pass from one region to another."""
    part: list[Glyph] = []
    current: int | None = None
    for glyph in run.glyphs:
        region = grid.region_at((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if part and region != current:
            yield current, replace(run, glyphs=part)
            part = []
        part.append(glyph)
        current = region
    if part:
        yield current, replace(run, glyphs=part)
