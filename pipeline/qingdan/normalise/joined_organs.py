"""Bodies of several duties whose names no list can hold: 教育科技和体育局."""

from __future__ import annotations

import re

from qingdan.models.places import NATION, Place
from qingdan.normalise.seats import Gazetteer
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.organs import Organs
from qingdan.rulepacks.ruleset import alternation

_SPELLED_OUT = 4
"""Shorter words for a duty are contractions (经信), which a full name does not hold."""


class JoinedNames:
    """Tells names that are printed in full: words for two duties or more, and the last word of an office."""

    def __init__(self, rules: RuleSet, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        words = alternation((*_spelled_out(rules.organs), *rules.lexicon("organ.joined_words").words))
        heads = alternation(rules.lexicon("organ.joined_heads").words)
        self._name = re.compile(rf"(?:(?>{words})[和与]?+){{2,}}+{heads}")

    def find_full_name(self, text: str) -> tuple[str, Place] | None:
        """The name behind the place that it stands for, else behind the notice's own."""
        seat, end = self._gazetteer.leading(text)
        place = seat.place if end else next(self._gazetteer.line(), None)
        if place is None or place is NATION or not self._name.fullmatch(text, end):
            return None
        return place.name + text[end:], place


def _spelled_out(organs: Organs) -> tuple[str, ...]:
    """Duties in full words. A body that has several is a word of its own here, so that it is looked up instead."""
    names = (name for organ in organs if organ.kind == "agency" for name in organ.names)
    words = {word for name in names for word in (name.stem, *name.short) if word}
    stems = {name.stem for organ in organs for name in organ.names}
    return tuple(sorted(w for w in words if len(w) >= _SPELLED_OUT or (w in stems and len(w) > 1)))
