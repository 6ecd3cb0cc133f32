"""Bytes → characters."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, ReadError, UnsupportedFormatError
from qingdan.readers import read_source
from qingdan.readers.encodings import read_characters

TEXT = "关于印发2026年重点任务的通知\n各乡镇：\n1．于6月底前完成。\n"
BYTES = [
    ("utf-8", TEXT.encode(), "utf-8"),
    ("utf-8 with mark", codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
    ("utf-16 with mark", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
    ("utf-16 big with mark", codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
    ("utf-16 bare", TEXT.encode("utf-16-le"), "utf-16-le"),
    ("utf-16 big bare", TEXT.encode("utf-16-be"), "utf-16-be"),
    ("utf-32 with mark", codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
    ("gbk", TEXT.encode("gbk"), "gb18030"),
    ("hz", TEXT.encode("hz"), "hz"),
    ("gb18030", (TEXT + "㐀𠀀").encode("gb18030"), "gb18030"),
]


@pytest.mark.parametrize(("data", "encoding"), [(d, e) for _, d, e in BYTES], ids=[n for n, _, _ in BYTES])
def test_encoding(data: bytes, encoding: str) -> None:
    text, found = read_characters(data, "n.txt")
    assert (text[: len(TEXT)], found) == (TEXT, encoding)


@pytest.mark.parametrize("text", ["任务", "县", "附件", "6月底前", "各县（区）：", "—1—\n附件", "“两个”"])
def test_short_gbk(text: str) -> None:
    assert read_characters(text.encode("gbk"), "n.txt") == (text, "gb18030")


@pytest.mark.parametrize(
    ("declared", "data", "encoding"),
    [
        ("gb2312", "镕任务".encode("gbk"), "gb18030"),
        ("big5", "重點任務與責任單位".encode("big5"), "big5"),
        ("no-such-charset", "重点任务".encode("gbk"), "gb18030"),
        ("gbk", "重点任务".encode(), "utf-8"),
    ],
)
def test_declared(declared: str, data: bytes, encoding: str) -> None:
    assert read_characters(data, "n.html", declared) == (data.decode(encoding), encoding)


def test_one_damaged_character() -> None:
    data = ("重点任务清单" * 40).encode()
    text, encoding = read_characters(data[:99] + b"\xff" + data[99:], "n.txt")
    assert (text.count("\ufffd"), encoding) == (1, "utf-8")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\0\0\0", codecs.BOM_UTF8, codecs.BOM_UTF8 + b"\n"])
def test_empty(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match=r"n\.txt: the file is empty"):
        read_characters(data, "n.txt")


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(200)) * 9,
        b"\x7fELF\x02\x01\x01" + b"\0\x01\x02" * 900,
    ],
    ids=["all bytes", "picture", "program"],
)
def test_no_text(data: bytes) -> None:
    with pytest.raises(UnsupportedFormatError):
        read_characters(data, "n.txt")


@given(st.binary(max_size=400))
def test_any_bytes(data: bytes) -> None:
    try:
        text, _ = read_characters(data, "n.txt")
    except ReadError as error:
        assert "\n" not in error.message  # noqa: PT017
    else:
        assert text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("一、修好道路。".encode() * 30, []),
        ("一、修好道路。".encode("gbk") * 30, []),
        ("一、修好道路。".encode() * 30 + b"\xe4\xb8", []),
        ("一、修好道路。".encode() * 15 + b"\xff" + "一、修好道路。".encode() * 15, [("utf-8", 1)]),
    ],
    ids=["utf-8", "gbk", "torn at the end", "damaged"],
)
def test_doubt_about_the_encoding_is_told(data: bytes, expected: list[tuple[str, int]]) -> None:
    found = read_source(data, "a.txt").diagnostics
    assert [(d.params["encoding"], d.params["count"]) for d in found if d.code == "encoding_guessed"] == expected
