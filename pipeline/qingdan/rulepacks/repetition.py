"""Patterns that a hostile text can keep busy for ages: a repetition that can divide the same words in two ways.

Such a repetition tries twice as many ways for each word more. The body of each unbounded repetition is written out as
an automaton whose states are the characters of the pattern; two ways through it on the same words are two paths from
its start back to its start (Weideman et al., Analyzing matching time behavior of backtracking regular expression
matchers, 2016). What stands in lookarounds is taken as if it could always hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from qingdan.rulepacks.characters import Characters, overlap, read_characters

_Item = tuple[Any, Any]
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT")
_UNBOUNDED = 1000
"""From so many times on a repetition counts as endless."""
_COPIES = 6
"""A repetition is written out up to so many times; from there on it counts as endless."""
_MOST_PAIRS = 20_000
"""A pattern with more pairs of states is too large to be judged."""


def find_runaway(pattern: str) -> bool:
    """Whether part of the pattern is like `(?:a+)*` or `(?:aa|aa)*`: exponentially many ways to match."""
    parsed = re._parser.parse(pattern)  # type: ignore[attr-defined]  # the only parser of this language there is
    return any(_divides_two_ways(_Automaton.of(body)) for body in _repeated(list(parsed)))


def _repeated(items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """What stands under a `*`, `+` or `{n,}`, at any depth."""
    for name, value in _named(items):
        if name in _REPEATS and int(value[1]) > _UNBOUNDED:
            yield list(value[2])
        for body in _bodies(name, value):
            yield from _repeated(body)


def _named(items: Sequence[_Item]) -> Iterator[tuple[str, Any]]:
    return ((str(name), value) for name, value in items)


def _bodies(name: str, value: Any) -> list[list[_Item]]:
    """What an item holds, one alternative at a time."""
    if name == "SUBPATTERN":
        return [list(value[-1])]
    if name == "BRANCH":
        return [list(branch) for branch in value[1]]
    if name in (*_REPEATS, "POSSESSIVE_REPEAT"):
        return [list(value[2])]
    if name in ("ASSERT", "ASSERT_NOT"):
        return [list(value[1])]
    return [list(value)] if name == "ATOMIC_GROUP" else []


@dataclass(frozen=True)
class _Part:
    """States in which a part of the pattern can begin and end."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True
    """It can match nothing."""


@dataclass
class _Automaton:
    """One state for each character of a pattern; words that a part matches twice make two states of one character."""

    characters: list[Characters] = field(default_factory=list)
    follows: list[set[int]] = field(default_factory=list)
    whole: _Part = _Part()
    one_go: bool = False
    """Inside an atomic group."""
    empty_twice: bool = False
    """Two alternatives match nothing. (The parser takes out what alternatives begin with: `aa|aa` is `aa(?:|)`.)"""

    @classmethod
    def of(cls, body: Sequence[_Item]) -> _Automaton:
        """Of a body that comes again and again."""
        automaton = cls()
        automaton.whole = automaton._sequence(body)
        automaton._joined(automaton.whole, automaton.whole)
        return automaton

    def _sequence(self, items: Sequence[_Item]) -> _Part:
        part = _Part()
        for name, value in _named(items):
            part = self._joined(part, self._item(name, value))
        return part

    def _joined(self, one: _Part, two: _Part) -> _Part:
        for state in one.last:
            self.follows[state] |= two.first
        first = one.first | two.first if one.empty else one.first
        last = two.last | one.last if two.empty else two.last
        return _Part(first, last, one.empty and two.empty)

    def _item(self, name: str, value: Any) -> _Part:
        if (characters := read_characters(name, value)) is not None:
            self.characters.append(characters)
            self.follows.append(set())
            state = frozenset((len(self.follows) - 1,))
            return _Part(state, state, empty=False)
        if name in (*_REPEATS, "POSSESSIVE_REPEAT"):
            least, most, body = int(value[0]), int(value[1]), list(value[2])
            return self._repeat(least, most if name in _REPEATS and not self.one_go else 1, body)
        if name in ("ASSERT", "ASSERT_NOT"):
            return _Part()
        if name == "ATOMIC_GROUP":
            return self._at_one_go(list(value))
        parts = [self._sequence(body) for body in _bodies(name, value)]
        first = frozenset[int]().union(*(part.first for part in parts))
        last = frozenset[int]().union(*(part.last for part in parts))
        self.empty_twice |= sum(part.empty for part in parts) > 1
        return _Part(first, last, not parts or any(part.empty for part in parts))

    def _at_one_go(self, body: list[_Item]) -> _Part:
        """What the engine does not divide again once it has matched: nothing in it is taken to repeat."""
        outer, self.one_go = self.one_go, True
        part = self._sequence(body)
        self.one_go = outer
        return part

    def _repeat(self, least: int, most: int, body: list[_Item]) -> _Part:
        """The body as often as it must come, then as often as it may: often stands for once that comes again."""
        may = _Part()
        for _ in range(most - max(least, 1) if most <= _COPIES else 0):
            may = replace(self._joined(self._sequence(body), may), empty=True)
        if most > _COPIES:
            may = replace(self._sequence(body), empty=True)
            self._joined(may, may)
        must = _Part()
        for _ in range(min(max(least, 1), _COPIES)):
            must = self._joined(must, self._sequence(body))
        whole = self._joined(must, may)
        return replace(whole, empty=whole.empty or least == 0)


def _divides_two_ways(body: _Automaton) -> bool:
    """Two paths that part on the same characters both lead back to where the body begins again."""
    if body.empty_twice and body.follows:
        return True
    ways = {body.whole.first, *map(frozenset, body.follows)}
    parted = {pair for way in ways for pair in _alike(body, way, way) if pair[0] != pair[1]}
    seen, waiting = set(parted), list(parted)
    while waiting and len(seen) <= _MOST_PAIRS:
        p, q = waiting.pop()
        if p in body.whole.last and q in body.whole.last:
            return True
        found = set(_alike(body, frozenset(body.follows[p]), frozenset(body.follows[q]))) - seen
        seen |= found
        waiting.extend(found)
    return False


def _alike(body: _Automaton, some: frozenset[int], others: frozenset[int]) -> Iterator[tuple[int, int]]:
    """Pairs of states, one of each set, that the same character can lead to; the smaller first."""
    by_character: dict[Characters, list[int]] = {}
    for state in others:
        by_character.setdefault(body.characters[state], []).append(state)
    classes = [characters for characters in by_character if not _is_single(characters)]
    for p in some:
        characters = body.characters[p]
        near = [characters, *classes] if _is_single(characters) else by_character
        for other in dict.fromkeys(near):
            if other in by_character and overlap(characters, other):
                yield from ((min(p, q), max(p, q)) for q in by_character[other])


def _is_single(characters: Characters) -> bool:
    return len(characters) == 1 and characters[0][0] == characters[0][1]
