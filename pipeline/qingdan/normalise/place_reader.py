"""Places that names of bodies, marks of document numbers and titles tell."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingdan.models.places import NATION, Level, Place
from qingdan.normalise.local_words import SUFFIXES, names_place
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.places import COMMON_DISTRICTS, Places
from qingdan.text.passage import Passage, Range

_BELOW: dict[str, Level] = {"township": "township", "zone": "county"}
"""Kinds of rules for what is named behind a place, and at which level it is run."""
_COMMON_DISTRICT = re.compile(rf"(?P<name>{'|'.join(COMMON_DISTRICTS)})(?=人民政府|政府)")
"""Districts whose names are common words: before a government they are names, which several cities use."""
_LONGEST = 12
"""No name of an institution has more characters behind its place."""
_TITLE = 240
"""Characters of a title that are looked at."""
_BEFORE_YEAR = re.compile(r"[^〔\[（【<0-9]+")


@dataclass(frozen=True, slots=True)
class PlaceReader:
    """What the readings share: the year in which names must hold, the words of the rules."""

    rules: RuleSet
    places: Places
    year: int | None

    def read_name(self, name: Passage) -> tuple[tuple[Place, ...], int]:
        """Places that a body's name begins with, and the offset after the words that tell so."""
        text = name.text
        national = self.rules.lexicon("jurisdiction.national").regex.match(text)
        party = self.rules.lexicon("jurisdiction.party").regex.match(text)
        start = national.end() if national else party.end() if party else 0
        found, end = self.places.leading(text[start:], self.year)
        if not found and not national and (common := _COMMON_DISTRICT.match(text)):
            return self.places.find(common["name"], self.year), common.end("name")
        if found and text[start + end - 1] not in SUFFIXES and self._names_institution(text[start + end :]):
            return (), 0
        if national and not found:
            return (NATION,), national.end()
        if national or any(place.code is None for place in found):
            return found, start + end
        return self._below(text, start, start + end, found)

    def _names_institution(self, rest: str) -> bool:
        """True where the words up to 关于 end a name that is no organ of government's."""
        name, _, _ = rest.partition("关于")
        return self.rules.lexicon("jurisdiction.institution").regex.search(name, 0, _LONGEST) is not None

    def _below(self, text: str, start: int, end: int, found: tuple[Place, ...]) -> tuple[tuple[Place, ...], int]:
        """The town or zone that is named after the place between the offsets, in its stead: neither has a code."""
        for kind, level in _BELOW.items():
            matches = (rule.regex.match(text, end) for rule in self.rules.of_kind(kind) if found or kind == "township")
            match = next((m for m in matches if m), None)
            if match:
                stop = match.end("name")
                parent = found[0].code if len(found) == 1 else None
                return (Place(None, text[start:stop], level, parent, 0),), stop
        return found, end

    def read_mark(self, number: Passage) -> tuple[tuple[Place, ...], int]:
        """Places whose organs use the mark of a document number."""
        mark = _BEFORE_YEAR.match(number.text)
        codes = self.rules.marks.find(mark[0]) if mark else ()
        if not mark or not codes:
            return (), 0
        if "" in codes:
            return (NATION,), mark.end()
        held = (self.places.get(code, self.year) for code in codes)
        return tuple(place for place in held if place), mark.end()

    def read_title(self, title: Passage) -> tuple[tuple[Place, ...], Range]:
        """Places of the title: who speaks in its first words, else the first place in full that it is not about."""
        text = title.text
        found, end = self.read_name(title)
        if found and (found != (NATION,) or self.rules.match("speaker", text)):
            return found, (0, end)
        about = self.rules.lexicon("jurisdiction.object").words
        forwarded = self.rules.lexicon("jurisdiction.forwarding").regex.search(text)
        for start in range(1, min(len(text), _TITLE, *([forwarded.start()] if forwarded else []))):
            found, length = self.places.leading(text[start : start + 24], self.year)
            whole = found and names_place(text[start : start + length], found)
            if whole and not text[:start].endswith(about):
                return found, (start, start + length)
        return (), (0, 0)
