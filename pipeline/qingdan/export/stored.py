"""Documents that were written before, one by one."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from qingdan.errors import BrokenFileError
from qingdan.models.record import PolicyDocument


def _parse(data: bytes, name: str) -> PolicyDocument:
    try:
        return PolicyDocument.model_validate_json(data)
    except ValidationError as error:
        raise BrokenFileError(name, "not a document that `qingdan convert` wrote; convert it again") from error


def read_stored(path: Path) -> PolicyDocument:
    """The document in one JSON file. Raises BrokenFileError."""
    if path.is_dir():
        raise BrokenFileError(str(path), "a folder; give one file of its documents/")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenFileError(str(path), f"{error.strerror}; check the path") from error
    return _parse(data, str(path))


def _read_lines(path: Path) -> Iterator[PolicyDocument]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            yield _parse(line, f"{path}, line {number}")


def _find_names(out: Path) -> list[str]:
    """Documents of a folder in the order of its tables; without a ledger, all by name.

    The ledger leaves out those of inputs that are gone and those that a better file of the same notice stands for.
    """
    try:
        lines = (out / "ledger.jsonl").read_bytes().splitlines()
    except FileNotFoundError:
        return sorted(f"documents/{path.name}" for path in (out / "documents").glob("*.json"))
    entries = filter(None, map(_read_entry, lines))
    names = dict.fromkeys(entry["document"] for entry in entries if _is_in_tables(entry))
    return [name for name in names if (out / name).is_file()]


def _read_entry(line: bytes) -> dict[str, Any] | None:
    try:
        entry = json.loads(line)
    except ValueError:
        return None  # the last line of a run that was killed
    return entry if isinstance(entry, dict) else None


def _is_in_tables(entry: dict[str, Any]) -> bool:
    apart = entry.get("duplicate_of") or entry.get("superseded_by")
    return bool(entry.get("document")) and entry.get("status") in {"ok", "partial"} and not apart


def read_documents(out: Path) -> Iterator[PolicyDocument]:
    """All documents of an output folder in the order of its tables, or of one `.json` or `.jsonl` file.

    Holds one at a time. Raises BrokenFileError, also where nothing was written.
    """
    if out.is_file():
        yield from _read_lines(out) if out.suffix == ".jsonl" else iter([read_stored(out)])
        return
    names = _find_names(out)
    if names:
        yield from (read_stored(out / name) for name in names)
    elif (out / "documents.jsonl").is_file():
        yield from _read_lines(out / "documents.jsonl")
    else:
        raise BrokenFileError(str(out), "no documents there; give the folder that `qingdan convert` wrote")


def count_documents(out: Path) -> int | None:
    """How many documents `read_documents` gives; null where counting would mean reading."""
    if out.is_file():
        return 1 if out.suffix != ".jsonl" else None
    return len(_find_names(out)) or None
