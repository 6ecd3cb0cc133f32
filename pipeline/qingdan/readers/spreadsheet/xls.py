"""Excel workbooks of the old binary form (.xls), and binary workbooks (.xlsb)."""

from __future__ import annotations

from datetime import date, time, timedelta
from functools import partial
from io import BytesIO
from typing import Any

import python_calamine as calamine

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.readers.archive import Archive
from qingdan.readers.spreadsheet.number_formats import format_date, format_number
from qingdan.readers.spreadsheet.sheets import Merge, Sheet, Workbook


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a workbook. Raises EncryptedFileError, BrokenFileError."""
    if data.startswith(b"PK"):
        Archive(data, name)  # its bounds hold before anything is unpacked
    try:
        file = calamine.CalamineWorkbook.from_filelike(BytesIO(data))
        return _read_sheets(file)
    except calamine.PasswordError as error:
        raise EncryptedFileError(name, "this workbook asks for a password; save it without one") from error
    except (calamine.CalamineError, ValueError, OverflowError) as error:
        raise BrokenFileError(name, "the file is damaged; fetch it again or save it again") from error


def _read_sheets(file: calamine.CalamineWorkbook) -> Workbook:
    book = Workbook()
    for metadata in file.sheets_metadata:
        if metadata.typ != calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = Sheet(metadata.name, hidden=metadata.visible != calamine.SheetVisibleEnum.Visible)
        book.sheets.append(sheet)
        if sheet.hidden:
            continue
        cells = file.get_sheet_by_name(metadata.name)
        sheet.merges = [Merge(*first, *last) for first, last in cells.merged_cell_ranges or ()]
        top, left = cells.start or (0, 0)
        for index, row in enumerate(cells.iter_rows(), top):
            if any(value != "" for value in row):
                book.add_row(sheet, index, partial(_read_cells, row, left))
    return book


def _read_cells(row: list[Any], left: int) -> dict[int, str]:
    words = ((column, _to_words(value)) for column, value in enumerate(row, left))
    return {column: text for column, text in words if text.strip()}


def _to_words(value: object) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return format_number(repr(value), "General")
    if isinstance(value, date | time | timedelta):
        return format_date(value)
    return str(value)
