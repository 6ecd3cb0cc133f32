"""`ledger.jsonl`: a line an input, and what a later run need not do again."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from qingdan.batch.folder import flush, write_temporary
from qingdan.batch.outcome import LASTING, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """A line. Paths of outputs are relative to the output folder."""

    path: str
    """As given."""
    name: str
    """Relative to the folder that was given; this stands in the document."""
    status: Status
    message: str | None = None
    sha256: str | None = None
    """Of the input's bytes."""
    document: str | None = None
    document_sha256: str | None = None
    document_id: str | None = None
    notice_id: str | None = None
    text_sha256: str | None = None
    tasks: int | None = None
    """How many it has."""
    duplicate_of: str | None = None
    """Name of the earlier input with the same bytes, whose document this is."""
    superseded_by: str | None = None
    """Document of the better file of the same notice, which alone stands in the tables."""
    seconds: float = 0.0
    key: str | None = None
    """Digest of all that the outcome depends on."""


_FIELDS = frozenset(field.name for field in fields(Entry))


def _to_line(entry: Entry) -> bytes:
    return json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _read_line(line: bytes) -> Entry | None:
    """An entry; None for a line that was torn or written by something else."""
    try:
        values: dict[str, Any] = json.loads(line)
        return Entry(**{name: value for name, value in values.items() if name in _FIELDS})
    except (ValueError, TypeError, AttributeError):
        return None


def read_entries(out: Path) -> Iterator[Entry]:
    """The lines of a finished run's ledger, in the order of its inputs. Raises OSError."""
    with (out / "ledger.jsonl").open("rb") as file:
        yield from filter(None, map(_read_line, file))


class Ledger:
    """The ledger of a run, on disk: memory holds where the lines are, not what they say.

    Lines are added as files are done, so that a run that is killed loses no more than its last moments; `finish`
    leaves one line an input, in the order of the inputs.
    """

    def __init__(self, out: Path, inputs: int) -> None:
        self._path = out / "ledger.jsonl"
        self._file = self._path.open("a+b")
        self._known: dict[str, int] = {}
        self._lines = array("q", [-1]) * inputs
        self._earlier = self._read_earlier()

    def _read_earlier(self) -> int:
        """Learns what earlier runs did; gives where their lines end."""
        self._file.seek(0)
        start, line = 0, b""
        for line in self._file:
            entry = _read_line(line)
            if entry and entry.key and entry.status in LASTING:
                self._known[entry.key] = start
            start += len(line)
        if line and not line.endswith(b"\n"):
            start += self._file.write(b"\n")
        return start

    def find(self, key: str) -> Entry | None:
        """What an earlier run noted under this key."""
        start = self._known.get(key)
        return None if start is None else self._read(start)

    def _read(self, start: int) -> Entry | None:
        self._file.seek(start)
        return _read_line(self._file.readline())

    def add(self, index: int, entry: Entry) -> None:
        """Note what became of an input."""
        self._lines[index] = self._file.seek(0, 2)
        self._file.write(_to_line(entry))
        self._file.flush()

    def get(self, index: int) -> Entry:
        """What was noted of an input."""
        entry = self._read(self._lines[index])
        if entry is None:
            raise OSError(0, "was changed while the run was going on; run again", str(self._path))
        return entry

    def earlier(self) -> Iterator[Entry]:
        """What earlier runs noted."""
        self._file.seek(0)
        position = 0
        while position < self._earlier:
            line = self._file.readline()
            position += len(line)
            if entry := _read_line(line):
                yield entry

    def finish(self, entries: Iterable[Entry]) -> None:
        """Put these lines, and no others, into the ledger."""
        written = write_temporary(self._path.parent, self._path.name, b"")
        with written.open("wb") as file:
            file.writelines(map(_to_line, entries))
            flush(file)
        written.replace(self._path)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
