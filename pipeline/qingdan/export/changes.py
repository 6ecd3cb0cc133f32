"""What a tracker must do to follow a new run: tasks added, changed and removed, by `task_id`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from qingdan.errors import ExportError
from qingdan.export.snapshot import Entry, build_entries, read_snapshot
from qingdan.export.stored import read_documents
from qingdan.models.record import PolicyDocument

_TABLES = "CREATE TABLE {0} (task_id TEXT PRIMARY KEY, notice_id TEXT, digest TEXT) WITHOUT ROWID"
# the same notice may lie there in two files; the smaller digest wins, whichever comes first
_ENTER = (
    "INSERT INTO {0} VALUES (?, ?, ?) ON CONFLICT (task_id) DO UPDATE "
    "SET digest = excluded.digest, notice_id = excluded.notice_id WHERE excluded.digest < digest"
)
_NEWS = (
    "DELETE FROM new WHERE task_id = ? AND digest = ? RETURNING "
    "(SELECT old.digest FROM old WHERE old.task_id = new.task_id)"
)
_GONE = "SELECT task_id, notice_id FROM old WHERE task_id NOT IN (SELECT task_id FROM new) ORDER BY task_id"


def _runs(out: Path) -> dict[str, Path]:
    """Snapshots of a folder by run id, oldest first."""
    found = (out / "runs").glob("*.tsv")
    return {path.stem: path for path in sorted(found, key=lambda path: (path.stat().st_mtime_ns, path.name))}


def find_snapshot(out: Path, since: str) -> Path:
    """The snapshot of a run by its id, or by a beginning that only one has. Raises ExportError, which lists them."""
    runs = _runs(out)
    matching = [path for run, path in runs.items() if run == since] or [
        path for run, path in runs.items() if run.startswith(since)
    ]
    if len(matching) == 1:
        return matching[0]
    known = ", ".join(runs) or "none"
    what = "several runs begin so" if matching else "no such run"
    raise ExportError(f"{since}: {what} in {out} (known: {known}); give a run id, or another folder of outputs")


def _entries(documents: Iterable[PolicyDocument]) -> Iterator[Entry]:
    return (entry for document in documents for entry in build_entries(document))


def read_earlier(out: Path, since: str) -> Iterator[Entry]:
    """Entries of an earlier run of `out`, or of another folder or file of documents."""
    other = Path(since)
    return _entries(read_documents(other)) if other.exists() else read_snapshot(find_snapshot(out, since))


def _change(kind: str, task_id: str, notice_id: str, document: PolicyDocument | None, task: Any) -> str:
    line = {
        "change": kind,
        "task_id": task_id,
        "notice_id": notice_id,
        "document_id": document.document_id if document else None,
        "notice": document.metadata.title if document else None,
        "task": task,
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def build_changes(earlier: Iterable[Entry], out: Path) -> Iterator[str]:
    """JSON lines that lead from the earlier tasks to those in `out`: removed first, then added and changed.

    A line carries the whole task, or null where it was removed: setting it again changes nothing. Tasks are held on
    disk, not in memory; documents are read twice. Raises BrokenFileError.
    """
    with closing(sqlite3.connect("")) as held:  # a nameless file that SQLite removes itself
        for name, entries in (("old", earlier), ("new", _entries(read_documents(out)))):
            held.execute(_TABLES.format(name))
            held.executemany(_ENTER.format(name), entries)
        for task_id, notice_id in held.execute(_GONE):
            yield _change("removed", task_id, notice_id, None, None)
        for document in read_documents(out):
            for task, entry in zip(document.tasks, build_entries(document), strict=True):
                task_id, notice_id, digest = entry
                rows = held.execute(_NEWS, (task_id, digest)).fetchall()
                if rows and rows[0][0] != digest:
                    kind = "changed" if rows[0][0] else "added"
                    yield _change(kind, task_id, notice_id, document, task.model_dump(mode="json"))
