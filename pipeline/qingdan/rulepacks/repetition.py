"""Patterns that a hostile text can keep busy for ages: a repetition that repeats nothing but a repetition."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

_Item = tuple[Any, Any]


def find_runaway(pattern: str) -> bool:
    """Whether part of the pattern is like `(?:a+)*`: the same words can then be divided in exponentially many ways."""
    parsed = re._parser.parse(pattern)  # type: ignore[attr-defined]  # the only parser of this language there is
    return any(_is_runaway(body) for body in _repeated(list(parsed)))


def _repeated(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """What stands under a `*`, `+` or `{n,}`, at any depth."""
    for item in items:
        if _unbounded(item):
            yield list(item[1][2])
        for body in _bodies(item):
            yield from _repeated(body)


def _is_runaway(body: Sequence[_Item]) -> bool:
    """One way through the body is an unbounded repetition with nothing around it that must be there."""
    for position, item in enumerate(body):
        rest = [*body[:position], *body[position + 1 :]]
        if not all(_nullable(other) for other in rest):
            continue
        if _unbounded(item) or any(_is_runaway(inner) for inner in _alternatives(item)):
            return True
    return False


def _unbounded(item: _Item) -> bool:
    return str(item[0]) in ("MAX_REPEAT", "MIN_REPEAT") and int(item[1][1]) > 1000


def _alternatives(item: _Item) -> list[list[_Item]]:
    """Bodies that the item stands for, one at a time: a group's, a branch's."""
    name, value = str(item[0]), item[1]
    if name == "SUBPATTERN":
        return [list(value[-1])]
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    return []


def _bodies(item: _Item) -> list[list[_Item]]:
    name, value = str(item[0]), item[1]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return [list(value[2])]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [list(value[1])]
    if name == "ATOMIC_GROUP":
        return [list(value)]
    return _alternatives(item)


def _nullable(item: _Item) -> bool:
    name, value = str(item[0]), item[1]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
        return int(value[0]) == 0 or all(_nullable(inner) for inner in value[2])
    if name in ("AT", "ASSERT", "ASSERT_NOT"):
        return True
    alternatives = _alternatives(item)
    return bool(alternatives) and any(all(map(_nullable, body)) for body in alternatives)
