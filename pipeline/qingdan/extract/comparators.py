"""What the words around a figure say of it: comparator, direction of change, rhythm, denominator."""

from __future__ import annotations

from typing import Any

from qingdan.extract.quantities import Figure
from qingdan.extract.sentences import Sentence
from qingdan.extract.target_matches import TargetMatch, is_linked

_CONSTANTS = ("comparator", "value", "unit", "direction")
_STRICT = frozenset("<>")


def read_surroundings(
    match: TargetMatch, previous: TargetMatch | None, said: dict[str, Any], sentence: Sentence
) -> dict[str, Any]:
    """Constants that hold for all figures of a match. `said`: those of the match before, which a list goes on with."""
    value = {k: match.rule.value[k] for k in _CONSTANTS if k in match.rule.value}
    clause = sentence.text[sentence.clause_start(match.start) : match.end]
    for key, lexicon in (("frequency", "quantity.rhythm"), ("per", "quantity.per")):
        words = sentence.rules.lexicon(lexicon)
        found = words.regex.findall(clause)
        if found and words.map[found[-1]]:
            value[key] = words.map[found[-1]]
    direction = _direction(match, sentence)
    if direction:
        value["direction"] = direction
    elif previous and is_linked(previous, match, sentence) and previous.rule.id != "target.change":
        value |= _continued(match, said)
    if "before" in match.groups:
        value["before"] = _comparator(match, sentence)
    return value


def read_comparator(match: TargetMatch, figure: Figure, value: dict[str, Any]) -> str:
    """The comparator of one figure. Closing words win, unless the words before are strict (超过, 低于)."""
    before, closing = value.get("before"), figure.closing
    if figure.is_range and not closing and before not in ("<", ">", "<="):
        return "=" if "change" in match.groups else "between"
    if closing and before not in _STRICT:
        return closing
    if before:
        return str(before)
    return "~" if figure.is_rough else str(value.get("comparator", "="))


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
    known = comparators.regex.findall(words)
    return comparators.map[known[-1]] if known else ">="  # 至, 到 alone


def _direction(match: TargetMatch, sentence: Sentence) -> str | None:
    """Increase or decrease: by a verb of change at the figure, or by one further before it in the clause."""
    rules = sentence.rules
    if "change" in match.groups:
        word = match.words(sentence, "change")
        lexicons = (rules.lexicon(f"target.{name}") for name in ("change", "amount_verb", "rise"))
        return next(lexicon.map[word] for lexicon in lexicons if word in lexicon)
    verbs = rules.lexicon("target.amount_verb")
    found = verbs.regex.findall(sentence.text, sentence.clause_start(match.start), match.start)
    if not found or {"verb", "from"} & match.groups.keys():
        return None
    if found[-1] in rules.lexicon("target.gain"):
        return None if match.figures[0].is_rate else verbs.map[found[-1]]
    reached = rules.lexicon("target.reach").regex.search(match.words(sentence, "before"))
    return None if reached else verbs.map[found[-1]]
