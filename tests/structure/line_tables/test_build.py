"""Tables of which only the words are left: rows, cells of several lines, cells merged away, rows left out."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.models.notice import ColumnRole
from qingdan.readers.plain_text import read_text
from qingdan.rulepacks import load_rules
from qingdan.structure.line_tables.build import add_line_tables
from qingdan.structure.line_tables.rows import Piece, place
from tests.structure.tables.test_build import build, rows_of

RULES = load_rules()
FOUR = "序号\n实事项目\n责任单位\n完成时限\n"

# (lines, rows); `/` stands for a line break
CASES: dict[str, tuple[str, list[str]]] = {
    "two agencies in one cell": (
        FOUR + "1\n疏浚河道。\n县水利局\n5月底前\n2\n翻修校舍。\n县教育局\n县住建局\n8月底前\n3\n加装路灯。\n县城管局\n10月底前\n",
        ["1 | 疏浚河道。 | 县水利局 | 5月底前", "2 | 翻修校舍。 | 县教育局县住建局 | 8月底前", "3 | 加装路灯。 | 县城管局 | 10月底前"],
    ),
    "two agencies in the last row": (
        FOUR + "1\n疏浚河道。\n县水利局\n5月底前\n2\n翻修校舍。\n县教育局\n县住建局\n8月底前\n请各单位抓好落实。\n",
        ["1 | 疏浚河道。 | 县水利局 | 5月底前", "2 | 翻修校舍。 | 县教育局县住建局 | 8月底前"],
    ),
    "a text of two paragraphs": (
        FOUR + "1\n疏浚河道。\n清理淤泥。\n县水利局\n5月底前\n2\n翻修校舍。\n县教育局\n8月底前\n",
        ["1 | 疏浚河道。清理淤泥。 | 县水利局 | 5月底前", "2 | 翻修校舍。 | 县教育局 | 8月底前"],
    ),
    "a further row under the same number and agency": (
        FOUR + "1\n疏浚河道。\n县水利局\n5月底前\n加固堤坝。\n7月底前\n2\n翻修校舍。\n县教育局\n8月底前\n",
        ["1 | 疏浚河道。 | 县水利局 | 5月底前", "~1 | 加固堤坝。 | ~县水利局 | 7月底前", "2 | 翻修校舍。 | 县教育局 | 8月底前"],
    ),
    "a deadline merged over two rows": (
        FOUR + "1\n疏浚河道。\n县水利局\n5月底前\n2\n翻修校舍。\n县教育局\n3\n加装路灯。\n县城管局\n10月底前\n",
        ["1 | 疏浚河道。 | 县水利局 | 5月底前", "2 | 翻修校舍。 | 县教育局 | ~5月底前", "3 | 加装路灯。 | 县城管局 | 10月底前"],
    ),
    "an empty cell printed as a blank line": (
        "序号\n任务\n责任单位\n协办单位\n时限\n1\n疏浚河道。\n县水利局\n各镇\n5月底前\n2\n翻修校舍。\n县教育局\n\n8月底前\n",
        ["1 | 疏浚河道。 | 县水利局 | 各镇 | 5月底前", "2 | 翻修校舍。 | 县教育局 |  | 8月底前"],
    ),
    "a header in unknown words up to the first number": (
        "序号\n实事项目\n当前亮点\n责任单位\n备注\n1\n疏浚河道。\n已开工\n县水利局\n续建\n2\n翻修校舍。\n未开工\n县教育局\n新建\n",
        ["1 | 疏浚河道。 | 已开工 | 县水利局 | 续建", "2 | 翻修校舍。 | 未开工 | 县教育局 | 新建"],
    ),
    "signature under the last row": (
        FOUR.replace("完成时限\n", "") + "1\n疏浚河道。\n县水利局\n县住建局\n2\n翻修校舍。\n县教育局\n某县人民政府\n2026年3月2日\n",
        ["1 | 疏浚河道。 | 县水利局县住建局", "2 | 翻修校舍。 | 县教育局"],
    ),
    "no numbers and no gaps: each row closed by its body": (
        "任务\n主要内容\n责任单位\n一、惠民生\n疏浚河道。\n县水利局\n翻修校舍，加固围墙。\n县教育局牵头落实\n请各单位抓好落实。\n",
        ["一、惠民生>  | 疏浚河道。 | 县水利局", "一、惠民生>  | 翻修校舍，加固围墙。 | 县教育局牵头落实"],
    ),
    "bars on lines of their own": (
        "任务\n|\n责任科室\n|\n时限\n|\n核对账目\n|\n财务科\n|\n4月底前\n|\n整理档案\n|\n综合科\n人事科\n|\n5月底前\n|\n",
        ["核对账目 | 财务科 | 4月底前", "整理档案 | 综合科人事科 | 5月底前"],
    ),
    "bars behind the cells": (
        "任务 |\n责任科室 |\n时限 |\n核对账目 |\n财务科 |\n4月底前 |\n整理档案 |\n综合科 |\n5月底前 |\n",
        ["核对账目 | 财务科 | 4月底前", "整理档案 | 综合科 | 5月底前"],
    ),
    "bars, numbers without a header, groups merged": (
        "工作任务\n|\n具体要求\n|\n责任科室\n|\n时限\n|\n规范公开\n|\n1\n|\n全面核对公开的目录\n|\n办公室\n|\n4月底前\n|\n"
        "2\n|\n更新公开的指南\n|\n办公室\n|\n5月底前\n|\n加强培训\n|\n3\n|\n举办两期业务培训\n|\n人事科\n|\n9月底前\n|\n",
        [
            "规范公开 | 1 | 全面核对公开的目录 | 办公室 | 4月底前",
            "~规范公开 | 2 | 更新公开的指南 | 办公室 | 5月底前",
            "加强培训 | 3 | 举办两期业务培训 | 人事科 | 9月底前",
        ],
    ),
    "columns parted by a space": (
        "某县任务分解表\n序号 工作任务 牵头单位\n1 疏浚河道3公里。 县水利局\n2 翻修校舍。 县教育局、县住建局\n",
        ["1 | 疏浚河道3公里。 | 县水利局", "2 | 翻修校舍。 | 县教育局、县住建局"],
    ),
    "columns parted by a space, the header behind other words, a column merged away": (
        "现将任务印发给你们。 某县任务分解表 序号 类别 工作任务 牵头单位\n一、水利\n1 疏浚河道3公里。 县水利局\n2 加固堤坝。 县水利局\n",
        ["一、水利> 1 |  | 疏浚河道3公里。 | 县水利局", "一、水利> 2 |  | 加固堤坝。 | 县水利局"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_rows(name: str) -> None:
    text, rows = CASES[name]
    assert [rows_of(table) for table in build(text)] == [rows]


LEFT_OUT: list[tuple[str, str, list[str]]] = [
    (
        "three agencies for two columns",
        "序号\n任务\n牵头单位\n配合单位\n时限\n1\n疏浚河道。\n县水利局\n各镇\n5月底前\n2\n翻修校舍。\n县教育局\n县住建局\n县财政局\n"
        "8月底前\n3\n加装路灯。\n县城管局\n县供电所\n9月底前\n",
        ["2"],
    ),
    (
        "texts for either of two columns",
        "序号\n任务\n验收标准\n责任单位\n1\n疏浚河道。\n水质达标。\n县水利局\n2\n翻修校舍。\n验收合格。\n按期开学。\n县教育局\n"
        "3\n加装路灯。\n亮灯率达标。\n县城管局\n",
        ["2"],
    ),
    ("nothing", FOUR + "1\n疏浚河道。\n县水利局\n5月底前\n2\n翻修校舍。\n县教育局\n8月底前\n", []),
]


@pytest.mark.parametrize(("name", "text", "rows"), LEFT_OUT, ids=[case[0] for case in LEFT_OUT])
def test_rows_left_out_are_said(name: str, text: str, rows: list[str]) -> None:
    _, diagnostics = add_line_tables(read_text(text.encode(), "notice.txt"), RULES)
    assert [(d.code, d.params) for d in diagnostics] == [("unread_row", {"row": row}) for row in rows]


NONE = [
    "序号\n任务\n责任单位\n1\n疏浚河道。\n县水利局\n",
    "任务 责任单位 时限\n各单位要按照上述分工抓好落实。\n",
    "任务\n|\n责任单位\n|\n时限\n|\n核对账目\n|\n",
]


@pytest.mark.parametrize("text", NONE)
def test_headers_without_rows_are_no_table(text: str) -> None:
    source = read_text(text.encode(), "notice.txt")
    assert add_line_tables(source, RULES) == (source, ())


def test_words_before_a_header_on_their_line_stay_outside() -> None:
    text = "现印发如下。 序号 工作任务 牵头单位\n1 疏浚河道。 县水利局\n2 翻修校舍。 县教育局\n特此通知。\n"
    source, _ = add_line_tables(read_text(text.encode(), "notice.txt"), RULES)
    assert [text[line.start : line.end].strip() for line in source.lines] == ["现印发如下。", "特此通知。"]


WORDS = st.sampled_from(
    [Piece("1", "number"), Piece("5月底", "deadline"), Piece("县水利局", "agency"), Piece("疏浚。", "text")]
)
ROLES = st.lists(
    st.sampled_from(["number", "group", "task", "lead_agency", "agency", "deadline", "criteria"]),
    min_size=1,
    max_size=6,
)


@given(st.lists(WORDS, min_size=1, max_size=12), ROLES)
def test_placed_rows_hold_every_piece_once_and_in_order(pieces: list[Piece], roles: list[ColumnRole]) -> None:
    rows = place(pieces, roles)
    if rows is not None:
        assert [index for row in rows for column in row for index in row[column]] == list(range(len(pieces)))
        assert all(a < b for row in rows for a, b in pairwise(row))
