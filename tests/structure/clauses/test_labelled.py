"""Lists of duties and stages whose items have no numbers (C5)."""

from __future__ import annotations

import pytest

from tests.structure.texts import notice_of

BODIES = "县教育局：开展宣传。\n县水利局：检修设备。\n保障用水。"


def duties_of(text: str) -> list[tuple[str, str, str]]:
    """Number, heading and words of every clause."""
    return [(c.number, c.heading.text, "".join(p.text for p in c.paragraphs)) for c in notice_of(text).clauses]


def test_each_body_opens_a_clause_without_a_number() -> None:
    assert duties_of(f"一、部门职责\n{BODIES}") == [
        ("一、", "部门职责", ""), ("", "县教育局", "开展宣传。"), ("", "县水利局", "检修设备。保障用水。"),
    ]  # fmt: skip


def test_words_before_the_first_body_stay_with_the_list() -> None:
    assert duties_of(f"一、部门职责\n分工如下。\n{BODIES}")[:2] == [
        ("一、", "部门职责", "分工如下。"), ("", "县教育局", "开展宣传。"),
    ]  # fmt: skip


def test_words_above_the_bodies_may_call_them_duties() -> None:
    found = notice_of(f"一、工作措施\n1.各部门要各负其责。分工如下：\n{BODIES}").clauses
    assert [(c.heading.text, c.role) for c in found[2:]] == [("县教育局", "duty"), ("县水利局", "duty")]


def test_each_stage_opens_a_clause_without_a_number() -> None:
    text = "一、实施步骤\n分两个阶段。\n动员阶段（3月上旬）：召开会议。\n印发方案。\n检查阶段（4月）：逐户检查。"
    assert duties_of(text)[1:] == [
        ("", "动员阶段（3月上旬）", "召开会议。印发方案。"), ("", "检查阶段（4月）", "逐户检查。"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        f"一、重点任务\n{BODIES}",
        "一、部门职责\n县教育局：开展宣传。",
        "一、部门职责\n主要内容：开展宣传。\n具体要求：检修设备。",
        "一、部门职责\n（一）县教育局：开展宣传。\n（二）县水利局：检修设备。",
    ],
    ids=["a list of tasks", "one body", "labels that are no bodies", "items with numbers"],
)
def test_other_lists_are_left_as_they_are(text: str) -> None:
    assert all(number for number, _, _ in duties_of(text))


def test_ranges_hold_every_word_once() -> None:
    notice = notice_of(f"一、部门职责\n分工如下。\n{BODIES}")
    ranges = [r for clause in notice.clauses for r in clause.ranges]
    assert "".join(notice.source.text[a:b] for a, b in ranges).replace("\n", "") == (
        "一、部门职责分工如下。" + BODIES.replace("\n", "")
    )
