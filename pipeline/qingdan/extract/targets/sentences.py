"""Runs of words between full stops, and the clauses in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from qingdan.extract.targets.gates import gates_of
from qingdan.rulepacks.ruleset import Rule, RuleSet
from qingdan.text.passage import Range

_STOPS = "。；！？"
_CLAUSE_END = re.compile(r"[，：]")
_LONGEST = 1500
"""Characters of a sentence, at most: no sentence of the genre comes near it."""
_REACH = 48
"""Characters before a figure in which its comparator, verb or grant can stand."""
_BOUNDARY = frozenset("，：。；！？")


@dataclass(frozen=True)
class Sentence:
    """A run of text without a full stop. Offsets count in it; `offset` is where it stands in its passage."""

    text: str
    offset: int
    rules: RuleSet
    alone: bool = False
    """It is the whole passage."""

    def clause_start(self, end: int) -> int:
        """Start of the clause that reaches `end`: after the last comma, or a bracket that is still open."""
        return self._clause_starts[end]

    @cached_property
    def _clause_starts(self) -> list[int]:
        starts: list[int] = [0]
        outer: list[int] = []
        start = 0
        for i, c in enumerate(self.text, 1):
            if c in _BOUNDARY:
                start = i
            elif c == "（":
                outer.append(start)
                start = i
            elif c == "）" and outer:
                start = outer.pop()
            starts.append(start)
        return starts

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
    def fact(self) -> int:
        """Where the words begin behind which nothing is a goal any more; the end where there are none."""
        found = self.rules.lexicon("target.fact").regex.search(self.text)
        return found.start() if found else len(self.text)

    @cached_property
    def masked(self) -> tuple[Range, ...]:
        """Words whose figures name, date or qualify."""
        masks = gates_of("target_mask", self.rules).admitted(self.text)
        return tuple(m.span() for rule in masks for m in self.matches(rule))

    def matches(self, rule: Rule) -> Iterator[re.Match[str]]:
        """A rule's matches: at the figures where its pattern begins with one, else in the words around them."""
        if "figure_first" not in rule.value:
            for start, end in ((0, len(self.text)),) if "whole_sentence" in rule.value else self.windows:
                yield from rule.regex.finditer(self.text, start, end)
            return
        position = 0
        for start, _ in self.anchors:
            if start >= position and (m := rule.regex.match(self.text, start)):
                position = m.end()
                yield m


def find_sentences(text: str, rules: RuleSet) -> Iterator[Sentence]:
    """Sentences that hold a figure, or a word that stands for one. A run without any stop is cut by force."""
    (anchor,) = rules.of_kind("target_anchor")
    position = 0
    while found := anchor.regex.search(text, position):
        stop = max(text.rfind(stop, position, found.start()) for stop in _STOPS)
        start = max(position, stop + 1, found.start() - _LONGEST // 2)
        end = min((i for stop in _STOPS if (i := text.find(stop, found.end(), start + _LONGEST)) >= 0), default=None)
        position = end if end is not None else min(len(text), max(found.end(), start + _LONGEST))
        yield Sentence(text[start:position], start, rules, start == 0 and position >= len(text) - 1)
