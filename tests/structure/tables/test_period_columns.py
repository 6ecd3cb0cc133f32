"""Columns headed by a quarter, a half-year or a month."""

from __future__ import annotations

import pytest

from qingdan.rulepacks import load_rules
from qingdan.structure.tables.columns import Heading, build_roles, is_header, is_periods, read_heading

RULES = load_rules()
PERIODS = ["一季度", "第二季度", "3季度", "Q4", "上半年", "下半年目标", "6月", "11月份", "2025年一季度"]


@pytest.mark.parametrize("words", PERIODS)
def test_a_time_heads_a_column(words: str) -> None:
    heading = read_heading(words, RULES)
    assert (heading.role, heading.period) == ("deadline", True)


@pytest.mark.parametrize("words", ["完成时限", "2025年", "季度", "进度安排", "13月"])
def test_other_headers_name_no_period(words: str) -> None:
    assert not read_heading(words, RULES).period


ROLES = [
    (["完成方案", "开工"], "deadline"),
    (["√", ""], "deadline"),
    (["30%", "50%"], "target"),
    (["10", "20"], "target"),
]


@pytest.mark.parametrize(("cells", "role"), ROLES)
def test_words_are_due_and_figures_are_targets(cells: list[str], role: str) -> None:
    headings = [Heading("任务", "task", 2, known=True), read_heading("一季度", RULES)]
    assert build_roles(headings, [["甲任务", "乙任务"], cells], RULES)[1] == role


HEADERS = [
    (["要干的事", "一季度", "二季度", "三季度", "四季度", "谁来干"], True),
    (["任务", "上半年", "下半年"], True),
    (["开展排查", "3月", "6月", "县住建局"], False),
]


@pytest.mark.parametrize(("words", "header"), HEADERS)
def test_two_dates_make_no_header(words: list[str], header: bool) -> None:
    assert is_header(words, RULES) is header


@pytest.mark.parametrize(
    ("words", "periods"),
    [(["", "上半年", "下半年", ""], True), (["", "上半年", "", ""], False), (["甲", "上半年", "下半年"], False)],
)
def test_a_second_header_row_of_periods(words: list[str], periods: bool) -> None:
    assert is_periods(words, RULES) is periods
