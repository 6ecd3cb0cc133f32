"""Which words of a sentence state a target: candidates of all target rules, the best of those that overlap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from qingdan.extract.targets.gates import gates_of
from qingdan.extract.targets.quantities import Figure, find_figures
from qingdan.extract.targets.sentences import Sentence
from qingdan.rulepacks.ruleset import Rule
from qingdan.text.passage import Range

_NAMED = ("baseline", "from", "change", "before", "figures")
_CONDITIONS = frozenset({"left", "listed", "alone"})
_BASELINE_REACH = 24
_LIST_REACH = 80
"""Characters between members of a list of counted objects, at most."""


@dataclass(frozen=True, slots=True)
class TargetMatch:
    """One match of a target rule in a sentence, its figures taken apart."""

    rule: Rule
    groups: Mapping[str, Range]
    opening: int
    """Where the pattern's first word stands."""
    start: int
    """Where its first named word stands."""
    end: int
    figures: tuple[Figure, ...]

    @property
    def is_directional(self) -> bool:
        """Only a direction is stated: 同比提升."""
        return self.figures[0].is_wordless and "unit" not in self.rule.value

    def words(self, sentence: Sentence, group: str) -> str:
        """The words of a named group; empty when it took no part."""
        start, end = self.groups.get(group, (0, 0))
        return sentence.text[start:end]


def find_matches(sentence: Sentence) -> list[TargetMatch]:
    """Matches that stand in no better one's words and meet the conditions of their rules, in order of the text."""
    admitted = gates_of("target", sentence.rules).admitted(sentence.text)
    chosen: list[TargetMatch] = []
    for _, rules in groupby((r for r in admitted if not _is_conditional(r)), key=lambda r: r.priority):
        _choose(sorted(_candidates(rules, sentence, chosen), key=_shortness), sentence, chosen)
    conditional = _candidates((r for r in admitted if _is_conditional(r)), sentence, chosen)
    _choose(sorted(conditional, key=lambda c: (c.start, -c.rule.priority, *_shortness(c))), sentence, chosen)
    return sorted(chosen, key=lambda c: c.start)


def _choose(candidates: Iterable[TargetMatch], sentence: Sentence, chosen: list[TargetMatch]) -> None:
    """Add those that stand apart from what is chosen already."""
    for c in candidates:
        if _is_apart(c.start, c.end, chosen) and _holds(c, sentence, chosen):
            chosen.append(c)


def _is_apart(start: int, end: int, chosen: Iterable[TargetMatch]) -> bool:
    return all(start >= o.end or o.start >= end for o in chosen)


def _is_conditional(rule: Rule) -> bool:
    return not _CONDITIONS.isdisjoint(rule.value)


def _shortness(candidate: TargetMatch) -> Range:
    """The longest comes first, then the first."""
    return candidate.start - candidate.end, candidate.start


def is_linked(earlier: TargetMatch, later: TargetMatch, sentence: Sentence) -> bool:
    """Whether a match goes on with the list that an earlier one began: in its clause or in the next."""
    if earlier.start >= later.start:
        return False
    between = sentence.text[earlier.end : later.start]
    return len(between) <= _LIST_REACH and between.count("，") <= 1 and "：" not in between


def _candidates(rules: Iterable[Rule], sentence: Sentence, chosen: Sequence[TargetMatch]) -> Iterator[TargetMatch]:
    """What the rules match outside the words that are `chosen`, before facts."""
    fact = sentence.fact
    for rule in rules:
        if "alone" in rule.value and not sentence.alone:
            continue
        for m in sentence.matches(rule):
            start, end = m.span("figures")
            if start > fact or not _is_apart(start, end, chosen) or not (figures := _figures(rule, m, sentence)):
                continue
            groups = {k: m.span(k) for k, v in m.groupdict().items() if v is not None}
            start = min(groups[k][0] for k in _NAMED if k in groups)
            if "compared" in rule.value and (baseline := _baseline(sentence, start)):
                groups["baseline"], start = baseline, baseline[0]
            yield TargetMatch(rule, groups, min(m.start(), start), start, m.end("figures"), figures)


def _figures(rule: Rule, m: re.Match[str], sentence: Sentence) -> tuple[Figure, ...]:
    """The figures of a match that neither name nor qualify."""
    printed = () if "unit" in rule.value else find_figures(m["figures"], m.start("figures"), sentence.rules)
    figures = printed or (Figure.of_words(m.span("figures")),)
    if "binds" in rule.value:
        return figures
    return tuple(f for f in figures if not any(a <= f.number[0] < b for a, b in sentence.masked))


def _baseline(sentence: Sentence, end: int) -> Range | None:
    (rule,) = sentence.rules.of_kind("target_baseline")
    m = rule.regex.search(sentence.text, max(0, end - _BASELINE_REACH), end)
    return m.span("baseline") if m else None


def _holds(c: TargetMatch, sentence: Sentence, chosen: Sequence[TargetMatch]) -> bool:
    """Whether the words before a match meet one of the conditions that its rule names."""
    if not _is_conditional(c.rule) or "alone" in c.rule.value:
        return True
    clause = sentence.clause_start(c.start)
    lexicons = (sentence.rules.lexicon(name) for name in c.rule.value.get("left", ()))
    if any(lexicon.regex.search(sentence.text, clause, c.start) for lexicon in lexicons):
        return True
    return "listed" in c.rule.value and any(is_linked(o, c, sentence) for o in chosen)
