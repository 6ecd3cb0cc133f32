"""Defects that show when tasks and tables are put together."""

from __future__ import annotations

from typing import Any

import pytest

from qingdan.assemble.findings import find_defects
from qingdan.models.record import TableRecord
from tests.assemble.records import CELL, agency, deadline, draft, passage, task

ROW: dict[str, Any] = {"clause_id": None, "table_id": "t1", "row": 1}
Found = list[tuple[str, str, dict[str, str | int | None]]]


def table(roles: str, *rows: str, is_task_table: bool = True) -> TableRecord:
    """Rows as `a|b`, `~` before inherited cells; spans count the cells."""
    cells = [
        [
            {"text": text.lstrip("~"), "inherited": text.startswith("~"), "spans": [{"start": 10 * y + x, "end": 10 * y + x + 1}]}
            for x, text in enumerate(row.split("|"))
        ]
        for y, row in enumerate(rows)
    ]  # fmt: skip
    return TableRecord.model_validate(
        {
            "table_id": "t1",
            "is_task_table": is_task_table,
            "columns": [{"header": role, "role": role} for role in roles.split()],
            "rows": [{"cells": row} for row in cells],
        }
    )


TABLES: dict[str, tuple[TableRecord, Found]] = {
    "all is well": (table("number task agency", "1|甲|县民政局", "2|乙|县财政局"), []),
    "a number left out": (
        table("number task", "1|甲", "2|乙", "4|丁"),
        [("numbering_gap", "warning", {"after": 2, "found": 4})],
    ),
    "Chinese numbers": (
        table("number task", "一|甲", "二|乙", "（四）|丁"),
        [("numbering_gap", "warning", {"after": 2, "found": 4})],
    ),
    "numbers start again": (table("number task", "1|甲", "2|乙", "1|丙", "2|丁"), []),
    "an inherited number does not count": (table("number task", "3|甲", "~9|乙", "4|丙"), []),
    "no number is no gap": (table("number task", "1|甲", "|乙", "2|丙"), []),
    "a list cut off": (
        table("task agency", "甲|县民政局、", "乙|县财政局"),
        [("list_cut_off", "info", {"table": "t1", "row": 1})],
    ),
    "a list cut off in any column of agencies": (
        table("task lead_agency support_agency", "甲|县民政局|县审计局", "乙|县财政局，|县教育局、"),
        [("list_cut_off", "info", {"table": "t1", "row": 2}), ("list_cut_off", "info", {"table": "t1", "row": 2})],
    ),
    "an inherited list is told once": (
        table("task agency", "甲|县民政局、", "乙|~县民政局、"),
        [("list_cut_off", "info", {"table": "t1", "row": 1})],
    ),
    "other columns may end so": (table("task agency", "甲、|县民政局"), []),
    "other tables may be as they are": (table("number agency", "1|甲、", "4|乙、", is_task_table=False), []),
}


@pytest.mark.parametrize(("record", "expected"), TABLES.values(), ids=TABLES.keys())
def test_tables(record: TableRecord, expected: Found) -> None:
    assert [(d.code, d.severity, d.params) for d in find_defects((), (record,))] == expected


def test_a_gap_is_shown_at_the_number_that_skips() -> None:
    (found,) = find_defects((), (table("task number", "甲|1", "丁|4"),))
    assert found.ranges == ((11, 12),)


READ = {"deadlines": (deadline("适时", status="vague"),), "responsibilities": (agency("县民政局"),)}
CELLS: dict[str, tuple[dict[str, Any], dict[str, Any], Found]] = {
    "all is read": ({"deadlines": (CELL,), "agencies": (CELL,)}, READ, []),
    "a deadline not read": (
        {"deadlines": (CELL,)},
        {},
        [("unread_cell", "warning", {"field": "deadline", "task": "4"})],
    ),
    "an agency not read": ({"agencies": (CELL,)}, {}, [("unread_cell", "warning", {"field": "agency", "task": "4"})]),
    "a torn deadline": (
        {},
        {"deadlines": (deadline("、适时"),)},
        [("torn_deadline", "warning", {"raw": "、适时", "task": "4"})],
    ),
    "an inherited one is told where it stands": ({}, {"deadlines": (deadline("、适时", inherited=True),)}, []),
}


@pytest.mark.parametrize(("fields", "values", "expected"), CELLS.values(), ids=CELLS.keys())
def test_cells(fields: dict[str, Any], values: dict[str, Any], expected: Found) -> None:
    built = task(draft(**ROW, number=passage("4."), **fields), **values)
    found = list(find_defects((built,), ()))
    assert [(d.code, d.severity, d.params) for d in found] == expected


def test_a_clause_tears_no_deadline() -> None:
    assert list(find_defects((task(deadlines=(deadline("、适时"),)),), ())) == []


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ({}, {}, [("duplicate_row", {"task": "4", "first": "1"})]),
        ({"path": (passage("县民政局"),)}, {}, []),
        ({"text": "建成30个。"}, {}, []),
        ({"clause_id": "c1", "table_id": None}, {}, []),
    ],
    ids=["the same", "under another heading", "other words", "said in a clause before"],
)
def test_rows_said_twice(first: dict[str, Any], second: dict[str, Any], expected: list[object]) -> None:
    one = task(draft(**{**ROW, "number": passage("1."), **first}))
    other = task(draft(**{**ROW, "number": passage("4."), **second}))
    found = list(find_defects((one, other), ()))
    assert [(d.code, d.params) for d in found] == expected
