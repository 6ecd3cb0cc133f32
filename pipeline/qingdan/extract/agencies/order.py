"""Whether the notice says that the first of a list of agencies leads, and from where on."""

from __future__ import annotations

from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

_SIGNS = ("下同", "后同", "以下", "第一", "首位")


def find_order(text: str, rules: RuleSet) -> int | None:
    """The first offset of the source from which the first place leads; None where the notice says nothing."""
    if not any(sign in text for sign in _SIGNS):
        return None
    whole = Passage.of(text)
    for rule in rules.of_kind("order"):
        match = rule.regex.search(whole.text)
        if match:
            return whole.origin(match.start()) if rule.value["from"] == "here" else 0
    return None
