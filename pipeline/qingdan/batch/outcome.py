"""What became of a file: the closed list of statuses, and how each is found."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from qingdan.batch.inputs import Input
from qingdan.errors import ReadError
from qingdan.models.record import PolicyDocument

Status = Literal[
    "ok", "partial", "unsupported", "encrypted", "scanned", "broken", "timeout", "memory", "crash", "vanished"
]
STATUSES: tuple[Status, ...] = get_args(Status)
READ: frozenset[str] = frozenset({"ok", "partial"})
"""Those that come with a document."""
LASTING: frozenset[str] = READ | {"unsupported", "encrypted", "scanned", "broken"}
"""Those that the same bytes, read the same way, give again: they are not read a second time."""

_LOSSES = frozenset({"broken_page", "page_limit", "part_unread", "row_limit", "scan_left_out", "scanned_page"})
"""Diagnostics that tell of words in the file that nobody read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    source: Input
    status: Status
    """`ok`; `partial`: a document, but pages or rows of the file are unread; else why there is no document."""
    sha256: str | None = None
    """Of the file's bytes, when they could be read."""
    message: str | None = None
    """One line that names the file and what to do; null when all went well."""
    document: PolicyDocument | None = None
    """Null too where the run only wanted what was kept of it."""
    kept: Any = None
    """What the run's `keep` made of the document."""
    seconds: float = 0.0
    duplicate_of: str | None = None
    """The earlier input with the same bytes."""


def judge(source: Input, document: PolicyDocument) -> tuple[Status, str | None]:
    """Status and message of a file that was read."""
    recognised = {d.params.get("page") for d in document.diagnostics if d.code == "recognised_page"}
    lost = [
        d
        for d in document.diagnostics
        if d.code in _LOSSES and not (d.code == "scanned_page" and d.params.get("page") in recognised)
    ]
    scanned = [d for d in lost if d.code == "scanned_page"]
    if scanned and len(scanned) == document.source.page_count:
        return "scanned", f"{source.shown}: every page is a picture; install qingdan[ocr], or give a file with text"
    if lost:
        codes = ", ".join(dict.fromkeys(d.code for d in lost))
        return "partial", f"{source.shown}: parts of it were not read ({codes}); see its diagnostics"
    return "ok", None


def explain(error: Exception, source: Input, *, debug: bool) -> tuple[Status, str]:
    """Status and message of a file that gave no document. With `debug` an unexpected error keeps its traceback."""
    if isinstance(error, ReadError):
        return cast(Status, error.status), f"{source.shown}: {error.message}"
    if isinstance(error, FileNotFoundError):
        return "vanished", f"{source.shown}: no such file; check the path"
    if isinstance(error, MemoryError):
        return "memory", f"{source.shown}: took more memory than a file may; raise --memory-limit or split the file"
    if isinstance(error, OSError):
        return "broken", f"{source.shown}: cannot be opened ({error.strerror}); check its permissions"
    words = "".join(traceback.format_exception(error)) if debug else f"{type(error).__name__}: {error}"
    shown = words if debug else " ".join(words.split())[:300]
    return "crash", f"{source.shown}: unexpected {shown}; please report it, with --debug for the traceback"
