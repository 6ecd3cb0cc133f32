"""Runs of words between full stops, and the clauses in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Range

_STOPS = "。；！？"
_CLAUSE_END = re.compile(r"[，：]")
_REACH = 48
"""Characters before a figure in which its comparator, verb or grant can stand."""
_BOUNDARY = frozenset("，：。；！？")


@dataclass(frozen=True)
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


    @cached_property
    def anchors(self) -> tuple[Range, ...]:
        """Figures, and words that stand for one."""
        (rule,) = self.rules.of_kind("target_anchor")
        return tuple(m.span() for m in rule.regex.finditer(self.text))

    @cached_property
    def windows(self) -> tuple[Range, ...]:
        """The words around anchors, up to the end of their clause: where a target rule can match."""
        found: list[Range] = []
        for start, end in self.anchors:
            left = max(0, start - _REACH)
            boundary = _CLAUSE_END.search(self.text, end)
            right = boundary.start() if boundary else len(self.text)
            if found and left <= found[-1][1]:
                found[-1] = (found[-1][0], max(right, found[-1][1]))
            else:
                found.append((left, right))
        return tuple(found)

    @cached_property
    def masked(self) -> tuple[Range, ...]:
        """Words whose figures name, date or qualify."""
        return tuple(m.span() for rule in self.rules.of_kind("target_mask") for m in rule.regex.finditer(self.text))


def find_sentences(text: str, rules: RuleSet) -> Iterator[Sentence]:
    """Sentences that hold a figure, or a word that stands for one."""
    (anchor,) = rules.of_kind("target_anchor")
    position = 0
    while found := anchor.regex.search(text, position):
        start = max(text.rfind(stop, position, found.start()) for stop in _STOPS) + 1
        start = max(start, position)
        ends = [i for stop in _STOPS if (i := text.find(stop, found.end())) >= 0]
        position = min(ends, default=len(text))
        yield Sentence(text[start:position], start, rules)
