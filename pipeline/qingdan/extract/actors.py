"""Organisations named in running text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import ahocorasick

from qingdan.extract.organisations import Anatomy, anatomy_value, names_of
from qingdan.models.mentions import Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range

_LONGEST = 60
"""Longest name, in characters."""
_PLACE = 4
"""Longest name of a place before its level, in characters."""


# What a word can be in a name; plain bits, for this is the innermost loop.
_HEAD, _OFFICE, _WHOLE, _CLASS, _PART, _FUNCTION, _AREA, _BOUNDARY = (1 << bit for bit in range(8))
_LEXICONS = {
    "actor.head": _HEAD,
    "actor.office": _OFFICE,
    "actor.whole": _WHOLE,
    "organisation.class": _CLASS,
    "actor.modifier": _PART,
    "organisation.function": _FUNCTION,
    "organisation.area": _AREA,
    "actor.boundary": _BOUNDARY,
}
_ENDS = _HEAD | _OFFICE | _WHOLE | _AREA
_BODIES = _HEAD | _OFFICE
_INNER = _CLASS | _PART | _FUNCTION | _AREA


def _after(last: int) -> int:
    """Sorts that may stand before a word of these sorts in one name."""
    if last & _CLASS:
        return _PART
    return _INNER if last & _AREA else _INNER | _BODIES


@lru_cache(maxsize=8)
def _automaton(rules: RuleSet) -> ahocorasick.Automaton:
    """All words that names are made of, each with its length and sorts."""
    sorts: dict[str, int] = {}
    for lexicon, sort in _LEXICONS.items():
        for word in rules.lexicon(lexicon).words:
            sorts[word] = sorts.get(word, 0) | sort
    automaton = ahocorasick.Automaton()
    for word, sort in sorts.items():
        automaton.add_word(word, (len(word), sort))
    automaton.make_automaton()
    return automaton


class _Scan:
    """The words of one text by the offset at which they end, longest first."""

    def __init__(self, text: str, rules: RuleSet) -> None:
        self.text = text
        self.ends: dict[int, list[tuple[int, int]]] = {}
        self.closing: list[tuple[int, int, int]] = []
        self.verbs: dict[int, int] = {}
        """Start of a boundary word of two or more characters to its end."""
        for last, (size, sorts) in _automaton(rules).iter(text):
            start = last + 1 - size
            self.ends.setdefault(last + 1, []).append((start, sorts))
            if sorts & _ENDS:
                self.closing.append((start, last + 1, sorts))
            if sorts & _BOUNDARY and size > 1:
                self.verbs[start] = max(last + 1, self.verbs.get(start, 0))

    def _before(self, end: int, wanted: int) -> tuple[int, int] | None:
        """The longest word of a wanted sort that ends here."""
        return next((w for w in self.ends.get(end, ()) if w[1] & wanted), None)

    def _is_boundary(self, offset: int) -> bool:
        if offset == 0 or not "\u4e00" <= self.text[offset - 1] <= "\u9fff":
            return True
        return self._before(offset, _BOUNDARY) is not None

    def _place(self, level: int) -> int:
        """Start of the unknown place that stands before a level word; the level's own start when none does."""
        if self._is_boundary(level):
            return level
        for start in range(level - 1, max(-1, level - _PLACE - 1), -1):
            if not "\u4e00" <= self.text[start] <= "\u9fff":
                break
            if self._is_boundary(start):
                return start
        return level

    def start_of(self, head: int) -> int:
        """Where the name starts whose head starts here: classes, places, functions before it taken in."""
        position, last = head, 0
        while (word := self._before(position, _after(last))) is not None:
            if last & _CLASS and word[1] & _BOUNDARY:
                break
            position, last = word
            if word[1] & _AREA and self._before(position, _INNER) is None:
                position = self._place(position)
                break
        while self.verbs.get(position, head + 1) <= head:
            position = self.verbs[position]
        return position

    def _start(self, start: int, sorts: int) -> int | None:
        """Start of the name that this word ends, None when it ends none."""
        if sorts & _AREA and sorts & _HEAD and self._before(start, _INNER) is None:
            return self._place(start)
        if sorts & _WHOLE and self.text[start] == "各":
            return start
        if sorts & (_HEAD | _WHOLE):
            return self.start_of(start)
        if sorts & _OFFICE and self._before(start, _FUNCTION):
            return self.start_of(start)
        word = self._before(start, _CLASS) if sorts & _AREA else None
        return word[0] if word else None

    def organisations(self) -> Iterator[Range]:
        """Names that have a head, leftmost and longest, in order."""
        spans = {(first, end) for start, end, s in self.closing if (first := self._start(start, s)) is not None}
        last = -1
        for start, end in sorted(spans, key=lambda r: (r[0], -r[1])):
            if start >= last:
                yield start, end
                last = end

    def functions_before(self, start: int, end: int) -> Iterator[Range]:
        """Functions that share the office of the name at `start:end` (财政、审计和水利部门), nearest first."""
        joints = "、和与及" if self.text.endswith("部门", start, end) else "、"
        while start > 1 and self.text[start - 1] in joints:
            word = self._before(start - 1, _FUNCTION)
            if word is None:
                return
            first = self.start_of(word[0])
            yield first, start - 1
            start = first


def _rule_of(name: str, rules: RuleSet) -> str | None:
    """The rule that lets a name count, None for words that name nobody."""
    return next((r.id for r in rules.of_kind("actor") if r.regex.search(name)), None)


def find_actors(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Organisations and accountable classes that running text names, in order, elliptical lists item by item."""
    scan, names = _Scan(passage.text, rules), names_of(rules)
    found: list[Mention] = []
    number, last = 0, -2
    for span in scan.organisations():
        rule = None if span[1] - span[0] > _LONGEST else _rule_of(passage.text[slice(*span)], rules)
        if rule is None:
            continue
        shared = sorted(scan.functions_before(*span))
        first = shared[0][0] if shared else span[0]
        number += not (first - last == 1 and passage.text[last] in "、和与及")
        for each in (*shared, span):
            anatomy = names.read(passage.text[slice(*each)])
            if anatomy.form == "closer":
                anatomy = Anatomy("name", anatomy.kind)
            found.append(Mention(rule, *each, {}, {"list": number, "anatomy": anatomy_value(anatomy)}))
        last = span[1]
    return tuple(found)
