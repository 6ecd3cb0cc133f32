"""Sheets → Source: titles and notes as lines, what has columns as tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from qingdan.errors import BrokenFileError
from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, RawCell, RawRow, RawTable, Source
from qingdan.readers.limits import rows_unread
from qingdan.readers.spreadsheet.sheets import Sheet, Workbook
from qingdan.readers.spreadsheet.tables import Area, Place, build_areas
from qingdan.text.passage import Range

_UNNAMED: Final = re.compile(r"(?:sheet|工作表|表格?)?\s*\d*\s*(?:[（(]\d+[)）])?", re.IGNORECASE)
_CHINESE: Final = re.compile(r"[\u4e00-\u9fff]")


def build_source(book: Workbook, name: str, media_type: str) -> Source:
    """The source of a workbook. Raises BrokenFileError when no visible sheet shows words."""
    writer = _Writer()
    shown = [sheet for sheet in book.sheets if sheet.rows]
    for sheet in shown:
        writer.add_sheet(sheet, several=len(shown) > 1)
    if not writer.parts:
        raise BrokenFileError(name, "the spreadsheet shows no words; save it again with its sheets visible")
    return Source(
        text="".join(writer.parts),
        media_type=media_type,
        lines=tuple(writer.lines),
        tables=tuple(writer.tables),
        diagnostics=tuple(_find_diagnostics(book, writer.unread_rows)),
    )


def _find_diagnostics(book: Workbook, unread_rows: int) -> Iterator[Diagnostic]:
    for sheet in book.sheets:
        if sheet.hidden:
            yield Diagnostic("hidden_sheet", "info", {"sheet": sheet.name})
        elif sheet.hidden_rows:
            yield Diagnostic("hidden_rows", "warning", {"sheet": sheet.name, "rows": len(sheet.hidden_rows)})
    if unread := book.unread_rows + unread_rows:
        yield rows_unread(book.rows - unread_rows, unread)


class _Writer:
    """Writes sheets one after the other and notes where everything went."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.tables: list[RawTable] = []
        self.unread_rows = 0
        self._length = 0

    def add_sheet(self, sheet: Sheet, *, several: bool) -> None:
        """Write a sheet; its name goes above its first table, under the title."""
        areas = build_areas(sheet)
        titles = [place.words for place in areas[0].titles] if areas else []
        named = _is_caption(sheet.name, titles) and (several or not titles)
        for index, area in enumerate(areas):
            for place in area.titles:
                self._add_lines(place.words)
            if named and index == 0:
                self._add_lines(sheet.name)
            if area.rows:
                self._add_table(area)

    def _add(self, separator: str, words: str) -> Range:
        if self.parts:
            self.parts.append(separator)
            self._length += len(separator)
        start = self._length
        self.parts.append(words)
        self._length += len(words)
        return start + len(words) - len(words.lstrip()), max(start, start + len(words.rstrip()))

    def _add_lines(self, words: str) -> None:
        for line in filter(str.strip, words.splitlines()):
            self.lines.append(Line(*self._add("\n", line)))

    def _add_table(self, area: Area) -> None:
        start = self._length + bool(self.parts)
        count = area.most_rows
        self.unread_rows += max(0, len(area.rows) - count)
        rows = tuple(self._add_row(row, area) for row in islice(area.rows, count))
        self.tables.append(RawTable("markup", rows, start, self._length))

    def _add_row(self, row: dict[int, Place | None], area: Area) -> RawRow:
        separator = "\n"
        written: list[RawCell | None] = []
        for index, column in enumerate(area.columns):
            place = row.get(column, _EMPTY)
            if place is None:
                written.append(None)
                continue
            start, end = self._add(separator, place.words)
            separator = "\t"
            ranges = ((start, end),) if start < end else ()
            written.append(RawCell(ranges, place.row_span, min(place.column_span, len(area.columns) - index)))
        return tuple(written)


_EMPTY: Final = Place("")


def _is_caption(name: str, titles: list[str]) -> bool:
    """Whether the name of a sheet says what its table is, and nothing above the table has said it."""
    if not _CHINESE.search(name) or _UNNAMED.fullmatch(name.strip()):
        return False
    return "".join(name.split()) not in "".join("".join(titles).split())
