"""Documents that were written before, one by one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

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
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BrokenFileError(str(path), f"{error.strerror}; check the path") from error
    return _parse(data, str(path))


def _read_lines(path: Path) -> Iterator[PolicyDocument]:
    with path.open("rb") as lines:
        for number, line in enumerate(lines, start=1):
            yield _parse(line, f"{path}, line {number}")


def read_documents(out: Path) -> Iterator[PolicyDocument]:
    """All documents of an output folder in the order of their file names, or of one `.json` or `.jsonl` file.

    Holds one at a time. Raises BrokenFileError, also where nothing was written.
    """
    if out.is_file():
        yield from _read_lines(out) if out.suffix == ".jsonl" else iter([read_stored(out)])
        return
    names = sorted(path.name for path in (out / "documents").glob("*.json"))
    if names:
        yield from (read_stored(out / "documents" / name) for name in names)
    elif (out / "documents.jsonl").is_file():
        yield from _read_lines(out / "documents.jsonl")
    else:
        raise BrokenFileError(str(out), "no documents there; give the folder that `qingdan convert` wrote")


def count_documents(out: Path) -> int | None:
    """How many documents `read_documents` gives; null where counting would mean reading."""
    if out.is_file():
        return 1 if out.suffix != ".jsonl" else None
    return sum(1 for _ in (out / "documents").glob("*.json")) or None
