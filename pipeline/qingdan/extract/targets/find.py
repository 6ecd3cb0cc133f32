"""Where a text sets quantified goals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qingdan.extract.targets.comparators import read_comparator, read_surroundings
from qingdan.extract.targets.indicators import Name, find_indicators
from qingdan.extract.targets.matches import TargetMatch, find_matches
from qingdan.extract.targets.quantities import Figure
from qingdan.extract.targets.sentences import Sentence, find_sentences
from qingdan.models.mentions import Mention
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Passage

_ALTERNATIVE = re.compile(r"，?(?:或|或者)")
_READ = frozenset({"before", "forbidden"})
"""What only decides the comparator."""
_KEPT = ("baseline", "from", "change", "before", "doublings")


def find_targets(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """One mention per value. `parts` hold figure, comparator and pieces of the indicator, `value` their meaning."""
    return tuple(
        mention
        for sentence in find_sentences(passage.text, rules)
        for mention in _Reading(sentence).mentions(find_matches(sentence))
    )


class _Reading:
    """Reads the matches of one sentence in order; later ones lean on what earlier ones said."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.names: list[Name] = []
        self.distributed = False
        self.group: int | None = None
        self.end = 0
        """Where the words of the match before end, what it measures included."""

    def mentions(self, matches: list[TargetMatch]) -> Iterator[Mention]:
        said: dict[str, Any] = {}
        previous: TargetMatch | None = None
        for index, match in enumerate(matches):
            following = matches[index + 1] if index + 1 < len(matches) else None
            flags = self._name(match, previous, following)
            said = read_surroundings(match, previous, said, self.sentence)
            group = self._group(previous, match, following)
            for number, (figure, name) in enumerate(self._pairs(match)):
                value = {k: v for k, v in said.items() if k not in _READ} | dict(figure.constants) | {"flags": flags}
                value["comparator"] = read_comparator(match, figure, said)
                if group is not None:
                    value["group"] = f"{group}.{number + 1}"
                yield self._mention(match, figure, name, value)
            previous = match

    def _is_alternative(self, earlier: TargetMatch | None, later: TargetMatch | None) -> bool:
        if earlier is None or later is None:
            return False
        return _ALTERNATIVE.fullmatch(self.sentence.text, earlier.end, later.start) is not None

    def _group(self, previous: TargetMatch | None, match: TargetMatch, following: TargetMatch | None) -> int | None:
        """Where the first of some alternatives stands in the passage, which names their group."""
        if not self._is_alternative(previous, match):
            self.group = match.start + self.sentence.offset if self._is_alternative(match, following) else None
        return self.group

    def _name(self, match: TargetMatch, previous: TargetMatch | None, following: TargetMatch | None) -> tuple[str, ...]:
        """Settle what the match measures. Returns the flag for a name that was taken from the match before."""
        alternative = self._is_alternative(previous, match)
        distributed = "分别" in self.sentence.text[self.sentence.clause_start(match.start) : match.end]
        limit = following.opening if following else len(self.sentence.text)
        found = [] if alternative else find_indicators(self.sentence, match, (self.end, limit), distributed)
        if found:
            self.names, self.distributed = found, distributed or match.is_directional
        self.end = max([match.end, *(end for name in self.names for _, end in name)])
        return () if found or alternative or not self.names else ("indicator_inherited",)

    def _pairs(self, match: TargetMatch) -> list[tuple[Figure, Name]]:
        """Each figure with its name: in turn when there are as many, one for each name after 分别."""
        figures, names = match.figures, self.names or [()]
        if len(figures) == len(names):
            return list(zip(figures, names, strict=True))
        if len(figures) == 1 and self.distributed:
            return [(figures[0], name) for name in names]
        joint = ((names[0][0][0], names[-1][-1][1]),) if names[0] else ()
        return [(figure, joint) for figure in figures]

    def _mention(self, match: TargetMatch, figure: Figure, name: Name, value: dict[str, Any]) -> Mention:
        shift = self.sentence.offset
        parts = {k: match.groups[k] for k in _KEPT if k in match.groups} | dict(figure.parts)
        parts |= {f"indicator{i}": piece for i, piece in enumerate(name)}
        moved = {k: (a + shift, b + shift) for k, (a, b) in parts.items()}
        return Mention(match.rule.id, match.start + shift, match.end + shift, moved, value)
