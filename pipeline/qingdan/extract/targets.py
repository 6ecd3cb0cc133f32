"""Where a text sets quantified goals."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qingdan.extract.indicators import Sentence, find_indicators
from qingdan.extract.quantities import Figure, find_figures
from qingdan.models.mentions import Mention
from qingdan.rulepacks.ruleset import Rule, RuleSet
from qingdan.text.passage import Passage, Range

_SENTENCE = re.compile(r"[^。；！？]+")
_ALTERNATIVE = re.compile(r"，?(?:或|或者)")
_LINK = re.compile(r"[，、]|和|及|与|以及")
_CORE = ("baseline", "from", "change", "before", "figures")


@dataclass(frozen=True, slots=True)
class _Match:
    """One match of a target rule in a sentence, its figures taken apart."""

    rule: Rule
    groups: Mapping[str, Range]
    start: int
    """Where the pattern's first word stands."""
    core: int
    """Where its first named word stands."""
    end: int
    figures: tuple[Figure, ...]


def find_targets(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """One mention per value. `parts` hold the figure, its comparator and the pieces of its indicator."""
    (trigger,) = rules.of_kind("target_trigger")
    if trigger.regex.search(passage.text) is None:
        return ()
    mentions: list[Mention] = []
    for run in _SENTENCE.finditer(passage.text):
        if trigger.regex.search(run[0]):
            sentence = Sentence(run[0], run.start(), rules)
            matches = _choose(list(_candidates(sentence, rules)), sentence, rules)
            mentions += _Reader(sentence, rules).read(matches, len(mentions))
    return tuple(mentions)


def _candidates(sentence: Sentence, rules: RuleSet) -> Iterator[_Match]:
    masked = [m.span() for rule in rules.of_kind("target_mask") for m in rule.regex.finditer(sentence.text)]
    facts = rules.lexicon("target.fact").regex.search(sentence.text)
    limit = facts.start() if facts else len(sentence.text)
    for rule in rules.of_kind("target"):
        for m in rule.regex.finditer(sentence.text):
            printed = "unit" not in rule.value and find_figures(m["figures"], m.start("figures"), rules)
            figures = printed or (Figure.none(m.span("figures")),)
            figures = tuple(f for f in figures if not any(a <= f.number[0] < b for a, b in masked))
            if not figures or m.start() > limit:
                continue
            groups = {k: m.span(k) for k, v in m.groupdict().items() if v is not None}
            core = min(groups[k][0] for k in _CORE if k in groups)
            yield _Match(rule, groups, m.start(), core, m.end("figures"), figures)


def _choose(candidates: list[_Match], sentence: Sentence, rules: RuleSet) -> list[_Match]:
    """Matches that stand in no better one's words and meet their rule's conditions, in order of the text."""
    chosen: list[_Match] = []
    candidates.sort(key=lambda c: (-c.rule.priority, c.core - c.end, c.core))
    for certain in (True, False):
        for c in sorted(candidates, key=lambda c: c.core) if not certain else candidates:
            conditional = any(k in c.rule.value for k in ("verb", "after_target", "rhythm", "grant"))
            if conditional is certain or any(c.core < o.end and o.core < c.end for o in chosen):
                continue
            if certain or _holds(c, sentence, chosen, rules):
                chosen.append(c)
    return sorted(chosen, key=lambda c: c.core)


def _holds(c: _Match, sentence: Sentence, chosen: Sequence[_Match], rules: RuleSet) -> bool:
    """Whether the words before a match meet the conditions that its rule names."""
    left = sentence.text[sentence.clause_start(c.core) : c.core]
    listed = any(_linked(o, c, sentence) for o in chosen)
    wanted = c.rule.value
    if wanted.get("rhythm"):
        return rules.lexicon("quantity.rhythm").regex.search(left) is not None
    if wanted.get("grant"):
        return rules.lexicon("target.grant").regex.search(left) is not None
    if wanted.get("after_target"):
        return listed
    return listed or rules.lexicon("target.goal_verb").regex.search(left) is not None


def _linked(earlier: _Match, c: _Match, sentence: Sentence) -> bool:
    """Whether a match goes on with the list that an earlier one began: in its clause or in the next."""
    if earlier.core >= c.core:
        return False
    between = sentence.text[earlier.end : c.core]
    return len(between) <= 80 and between.count("，") <= 1 and "：" not in between


class _Reader:
    """Turns the matches of one sentence into mentions; later ones lean on earlier ones."""

    def __init__(self, sentence: Sentence, rules: RuleSet) -> None:
        self.sentence = sentence
        self.rules = rules
        self.indicators: list[tuple[Range, ...]] = []
        self.distributed = False
        self.last: dict[str, Any] = {}

    def read(self, matches: Sequence[_Match], first_group: int) -> list[Mention]:
        mentions: list[Mention] = []
        previous: _Match | None = None
        end = 0
        for index, match in enumerate(matches):
            between = self.sentence.text[previous.end : match.core] if previous else ""
            alternative = bool(previous and _ALTERNATIVE.fullmatch(between))
            follows = index + 1 < len(matches) and self._is_alternative(match, matches[index + 1])
            limit = matches[index + 1].start if index + 1 < len(matches) else len(self.sentence.text)
            inherited = self._name(match, end, limit, alternative)
            constants = self._constants(match, previous)
            group = first_group + index - alternative
            for number, (figure, pieces) in enumerate(self._pairs(match)):
                value = constants | self._comparison(match, figure, constants)
                if alternative or follows:
                    value["group"] = f"{group}.{number}"
                if inherited:
                    value["flags"] = ("indicator_inherited",)
                mentions.append(self._mention(match, figure, pieces, value))
            self.last = constants
            end = max([match.end, *(b for pieces in self.indicators for _, b in pieces)])
            previous = match
        return mentions

    def _is_alternative(self, match: _Match, following: _Match) -> bool:
        return bool(_ALTERNATIVE.fullmatch(self.sentence.text[match.end : following.core]))

    def _name(self, match: _Match, start: int, limit: int, alternative: bool) -> bool:
        """Settle what the match measures; true when it is taken from the match before."""
        text = self.sentence.text
        distributed = "分别" in text[self.sentence.clause_start(match.core) : match.end]
        found = [] if alternative else find_indicators(
            self.sentence, (start, match.core, match.end, limit), match.figures[0], _splits(match, distributed)
        )  # fmt: skip
        if not found:
            return bool(self.indicators) and not alternative
        self.indicators, self.distributed = found, distributed or "change" in match.groups
        return False

    def _pairs(self, match: _Match) -> list[tuple[Figure, tuple[Range, ...]]]:
        figures, names = match.figures, self.indicators or [()]
        if len(figures) == len(names):
            return list(zip(figures, names, strict=True))
        if len(figures) == 1 and self.distributed:
            return [(figures[0], name) for name in names]
        joint = (names[0][0][0], names[-1][-1][1]) if names[0] else None
        return [(figure, (joint,) if joint else ()) for figure in figures]

    def _constants(self, match: _Match, previous: _Match | None) -> dict[str, Any]:
        """What the words around all figures of a match say."""
        value = {k: v for k, v in match.rule.value.items() if k in ("comparator", "value", "unit", "direction")}
        clause = self.sentence.text[self.sentence.clause_start(match.core) : match.end]
        for key, lexicon in (("frequency", "quantity.rhythm"), ("per", "quantity.per")):
            words = [m[0] for m in self.rules.lexicon(lexicon).regex.finditer(clause)]
            if words:
                value[key] = self.rules.lexicon(lexicon).map[words[-1]]
        direction = self._direction(match, clause)
        if previous and not direction and "before" not in match.groups and match.rule.value.get("after_target", match.rule.value.get("verb")):
            linked = _linked(previous, match, self.sentence)
            direction = self.last.get("direction") if linked and previous.rule.id != "target.change" else None
            if linked and match.rule.value.get("after_target") and self.last.get("before"):
                value["before"] = self.last["before"]
        if direction:
            value["direction"] = direction
        if "before" in match.groups:
            value["before"] = self._comparator(match)
        return value

    def _comparator(self, match: _Match) -> str:
        words = self.sentence.text[slice(*match.groups["before"])]
        if "verb" in match.groups:
            verb = self.sentence.text[slice(*match.groups["verb"])]
            return ">=" if self.rules.lexicon("target.change").map[verb] == "increase" else "<="
        approximate = self.rules.lexicon("target.approximate").regex.search(words)
        known = [m[0] for m in self.rules.lexicon("target.comparator").regex.finditer(words)]
        return "~" if approximate or not known else self.rules.lexicon("target.comparator").map[known[-1]]

    def _direction(self, match: _Match, clause: str) -> str | None:
        if "change" in match.groups:
            word = self.sentence.text[slice(*match.groups["change"])]
            lexicon = self.rules.lexicon("target.change").map
            return lexicon[word] if word in lexicon else self.rules.lexicon("target.rise").map[word]
        if "verb" in match.groups or "from" in match.groups:
            return None
        lexicon_verb = self.rules.lexicon("target.amount_verb")
        verbs = [m[0] for m in lexicon_verb.regex.finditer(clause[: match.core - match.end or None])]
        if not verbs:
            return None
        figure = match.figures[0]
        before = self.sentence.text[slice(*match.groups["before"])] if "before" in match.groups else ""
        reached = self.rules.lexicon("target.reach").regex.search(before) is not None
        if verbs[-1] in ("新增", "净增"):
            return lexicon_verb.map[verbs[-1]] if not figure.is_rate else None
        return None if reached else lexicon_verb.map[verbs[-1]]

    def _comparison(self, match: _Match, figure: Figure, constants: Mapping[str, Any]) -> dict[str, Any]:
        before, closing = constants.get("before"), figure.closing
        change = "change" in match.groups
        if figure.maximum and not closing and before in (None, ">=", "=", "~"):
            return {"comparator": "=" if change else "between"}
        if closing and before not in ("<", ">"):
            return {"comparator": closing}
        if before:
            return {"comparator": before}
        if figure.is_rough:
            return {"comparator": "~"}
        if match.figures[0].is_empty and "value" not in constants and "doublings" not in match.groups:
            return {"comparator": constants.get("comparator") if match.rule.id != "target.doubling" else "="}
        return {"comparator": constants.get("comparator", "=")}

    def _mention(self, match: _Match, figure: Figure, pieces: tuple[Range, ...], value: dict[str, Any]) -> Mention:
        shift = self.sentence.offset
        parts = {k: match.groups[k] for k in ("baseline", "from", "change", "before", "doublings") if k in match.groups}
        parts |= figure.parts | {f"indicator{i}": piece for i, piece in enumerate(pieces)}
        value = {k: v for k, v in value.items() if k != "before"} | figure.constants
        moved = {k: (a + shift, b + shift) for k, (a, b) in parts.items()}
        return Mention(match.rule.id, match.core + shift, match.end + shift, moved, value)


def _splits(match: _Match, distributed: bool) -> bool:
    """Whether a list before the match names several indicators, each with a value."""
    return distributed or len(match.figures) > 1 or match.figures[0].is_empty
