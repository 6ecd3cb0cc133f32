"""A bare figure in a column of goals: no word around it says that it is one, the column does."""

from __future__ import annotations

from qingdan.models.drafts import GoalCell
from qingdan.models.mentions import Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, join


def find_goals(cell: GoalCell, rules: RuleSet) -> tuple[Passage, tuple[Mention, ...]]:
    """Indicator, figure and unit as one passage, and the goal that it holds; none where the cell is no figure."""
    name, figure, unit = cell.indicator, cell.figure, cell.unit
    for rule in rules.of_kind("goal_unit") if unit is None else ():
        match = rule.regex.fullmatch(name.text)
        if match:
            unit = name.slice(*match.span("unit"))
            name = name.slice(0, match.start("unit") - 1)
    words = join(figure.source, [name, figure, *([unit] if unit else [])])
    for rule in rules.of_kind("goal"):
        match = rule.regex.fullmatch(figure.text)
        if match:
            parts = {part: _moved(match.span(part), len(name)) for part in match.re.groupindex if match[part]}
            parts["indicator"] = (0, len(name))
            parts["figure"] = (len(name), len(name) + len(figure))
            if unit:
                parts["unit"] = (len(name) + len(figure), len(words))
            comparator = rules.lexicon("goal.comparators").map.get(match["comparator"] or "=", "=")
            value = {"comparator": comparator, "direction": _direction(name.text, rules)}
            mention = Mention(rule.id, len(name), len(words), parts, value)
            return words, (mention,)
    return words, ()


def _direction(name: str, rules: RuleSet) -> str | None:
    """`新增床位数` and `能耗下降率` name a change."""
    directions = rules.lexicon("goal.directions").map
    return next(
        (d for word, d in directions.items() if name.startswith(word) or name.endswith((word, f"{word}率"))), None
    )


def _moved(span: tuple[int, int], by: int) -> tuple[int, int]:
    return span[0] + by, span[1] + by
