"""Words for what is measured → its identity."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.rulepacks import RuleSet

_MARKS = re.compile(r"[“”‘’\"'《》〈〉\s]|（[^（）]*）")
_LONGEST = 60
"""No indicator has a longer name."""


class IndicatorNames:
    """Compares words one by one: what lies before and after the name is dropped, likeness is not guessed."""

    def __init__(self, rules: RuleSet) -> None:
        self._indicators = rules.indicators
        self._scopes = rules.lexicon("indicator.scopes").regex
        self._endings = rules.lexicon("indicator.endings").words

    def identify(self, words: str | None) -> str | None:
        """`indicator_id` of what the words measure; None where no pack knows them."""
        if not words or len(words) > _LONGEST:
            return None
        readings = (self._indicators.find(reading) for reading in self._readings(_MARKS.sub("", words)))
        return next((found.id for found in readings if found), None)

    def _readings(self, words: str) -> Iterator[str]:
        """The words as they stand, then without scope and closing verbs."""
        yield words
        while words:
            scope = self._scopes.match(words)
            ending = next((word for word in self._endings if words.endswith(word)), "")
            shorter = words[scope.end() if scope else 0 : len(words) - len(ending)]
            if shorter == words:
                return
            words = shorter
            yield words
