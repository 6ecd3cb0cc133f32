"""The process that reads a binary workbook: its bytes on standard input, its sheets as JSON on standard output."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import date, time, timedelta
from functools import partial
from io import BytesIO
from typing import Final

import python_calamine as calamine

from qingdan.readers.spreadsheet.number_formats import format_date, format_number
from qingdan.readers.spreadsheet.sheets import LOCKED, Merge, Sheet, Workbook

_BROKEN: Final = 4
_MOST_BYTES: Final = 4 << 30
"""Memory of the process, where the system can bound it."""


def main() -> int:
    """Read one workbook; the exit status says what became of it."""
    with suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_BYTES, _MOST_BYTES))
    try:
        file = calamine.CalamineWorkbook.from_filelike(BytesIO(sys.stdin.buffer.read()))
        book = _read_sheets(file)
    except calamine.PasswordError:
        return LOCKED
    except (calamine.CalamineError, ValueError, OverflowError, OSError, MemoryError):
        return _BROKEN
    shown = [
        {"name": s.name, "hidden": s.hidden, "rows": s.rows, "merges": list(map(asdict, s.merges))} for s in book.sheets
    ]
    json.dump({"sheets": shown, "rows": book.rows, "unread_rows": book.unread_rows}, sys.stdout)
    return 0


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


def _read_cells(row: Sequence[object], left: int) -> dict[int, str]:
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


if __name__ == "__main__":
    sys.exit(main())
