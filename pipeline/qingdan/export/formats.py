"""The output formats by name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from qingdan.export.csv import CsvWriter
from qingdan.export.datapackage import write_datapackage
from qingdan.export.json import JsonLinesWriter, JsonWriter
from qingdan.export.messages import Language
from qingdan.export.xlsx import XlsxWriter
from qingdan.models.record import PolicyDocument


class Writer(Protocol):
    """Takes documents one by one, so that no run holds all of them."""

    paths: list[Path]
    """The files that it writes."""

    def add(self, document: PolicyDocument) -> None:
        """Write one document."""

    def close(self) -> None:
        """Finish all files."""


def _open_csv(folder: Path, _: Language) -> Writer:
    writer = CsvWriter(folder)
    writer.paths += write_datapackage(folder)
    return writer


WRITERS: dict[str, Callable[[Path, Language], Writer]] = {
    "json": lambda folder, _: JsonWriter(folder),
    "jsonl": lambda folder, _: JsonLinesWriter(folder),
    "csv": _open_csv,
    "xlsx": XlsxWriter,
}
"""To add a format: a class with `paths`, `add` and `close` in a module of its own, and a line here."""
