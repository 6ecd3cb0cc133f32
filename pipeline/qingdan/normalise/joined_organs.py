"""Bodies whose names no list can hold: of several duties (教育科技和体育局), or of a rare one (县粮食应急保障中心)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from qingdan.models.places import NATION, Place
from qingdan.normalise.seats import Gazetteer, is_level
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.organs import Organs
from qingdan.rulepacks.ruleset import alternation

_SPELLED_OUT = 4
"""Shorter words for a duty may be contractions (经信), which a full name does not hold."""
_PARTY = "中共"
_COMMITTEE = "委"
_NO_DUTY = r"(?!省|县|区(?!域)|旗|镇|乡(?!村)|村|市(?![政场容民])|两级|委员会|级|直|属|内|府)"
"""What follows a place names no duty where it begins so: 市县|教育局 are bodies of several places."""


class _Words:
    """What such names are made of: the same for all notices, and slow to put together."""

    def __init__(self, rules: RuleSet) -> None:
        contractions = rules.lexicon("organ.contractions").map
        full = (*_spelled_out(rules.organs, contractions), *rules.lexicon("organ.joined_words").words)
        self.of_class = rules.lexicon("organ.class_openings").regex
        self.long = {**{word: word for word in full}, **contractions}
        self.heads = _heads(rules)
        self.tails = rules.lexicon("organ.composed_tails").map
        words, heads = alternation(full), alternation(rules.lexicon("organ.joined_heads").words)
        self.duty = re.compile(alternation(tuple(self.long)))
        self.full_name = re.compile(rf"(?:(?>{words})[和与]?+){{2,}}+{heads}")
        self.short_name = re.compile(
            rf"(?P<duties>(?:(?>{self.duty.pattern})[和与]?+){{2,}}+)(?P<head>{alternation(tuple(self.heads))})"
        )
        tails = alternation(tuple(self.tails))
        self.any_name = re.compile(rf"{_NO_DUTY}(?P<party>委|)(?P<duty>[\w“”]{{2,24}}?)(?P<tail>{tails})")


_words_of = lru_cache(maxsize=8)(_Words)


class JoinedNames:
    """Puts together full names from what is printed: the place, the words for duties, the last word of an office."""

    def __init__(self, rules: RuleSet, gazetteer: Gazetteer) -> None:
        self._gazetteer, self._words = gazetteer, _words_of(rules)

    def find_full_name(self, text: str) -> tuple[str, Place] | None:
        """The name as printed behind the place that it stands for, else behind the notice's own."""
        place, end = self._seat(text)
        return (place.name + text[end:], place) if place and self._words.full_name.fullmatch(text, end) else None

    def find_contracted_name(self, text: str) -> tuple[str, Place] | None:
        """Contracted duties in full words, the last behind 和 where print has none: 发改经信局. Else as printed."""
        place, end = self._seat(text)
        printed = self._words.short_name.fullmatch(text, end) if place else None
        if place is None or printed is None:
            return None
        duties = self._words.duty.sub(lambda word: self._words.long[word[0]], printed["duties"])
        *_, last = self._words.duty.finditer(printed["duties"])
        if duties != printed["duties"] and not re.search("[和与]", printed["duties"]):
            duties = f"{duties.removesuffix(self._words.long[last[0]])}和{self._words.long[last[0]]}"
        return place.name + duties + self._words.heads[printed["head"]], place

    def find_composed_name(self, text: str) -> tuple[str, Place] | None:
        """A place, a duty in full words or known contractions, and a last word: what is no known contraction stays."""
        seat, end = self._gazetteer.leading(text)
        rest = text[end:]
        printed = self._words.any_name.fullmatch(rest)
        if not end or seat.place is None or seat.place is NATION or not printed or self._words.of_class.match(rest):
            return None
        duty = self._words.duty.sub(lambda word: self._words.long[word[0]], printed["duty"])
        if len(duty) < _SPELLED_OUT and duty not in self._words.long:
            return None
        place = seat.place.name if is_level(text[:end]) else text[:end]
        before = f"{_PARTY}{place}{_COMMITTEE}" if printed["party"] else place
        return before + duty + self._words.tails[printed["tail"]], seat.place

    def _seat(self, text: str) -> tuple[Place | None, int]:
        seat, end = self._gazetteer.leading(text)
        place = seat.place if end else next(self._gazetteer.line(), None)
        return (None if place is NATION else place), end


def _heads(rules: RuleSet) -> Mapping[str, str]:
    """Last words of joined bodies, in full and as print shortens them."""
    shorts = rules.lexicon("organ.short_heads").map
    heads = rules.lexicon("organ.joined_heads").words
    return {word: head for head in heads for word in (head, shorts.get(head, head))}


def _spelled_out(organs: Organs, contractions: Iterable[str]) -> tuple[str, ...]:
    """Duties in full words. A body that has several is a word of its own here, so that it is looked up instead."""
    names = (name for organ in organs if organ.kind == "agency" for name in organ.names)
    words = {word for name in names for word in (name.stem, *name.short) if word}
    stems = {name.stem for organ in organs for name in organ.names if len(name.stem) > 1}
    contracted = re.compile(alternation(tuple(contractions)))
    spelled = {word for word in words if len(word) >= _SPELLED_OUT and not contracted.search(word)}
    return tuple(sorted(spelled | (words & stems)))
