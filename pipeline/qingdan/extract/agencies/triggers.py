"""What words must hold to be looked at for assignments: a test that is cheaper than reading them."""

from __future__ import annotations

import re
from functools import lru_cache

from qingdan.models.mentions import Setting
from qingdan.rulepacks import RuleSet


@lru_cache(maxsize=16)
def find_trigger(setting: Setting, rules: RuleSet) -> re.Pattern[str]:
    """The pattern for brackets or for running text, with the words of assignment that packs add."""
    patterns = [rule.pattern for rule in rules.of_kind("assignment_trigger") if rule.value["setting"] == setting]
    return re.compile("|".join((*patterns, *map(re.escape, rules.lexicon("agency.role_word").added))))
