"""Deadlines, targets and agencies of two editions of a task."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qingdan.diff.agencies import diff_agencies
from qingdan.diff.deadlines import diff_deadlines, shift
from qingdan.diff.targets import diff_targets
from qingdan.models.values import Deadline, Responsibility, Target
from tests.diff.editions import agency, deadline, target

MONTHLY = {"frequency": "month"}
YEARLY = {"frequency": "year"}
DEADLINES: dict[str, tuple[list[Deadline], list[Deadline], list[tuple[str | None, int | None]]]] = {
    "the same day a year later": ([deadline("2023-06-30")], [deadline("2024-06-30")], []),
    "the very same day": ([deadline("2025-12-31")], [deadline("2025-12-31")], []),
    "the last of February": ([deadline("2023-02-28")], [deadline("2024-02-29")], []),
    "earlier": ([deadline("2023-07-31")], [deadline("2024-05-31")], [("earlier", -61)]),
    "later": ([deadline("2023-12-31")], [deadline("2025-12-31")], [("later", 365)]),
    "no longer printed": ([deadline("2023-06-30", ongoing=True)], [deadline(ongoing=True)], [("dropped", None)]),
    "a day where it only went on": ([deadline(ongoing=True)], [deadline("2024-06-30")], [("set", None)]),
    "first set": ([], [deadline("2024-06-30")], [("set", None)]),
    "given up": ([deadline("2023-06-30")], [], [("dropped", None)]),
    "another rhythm": ([deadline(recurrence=MONTHLY)], [deadline(recurrence=YEARLY)], [("rhythm", None)]),
    "vague says no day": ([deadline(status="vague")], [deadline(status="vague")], []),
    "steps by their labels": (
        [deadline("2023-03-31", label="选址"), deadline("2023-09-30", label="验收")],
        [deadline("2024-08-31", label="验收"), deadline("2024-04-30", label="选址")],
        [("later", 30), ("earlier", -30)],
    ),
    "one of two moved": (
        [deadline("2023-03-31"), deadline("2023-09-30")],
        [deadline("2024-03-31"), deadline("2024-10-31")],
        [("later", 31)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), DEADLINES.values(), ids=DEADLINES)
def test_deadlines(old: list[Deadline], new: list[Deadline], expected: list[tuple[str | None, int | None]]) -> None:
    changes = list(diff_deadlines(old, new, 1))
    assert sorted((c.detail.direction, c.detail.days) for c in changes) == sorted(expected)
    assert {c.kind for c in changes} <= {"deadline_moved"}


def test_a_plan_three_years_on_moves_by_what_is_more() -> None:
    (change,) = diff_deadlines([deadline("2021-11-30")], [deadline("2024-12-31")], 3)
    assert (change.detail.direction, change.detail.days) == ("later", 31)


@pytest.mark.parametrize(
    ("day", "years", "expected"),
    [("2023-06-30", 1, "2024-06-30"), ("2024-02-29", 1, "2025-02-28"), ("2023-02-28", 1, "2024-02-29")],
)
def test_shift(day: str, years: int, expected: str) -> None:
    assert shift(date.fromisoformat(day), years) == date.fromisoformat(expected)


LIMIT = {"comparator": "<="}
TARGETS: dict[str, tuple[list[Target], list[Target], list[tuple[str, str | None]]]] = {
    "the same": ([target("覆盖率", 90)], [target("覆盖率", 90)], []),
    "another comparator, the same figure": ([target("覆盖率", 90, comparator="=")], [target("覆盖率", 90)], []),
    "raised": ([target("覆盖率", 90)], [target("覆盖率", 95)], [("target_raised", "up")]),
    "lowered": ([target("新建站点", 5, "个")], [target("新建站点", 3, "个")], [("target_lowered", "down")]),
    "a limit that falls asks for more": (
        [target("浓度", 32, "微克", **LIMIT)], [target("浓度", 30, "微克", **LIMIT)], [("target_raised", "down")],
    ),
    "the ceiling of a grant is no limit": (
        [target("补助", 30, "万元", normalized_value=300000, normalized_unit="元", **LIMIT)],
        [target("补助", 50, "万元", normalized_value=500000, normalized_unit="元", **LIMIT)],
        [("target_raised", "up")],
    ),
    "percentage points are no per cent": (
        [target("就诊率", 2, "百分点", direction="increase")], [target("就诊率", 70)],
        [("target_added", None), ("target_dropped", None)],
    ),
    "money on one scale": (
        [target("贷款", 8000, "万元", normalized_value=8e7, normalized_unit="元")],
        [target("贷款", 1, "亿元", normalized_value=1e8, normalized_unit="元")],
        [("target_raised", "up")],
    ),
    "a rhythm that quickens": (
        [target("检测", 1, "次", frequency="quarter")], [target("检测", 1, "次", frequency="month")],
        [("target_raised", "up")],
    ),
    "a figure where only a direction stood": (
        [target("人次", None, direction="increase")], [target("人次", 5, direction="increase")], [("target_raised", None)],
    ),
    "counted newly or not": (
        [target("公共泊位", 300, "个", direction="increase")], [target("公共泊位", 400, "个")], [("target_raised", "up")],
    ),
    "each with its own": (
        [target("血压控制率", 45), target("血糖控制率", 40)], [target("血糖控制率", 45), target("血压控制率", 45)],
        [("target_raised", "up")],
    ),
    "another thing": (
        [target("公园", 5, "个")], [target("厕所", 5, "个")], [("target_added", None), ("target_dropped", None)],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), TARGETS.values(), ids=TARGETS)
def test_targets(old: list[Target], new: list[Target], expected: list[tuple[str, str | None]]) -> None:
    found: list[tuple[str, Any]] = [(c.kind, c.detail.direction) for c in diff_targets(old, new)]
    assert sorted(found) == sorted(expected)


AGENCIES: dict[str, tuple[list[Responsibility], list[Responsibility], list[tuple[str, str | None]]]] = {
    "the same in another order": ([agency("县财政局"), agency("县水利局")], [agency("县水利局"), agency("县财政局")], []),
    "a short form": ([agency("县卫健局")], [agency("县卫生健康局")], []),
    "和 left out": ([agency("县住房和城乡建设局")], [agency("县住房城乡建设局")], []),
    "a body renamed": (
        [agency("县大数据局")], [agency("县数据局")], [("agency_changed", "县大数据局"), ("agency_changed", "县数据局")],
    ),
    "one joins": ([agency("县财政局")], [agency("县财政局"), agency("县水利局")], [("agency_changed", "县水利局")]),
    "another column": ([agency("县财政局")], [agency("县财政局", "lead")], [("role_changed", "县财政局")]),
    "the lead is passed on": (
        [agency("县财政局", "lead"), agency("县水利局", "support")],
        [agency("县财政局", "support"), agency("县水利局", "lead")],
        [("agency_changed", "县水利局"), ("role_changed", "县水利局"), ("role_changed", "县财政局")],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), AGENCIES.values(), ids=AGENCIES)
def test_agencies(old: list[Responsibility], new: list[Responsibility], expected: list[tuple[str, str | None]]) -> None:
    assert sorted((c.kind, c.detail.name) for c in diff_agencies(old, new)) == sorted(expected)  # type: ignore[type-var]
