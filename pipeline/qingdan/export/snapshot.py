"""The tasks of a run as ids and digests: small enough to keep of every run, enough to tell what changed since."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from qingdan.errors import BrokenFileError
from qingdan.models.record import PolicyDocument, Task

HEADER = "task_id\tnotice_id\tdigest\n"
Entry = tuple[str, str, str]
"""Task id, notice id, digest."""

_WHERE = {"spans", "value_id"}
_VALUES = {"__all__": _WHERE}
_NO_CONTENT: Any = {
    **dict.fromkeys(("spans", "located_in", "ordinal"), True),
    **dict.fromkeys(("deadlines", "responsibilities", "targets", "actors"), _VALUES),
}
"""Where a task stands moves with every line added before it; a tracker has no use for that."""


def digest_task(task: Task) -> str:
    """16 hex digits over all that a task says, its place in the notice left out."""
    text = task.model_dump_json(exclude=_NO_CONTENT)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def build_entries(document: PolicyDocument) -> list[Entry]:
    """One entry a task."""
    return [(task.task_id, document.notice_id, digest_task(task)) for task in document.tasks]


def render_snapshot(document: PolicyDocument) -> str:
    """The lines of one document: `task_id notice_id digest`, tabs between."""
    return "".join("\t".join(entry) + "\n" for entry in build_entries(document))


def write_snapshot(lines: Iterable[str], path: Path) -> None:
    """Write `HEADER` and what `render_snapshot` gave."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(HEADER)
        file.writelines(lines)


def read_snapshot(path: Path) -> Iterator[Entry]:
    """Entries in the order of the file. Raises BrokenFileError."""
    with path.open(encoding="utf-8") as file:
        if file.readline() != HEADER:
            raise BrokenFileError(str(path), "not a snapshot of a run")
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if len(fields) != 3:
                raise BrokenFileError(str(path), "a torn snapshot; run `qingdan convert` again")
            yield fields[0], fields[1], fields[2]
