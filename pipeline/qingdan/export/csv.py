"""Rows → CSV that a spreadsheet shows as it is and a program reads back exactly."""

from __future__ import annotations

import csv
import re
from datetime import date
from pathlib import Path

from qingdan.export.rows import Cell, build_rows
from qingdan.export.tables import TABLES
from qingdan.models.record import PolicyDocument

ESCAPED = r"^'*(?:\s*[=+\-@＝＋－＠]|[\t\r\n])"
"""Text that a spreadsheet would run as a formula, behind any number of apostrophes."""
_ESCAPED = re.compile(ESCAPED)


def escape(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would run it as a formula."""
    return "'" + text if _ESCAPED.match(text) else text


def unescape(text: str) -> str:
    """The text as it was before `escape`, whatever it was."""
    return text[1:] if text.startswith("'") and _ESCAPED.match(text) else text


def to_csv(cell: Cell) -> str:
    """The cell in words: null is empty, dates are ISO, truth is `true` or `false`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    return escape(cell) if isinstance(cell, str) else repr(cell).removesuffix(".0")


class CsvWriter:
    """Writes one CSV file a table into a folder, row by row. UTF-8 with BOM, CRLF (RFC 4180)."""

    def __init__(self, folder: Path) -> None:
        self.paths = [folder / f"{table.name}.csv" for table in TABLES]
        self._files = [path.open("w", encoding="utf-8-sig", newline="") for path in self.paths]
        self._writers = {table.name: csv.writer(file) for table, file in zip(TABLES, self._files, strict=True)}
        for table in TABLES:
            self._writers[table.name].writerow([column.name for column in table.columns])

    def add(self, document: PolicyDocument) -> None:
        """Add the rows of one document."""
        for table in TABLES:
            self._writers[table.name].writerows([to_csv(cell) for cell in row] for row in build_rows(table, document))

    def close(self) -> None:
        """Finish all files."""
        for file in self._files:
            file.close()
