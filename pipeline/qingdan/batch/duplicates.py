"""The same notice in several files: found, told, and of each the best kept where that is wanted."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

from qingdan.batch.ledger import Entry
from qingdan.export.escaping import escape

Dedupe = Literal["report", "keep-best"]
Groups = list[list[int]]
"""Places in the ledger of files that hold the same notice, two or more in each."""

_COLUMNS = ("group", "name", "same", "best", "tasks", "document", "notice_id", "text_sha256", "sha256")


def find_duplicates(entries: Iterable[Entry]) -> Groups:
    """Groups of files with the same bytes, the same text or the same notice, in the order of the inputs."""
    group_of: dict[str, int] = {}
    members: dict[int, list[int]] = {}
    for place, entry in enumerate(entries):
        marks = [mark for mark in (entry.document_id, entry.text_sha256, entry.notice_id) if mark]
        if not entry.document or not marks:
            continue
        found = sorted({group_of[mark] for mark in marks if mark in group_of})
        group = found[0] if found else place
        for other in found[1:]:  # this file ties together what seemed two notices
            members[group] += members.pop(other)
            group_of |= {mark: group for mark, old in group_of.items() if old == other}
        group_of |= dict.fromkeys(marks, group)
        members.setdefault(group, []).append(place)
    return [sorted(places) for _, places in sorted(members.items()) if len(places) > 1]


def find_best(entries: Sequence[Entry]) -> Entry:
    """Of files of one notice: one read whole before one read in part, then the one with most tasks, then the first."""
    return max(entries, key=lambda entry: (entry.status == "ok", entry.tasks or 0))


def _sameness(entry: Entry, best: Entry) -> str:
    if entry.sha256 == best.sha256:
        return "bytes"
    return "text" if entry.text_sha256 == best.text_sha256 else "notice"


def to_table(groups: Iterable[Sequence[Entry]]) -> bytes:
    """A CSV file with a row a file: in what it is the `same` as the best of its group."""
    lines = io.StringIO(newline="")
    table = csv.writer(lines)
    table.writerow(_COLUMNS)
    for number, entries in enumerate(groups, start=1):
        best = find_best(entries)
        for entry in entries:
            cells = (entry.document, entry.notice_id, entry.text_sha256, entry.sha256)
            is_best = "true" if entry is best else "false"
            row = (str(number), entry.name, _sameness(entry, best), is_best, str(entry.tasks), *cells)
            table.writerow([escape(cell or "") for cell in row])
    return lines.getvalue().encode("utf-8-sig", "replace")
