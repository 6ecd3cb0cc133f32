"""Changes in words."""

from __future__ import annotations

from typing import Any

import pytest

from qingdan import diff_notices
from qingdan.export.differences import rows_of, to_diff_markdown, word_change, word_summary
from qingdan.models.diff import Change, Summary
from tests.diff.editions import edition, task

CHANGES: dict[str, tuple[dict[str, Any], str, str]] = {
    "a date": (
        {"kind": "deadline_moved", "field": "deadlines", "old": "5月底", "new": "6月底", "detail": {"direction": "later", "days": 30}},
        "时限 推后30天：5月底 → 6月底", "deadline 30 days later: 5月底 → 6月底",
    ),
    "a date given up": (
        {"kind": "deadline_moved", "field": "deadlines", "old": "5月底", "detail": {"direction": "dropped"}},
        "时限 不再写明：5月底", "deadline no longer printed: 5月底",
    ),
    "a target": (
        {"kind": "target_raised", "field": "targets", "old": "90%", "new": "95%", "detail": {"direction": "up", "indicator": "覆盖率"}},
        "目标提高：覆盖率 90% → 95%", "target raised: 覆盖率 90% → 95%",
    ),
    "a limit": (
        {"kind": "target_raised", "field": "targets", "old": "3天", "new": "2天", "detail": {"direction": "down", "indicator": "时限"}},
        "目标提高 下调：时限 3天 → 2天", "target raised down: 时限 3天 → 2天",
    ),
    "a role": (
        {"kind": "role_changed", "field": "responsibilities", "old": "support", "new": "lead", "detail": {"name": "县财政局"}},
        "职责分工：县财政局 配合单位 → 牵头单位", "role: 县财政局 support → lead",
    ),
    "words": ({"kind": "wording", "field": "text", "old": "甲", "new": "乙"}, "表述", "wording"),
}  # fmt: skip


@pytest.mark.parametrize(("fields", "zh", "en"), CHANGES.values(), ids=CHANGES)
def test_change(fields: dict[str, Any], zh: str, en: str) -> None:
    change = Change.model_validate(fields)
    assert (word_change(change, "zh"), word_change(change, "en")) == (zh, en)


def test_summary() -> None:
    summary = Summary(
        old_tasks=30,
        new_tasks=34,
        same=9,
        continued=13,
        split=0,
        merged=0,
        added=12,
        removed=8,
        changes={"target_raised": 5},
    )
    words = "12 new, 8 dropped, 5 raised, 0 lowered, 0 deadlines moved; 9 of 30 unchanged"
    assert word_summary(summary, "en") == words


def test_rows_stand_in_the_order_of_the_new_notice() -> None:
    old = edition("新建公办幼儿园3所", "招录乡村医生20名")
    new = edition("改造农村公路60公里", "新建公办幼儿园3所", name="b")
    rows = [
        (relation, a and a.task_id, b and b.task_id) for relation, a, b, _ in rows_of(diff_notices(old, new), old, new)
    ]
    assert rows == [("added", None, "b1"), ("same", "a1", "b2"), ("removed", "a2", None)]


def test_markdown_shows_what_is_printed() -> None:
    old = edition()
    new = edition(task("<b>建设</b>|站点*", number="1"), name="b")
    table = to_diff_markdown(diff_notices(old, new), old, new, "zh").splitlines()[-1]
    assert table == "|  | 1 | 新增 | &lt;b&gt;建设&lt;/b&gt;\\|站点\\* |  |"
