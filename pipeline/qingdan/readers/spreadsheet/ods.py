"""OpenDocument spreadsheets (.ods): the cells of their sheets as displayed."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Final

from qingdan.errors import EncryptedFileError
from qingdan.readers.archive import Archive, local_name
from qingdan.readers.limits import MOST_ROWS
from qingdan.readers.spreadsheet.number_formats import format_date
from qingdan.readers.spreadsheet.sheets import MOST_COLUMN, Merge, Sheet, Workbook

if TYPE_CHECKING:
    from lxml.etree import _Element

_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_NUMBERS: Final = re.compile(r"\d+")
_MOST_REPEATS: Final = 256
"""A filled cell is repeated no oftener in its row."""
_MOST_ROW: Final = 1 << 20


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a spreadsheet. Raises EncryptedFileError, BrokenFileError."""
    archive = Archive(data, name)
    manifest = "META-INF/manifest.xml"
    if manifest in archive and b"encryption-data" in archive.read(manifest):
        raise EncryptedFileError(name, "this spreadsheet asks for a password; save it without one")
    reader = _Reader()
    for element in archive.iter_xml("content.xml", "style", "table-column", "table-row"):
        reader.read(element)
    return reader.book


class _Reader:
    """Takes the elements of a spreadsheet in their order, and fills a workbook."""

    def __init__(self) -> None:
        self.book = Workbook()
        self._hidden_styles: set[str] = set()
        self._table: _Element | None = None
        self._row = self._column = 0

    def read(self, element: _Element) -> None:
        """Take in a style, a column or a row."""
        name = local_name(element)
        if name == "style":
            if any(child.get(f"{_TABLE}display") == "false" for child in element):
                self._hidden_styles.add(element.get(f"{_STYLE}name") or "")
            return
        table = next(element.iterancestors(f"{_TABLE}table"), None)
        if table is None:
            return
        if table is not self._table:
            self._open_sheet(table)
        if name == "table-row":
            self._read_row(element)
        else:
            count = _repeats(element, "columns", MOST_COLUMN)
            if _is_hidden(element):
                self.book.sheets[-1].hidden_columns.update(range(self._column, self._column + count))
            self._column += count

    def _open_sheet(self, table: _Element) -> None:
        self._table, self._row, self._column = table, 0, 0
        hidden = table.get(f"{_TABLE}style-name") in self._hidden_styles
        self.book.sheets.append(Sheet(table.get(f"{_TABLE}name") or "", hidden=hidden))

    def _read_row(self, row: _Element) -> None:
        sheet = self.book.sheets[-1]
        count = _repeats(row, "rows", _MOST_ROW)
        cells: dict[int, str] = {}
        column = 0
        for cell in row:
            if local_name(cell) in ("table-cell", "covered-table-cell"):
                width = _repeats(cell, "columns", MOST_COLUMN)
                words = _read_cell(cell) if local_name(cell) == "table-cell" else ""
                if words.strip():
                    last = min(column + min(width, _MOST_REPEATS), MOST_COLUMN)
                    cells |= dict.fromkeys(range(column, last), words)
                self._add_merge(cell, column, sheet)
                column += width
        for index in range(min(count, MOST_ROWS + 1) if cells and not sheet.hidden else 0):
            self.book.add_row(sheet, self._row + index, cells.copy, hidden=_is_hidden(row))
        self._row += count

    def _add_merge(self, cell: _Element, column: int, sheet: Sheet) -> None:
        rows, columns = (_to_number(cell.get(f"{_TABLE}number-{side}-spanned")) for side in ("rows", "columns"))
        if rows > 1 or columns > 1:
            sheet.merges.append(Merge(self._row, column, self._row + max(rows, 1) - 1, column + max(columns, 1) - 1))


def _read_cell(cell: _Element) -> str:
    words = "\n".join(_read_paragraph(child) for child in cell if child.tag == f"{_TEXT}p")
    stored = cell.get(f"{_OFFICE}date-value")
    if stored is None or "月" in words or len(_NUMBERS.findall(words)) < 3:
        return words
    try:
        return format_date(datetime.fromisoformat(stored[:19]))
    except ValueError:
        return words


def _read_paragraph(element: _Element) -> str:
    """Words of a paragraph; comments on it and notes are left out."""
    words = element.text or ""
    for child in element:
        name = local_name(child)
        if name == "s":
            words += " " * min(_to_number(child.get(f"{_TEXT}c")), 100)
        elif name in ("tab", "line-break"):
            words += "\t" if name == "tab" else "\n"
        elif name not in ("annotation", "note", "ruby-text"):
            words += _read_paragraph(child)
        words += child.tail or ""
    return words


def _repeats(element: _Element, side: str, most: int) -> int:
    return min(_to_number(element.get(f"{_TABLE}number-{side}-repeated")), most)


def _is_hidden(element: _Element) -> bool:
    return element.get(f"{_TABLE}visibility") in ("collapse", "filter")


def _to_number(value: str | None) -> int:
    """A count; 1 where none is given."""
    return max(1, int(value)) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else 1
