"""Tables of Word documents: cells, merges, nesting."""

from __future__ import annotations

import pytest

from qingdan.readers.docx import read_docx
from tests.readers.docx_files import cell, make_docx, paragraph, row, table

DOWN = '<w:vMerge w:val="restart"/>'
ON = "<w:vMerge/>"
TWO = '<w:gridSpan w:val="2"/>'


def drawn(body: str) -> list[list[tuple[str, int, int] | None]]:
    """The cells of the first table: words, row span, column span."""
    source = read_docx(make_docx(body), "notice.docx")
    return [
        [c and ("".join(source.text[a:b] for a, b in c.ranges), c.row_span, c.column_span) for c in cells]
        for cells in source.tables[0].rows
    ]


TABLES = {
    "plain": (
        table(row("序号", "任务"), row("1", "甲")),
        [[("序号", 1, 1), ("任务", 1, 1)], [("1", 1, 1), ("甲", 1, 1)]],
    ),
    "over columns": (
        table(row(cell("一", properties=TWO), "甲"), row("1", "2", "3")),
        [[("一", 1, 2), None, ("甲", 1, 1)], [("1", 1, 1), ("2", 1, 1), ("3", 1, 1)]],
    ),
    "over rows": (
        table(row(cell("组", properties=DOWN), "甲"), row(cell(properties=ON), "乙"), row(cell("组二"), "丙")),
        [[("组", 2, 1), ("甲", 1, 1)], [None, ("乙", 1, 1)], [("组二", 1, 1), ("丙", 1, 1)]],
    ),
    "over both": (
        table(row(cell("角", properties=TWO + DOWN), "甲"), row(cell(properties=TWO + ON), "乙")),
        [[("角", 2, 2), None, ("甲", 1, 1)], [None, None, ("乙", 1, 1)]],
    ),
    "begun anew": (
        table(
            row(cell("上", properties=DOWN), "甲"),
            row(cell("下", properties=DOWN), "乙"),
            row(cell(properties=ON), "丙"),
        ),
        [[("上", 1, 1), ("甲", 1, 1)], [("下", 2, 1), ("乙", 1, 1)], [None, ("丙", 1, 1)]],
    ),
    "nothing to go on from": (
        table(row(cell("始", properties=ON), "甲"), row("1", "2")),
        [[("始", 1, 1), ("甲", 1, 1)], [("1", 1, 1), ("2", 1, 1)]],
    ),
    "words under a merge are not printed": (
        table(row(cell("组", properties=DOWN), "甲"), row(cell("旧", properties=ON), "乙")),
        [[("组", 2, 1), ("甲", 1, 1)], [None, ("乙", 1, 1)]],
    ),
    "old merges over columns": (
        table(row(cell("一", properties='<w:hMerge w:val="restart"/>'), cell(properties="<w:hMerge/>"), "甲")),
        [[("一", 1, 2), None, ("甲", 1, 1)]],
    ),
    "a row that begins later": (
        table(row("1", "甲"), row("乙", properties='<w:gridBefore w:val="1"/>')),
        [[("1", 1, 1), ("甲", 1, 1)], [("", 1, 1), ("乙", 1, 1)]],
    ),
    "deleted row": (table(row("1", "甲"), row("2", "乙", properties="<w:del/>")), [[("1", 1, 1), ("甲", 1, 1)]]),
    "row in a control": (
        table(row("1", "甲"), f"<w:sdt><w:sdtContent>{row('2', '乙')}</w:sdtContent></w:sdt>"),
        [[("1", 1, 1), ("甲", 1, 1)], [("2", 1, 1), ("乙", 1, 1)]],
    ),
    "paragraphs of a cell": (
        table(row("1", cell("甲。", "", "乙。"))),
        [[("1", 1, 1), ("甲。\n乙。", 1, 1)]],
    ),
    "table in a cell": (
        table(row("1", cell("甲：", table(row("乙", "丙")))), row("2", "丁")),
        [[("1", 1, 1), ("甲：\n乙\t丙", 1, 1)], [("2", 1, 1), ("丁", 1, 1)]],
    ),
    "layout table": (
        table(row(cell("标题")), row(cell(table(row("1", "甲"), row("2", "乙"))))),
        [[("1", 1, 1), ("甲", 1, 1)], [("2", 1, 1), ("乙", 1, 1)]],
    ),
    "spans beyond reason": (
        table(row(cell("一", properties='<w:gridSpan w:val="99999999999"/>'), "甲")),
        [[("一", 1, 100), *[None] * 99, ("甲", 1, 1)]],
    ),
}


@pytest.mark.parametrize(("body", "expected"), TABLES.values(), ids=TABLES)
def test_cells_as_drawn(body, expected):
    assert drawn(body) == expected


def test_tables_and_paragraphs_keep_their_order():
    body = paragraph("前") + table(row("1", "甲")) + paragraph("中") + table(row("2", "乙")) + paragraph("后")
    source = read_docx(make_docx(body), "notice.docx")
    assert source.text == "前\n1\t甲\n中\n2\t乙\n后"
    assert [source.text[t.start : t.end] for t in source.tables] == ["1\t甲", "2\t乙"]
    assert [source.text[line.start : line.end] for line in source.lines] == ["前", "中", "后"]


def test_a_table_without_words_is_none():
    source = read_docx(make_docx(table(row("", ""), row("", "")) + paragraph("后")), "notice.docx")
    assert (source.text, source.tables) == ("后", ())
