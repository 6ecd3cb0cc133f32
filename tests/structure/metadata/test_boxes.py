"""Tables of labels and values → fields; other tables stay."""

from __future__ import annotations

import pytest

from qingdan.models.source import RawCell, RawTable, Source
from qingdan.readers.html import read_html
from qingdan.rulepacks import load_rules
from qingdan.structure.metadata.boxes import take_boxes


def source(*rows: str) -> Source:
    """A table with one row a string, cells parted by `|`."""
    text, cells = "", []
    for row in rows:
        drawn = []
        for words in row.split("|"):
            drawn.append(RawCell(((len(text), len(text) + len(words)),) if words else ()))
            text += words + "\n"
        cells.append(tuple(drawn))
    return Source(text, "text/plain", (), (RawTable("ruled", tuple(cells), 0, len(text)),))


BOXES = [
    (["索引号|0001", "发布机构|某县政府办"], [("索引号", "0001"), ("发布机构", "某县政府办")]),
    (
        ["索 引 号：|0001|主题分类：|民政", "标　　题：|关于某事的通知||", "文号|某政发〔2024〕1号|发布日期|2024-03-02"],
        [("索引号", "0001"), ("主题分类", "民政"), ("标题", "关于某事的通知"),
         ("文号", "某政发〔2024〕1号"), ("发布日期", "2024-03-02")],
    ),
    (["索引号：0001|发布机构：某县政府办", "文号：|成文日期：2024-03-02"],
     [("索引号", "0001"), ("发布机构", "某县政府办"), ("成文日期", "2024-03-02")]),
    (["【索引号】|0001|统一登记号|无关", "有效性|有效"], [("索引号", "0001"), ("有效性", "有效")]),
    (["主题词：|民政 通知"], [("主题词", "民政通知")]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "fields"), BOXES)
def test_a_box_gives_fields_and_is_no_table(rows: list[str], fields: list[tuple[str, str]]) -> None:
    rest, found = take_boxes(source(*rows), load_rules())
    assert [(label, value.text) for label, value in found] == fields
    assert rest.tables == ()


@pytest.mark.parametrize(
    "rows",
    [
        ["名称|来源|发布日期", "示例目录|某局|2024-03-02"],
        ["任务|责任单位|时限", "名称规范|某局|6月底", "标题规范|某局|7月底"],
        ["主题词：|"],
        ["名称|", "标题|"],
        [],
    ],
)
def test_other_tables_stay(rows: list[str]) -> None:
    given = source(*rows)
    assert take_boxes(given, load_rules()) == (given, ())


def test_a_form_behind_the_notice_is_no_box() -> None:
    page = "<p>正文。</p>" * 80 + "<table><tr><td>名称<td>甲<tr><td>标题<td>乙</table>"
    given = read_html(page.encode(), "page.html")
    assert take_boxes(given, load_rules()) == (given, ())


def test_a_box_that_a_table_follows_at_once_is_taken_off_it() -> None:
    rows = [
        "索引号|0001|公开方式|主动公开",
        "发布单位|某县政府办|发布日期|2024-03-02",
        "某县实事进展情况表",
        "序号|实事",
        "1|修桥",
    ]
    rest, found = take_boxes(source(*rows), load_rules())
    assert [name for name, _ in found] == ["索引号", "公开方式", "发布单位", "发布日期"]
    assert [len(table.rows) for table in rest.tables] == [3]
    assert rest.text[rest.tables[0].start :].startswith("某县实事进展情况表")
