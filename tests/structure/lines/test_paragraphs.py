"""Torn lines are joined, whole ones are not."""

from __future__ import annotations

import pytest

from qingdan.models.source import Line, Source
from qingdan.rulepacks import load_rules
from qingdan.structure.lines.paragraphs import build_paragraphs

ITEM = "3.按照县政府下达的任务，由各镇制定年度养老服务工作方案"
END = "并组织实施，每年公布一次。"
TITLE = "青禾县人民政府关于印发2024年养老服务工作方案的通知"
TO = "各镇人民政府、街道办事处，县政府各部门、各直属机构："

# lines as wide as the page; the paragraphs they make
CASES: dict[str, tuple[list[str], list[str]]] = {
    "an item that ends like a title": ([ITEM, END], [ITEM + END]),
    "a title": ([TITLE, TO], [TITLE, TO]),
}


@pytest.mark.parametrize(("printed", "expected"), CASES.values(), ids=CASES.keys())
def test_lines_are_joined_where_a_sentence_goes_on(printed: list[str], expected: list[str]) -> None:
    text = "\n".join(printed)
    starts = [sum(len(line) + 1 for line in printed[:index]) for index in range(len(printed))]
    boxes = [(50.0, 20.0 * index, 500.0, 20.0 * index + 12) for index in range(len(printed))]
    lines = [Line(a, a + len(words), 1, box) for a, words, box in zip(starts, printed, boxes, strict=True)]
    source = Source(text, "application/pdf", tuple(lines), page_count=1)
    assert [paragraph.text for paragraph in build_paragraphs(source, lines, (), load_rules())] == expected
