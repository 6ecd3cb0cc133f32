"""Bodies of towns, which no table of places has: 青禾镇 stands for its government, 青禾镇卫生院 is whole as printed."""

from __future__ import annotations

import re

from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.ruleset import alternation


class TownNames:
    """Tells the one town that a name begins with from words for any town."""

    def __init__(self, rules: RuleSet) -> None:
        self._bodies = rules.lexicon("organ.town_bodies").map
        self._nouns = rules.lexicon("organ.town_nouns").words
        tails = alternation(rules.lexicon("organ.town_tails").words)
        ends = alternation(tuple(self._bodies))
        self._name = re.compile(
            rf"(?P<town>[\u4e00-\u9fff]{{2,12}}?(?:镇|乡|街道|苏木))(?:(?P<body>\w{{0,20}}{tails})|)"
        )
        self._standing = re.compile(rf"(?P<town>[\u4e00-\u9fff]{{2,12}}?)(?P<end>{ends})")

    def find_government(self, text: str) -> str | None:
        """The full name of the government or Party committee that a town stands for."""
        standing = self._standing.fullmatch(text)
        if standing is None or self._is_common(text):
            return None
        return self._bodies[standing["end"]].format(standing["town"])

    def find_body(self, text: str) -> str | None:
        """A body of one town, as printed."""
        printed = self._name.fullmatch(text)
        return text if printed and printed["body"] and not self._is_common(printed["town"]) else None

    def _is_common(self, town: str) -> bool:
        return any(noun in town for noun in self._nouns)
