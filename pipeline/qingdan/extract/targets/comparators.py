"""What the words around a figure say of it: comparator, direction of change, rhythm, denominator."""

from __future__ import annotations

import re
from typing import Any

from qingdan.extract.targets.matches import TargetMatch, is_linked
from qingdan.extract.targets.quantities import Figure
from qingdan.extract.targets.sentences import Sentence

_CONSTANTS = ("comparator", "value", "unit", "direction")
_STRICT = frozenset("<>")
_REACH = 20
"""Characters between a prohibition and its comparator, at most."""
_COMPLEMENT = {">=": "<", ">": "<=", "<=": ">", "<": ">="}


def read_surroundings(
    match: TargetMatch, previous: TargetMatch | None, said: dict[str, Any], sentence: Sentence
) -> dict[str, Any]:
    """Constants that hold for all figures of a match. `said`: those of the match before, which a list goes on with."""
    value = {k: match.rule.value[k] for k in _CONSTANTS if k in match.rule.value}
    clause = sentence.text[sentence.clause_start(match.start) : match.end]
    for key, lexicon in (("frequency", "quantity.rhythm"), ("per", "quantity.per")):
        words = sentence.rules.lexicon(lexicon)
        found = [m for m in words.regex.finditer(clause) if not _is_spent(m, match, previous, sentence)]
        if found and words.map[found[-1][0]]:
            value[key] = words.map[found[-1][0]]
    direction = _direction(match, sentence)
    if direction:
        value["direction"] = direction
    elif previous and previous.rule.id != "target.change" and _goes_on(previous, match, sentence):
        value |= _continued(match, said)
    if "before" in match.groups:
        value["before"] = _comparator(match, sentence)
    if value.get("before", ">") in _STRICT and _is_forbidden(match, sentence):
        value["forbidden"] = True
    return value


def read_comparator(match: TargetMatch, figure: Figure, value: dict[str, Any]) -> str:
    """The comparator of one figure, turned round where the words forbid it."""
    comparator = _printed(match, figure, value)
    return _COMPLEMENT.get(comparator, comparator) if value.get("forbidden") else comparator


def _printed(match: TargetMatch, figure: Figure, value: dict[str, Any]) -> str:
    """Closing words win, unless the words before are strict (超过, 低于)."""
    before, closing = value.get("before"), figure.closing
    if figure.is_range and not closing and before not in ("<", ">", "<="):
        return "=" if "change" in match.groups else "between"
    if closing and before not in _STRICT:
        return closing
    if before:
        return str(before)
    return "~" if figure.is_rough else str(value.get("comparator", "="))


def _is_forbidden(match: TargetMatch, sentence: Sentence) -> bool:
    """A word of prohibition governs the comparator over the words between: 严禁噪声超过60分贝."""
    (rule,) = sentence.rules.of_kind("target_prohibition")
    start = max(sentence.clause_start(match.start), match.start - _REACH)
    return rule.regex.search(sentence.text, start, match.start) is not None


def _goes_on(previous: TargetMatch, match: TargetMatch, sentence: Sentence) -> bool:
    """A further member of the list of a verb; a verb of its own begins anew."""
    verbs = sentence.rules.lexicon("target.goal_verb").regex
    start = previous.end + (sentence.text[previous.end] in "，、并和及与")
    return is_linked(previous, match, sentence) and verbs.match(sentence.text, start, match.start) is None


def _is_spent(m: re.Match[str], match: TargetMatch, previous: TargetMatch | None, sentence: Sentence) -> bool:
    """年均 and the like, with the figure of the match before: unlike 每年 they hold for no other."""
    if previous is None or m[0] not in sentence.rules.lexicon("quantity.mean"):
        return False
    return sentence.clause_start(match.start) + m.end() <= previous.end


def _continued(match: TargetMatch, said: dict[str, Any]) -> dict[str, Any]:
    """What a further member of a list takes over from the one before: 新增冷藏车30辆、货架20组."""
    kept: dict[str, Any] = {}
    if "listed" in match.rule.value:
        kept = {"direction": said["direction"]} if "direction" in said else {}
    if "same_comparator" in match.rule.value and "before" in said:
        kept["before"] = said["before"]
    return kept


def _comparator(match: TargetMatch, sentence: Sentence) -> str:
    if "verb" in match.groups:
        verb = match.words(sentence, "verb")
        return ">=" if sentence.rules.lexicon("target.change").map[verb] == "increase" else "<="
    words = match.words(sentence, "before")
    comparators = sentence.rules.lexicon("target.comparator")
    known = list(comparators.regex.finditer(words))
    if not known:
        return ">="  # 至, 到 alone
    comparator = comparators.map[known[-1][0]]
    negated = words.endswith(sentence.rules.lexicon("target.negation").words, 0, known[-1].start())
    return _COMPLEMENT.get(comparator, comparator) if negated else comparator


def _direction(match: TargetMatch, sentence: Sentence) -> str | None:
    """Increase or decrease: by a verb of change at the figure, or by one further before it in the clause."""
    rules = sentence.rules
    if "change" in match.groups:
        word = match.words(sentence, "change")
        lexicons = (rules.lexicon(f"target.{name}") for name in ("change", "amount_verb", "rise"))
        return next(lexicon.map[word] for lexicon in lexicons if word in lexicon)
    (amounts,) = rules.of_kind("target_amount")
    verbs = rules.lexicon("target.amount_verb")
    found = amounts.regex.findall(sentence.text, sentence.clause_start(match.start), match.start)
    if not found or {"verb", "from"} & match.groups.keys():
        return None
    if found[-1] in rules.lexicon("target.gain"):
        return None if match.figures[0].is_rate else verbs.map[found[-1]]
    reached = rules.lexicon("target.reach").regex.search(match.words(sentence, "before"))
    return None if reached else verbs.map[found[-1]]
