"""Notes under tables and the clauses that may follow them."""

from __future__ import annotations

import pytest

from qingdan import read_notice

_TABLE = "青禾县2024年任务表\n序号\t任务\t责任单位\t时限\n1\t建设平台\t县数据局\t9月底前\n2\t培训干部\t县委组织部\t11月底前\n"

ROWS = [
    ("注：1.带星号的必须完成。\n2.其余的力争完成。\n3.按季报送。", []),
    ("注：\n（1）带星号的必须完成。\n（2）其余的力争完成。", []),
    ("注：1.带星号的必须完成。\n一、工作要求\n1.加强领导。\n2.加强宣传。", ["加强领导。", "加强宣传。"]),
    ("一、工作要求\n1.加强领导。\n2.注：按季报送。", ["加强领导。", "注：按季报送。"]),
]


@pytest.mark.parametrize(("after", "tasks"), ROWS)
def test_notes_ask_nothing(after: str, tasks: list[str]) -> None:
    document = read_notice((_TABLE + after).encode(), name="t.txt")
    assert [t.text for t in document.tasks] == ["建设平台", "培训干部", *tasks]
