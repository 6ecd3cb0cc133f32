"""Runs of words between full stops, and the clauses in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qingdan.rulepacks.ruleset import RuleSet

_SENTENCE = re.compile(r"[^。；！？]+")
_BOUNDARY = frozenset("，：。；！？")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of text without a full stop. Offsets count in it; `offset` is where it stands in its passage."""

    text: str
    offset: int
    rules: RuleSet

    def clause_start(self, end: int) -> int:
        """Start of the clause that reaches `end`: after the last comma, or a bracket that is still open."""
        depth = 0
        for i in range(end - 1, -1, -1):
            c = self.text[i]
            if c == "）":
                depth += 1
            elif c == "（":
                if not depth:
                    return i + 1
                depth -= 1
            elif not depth and c in _BOUNDARY:
                return i + 1
        return 0


def find_sentences(text: str, rules: RuleSet) -> Iterator[Sentence]:
    """Sentences that hold a word without which no target rule matches."""
    (trigger,) = rules.of_kind("target_trigger")
    if trigger.regex.search(text):
        for run in _SENTENCE.finditer(text):
            if trigger.regex.search(run[0]):
                yield Sentence(run[0], run.start(), rules)
