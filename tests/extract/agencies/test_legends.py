"""Codes in agency cells are written out by the notice's own legend."""

from __future__ import annotations

import pytest

from qingdan import read_notice
from qingdan.extract.agencies.legends import find_legend
from qingdan.rulepacks import load_rules

RULES = load_rules()
LEGENDS = [
    ("注：A—民政局；B—财政局。", {"A": "民政局", "B": "财政局"}),
    ("代码说明：①代表县教育局，②代表县民政局", {"①": "县教育局", "②": "县民政局"}),
    ("甲＝市水利局\n乙＝市气象局", {"甲": "市水利局", "乙": "市气象局"}),
    ("A—民政局；A—财政局", {"A": None}),
    ("A—办得快；B—办得好", {}),
    ("由A公司、B公司建设", {}),
]


@pytest.mark.parametrize(("text", "found"), LEGENDS)
def test_legends(text: str, found: dict[str, str | None]) -> None:
    legend = find_legend(text, RULES)
    assert {code: name.text if name else None for code, name in legend.items()} == found


NOTICE = """2025年重点任务清单

| 序号 | 重点任务 | 完成时限 | 责任单位 |
| --- | --- | --- | --- |
| 1 | 改造供水管网 | 6月底 | {cell} |
| 2 | 建设停车平台 | 12月底 | B |

注：A—住房和城乡建设局；B—数据局；C—财政局。
"""
CELLS = [
    ("A、C", [("住房和城乡建设局", "responsible"), ("财政局", "responsible")]),
    ("AC", [("住房和城乡建设局", "responsible"), ("财政局", "responsible")]),
    ("A（牵头）、C", [("住房和城乡建设局", "lead"), ("财政局", "responsible")]),
    ("A牵头，B、C配合", [("住房和城乡建设局", "lead"), ("数据局", "support"), ("财政局", "support")]),
    ("牵头单位：A；配合单位：C", [("住房和城乡建设局", "lead"), ("财政局", "support")]),
    ("审计局", [("审计局", "responsible")]),
]


@pytest.mark.parametrize(("cell", "agencies"), CELLS)
def test_codes_are_written_out(cell: str, agencies: list[tuple[str, str]]) -> None:
    task = read_notice(NOTICE.format(cell=cell).encode()).tasks[0]
    assert [(r.name, r.role) for r in task.responsibilities] == agencies
    assert all(("code_expanded" in r.flags) == (r.name not in cell) for r in task.responsibilities)


def test_an_unknown_code_is_not_guessed() -> None:
    task = read_notice(NOTICE.format(cell="A、D").encode()).tasks[0]
    assert (task.responsibilities, task.responsibility_status) == ((), "unread")


def test_the_words_stand_in_the_legend() -> None:
    document = read_notice(NOTICE.format(cell="A").encode())
    (agency,) = document.tasks[0].responsibilities
    assert document.text[slice(agency.spans[0].start, agency.spans[0].end)] == "住房和城乡建设局"
    assert agency.inherited
