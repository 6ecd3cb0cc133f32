"""Records → a workbook for people: the ledger of tasks (任务台账), objectives, diagnostics, notices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Any

from qingdan.export.messages import Language
from qingdan.export.rows import Cell, build_row_scopes
from qingdan.export.sheets import SHEETS, Sheet
from qingdan.models.record import PolicyDocument

SheetRow = tuple[float, list[Cell]]
"""Height in points, and the cells."""

_CELL_LIMIT = 32_767
_ROW_LIMIT = 1_048_576
_WIDE = re.compile("[\u2e80-\uffff]")
_LINE_POINTS = 15
_ROW_POINTS_LIMIT = 409
_MADE_ON = datetime(2000, 1, 1)  # a fixed date, so that the same notice gives the same bytes
_DATE_FORMATS: dict[Language, str] = {"zh": 'yyyy"年"m"月"d"日"', "en": "yyyy-mm-dd"}
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def _lines(cell: Cell, width: int) -> int:
    """How many lines the cell takes in a column of this width."""
    text = "" if cell is None else str(cell)
    return sum(ceil((len(line) + len(_WIDE.findall(line))) / (width - 1)) or 1 for line in text.split("\n"))


def _render_rows(sheet: Sheet, document: PolicyDocument, language: Language) -> Iterator[SheetRow]:
    for row in build_row_scopes(sheet.table, document):
        cells = [column.take(row, language) for column in sheet.columns]
        lines = max(_lines(cell, column.width) for cell, column in zip(cells, sheet.columns, strict=True))
        yield min(_ROW_POINTS_LIMIT, lines * _LINE_POINTS + 4), cells


def render_xlsx(document: PolicyDocument, language: Language) -> list[list[SheetRow]]:
    """The rows of one document for every sheet."""
    return [list(_render_rows(sheet, document, language)) for sheet in SHEETS]


class _SheetWriter:
    """One sheet; goes on in another when the format's limit of rows is reached."""

    def __init__(self, workbook: Any, sheet: Sheet, language: Language, formats: dict[str, Any]) -> None:
        self._workbook, self._sheet, self._language, self._formats = workbook, sheet, language, formats
        self._parts = 0
        self._open()

    def _open(self) -> None:
        self._parts += 1
        name = self._sheet.chinese if self._language == "zh" else self._sheet.english
        columns = self._sheet.columns
        page = self._workbook.add_worksheet(name if self._parts == 1 else f"{name} {self._parts}")
        page.freeze_panes(1, 1)
        page.set_landscape()
        page.set_paper(8)  # A3
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_header(f"&C&14&B{name}")
        page.set_footer("&C&P / &N")
        for index, column in enumerate(columns):
            page.set_column(index, index, column.width)
        page.set_row(0, 2 * _LINE_POINTS)
        for index, column in enumerate(columns):
            header = column.chinese if self._language == "zh" else column.english
            page.write_string(0, index, header, self._formats["header"])
        self._page, self._next = page, 1

    def add(self, rows: list[SheetRow]) -> None:
        for height, cells in rows:
            if self._next == _ROW_LIMIT:
                self._finish_page()
                self._open()
            self._page.set_row(self._next, height)
            for index, cell in enumerate(cells):
                self._write_cell(index, cell)
            self._next += 1

    def _write_cell(self, index: int, cell: Cell) -> None:
        if cell is None or cell == "":
            self._page.write_blank(self._next, index, None, self._formats["text"])
        elif isinstance(cell, date):
            self._page.write_datetime(self._next, index, cell, self._formats["date"])
        elif isinstance(cell, str):
            text = cell if len(cell) <= _CELL_LIMIT else cell[: _CELL_LIMIT - 1] + "…"
            self._page.write_string(self._next, index, text, self._formats["text"])
        else:
            self._page.write_number(self._next, index, cell, self._formats["number"])

    def _finish_page(self) -> None:
        self._page.autofilter(0, 0, max(self._next - 1, 1), len(self._sheet.columns) - 1)

    def close(self) -> None:
        self._finish_page()


class XlsxWriter:
    """Writes a workbook. Text is never run as a formula, dates are dates, the same notices give the same bytes."""

    def __init__(self, path: Path, language: Language) -> None:
        self.paths = [path]
        import xlsxwriter  # as long to import as all other formats

        self._workbook = xlsxwriter.Workbook(str(self.paths[0]), _OPTIONS)
        self._workbook.set_properties({"created": _MADE_ON})
        font = {"font_name": "宋体" if language == "zh" else "Calibri", "font_size": 10.5}
        base = {**font, "border": 1, "border_color": "#A6A6A6", "valign": "vcenter"}
        formats = {
            "header": {**base, "bold": True, "bg_color": "#DDE6F0", "align": "center", "text_wrap": True},
            "text": {**base, "text_wrap": True},
            "number": {**base, "align": "center"},
            "date": {**base, "align": "center", "num_format": _DATE_FORMATS[language]},
        }
        made = {name: self._workbook.add_format(properties) for name, properties in formats.items()}
        self._sheets = [_SheetWriter(self._workbook, sheet, language, made) for sheet in SHEETS]

    def add(self, rendered: list[list[SheetRow]]) -> None:
        """Add the rows of one notice to every sheet."""
        for sheet, rows in zip(self._sheets, rendered, strict=True):
            sheet.add(rows)

    def close(self) -> None:
        """Write the file."""
        for sheet in self._sheets:
            sheet.close()
        self._workbook.close()
