"""Organisations named in running text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import ahocorasick

from qingdan.extract.agencies.organisations import names_of
from qingdan.models.mentions import Anatomy, Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range

_LONGEST = 60
"""Longest name, in characters."""
_TITLE = 120
"""Titles of documents are at most this long, in characters."""
_BEFORE = 12
"""Characters before a name that can say that it is built."""
_PLACE = 4
"""Longest name of a place before its level, in characters."""
_ASIDE = re.compile(r"(?:“[^“”]{1,12}”|（[\u4e00-\u9fff]{2,4}）)\Z")
"""A motto or place inside a name: 推进“两山”建设领导小组, 中国（青州）服务中心."""


# What a word can be in a name; plain bits, for this is the innermost loop.
_HEAD, _OFFICE, _WHOLE, _CLASS, _PART, _FUNCTION, _AREA, _BOUNDARY, _OTHER = (1 << bit for bit in range(9))
_LEXICONS = {
    "actor.head": _HEAD,
    "actor.office": _OFFICE,
    "actor.whole": _WHOLE,
    "organisation.class": _CLASS,
    "actor.modifier": _PART,
    "organisation.function": _FUNCTION,
    "organisation.area": _AREA,
    "actor.boundary": _BOUNDARY,
    "actor.other_word": _OTHER,
}
_OFFICES = ("部门", "部", "委", "局", "厅", "办", "署", "机关", "海关")
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
        self._opens = rules.lexicon("actor.subject").regex
        self.ends: dict[int, list[tuple[int, int]]] = {}
        self.closing: list[tuple[int, int, int]] = []
        self.verbs: dict[int, int] = {}
        """Start of a boundary word of two or more characters to its end."""
        self.other: set[int] = set()
        """Offsets inside words that only look like names, their end included."""
        ends = self.ends
        for last, (size, sorts) in _automaton(rules).iter(text):
            end = last + 1
            start = end - size
            if end in ends:
                ends[end].append((start, sorts))
            else:
                ends[end] = [(start, sorts)]
            if sorts & _ENDS:
                self.closing.append((start, end, sorts))
            if sorts & _BOUNDARY and size > 1:
                self.verbs[start] = max(end, self.verbs.get(start, 0))
            if sorts & _OTHER:
                self.other.update(range(start + 1, end + 1))

    def _before(self, end: int, wanted: int) -> tuple[int, int] | None:
        """The longest word of a wanted sort that ends here."""
        for word in self.ends.get(end, ()):
            if word[1] & wanted:
                return word
        return None

    def _is_boundary(self, offset: int) -> bool:
        if offset == 0 or not "\u4e00" <= self.text[offset - 1] <= "\u9fff":
            return True
        return self._before(offset, _BOUNDARY) is not None

    def _place(self, level: int) -> int:
        """Start of the unknown place that stands before a level word; the level's own start when none does."""
        if self._is_boundary(level):
            return level
        for start in range(level - 1, max(-1, level - _PLACE - 1), -1):
            if not "\u4e00" <= self.text[start] <= "\u9fff" or self.text[start - 1 : start].isdigit():
                break
            if self._is_boundary(start):
                return start
        return level

    def _has_duty(self, office: int) -> bool:
        """Whether a function or a place stands before the one character of an office: 财政局, 市委."""
        return self._before(office, _FUNCTION | _AREA) is not None

    def _joined(self, function: int) -> int:
        """Start of the first of two functions that one office has: 教育和体育局."""
        word = self._before(function - 1, _FUNCTION) if self.text[function - 1 : function] == "和" else None
        return word[0] if word else function

    def _aside(self, position: int, last: int) -> int:
        """Start of the quoted or bracketed words that a name may hold before its later part."""
        if not last or self.text[position - 1 : position] not in ("”", "）"):
            return position
        aside = _ASIDE.search(self.text, max(0, position - 14), position)
        return aside.start() if aside else position

    def start_of(self, head: int) -> int:
        """Where the name starts whose head starts here: classes, places, functions before it taken in."""
        position, last = head, 0
        while (word := self._before(self._aside(position, last), _after(last))) is not None:
            if (last & _CLASS and word[1] & _BOUNDARY) or (word[1] == _OFFICE and not self._has_duty(word[0])):
                break
            position, last = word
            if word[1] & _AREA and self._before(position, _INNER) is None:
                position = self._place(position)
                break
        while self.verbs.get(position, head + 1) <= head and self.text[position - 1 : position] != "、":
            position = self.verbs[position]
        return position

    def _start(self, start: int, end: int, sorts: int) -> int | None:
        """Start of the name that this word ends, None when it ends none."""
        if sorts & _AREA and sorts & _HEAD and self._before(start, _INNER) is None:
            return self._place(start)
        if sorts & _WHOLE and self.text[start] == "各":
            return start
        if sorts & (_HEAD | _WHOLE):
            return self.start_of(start)
        if sorts & _OFFICE and self.text[end : end + 1] != "门" and (duty := self._before(start, _FUNCTION)):
            joined = self._joined(duty[0])
            return self.start_of(start if joined == duty[0] else joined)
        if not sorts & _AREA:
            return None
        word = self._before(start, _CLASS)
        return word[0] if word else start if self._acts(start, end) or self._shares_class(start) else None

    def _shares_class(self, start: int) -> bool:
        """Whether the item before in the list is a class of places: 各区县、乡镇."""
        area = self._before(start - 1, _AREA) if self.text[start - 1 : start] == "、" else None
        return area is not None and self._before(area[0], _CLASS) is not None

    def _acts(self, start: int, end: int) -> bool:
        """Whether levels are the subject of a sentence: 市县要加大投入."""
        return self._opens.match(self.text, end) is not None and (start == 0 or self.text[start - 1] in "。；，：！")

    def organisations(self, framed: Iterable[Range]) -> Iterator[Range]:
        """Names that have a head, and those that the words around them frame; leftmost and longest, in order."""
        spans = set(framed) | {
            (first, end)
            for start, end, sorts in self.closing
            if end not in self.other
            and not self.text.startswith("部门", end - 1)
            and (first := self._start(start, end, sorts)) is not None
        }
        last = -1
        for start, end in sorted(spans, key=lambda r: (r[0], -r[1])):
            if start >= last:
                yield start, end
                last = end

    def owner(self, start: int, end: int) -> Range | None:
        """The body that a name begins with when it names a part of it: 医共体 of 医共体牵头医院."""
        for stop in range(end - 2, start + 1, -1):
            for first, sorts in self.ends.get(stop, ()):
                if sorts & _HEAD and self.start_of(first) == start:
                    return start, stop
        return None

    def functions_before(self, start: int, end: int) -> Iterator[Range]:
        """Functions that share the office of the name at `start:end` (财政、审计和水利部门), nearest first."""
        if not self.text.endswith(_OFFICES, start, end):
            return
        plural = self.text.endswith("部门", start, end)
        joints, opening = ("、和与及", "、和与及等") if plural else ("、", "、")
        while start > 1 and self.text[start - 1] in opening:
            word = self._before(start - 1, _FUNCTION)
            if word is None:
                return
            first, opening = self.start_of(word[0]), joints
            yield first, start - 1
            start = first


@lru_cache(maxsize=4096)
def _rule_of(name: str, rules: RuleSet) -> str | None:
    """The rule that lets a name count, None for words that name nobody."""
    return next((r.id for r in rules.of_kind("actor") if r.regex.search(name)), None)


def find_actors(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Organisations and accountable classes that running text names, in order, elliptical lists item by item."""
    return _actors(passage.text, rules)


def _is_aside(text: str, start: int, rules: RuleSet) -> bool:
    """Whether the name that begins here stands in the title of a document, or is what is built."""
    near = text[max(0, start - _TITLE) : start]
    if near.rfind("《") > near.rfind("》"):
        return True
    before = near[-_BEFORE:]
    return rules.search("actor_made", before) is not None


@lru_cache(maxsize=4)
def _scanned(text: str, rules: RuleSet) -> _Scan:
    return _Scan(text, rules)


def _framed(text: str, rules: RuleSet) -> Iterator[Range]:
    """Names made of words that no lexicon holds, between 由 or the start of a sentence and a verb of assignment."""
    for rule in rules.of_kind("actor_frame"):
        for match in rule.regex.finditer(text) if any(word in text for word in rule.value["anchors"]) else ():
            yield match.span("name")


@lru_cache(maxsize=4)
def _actors(text: str, rules: RuleSet) -> tuple[Mention, ...]:
    """Asked for twice of each text: for assignments and for those that merely act."""
    scan, names = _scanned(text, rules), names_of(rules)
    found: list[Mention] = []
    number, last = 0, -2
    for span in scan.organisations(_framed(text, rules)):
        if span[1] - span[0] > _LONGEST or _is_aside(text, span[0], rules):
            continue
        rule = _rule_of(text[slice(*span)], rules)
        shared = sorted(scan.functions_before(*span))
        if rule is None and not shared:
            continue
        first = shared[0][0] if shared else span[0]
        number += not (first - last == 1 and text[last] in "、和与及")
        for each in (*shared, span):
            anatomy = names.read(text[slice(*each)])
            if anatomy.form == "closer" and rule is not None:
                anatomy = Anatomy("name", anatomy.kind)
            found.append(Mention(rule or "actor.named", *each, {}, {"list": number, "anatomy": anatomy}))
        last = span[1]
    return tuple(found)


def find_owners(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Bodies named only inside the names of their parts, in order of the text."""
    (rule,) = rules.of_kind("actor_owner")
    text, names, scan = passage.text, names_of(rules), _scanned(passage.text, rules)
    found: list[Mention] = []
    for actor in find_actors(passage, rules):
        span = scan.owner(actor.start, actor.end)
        if span is not None and rule.regex.search(name := text[slice(*span)]):
            value = {"list": -1 - len(found), "anatomy": names.read(name)}
            found.append(Mention(rule.id, *span, {}, value))
    return tuple(found)
