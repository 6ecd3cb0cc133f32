"""Which rules can match a text at all: those whose `needs` (a lexicon) or `anchors` (words) stand in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qingdan.rulepacks.ruleset import Rule, RuleSet, alternation


class Gates:
    """Rules of one kind, highest priority first; each gate, which several rules may share, is tried once a text."""

    def __init__(self, kind: str, rules: RuleSet) -> None:
        patterns = {rule.id: _gate(rule, rules) for rule in rules.of_kind(kind)}
        gates = list(dict.fromkeys(patterns.values()))
        self._gates: Sequence[re.Pattern[str]] = gates
        self._rules = [(rule, gates.index(patterns[rule.id])) for rule in rules.of_kind(kind)]

    def admitted(self, text: str) -> list[Rule]:
        """The rules that the words of a text let in."""
        opened = [gate.search(text) is not None for gate in self._gates]
        return [rule for rule, gate in self._rules if opened[gate]]


def _gate(rule: Rule, rules: RuleSet) -> re.Pattern[str]:
    if "needs" in rule.value:
        return rules.lexicon(rule.value["needs"]).regex
    return re.compile(alternation(rule.value.get("anchors", ("",))))


@lru_cache(maxsize=16)
def gates_of(kind: str, rules: RuleSet) -> Gates:
    """The gates of a kind of rules, built once."""
    return Gates(kind, rules)
