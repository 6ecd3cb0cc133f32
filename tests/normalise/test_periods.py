"""Quarter columns: the header says when, the cell what is due."""

from __future__ import annotations

import pytest

from qingdan import read_notice

NOTICE = """2025年重点任务清单

| 序号 | 重点任务 | 一季度 | 下半年 | 责任单位 |
| --- | --- | --- | --- | --- |
| 1 | 改造供水管网 | {cell} | 通过验收 | 住建局 |
| 2 | 建设停车平台 | 选址 | 建成 | 数据局 |
"""
CELLS = [
    ("完成方案", [("2025-03-31", "完成方案"), ("2025-12-31", "通过验收")]),
    ("√", [("2025-03-31", None), ("2025-12-31", "通过验收")]),
    ("—", [("2025-12-31", "通过验收")]),
    ("", [("2025-12-31", "通过验收")]),
    ("2月10日前完成方案", [("2025-02-10", None), ("2025-12-31", "通过验收")]),
]


@pytest.mark.parametrize(("cell", "due"), CELLS)
def test_cells_under_a_period(cell: str, due: list[tuple[str, str | None]]) -> None:
    task = read_notice(NOTICE.format(cell=cell).encode()).tasks[0]
    assert [(str(d.end), d.label) for d in task.deadlines] == due


def test_the_header_is_the_evidence() -> None:
    document = read_notice(NOTICE.format(cell="完成方案").encode())
    first = document.tasks[0].deadlines[0]
    assert (first.raw, first.inherited) == ("一季度", True)
    assert "deadline_from_header" in first.flags
    assert document.text[first.spans[0].start : first.spans[0].end] == "一季度"


def test_a_header_of_two_rows() -> None:
    page = (
        "<table border=1><tr><th rowspan=2>重点任务</th><th colspan=2>完成节点</th><th rowspan=2>责任单位</th></tr>"
        "<tr><th>上半年</th><th>下半年</th></tr><tr><td>改造供水管网</td><td>开工</td><td>建成</td><td>住建局</td></tr>"
        "<tr><td>建设停车平台</td><td>选址</td><td>建成</td><td>数据局</td></tr></table>"
    )
    tasks = read_notice(f"<html><body><p>2025年重点任务清单</p>{page}</body></html>".encode()).tasks
    assert [[(str(d.end), d.label) for d in t.deadlines] for t in tasks] == [
        [("2025-06-30", "开工"), ("2025-12-31", "建成")],
        [("2025-06-30", "选址"), ("2025-12-31", "建成")],
    ]
