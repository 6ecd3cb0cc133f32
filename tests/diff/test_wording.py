"""What counts as other words, and when the duty itself changed."""

from __future__ import annotations

import pytest

from qingdan.diff.wording import diff_wording
from qingdan.rulepacks import load_rules

RULES = load_rules()
CASES = {
    "the same": ("建设托育点", "建设托育点", {}),
    "punctuation alone": ("建设托育点，配齐人员。", "建设托育点；配齐人员", {}),
    "a figure alone": ("建设托育点20个", "建设托育点30个以上", {}),
    "a rhythm alone": ("每半年检查1次", "每季度检查1次", {}),
    "a year alone": ("印发2023年计划", "印发2024年计划", {}),
    "style": ("建立健全巡查机制", "健全巡查机制", {"wording": None}),
    "another verb of the same duty": ("落实巡查", "深化巡查", {"wording": None}),
    "a list grows": ("检查学校、医院", "检查学校、医院、养老院", {"wording": None, "scope_changed": "wider"}),
    "a list shrinks": ("检查学校、医院", "检查学校", {"wording": None, "scope_changed": "narrower"}),
    "another object": ("检查学校食堂", "检查工地宿舍", {"wording": None, "scope_changed": "replaced"}),
    "some become all": ("村卫生室纳入管理", "村卫生室全部纳入管理", {"wording": None, "scope_changed": "wider"}),
    "a trial ends": ("试点推行网格管理", "推行网格管理", {"wording": None, "scope_changed": "narrower"}),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_kinds(old: str, new: str, expected: dict[str, str | None]) -> None:
    assert {c.kind: c.detail.direction for c in diff_wording(old, new, RULES)} == expected


MARKS = {
    "words are not torn": ("健全督查制度", "完善督查制度", ["-健全+完善", "督查制度"]),
    "nor those that share a character": ("建立专班", "建成专班", ["-建立+建成", "专班"]),
    "insertion": ("检查学校", "全面检查学校", ["-+全面", "检查学校"]),
    "figures are whole": ("达到95%，优化服务", "达到98%，提升服务", ["-达到95%+达到98%", "，", "-优化+提升", "服务"]),
}


@pytest.mark.parametrize(("old", "new", "expected"), MARKS.values(), ids=MARKS)
def test_marks(old: str, new: str, expected: list[str]) -> None:
    marks = diff_wording(old, new, RULES)[0].detail.marks
    assert [m.new if m.kept else f"-{m.old}+{m.new}" for m in marks] == expected


def test_marks_read_both_texts() -> None:
    old, new = "建立健全学校、医院巡查机制，每年2次", "健全学校、养老院联合巡查机制，每年4次"
    marks = diff_wording(old, new, RULES)[0].detail.marks
    assert ("".join(m.old for m in marks), "".join(m.new for m in marks)) == (old, new)


def test_a_text_made_to_be_slow_is_replaced_whole() -> None:
    (wording, *_) = diff_wording("甲乙" * 2000, "乙甲" * 2000 + "丙", RULES)
    assert [m.kept for m in wording.detail.marks] == [False]
