"""Files cut off, with flipped bytes, filled with zeros, or made of noise."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from random import Random

from tests.hostile.cases.case import Case
from tests.hostile.samples import SAMPLES, THROUGH_OFFICE, sample

_FLIPS = (1, 8, 64)
"""Bytes changed in one file."""
_MAGIC = {
    "pdf": b"%PDF-1.7\n", "docx": b"PK\x03\x04", "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "txt": b"",
    "utf16.txt": b"\xff\xfe", "html": b"<html><body>", "rtf": b"{\\rtf1", "jpg": b"\xff\xd8\xff",
}  # fmt: skip


def cut(form: str, tenths: int) -> bytes:
    """The first tenths of a file."""
    data = sample(form)
    return data[: len(data) * tenths // 10]


def headless(form: str, tenths: int) -> bytes:
    """The file without its first tenths."""
    data = sample(form)
    return data[len(data) * tenths // 10 :]


def flip(form: str, count: int, seed: int) -> bytes:
    """The file with some bytes changed at random."""
    chance = Random(f"{form} {count} {seed}")
    data = bytearray(sample(form))
    for _ in range(count):
        data[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return bytes(data)


def zeroed(form: str, tenths: int) -> bytes:
    """The file with the tenth after these filled with zeros, as a broken download has it."""
    data = sample(form)
    start, end = (len(data) * n // 10 for n in (tenths, tenths + 1))
    return data[:start] + bytes(end - start) + data[end:]


def doubled(form: str) -> bytes:
    """The file twice."""
    return 2 * sample(form)


def noise(magic: bytes, seed: int) -> bytes:
    """Random bytes behind the mark of a form."""
    return magic + Random(seed).randbytes(20_000)


def _damaged() -> Iterator[Case]:
    for form in SAMPLES:
        for tenths in range(1, 10):
            yield Case(f"cut-{tenths}.{form}", partial(cut, form, tenths))
        for count in _FLIPS:
            for seed in range(3):
                yield Case(f"flip-{count}-{seed}.{form}", partial(flip, form, count, seed))
        yield Case(f"headless.{form}", partial(headless, form, 2))
        yield Case(f"zeroed.{form}", partial(zeroed, form, 5))
        yield Case(f"doubled.{form}", partial(doubled, form))


def _rubbish() -> Iterator[Case]:
    for form, magic in _MAGIC.items():
        yield Case(f"noise.{form}", partial(noise, magic, 1), "nothing")
    yield Case("empty.pdf", bytes, "refused")
    yield Case("one-byte.docx", lambda: b"P", "nothing")
    yield Case("zeros.txt", lambda: bytes(1 << 20), "refused")
    yield Case("zeros.xlsx", lambda: b"PK\x03\x04" + bytes(1 << 20), "refused")
    yield Case("blank.txt", lambda: b" \r\n\t" * 100_000, "refused")
    yield Case("ideographic-blanks.txt", lambda: "\u3000\ufeff\u200b\n".encode() * 50_000, "nothing")
    yield Case("noise-gbk.txt", lambda: bytes(Random(5).choices(range(0xB0, 0xF8), k=40_000)), "nothing")


CASES = [*_damaged(), *_rubbish()]
THROUGH_OFFICE_CASES = [
    Case(f"cut-{tenths}.{form}", partial(cut, form, tenths)) for form in THROUGH_OFFICE for tenths in (3, 8)
]
