"""Wrong suffixes, every encoding, and characters that hide inside words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from tests.hostile.cases.case import Case
from tests.hostile.samples import LINES, SAMPLES, as_html, as_text, sample

_SUFFIXES = ("txt", "pdf", "docx", "doc", "html", "xlsx", "dat")
ENCODINGS = {
    "utf-8": b"", "utf-8-sig": b"", "utf-16": b"", "utf-16-le": b"", "utf-16-be": b"", "utf-32": b"", "gbk": b"",
    "gb18030": b"", "gb2312": b"", "hz": b"", "utf-7": b"", "iso2022_jp": b"",
}  # fmt: skip
TRADITIONAL = (
    "青禾縣人民政府辦公室關於印發2024年便民服務重點任務的通知\n一、任務\n（一）整合窗口12個，滿意度不低於95%。\n"
)
INVISIBLE = ("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u202e", "\u200f", "\u2067", "\ufe0f")


def encoded(encoding: str) -> bytes:
    """The notice in an encoding."""
    return as_text().encode(encoding)


def hidden(character: str) -> bytes:
    """The notice with a character that prints nothing after each character of its words."""
    return "\n".join(character.join(line) for line in as_text().split("\n")).encode()


def _mixed() -> bytes:
    return "\n".join(LINES[:5]).encode() + b"\n" + "\n".join(LINES[5:]).encode("gbk")


def _cases() -> Iterator[Case]:
    for form in SAMPLES:
        for suffix in _SUFFIXES:
            if form.partition(".")[2] == "" and suffix != form:
                yield Case(f"{form}-named.{suffix}", partial(sample, form), "read")
    for encoding in ENCODINGS:
        expected = "any" if encoding in ("hz", "utf-7", "iso2022_jp") else "read"
        if encoding != "iso2022_jp":
            yield Case(f"{encoding}.txt", partial(encoded, encoding), expected)
    yield Case("big5.txt", lambda: TRADITIONAL.encode("big5"))
    yield Case("shift-jis.txt", lambda: "令和6年度の重点施策について、各課は取り組むこと。\n".encode("shift-jis") * 9)
    yield Case("mixed.txt", _mixed)
    yield Case("gbk-declares-utf8.html", lambda: as_html().encode("gbk"), "read")
    yield Case("utf8-declares-gbk.html", lambda: as_html().replace("utf-8", "gb2312").encode(), "read")
    yield Case(
        "declares-nonsense.html", lambda: as_html().replace("utf-8", "x-\udcff").encode("utf-8", "replace"), "read"
    )
    for encoding in ("utf-8", "gbk", "utf-16-le", "gb18030"):
        yield Case(f"torn-{encoding}.txt", lambda e=encoding: as_text().encode(e)[:-301], "read")
    yield Case("mojibake.txt", lambda: as_text().encode().decode("gbk", "replace").encode())
    yield Case("latin-mojibake.txt", lambda: as_text().encode("gbk").decode("latin-1").encode())
    yield Case("surrogates.txt", lambda: (as_text() + "\ud800\udfff\ud800").encode("utf-8", "surrogatepass"))
    yield Case("odd-utf-16.txt", lambda: as_text().encode("utf-16") + b"\n", "read")
    for character in INVISIBLE:
        yield Case(f"hidden-{ord(character):04x}.txt", partial(hidden, character), "read")


CASES = list(_cases())
