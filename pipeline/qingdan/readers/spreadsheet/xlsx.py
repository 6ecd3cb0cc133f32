"""Excel workbooks (.xlsx): the cells of their sheets as shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Final

from qingdan.errors import BrokenFileError
from qingdan.readers.archive import Archive, local_name
from qingdan.readers.relationships import Relation, read_relations
from qingdan.readers.spreadsheet.number_formats import BUILT_IN, format_number
from qingdan.readers.spreadsheet.sheets import MOST_COLUMN, Merge, Sheet, Workbook

if TYPE_CHECKING:
    from lxml.etree import _Element

_PLACE: Final = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
_SHARED: Final = "\0"
"""Marks a cell that holds the number of a shared string until these are read."""
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class _Formats:
    """How the cells of a workbook show numbers."""

    def __init__(self, archive: Archive, relations: list[Relation], *, since_1904: bool) -> None:
        self._codes: list[str] = []
        self._since_1904 = since_1904
        part = _find_part(archive, relations, "styles")
        custom: dict[str, str] = {}
        for element in archive.iter_xml(part, "numFmt", "cellXfs") if part else ():
            if local_name(element) == "numFmt":
                custom.setdefault(element.get("numFmtId") or "", element.get("formatCode") or "")
            else:
                numbers = [style.get("numFmtId") or "" for style in element]
                self._codes = [custom.get(n) or BUILT_IN.get(_to_number(n), "General") for n in numbers]

    def show(self, value: str, style: str | None) -> str:
        """A stored number as shown in a cell of this style."""
        index = _to_number(style)
        code = self._codes[index] if 0 <= index < len(self._codes) else "General"
        return format_number(value, code, since_1904=self._since_1904)


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a workbook. Raises EncryptedFileError, BrokenFileError."""
    archive = Archive(data, name)
    main = next((r.part for r in read_relations(archive, "") if r.kind == "officeDocument"), "xl/workbook.xml")
    root = archive.read_xml(main)
    if local_name(root) != "workbook":
        raise BrokenFileError(name, "this form of workbook is not read; save it as .xlsx")
    relations = read_relations(archive, main)
    since_1904 = any(e.get("date1904") in ("1", "true") for e in root if local_name(e) == "workbookPr")
    formats = _Formats(archive, relations, since_1904=since_1904)
    parts = {r.relation_id: r.part for r in relations if r.kind == "worksheet"}
    book = Workbook()
    for element in (e for group in root if local_name(group) == "sheets" for e in group):
        relation_id = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
        if parts.get(relation_id, "") in archive:
            sheet = Sheet(element.get("name") or "", hidden=(element.get("state") or "visible") != "visible")
            book.sheets.append(sheet)
            if sheet.hidden:
                continue
            _read_sheet(archive.iter_xml(parts[relation_id], "col", "row", "mergeCell"), sheet, book, formats)
    _fill_strings(archive, relations, book)
    return book


def _read_sheet(elements: Iterator[_Element], sheet: Sheet, book: Workbook, formats: _Formats) -> None:
    index = -1
    for element in elements:
        name = local_name(element)
        if name == "row":
            index = _to_number(element.get("r"), index + 2) - 1
            hidden = element.get("hidden") in ("1", "true")
            if len(element):
                book.add_row(sheet, index, partial(_read_cells, element, formats), hidden=hidden)
        elif name == "mergeCell":
            if merge := _read_merge(element.get("ref") or ""):
                sheet.merges.append(merge)
        elif element.get("hidden") in ("1", "true"):
            first, last = (_to_number(element.get(side)) - 1 for side in ("min", "max"))
            sheet.hidden_columns.update(range(max(first, 0), min(last + 1, MOST_COLUMN)))


def _read_cells(row: _Element, formats: _Formats) -> dict[int, str]:
    cells: dict[int, str] = {}
    column = -1
    for cell in row:
        place = _PLACE.fullmatch(cell.get("r") or "")
        column = _to_column(place[1]) if place else column + 1
        words = _read_cell(cell, formats)
        if words.strip() and column < MOST_COLUMN:
            cells[column] = words
    return cells


def _read_cell(cell: _Element, formats: _Formats) -> str:
    """The words of a cell, or the mark and number of its shared string."""
    kind = cell.get("t") or "n"
    for child in cell:
        name = local_name(child)
        if name == "is":
            return _read_string(child)
        if name == "v" and child.text:
            if kind == "s":
                return f"{_SHARED}{child.text}"
            if kind == "n":
                return formats.show(child.text, cell.get("s"))
            if kind == "b":
                return "TRUE" if child.text == "1" else "FALSE"
            return _unescape(child.text)
    return ""


def _read_string(element: _Element) -> str:
    """The words of a rich or plain string; readings printed above them are left out."""
    words = ""
    for child in element:
        name = local_name(child)
        if name == "t":
            words += child.text or ""
        elif name == "r":
            words += "".join(t.text or "" for t in child if local_name(t) == "t")
    return _unescape(words)


def _fill_strings(archive: Archive, relations: list[Relation], book: Workbook) -> None:
    """Put the shared strings where cells refer to them; only these are kept."""
    cells = (words for sheet in book.sheets for row in sheet.rows.values() for words in row.values())
    wanted = {words for words in cells if words.startswith(_SHARED)}
    part = _find_part(archive, relations, "sharedStrings")
    strings: dict[str, str] = {}
    for index, element in enumerate(archive.iter_xml(part, "si") if wanted and part else ()):
        key = f"{_SHARED}{index}"
        if key in wanted:
            strings[key] = _read_string(element)
            if len(strings) == len(wanted):
                break
    book.map_words(lambda words: strings.get(words, "") if words.startswith(_SHARED) else words)


def _find_part(archive: Archive, relations: list[Relation], kind: str) -> str | None:
    return next((r.part for r in relations if r.kind == kind and r.part in archive), None)


def _read_merge(reference: str) -> Merge | None:
    places = [_PLACE.fullmatch(place) for place in reference.split(":")]
    first, last = places[0], places[-1]
    if first is None or last is None:
        return None
    return Merge(int(first[2]) - 1, _to_column(first[1]), int(last[2]) - 1, _to_column(last[1]))


def _to_column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1


def _to_number(value: str | None, default: int = 0) -> int:
    return int(value) if value is not None and value.isascii() and value.isdigit() and len(value) < 10 else default


def _unescape(words: str) -> str:
    """Characters that the form writes as `_x000A_`."""
    if "_x" not in words:
        return words
    return _ESCAPED.sub(lambda m: "" if m[1].upper() in ("0000", "000D") else chr(int(m[1], 16)), words)
