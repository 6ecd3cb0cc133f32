"""Bytes of a text file → its characters and the name of their encoding."""

from __future__ import annotations

import codecs
import re

from qingdan.errors import BrokenFileError, UnsupportedFormatError
from qingdan.models.diagnostic import Diagnostic

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Files that declare these hold characters of the larger set, which contains them both.
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "hz": "hz", "iso8859-1": "cp1252"}
_SHIFTED = re.compile(rb"~\{(?:[!-}][!-~])+~\}")
"""A run of Chinese in HZ, which is ASCII throughout."""
_ASCII = bytes(range(128))
_CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_READABLE = re.compile(
    "[\\t\\n\\r -~\u00a0-\u00ff\u2010-\u203b\u2160-\u2179\u2460-\u249b\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"
)
_HAN = re.compile("[\u3400-\u9fff]")
# GB 18030 has a character for nearly every pair of bytes; these ranges are what rubbish decodes to.
_RARE = re.compile("[\ue000-\uf8ff\u0250-\u036f\u0400-\u1fff\ua000-\uabff\U000e0000-\U0010ffff]")


def read_characters(data: bytes, name: str, declared: str | None = None) -> tuple[str, str]:
    """The text without its byte order mark, and its encoding in Python's name.

    `declared` is the charset that the file or its server names. Raises BrokenFileError when the file is empty,
    UnsupportedFormatError when the bytes are no text.
    """
    if not data.strip(b"\0 \t\r\n\x0b\x0c"):
        raise BrokenFileError(name, "the file is empty")
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding, name), encoding
    for encoding in _candidates(data, declared):
        text = _try(data, encoding)
        if text is not None:
            return text, encoding
        if encoding == "utf-8" and _is_damaged_utf8(data):
            return data.decode(encoding, errors="replace"), encoding
    return _read_last_resort(data, name)


def find_doubt(text: str, encoding: str) -> tuple[Diagnostic, ...]:
    """What is told of a text some bytes of which are no characters of the encoding that fits best."""
    count = text.count("\ufffd")
    return (Diagnostic("encoding_guessed", "warning", {"encoding": encoding, "count": count}),) if count else ()


def _candidates(data: bytes, declared: str | None) -> list[str]:
    sixteen = find_sixteen_bit(data)
    if sixteen:
        return [sixteen]
    candidates = ["hz", "utf-8"] if data.isascii() and _SHIFTED.search(data) else ["utf-8"]
    if declared:
        try:
            canonical = codecs.lookup(declared.strip("\"' ")).name
        except (LookupError, ValueError):
            canonical = "utf-8"
        candidates.append(_WIDER.get(canonical, canonical))
    return list(dict.fromkeys([*candidates, "gb18030"]))


def find_sixteen_bit(data: bytes) -> str | None:
    """UTF-16 without a mark: zero bytes, the high halves of digits and line breaks, and one order that reads.

    Zero bytes alone do not tell the order, since 一 has one as its low half.
    """
    head = data[:4096]
    if head.count(0) < max(2, len(head) // 200):
        return None
    little, big = (_readable_share(head, encoding) for encoding in ("utf-16-le", "utf-16-be"))
    if max(little, big) < 0.9 or little == big:
        return None
    return "utf-16-le" if little > big else "utf-16-be"


def _readable_share(data: bytes, encoding: str) -> float:
    """The share of characters that Chinese text is made of."""
    text = data.decode(encoding, errors="replace")
    return len(_READABLE.findall(text)) / max(1, len(text))


def _is_damaged_utf8(data: bytes) -> bool:
    """UTF-8 with a few bad bytes, which other encodings might read without complaint, as rubbish."""
    return 0 < 50 * _holes(data, "utf-8") <= len(data.translate(None, _ASCII))


def _try(data: bytes, encoding: str) -> str | None:
    """The text, if all bytes are of the encoding; a torn last character is dropped."""
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(data)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if text and _is_text(text, encoding) else None


def _is_text(text: str, encoding: str) -> bool:
    sample = text[:20000]
    if 50 * len(_CONTROL.findall(sample)) > len(sample):
        return False
    return encoding == "utf-8" or 10 * len(_RARE.findall(sample)) <= len(sample)


def _decode(data: bytes, encoding: str, name: str) -> str:
    """What a byte order mark promises; a torn last character is dropped with a replacement sign."""
    text = data.decode(encoding, errors="replace")
    if not text.strip("\0 \t\r\n\x0b\x0c\ufeff\u3000"):
        raise BrokenFileError(name, "the file is empty")
    if 20 * text.count("\ufffd") > len(text) or not _is_text(text, "utf-8"):
        raise UnsupportedFormatError(name, f"the byte order mark says {encoding}, the bytes are something else")
    return text


def _read_last_resort(data: bytes, name: str) -> tuple[str, str]:
    """Text damaged in single places: the encoding that leaves the fewest holes, if it reads as Chinese."""
    sample = data[:200_000]
    if 50 * sum(sample.count(bytes([code])) for code in (0, 1, 2, 3, 4, 5, 6)) > len(sample):
        raise UnsupportedFormatError(name, "the bytes are no text in any known encoding")
    best = min(("utf-8", "gb18030", "big5"), key=lambda encoding: _holes(sample, encoding))
    text = data.decode(best, errors="replace")
    written = max(1, sum(not character.isascii() for character in text))
    if 50 * text.count("\ufffd") > written or not _is_text(text, best) or 2 * len(_HAN.findall(text)) < written:
        raise UnsupportedFormatError(name, "the bytes are no text in any known encoding")
    return text, best


def _holes(data: bytes, encoding: str) -> int:
    return data.decode(encoding, errors="replace").count("\ufffd")
