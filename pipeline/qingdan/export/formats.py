"""The output formats by name: what is made of one document, anywhere, and what gathers it, in one place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from qingdan.export.calendar.icalendar import CalendarWriter, render_calendar
from qingdan.export.csv import CsvWriter, render_csv
from qingdan.export.database.postgres import PostgresWriter, render_postgres
from qingdan.export.database.sqlite import SqliteWriter, render_sqlite
from qingdan.export.json import JsonLinesWriter, JsonWriter, render_json, render_jsonl
from qingdan.export.markdown import MarkdownWriter, render_markdown
from qingdan.export.messages import Language
from qingdan.export.parquet import ParquetWriter, render_parquet
from qingdan.export.xlsx import XlsxWriter, render_xlsx
from qingdan.models.record import PolicyDocument


class Writer(Protocol):
    """Takes documents one by one, so that no run holds all of them."""

    paths: list[Path]
    """The files that it writes; complete after `close`."""

    def add(self, rendered: Any) -> None:
        """Write what was made of one document."""

    def close(self) -> None:
        """Finish all files."""


class UpdatingWriter(Writer, Protocol):
    """A writer into what is there already."""

    def discard(self) -> None:
        """Leave everything as it was."""


@dataclass(frozen=True, slots=True)
class Format:
    """`render` does the work of one document, in any process; `writer` gathers it in a file or folder."""

    render: Callable[[PolicyDocument, Language], Any]
    writer: Callable[[Path, Language], Writer]
    target: str
    """The file or folder inside an output folder; empty for the folder itself."""

    def open(self, folder: Path, language: Language) -> Writer:
        """A writer into an output folder. Raises MissingExtraError."""
        return self.writer(folder / self.target, language)


@dataclass(frozen=True, slots=True)
class Database:
    """A format that goes to a place with earlier documents in it, a file or an address, and updates them."""

    render: Callable[[PolicyDocument, Language], Any]
    writer: Callable[[Any, Language], UpdatingWriter]


FORMATS = {
    "json": Format(render_json, JsonWriter, "documents"),
    "jsonl": Format(render_jsonl, JsonLinesWriter, "documents.jsonl"),
    "csv": Format(render_csv, CsvWriter, ""),
    "xlsx": Format(render_xlsx, XlsxWriter, "tasks.xlsx"),
    "sqlite": Format(render_sqlite, SqliteWriter, "notices.db"),
    "parquet": Format(render_parquet, ParquetWriter, "parquet"),
    "ics": Format(render_calendar, CalendarWriter, "deadlines.ics"),
    "markdown": Format(render_markdown, MarkdownWriter, "markdown"),
}
"""To add a format: a function and a class in a module of its own, and a line here."""

DATABASES = {
    "sqlite": Database(render_sqlite, SqliteWriter),
    "postgres": Database(render_postgres, PostgresWriter),
}
"""What `qingdan export` updates in one transaction; `postgres` by address, so `convert` does not have it."""
