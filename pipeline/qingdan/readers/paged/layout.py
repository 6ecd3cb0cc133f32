"""A page → its lines and tables, each part of the text seen upright."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from itertools import chain

from qingdan.readers.paged.aligned import find_aligned
from qingdan.readers.paged.columns import find_columns
from qingdan.readers.paged.content import Aside, PageContent
from qingdan.readers.paged.edges import Edges, turn_edges
from qingdan.readers.paged.geometry import Glyph, Matrix, Run, map_box, multiply, turn_back
from qingdan.readers.paged.lines import PrintedLine, build_lines
from qingdan.readers.paged.tables import PrintedTable, find_tables
from qingdan.readers.paged.watermarks import part_watermarks


@dataclass(frozen=True, slots=True)
class Page:
    """A page cut into lines and tables, both from the top."""

    content: PageContent
    lines: list[PrintedLine]
    tables: list[PrintedTable]
    watermark: list[Glyph]
    asides: list[Page] = field(default_factory=list)
    """What stands otherwise than the text of the page, each part in its own coordinates."""


def lay_out(content: PageContent) -> Page:
    """The lines and tables of a page."""
    runs, upright = part_watermarks(content.text.runs)
    page = _build_page(content, runs, content.drawing.horizontal, content.drawing.vertical)
    page.watermark.extend(chain(content.text.slanted, upright))
    for aside in content.text.asides:
        rest = _fill_cells(page.tables, aside)
        edges = turn_edges(content.drawing.horizontal, content.drawing.vertical, turn_back(aside.to_page))
        turned = replace(content, shown=multiply(aside.to_page, content.shown))
        page.asides.append(_build_page(turned, rest, *edges))
    return page


def _build_page(content: PageContent, runs: list[Run], horizontal: Edges, vertical: Edges) -> Page:
    tables, rest = find_tables(runs, horizontal, vertical)
    lines: list[PrintedLine] = []
    for part in find_columns(rest):
        aligned, others = find_aligned(build_lines(part), horizontal)
        tables += aligned
        lines += others
    return Page(content, lines, sorted(tables, key=lambda table: table.box[1]), [])


def _fill_cells(tables: list[PrintedTable], aside: Aside) -> list[Run]:
    """Adds the sideways words of a table's cells to them; the runs that stand elsewhere."""
    rest: list[Run] = []
    cells: dict[tuple[int, int], list[Run]] = defaultdict(list)
    for run in aside.runs:
        x0, top, x1, bottom = map_box(run.box, aside.to_page)
        middle = (x0 + x1) / 2, (top + bottom) / 2
        regions = ((number, table.grid.region_at(*middle)) for number, table in enumerate(tables))
        place = next(((number, region) for number, region in regions if region is not None), None)
        (rest if place is None else cells[place]).append(run)
    for (number, region), runs in cells.items():
        tables[number].cells[region].extend(_turn_line(line, aside.to_page) for line in build_lines(runs))
    return rest


def _turn_line(line: PrintedLine, matrix: Matrix) -> PrintedLine:
    glyphs = [Glyph(glyph.char, *map_box(glyph[1:], matrix)) for glyph in line.glyphs]
    return PrintedLine(glyphs, map_box(line.box, matrix), line.weight)
