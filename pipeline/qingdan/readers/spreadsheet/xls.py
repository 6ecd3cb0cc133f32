"""Excel workbooks of the old binary form (.xls), and binary workbooks (.xlsb), read in a process of their own.

One flipped bit makes the library set aside 27 GB for a sheet and end the process that asked for it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any, Final

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.readers.archive import Archive
from qingdan.readers.spreadsheet.sheets import LOCKED, Merge, Sheet, Workbook

_MOST_SECONDS: Final = 60


def read_workbook(data: bytes, name: str) -> Workbook:
    """The sheets of a workbook. Raises EncryptedFileError, BrokenFileError."""
    if data.startswith(b"PK"):
        Archive(data, name)  # its bounds hold before anything is unpacked
    command = [sys.executable, "-m", "qingdan.readers.spreadsheet.binary_cells"]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    try:
        done = subprocess.run(  # noqa: S603 - nothing in the command comes from outside
            command, input=data, capture_output=True, check=False, timeout=_MOST_SECONDS, env=settings
        )
    except subprocess.TimeoutExpired as error:
        raise BrokenFileError(name, "could not be read in time; save it as .xlsx") from error
    if done.returncode == LOCKED:
        raise EncryptedFileError(name, "this workbook asks for a password; save it without one")
    if done.returncode:
        raise BrokenFileError(name, "the file is damaged or too large; fetch it again or save it as .xlsx")
    return _build_workbook(json.loads(done.stdout))


def _build_workbook(read: dict[str, Any]) -> Workbook:
    book = Workbook(rows=read["rows"], unread_rows=read["unread_rows"])
    for sheet in read["sheets"]:
        rows = {int(index): {int(c): words for c, words in row.items()} for index, row in sheet["rows"].items()}
        merges = [Merge(**merge) for merge in sheet["merges"]]
        book.sheets.append(Sheet(sheet["name"], hidden=sheet["hidden"], rows=rows, merges=merges))
    return book
