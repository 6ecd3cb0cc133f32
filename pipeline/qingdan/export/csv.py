"""Rows → CSV that a spreadsheet shows as it is and a program reads back exactly."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import NoneType
from typing import Any

from qingdan.export.datapackage import write_datapackage
from qingdan.export.escaping import escape
from qingdan.export.messages import Language
from qingdan.export.rows import Cell, build_rows
from qingdan.export.tables import TABLES
from qingdan.models.record import PolicyDocument

_WORDS: dict[type, Callable[[Any], str]] = {
    NoneType: lambda _: "",
    str: escape,
    bool: lambda truth: "true" if truth else "false",
    int: repr,
    float: lambda number: repr(number).removesuffix(".0"),
    date: date.isoformat,
}


def to_csv(cell: Cell) -> str:
    """The cell in words: null is empty, dates are ISO, truth is `true` or `false`."""
    return _WORDS[type(cell)](cell)


def render_csv(document: PolicyDocument, _: Language) -> list[str]:
    """The lines of one document for every table, CRLF at their ends (RFC 4180)."""
    texts = []
    for table in TABLES:
        lines = io.StringIO(newline="")
        csv.writer(lines).writerows([to_csv(cell) for cell in row] for row in build_rows(table, document))
        texts.append(lines.getvalue())
    return texts


class CsvWriter:
    """Writes one CSV file a table, `datapackage.json` and `codebook.md`. UTF-8 with BOM."""

    def __init__(self, folder: Path, _: Language) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        tables = [folder / f"{table.name}.csv" for table in TABLES]
        self.paths = [*tables, *write_datapackage(folder)]
        self._files = [path.open("w", encoding="utf-8-sig", newline="") for path in tables]
        self.add([",".join(column.name for column in table.columns) + "\r\n" for table in TABLES])

    def add(self, rendered: list[str]) -> None:
        """Add the rows of one document."""
        for file, lines in zip(self._files, rendered, strict=True):
            file.write(lines)

    def close(self) -> None:
        """Finish all files."""
        for file in self._files:
            file.close()
