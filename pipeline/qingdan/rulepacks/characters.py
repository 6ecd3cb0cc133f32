"""Characters that one place of a pattern can match, as ranges of code points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

Characters = tuple[tuple[int, int], ...]
"""Ranges in order, first and last code point each."""
_LAST = 0x10FFFF
_ALL: Characters = ((0, _LAST),)
_SPACES: Characters = ((9, 13), (28, 32), (0x85, 0x85), (0xA0, 0xA0), (0x2000, 0x200A), (0x3000, 0x3000))
_WORDS: Characters = ((48, 57), (65, 90), (95, 95), (97, 122), (0xAA, 0x1FFF), (0x200B, 0x2FFF), (0x3001, _LAST))
_CATEGORIES: Mapping[str, Characters] = {
    "CATEGORY_DIGIT": ((48, 57), (0xFF10, 0xFF19)), "CATEGORY_SPACE": _SPACES, "CATEGORY_WORD": _WORDS,
}  # fmt: skip
"""Near enough to tell whether two places can match the same character."""


def read_characters(name: str, value: Any) -> Characters | None:
    """Characters of a parsed item; None for an item that is more or less than one character."""
    if name == "LITERAL":
        return ((int(value), int(value)),)
    if name == "NOT_LITERAL":
        return _others(((int(value), int(value)),))
    if name == "ANY":
        return _ALL
    return _read_set(value) if name == "IN" else None


def overlap(one: Characters, two: Characters) -> bool:
    """True when both hold some character."""
    return any(a <= d and c <= b for a, b in one for c, d in two)


def _read_set(items: list[tuple[Any, Any]]) -> Characters:
    ranges: list[tuple[int, int]] = []
    for name, value in items:
        ranges.extend(_ranges(str(name), value))
    return _others(tuple(sorted(ranges))) if str(items[0][0]) == "NEGATE" else tuple(sorted(ranges))


def _ranges(name: str, value: Any) -> Iterator[tuple[int, int]]:
    if name == "LITERAL":
        yield int(value), int(value)
    elif name == "RANGE":
        yield int(value[0]), int(value[1])
    elif name == "CATEGORY":
        known = _CATEGORIES.get(str(value))
        yield from known or _others(_CATEGORIES.get(str(value).replace("_NOT", ""), ()))


def _others(ranges: Characters) -> Characters:
    """All characters but these."""
    covered = [(-1, -1)]
    for first, last in ranges:
        covered.append((first, max(last, covered[-1][1])))
    gaps = ((before[1] + 1, after[0] - 1) for before, after in pairwise([*covered, (_LAST + 1, _LAST + 1)]))
    return tuple((first, last) for first, last in gaps if first <= last)
