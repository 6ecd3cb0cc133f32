"""Clauses and rows of one notice that say the same."""

from __future__ import annotations

from typing import Any

import pytest

from qingdan import read_notice
from qingdan.diff.same import link_same
from qingdan.models.record import Location, PolicyDocument
from qingdan.rulepacks import load_rules
from tests.diff.editions import agency, deadline, edition, target, task

RULES = load_rules()
ROW = Location(type="table", table_id="t1", row=1)
CLINIC = "推进村卫生室标准化建设，规范化管理覆盖率达到90%，配齐急救药械"
CLINIC_ROW = "村卫生室标准化建设，规范化管理覆盖率达到90%"


def linked(*tasks: Any) -> PolicyDocument:
    return link_same(edition(*tasks), RULES)


def test_a_row_and_its_clause() -> None:
    document = linked(CLINIC, "更换农村老旧供水管网80公里", task(CLINIC_ROW, located_in=ROW))
    assert [t.same_as for t in document.tasks] == [("a3",), (), ("a1",)]
    assert document.diagnostics == ()


def test_a_clause_and_its_rows() -> None:
    rows = [task(text, located_in=ROW) for text in ("村卫生室标准化建设", "村卫生室配齐急救药械")]
    document = linked(CLINIC, *rows)
    assert [t.same_as for t in document.tasks] == [("a2", "a3"), ("a1",), ("a1",)]


def test_the_same_words_about_another_thing() -> None:
    document = linked("建设乡镇污水处理站12座，铺设管网40公里", task("建设乡镇文化站12座，配备图书", located_in=ROW))
    assert [t.same_as for t in document.tasks] == [(), ()]


def test_a_long_clause_that_mentions_a_row() -> None:
    long = (
        CLINIC
        + "，改造乡镇卫生院门诊楼，更换救护车辆，开通远程会诊，招聘全科医生，组建巡诊队伍，购置移动诊疗设备，上线预约挂号"
    )
    document = linked(long, task("购置移动诊疗设备", located_in=ROW))
    assert [t.same_as for t in document.tasks] == [(), ()]


def test_clauses_alone_are_not_linked() -> None:
    assert [t.same_as for t in linked(CLINIC, CLINIC).tasks] == [(), ()]


CONFLICTS: dict[str, tuple[dict[str, Any], dict[str, Any], list[tuple[Any, ...]]]] = {
    "the same day": ({"due_on": "2024-06-30"}, {"due_on": "2024-06-30"}, []),
    "another day": (
        {"due_on": "2024-06-30"}, {"due_on": "2024-09-30"}, [("deadline", "2024-06-30", "2024-09-30")],
    ),
    "no day in the row": ({"due_on": "2024-06-30"}, {}, []),
    "another lead": (
        {"responsibilities": (agency("县卫生健康局", "lead"),)}, {"responsibilities": (agency("县财政局", "lead"),)},
        [("agency", "县卫生健康局", "县财政局")],
    ),
    "one lead more": (
        {"responsibilities": (agency("县卫健局", "lead"),)},
        {"responsibilities": (agency("县财政局", "lead"), agency("县卫生健康局", "lead"))}, [],
    ),
    "another figure": (
        {"targets": (target("管理覆盖率", 90),)}, {"targets": (target("规范管理覆盖率", 85),)},
        [("target", "90%", "85%")],
    ),
    "another thing": ({"targets": (target("管理覆盖率", 90),)}, {"targets": (target("达标率", 85),)}, []),
}  # fmt: skip


@pytest.mark.parametrize(("clause", "row", "expected"), CONFLICTS.values(), ids=CONFLICTS)
def test_conflicts(clause: dict[str, Any], row: dict[str, Any], expected: list[tuple[Any, ...]]) -> None:
    document = linked(task(CLINIC, number="（一）", **clause), task(CLINIC_ROW, located_in=ROW, **row))
    found = [(d.params["field"], d.params["first"], d.params["second"]) for d in document.diagnostics]
    assert found == expected
    assert {(d.code, d.params["task"], d.params["row"]) for d in document.diagnostics} <= {
        ("same_task_conflict", "（一）", "#2")
    }


def test_rows_may_have_their_own_days() -> None:
    rows = [
        task(CLINIC_ROW, located_in=ROW, due_on=day, deadlines=(deadline(day),)) for day in ("2024-03-31", "2024-06-30")
    ]
    assert linked(task(CLINIC, due_on="2024-12-31"), *rows).diagnostics == ()


NOTICE = """清河县2024年卫生健康重点任务
一、重点任务
（一）推进村卫生室标准化建设，规范化管理覆盖率达到90%。（县卫生健康局牵头，2024年6月底前完成）
（二）招录定向培养乡村医生20名。（县人力社保局牵头，2024年8月底前完成）
附件1
任务清单

| 序号 | 任务内容 | 牵头单位 | 完成时限 |
| --- | --- | --- | --- |
| 1 | 推进村卫生室标准化建设，规范化管理覆盖率达到85% | 县卫生健康局 | 2024年9月底 |
| 2 | 招录定向培养乡村医生20名 | 县人力社保局 | 2024年8月底 |
"""


def test_a_notice_as_read() -> None:
    document = read_notice(NOTICE.encode(), name="notice.txt")
    first, second, *rows = document.tasks
    assert (first.same_as, second.same_as) == ((rows[0].task_id,), (rows[1].task_id,))
    found = [d.params["field"] for d in document.diagnostics if d.code == "same_task_conflict"]
    assert found == ["deadline", "target"]
