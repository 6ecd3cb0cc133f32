"""Names that a notice shortens for its own use: 青禾县防汛抗旱指挥部（以下简称县指挥部）."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qingdan.rulepacks import RuleSet

_DEFINED = re.compile(r"[（(](?:以下|下)?(?:简称|统称)(?:为|作)?[：:]?[“\"「]?(?P<short>\w{2,24})[”\"」]?[）)，,、]")
_BREAK = re.compile(r"[\W\s]")
_LONGEST = 60
"""No full name has more characters."""


def find_short_names(text: str, rules: RuleSet) -> Mapping[str, str]:
    """Short names to the words before their definition that can be the full one; none that is defined in two ways."""
    founding = rules.lexicon("organ.founding_words").regex
    defined: dict[str, set[str]] = {}
    for match in _DEFINED.finditer(text):
        words = _BREAK.split(text[max(0, match.start() - _LONGEST) : match.start()])[-1]
        start = max((word.end() for word in founding.finditer(words)), default=0)
        defined.setdefault(match["short"], set()).add(words[start:])
    return {short: full.pop() for short, full in defined.items() if len(full) == 1}
