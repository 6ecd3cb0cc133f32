"""Text files → Source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, UnsupportedFormatError
from qingdan.readers.plain_text import read_text


def lines_of(text: str) -> list[str]:
    source = read_text(text.encode(), "n.txt")
    return [source.text[line.start : line.end] for line in source.lines]


LINES = [
    ("一、总则\n\n  （一）内容　\r\n\t附件\n", ["一、总则", "（一）内容", "附件"]),
    ("　　首段。　　二、次段\n", ["首段。　　二、次段"]),
    ("甲\u2028乙\x0c丙\x85丁\r戊", ["甲", "乙", "丙", "丁", "戊"]),
    ("\ufeff\u200b标题\u200b\n　\n", ["标题"]),
    ("附件\n任务 | 单位\n甲 | 乙\n丙 | 丁\n说明如下。\n", ["附件", "说明如下。"]),
]


@pytest.mark.parametrize(("text", "lines"), LINES)
def test_lines(text: str, lines: list[str]) -> None:
    assert lines_of(text) == lines


def test_source() -> None:
    source = read_text("\ufeff通知\r\n".encode(), "n.MD")
    assert (source.text, source.media_type, source.encoding, source.page_count) == (
        "通知\r\n", "text/markdown", "utf-8", None,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "file\ttitle\tyear\na.txt\t关于某事的通知\t2026\nb.txt\t关于另一事的通知\t2025\n",
        "id,name,note\n1,甲,乙\n2,丙,丁\n",
        '"id";"name"\n1;甲\n',
    ],
)
def test_data_table(text: str) -> None:
    with pytest.raises(UnsupportedFormatError, match="looks like a data table, not a notice"):
        read_text(text.encode(), "n.txt")


@pytest.mark.parametrize("text", ["RCEP, CPTPP\n关于某事的通知。\n", "No\t任务\n1\t甲\n2\t乙\n", "title\n通知\n"])
def test_no_data_table(text: str) -> None:
    assert read_text(text.encode(), "n.txt").text == text


def test_empty() -> None:
    with pytest.raises(BrokenFileError, match=r"n\.txt: the file is empty"):
        read_text(b"\n \n", "n.txt")


@given(st.text(alphabet="甲乙|\t\n\r 　。、1ab\u200b\x0c", max_size=300))
def test_every_word_is_in_a_line_or_a_table(text: str) -> None:
    source = read_text(("通知\n" + text).encode(), "n.txt")
    held = {i for line in source.lines for i in range(line.start, line.end)}
    held |= {i for table in source.tables for i in range(table.start, table.end)}
    lost = [c for i, c in enumerate(source.text) if i not in held and not c.isspace() and c not in "\u200b|"]
    assert lost == []
    assert all(line.start < line.end for line in source.lines)
