"""Defects of the source that show only when its tasks and tables are put together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qingdan.assemble.identity import bare
from qingdan.models.diagnostic import Diagnostic
from qingdan.models.record import TableRecord, Task
from qingdan.models.values import Span
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Range

_DIGITS = re.compile(r"\D*(\d{1,4}|[一二三四五六七八九十]{1,3})\D*")
_HALF = ("并", "，", "、", "和", "及", "前", "底")
"""A deadline that begins so lost the words before it."""
_AGENCIES = ("agency", "lead_agency", "support_agency")


def find_defects(tasks: Sequence[Task], tables: Sequence[TableRecord]) -> Iterator[Diagnostic]:
    """Cells that were not understood or are torn, lists cut off, rows said twice, numbers left out."""
    yield from _unread(tasks)
    yield from _torn(tasks)
    yield from _repeated(tasks)
    for table in tables:
        if table.is_task_table:
            yield from _cut_off(table)
            yield from _gaps(table)


def _ranges(spans: Sequence[Span]) -> tuple[Range, ...]:
    return tuple((s.start, s.end) for s in spans)


def _unread(tasks: Sequence[Task]) -> Iterator[Diagnostic]:
    for task in tasks:
        for field, status in (("deadline", task.deadline_status), ("agency", task.responsibility_status)):
            if status == "unread":
                yield Diagnostic("unread_cell", "warning", {"field": field, "task": task.number}, _ranges(task.spans))


def _torn(tasks: Sequence[Task]) -> Iterator[Diagnostic]:
    for task in tasks:
        for deadline in task.deadlines:
            if task.located_in.type == "table" and not deadline.inherited and deadline.raw.startswith(_HALF):
                params: dict[str, str | int | None] = {"raw": deadline.raw, "task": task.number}
                yield Diagnostic("torn_deadline", "warning", params, _ranges(deadline.spans))


def _repeated(tasks: Sequence[Task]) -> Iterator[Diagnostic]:
    seen: dict[tuple[str, ...], Task] = {}
    for task in tasks:
        if task.located_in.type != "table":
            continue
        key = (*task.path, bare(task.text))
        first = seen.setdefault(key, task)
        if first is not task:
            params: dict[str, str | int | None] = {"task": task.number, "first": first.number}
            yield Diagnostic("duplicate_row", "warning", params, _ranges(task.spans))


def _cut_off(table: TableRecord) -> Iterator[Diagnostic]:
    columns = [i for i, column in enumerate(table.columns) if column.role in _AGENCIES]
    for index, row in enumerate(table.rows, 1):
        for cell in (row.cells[i] for i in columns):
            if not cell.inherited and cell.text.endswith(("、", "，")):
                params: dict[str, str | int | None] = {"table": table.table_id, "row": index}
                yield Diagnostic("list_cut_off", "info", params, _ranges(cell.spans[-1:]))


def _gaps(table: TableRecord) -> Iterator[Diagnostic]:
    """A number that skips some of the column; one that starts again at 1 skips none."""
    column = next((i for i, c in enumerate(table.columns) if c.role == "number"), None)
    before: int | None = None
    for row in table.rows if column is not None else ():
        cell = row.cells[column or 0]
        match = _DIGITS.fullmatch(cell.text)
        number = parse_numeral(match[1]) if match and not cell.inherited else None
        if number is not None and before is not None and number > before + 1:
            yield Diagnostic("numbering_gap", "warning", {"after": before, "found": number}, _ranges(cell.spans))
        before = number if number is not None else before
