"""Pages → Source: text in reading order, with lines, tables, furniture and the box of every character."""

from __future__ import annotations

from array import array
from collections import deque
from itertools import chain, groupby

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, PageLayout, RawCell, RawTable, Recognition, Source
from qingdan.readers.paged.content import FileContent, PageContent
from qingdan.readers.paged.furniture import find_furniture
from qingdan.readers.paged.geometry import IDENTITY, Glyph, cover_box
from qingdan.readers.paged.layout import Page, lay_out
from qingdan.readers.paged.lines import PrintedLine
from qingdan.readers.paged.tables import PrintedTable
from qingdan.text.passage import Range

_NAN = float("nan")


def build_source(file: FileContent, media_type: str) -> Source:
    """The source that the pages of a file make."""
    pages = [lay_out(content) for content in file.pages]
    furniture = find_furniture([(page.content.height, page.lines) for page in pages])
    writer = _Writer(media_type)
    for index, page in enumerate(pages):
        writer.add_page(page, {n for n in range(len(page.lines)) if (index, n) in furniture})
    found = (*file.diagnostics, *chain.from_iterable(page.content.diagnostics for page in pages))
    return writer.to_source(file.page_count, found)


class _Writer:
    """Writes pages one after the other and notes where everything went."""

    def __init__(self, media_type: str) -> None:
        self._media_type = media_type
        self._parts: list[str] = []
        self._length = 0
        self._boxes = array("d")
        self._page_starts: list[int] = []
        self._lines: list[Line] = []
        self._tables: list[RawTable] = []
        self._furniture: list[Range] = []
        self._engine: str | None = None
        self._scores: dict[int, float] = {}

    def to_source(self, page_count: int, diagnostics: tuple[Diagnostic, ...]) -> Source:
        """All that was written."""
        return Source(
            text="".join(self._parts),
            media_type=self._media_type,
            lines=tuple(self._lines),
            tables=tuple(self._tables),
            page_count=page_count,
            layout=PageLayout(tuple(self._page_starts), self._boxes),
            furniture=tuple(self._furniture),
            diagnostics=diagnostics,
            recognition=self._recognition(),
        )

    def _recognition(self) -> Recognition | None:
        if self._engine is None:
            return None
        scores = array("d", [_NAN]) * self._length
        for offset, score in self._scores.items():
            scores[offset] = score
        return Recognition(self._engine, scores)

    def add_page(self, page: Page, furniture: set[int]) -> None:
        """Adds all that stands on the page: its text, what stands aside, watermarks."""
        self._page_starts.append(self._length)
        self._add_parts(page, furniture)
        for aside in page.asides:
            self._add_parts(aside, set())
        if page.watermark:
            start = self._length
            self._add("".join(glyph.char for glyph in page.watermark), page.watermark, page.content)
            self._furniture.append((start, self._length))
            self._add_break("\n")

    def _add_parts(self, page: Page, furniture: set[int]) -> None:
        """Adds lines, and each table before the first line that begins below its top.

        Without a usable text layer all that there is becomes furniture.
        """
        tables = deque(page.tables)
        for number, line in enumerate(page.lines):
            while tables and tables[0].box[1] < line.box[1]:
                self._add_table(tables.popleft(), page.content)
            start, end = self._add_line(line, page.content)
            self._add_break("\n")
            if number in furniture or not page.content.has_text_layer:
                self._furniture.append((start, end))
            else:
                box = cover_box(line.box, page.content.shown)
                self._lines.append(Line(start, end, page.content.number, box))
        for table in tables:
            self._add_table(table, page.content)

    def _add_line(self, line: PrintedLine, content: PageContent) -> Range:
        """Where the line went, white space at its ends aside."""
        start = self._length
        text = line.text
        self._add(text, line.glyphs, content)
        return start + len(text) - len(text.lstrip()), start + len(text.rstrip())

    def _add_table(self, table: PrintedTable, content: PageContent) -> None:
        start = self._length
        rows: list[list[RawCell | None]] = [[None] * (len(table.grid.xs) - 1) for _ in table.grid.ys[1:]]
        for row, regions in groupby(zip(table.grid.regions, table.cells, strict=True), key=lambda pair: pair[0].row):
            if self._length > start:
                self._add_break("\n")
            for index, (region, lines) in enumerate(regions):
                if index:
                    self._add_break("\t")
                ranges = self._add_cell(lines, content)
                rows[row][region.column] = RawCell(ranges, region.row_span, region.column_span)
        box = cover_box(table.box, content.shown)
        raw = RawTable(table.layout, tuple(map(tuple, rows)), start, self._length, content.number, box)
        if content.has_text_layer:
            self._tables.append(raw)
        else:
            self._furniture.append((start, self._length))
        self._add_break("\n")

    def _add_cell(self, lines: list[PrintedLine], content: PageContent) -> tuple[Range, ...]:
        """The one range that the lines of a cell take up; none for an empty cell."""
        ranges: list[Range] = []
        for index, line in enumerate(lines):
            if index:
                self._add_break("\n")
            ranges.append(self._add_line(line, content))
        return ((ranges[0][0], ranges[-1][1]),) if ranges else ()

    def _add_break(self, character: str) -> None:
        self._parts.append(character)
        self._length += 1
        self._boxes.extend((_NAN, _NAN, _NAN, _NAN))

    def _add(self, text: str, glyphs: list[Glyph], content: PageContent) -> None:
        if found := content.recognised:
            self._engine = found.engine
            scored = ((offset, found.scores.get(glyph)) for offset, glyph in enumerate(glyphs, self._length))
            self._scores.update((offset, score) for offset, score in scored if score is not None)
        self._parts.append(text)
        self._length += len(text)
        if content.shown == IDENTITY:
            self._boxes.extend(chain.from_iterable(glyph[1:] for glyph in glyphs))
        else:
            self._boxes.extend(chain.from_iterable(cover_box(glyph[1:], content.shown) for glyph in glyphs))
