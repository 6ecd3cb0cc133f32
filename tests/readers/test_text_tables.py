# tables are printed as they stand
"""Tables drawn in text: where they lie and what their cells are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.readers.text_tables import find_text_tables


def tables_of(text: str) -> list[tuple[str, list[list[str]]]]:
    return [
        (t.layout, [["".join(text[a:b] for a, b in c.ranges) if c else "-" for c in row] for row in t.rows])
        for t in find_text_tables(text)
    ]


CASES = [
    pytest.param("甲 | 乙 |\n1 | 2 |\n| 3 |\n", [("pipes", [["甲", "乙"], ["1", "2"], ["", "3"]])], id="bars behind"),
    pytest.param("|甲|乙|\n|--|--|\n|1|2|\n", [("pipes", [["甲", "乙"], ["1", "2"]])], id="markdown"),
    pytest.param("甲|乙\n1|2\n3|\n", [("pipes", [["甲", "乙"], ["1", "2"], ["3", ""]])], id="bars between"),
    pytest.param("甲\\|丙|乙\n1|2\n", [("pipes", [["甲\\|丙", "乙"], ["1", "2"]])], id="escaped bar"),
    pytest.param("首页 | 新闻 | 政务\n正文。\n", [], id="one line with bars"),
    pytest.param("甲\t乙\n1\t2\n\n3\t4\n", [("tabs", [["甲", "乙"], ["1", "2"], ["3", "4"]])], id="tabs"),
    pytest.param("甲\t乙\t丙\n1\t子、\n丑\t寅\n2\t卯\t辰\n", [("tabs", [["甲", "乙", "丙"], ["1", "子、丑", "寅"], ["2", "卯", "辰"]])], id="cell over two lines"),
    pytest.param("甲\t乙\t丙\n\t\t寅\n2\t\t\n3\t卯\t辰\n", [("tabs", [["甲", "乙", "丙"], ["", "", "寅"], ["2", "", ""], ["3", "卯", "辰"]])], id="empty cells"),
    pytest.param("1.\t加强领导\n2.\t落实责任\n", [], id="automatic numbers"),
    pytest.param("\t首段文字。\n\t次段文字。\n\n\t三段文字。\n", [], id="indented prose"),
    pytest.param("\t\t\t某县人民政府\n\t\t\t2026年3月2日\n", [], id="signature moved by tabs"),
    pytest.param("\t甲\n\t乙\n\n\t1\n续\n\t\n\n", [], id="one filled row is no table"),
    pytest.param("\t甲\n\t乙\n\n\t1\n续\n\t2\n\n\t\n\t3\n", [("tab_cells", [["甲", "乙"], ["1续", "2"], ["", "3"]])], id="cells on lines"),
    pytest.param("甲|乙|\r1|2|\r", [("pipes", [["甲", "乙"], ["1", "2"]])], id="lines ended by carriage returns"),
    pytest.param("普通文字，没有表格。\n", [], id="no table"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "tables"), CASES)
def test_tables(text: str, tables: list[tuple[str, list[list[str]]]]) -> None:
    assert tables_of(text) == tables


@given(st.text(alphabet="甲一|\t\n 。、1-+", max_size=400))
def test_ranges(text: str) -> None:
    end = 0
    for table in find_text_tables(text):
        assert end <= table.start < table.end <= len(text)
        end = table.end
        position = table.start
        for row in table.rows:
            for cell in row:
                for a, b in cell.ranges if cell else ():
                    assert position <= a < b <= table.end or "+" in text
                    assert text[a:b].strip() == text[a:b]
                    position = b if "+" not in text else position


@pytest.mark.parametrize(
    "unit",
    ["|\n", "a|", "甲|乙\n", "\t甲\n", "甲\t\n", "\t\n\n", "甲\t乙\n丙\n", "+|+\n", "甲|乙\n丙\n", "\t甲\n\t乙\n\n"],
)
def test_long_text_comes_to_an_end(unit: str) -> None:
    text = unit * (400_000 // len(unit))
    assert all(0 <= table.start < table.end <= len(text) for table in find_text_tables(text))
