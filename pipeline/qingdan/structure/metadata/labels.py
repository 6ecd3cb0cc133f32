"""The metadata box that sites print above a notice, as lines of text: labels and their values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.zones import Zones
from qingdan.text.passage import Passage

_LONGEST = 240
"""Longer lines are running text."""


def find_label(form: str, rules: RuleSet) -> re.Pattern[str]:
    """What a label looks like in one of its forms: group `label`, and `value` where the form holds it."""
    return next(rule.regex for rule in rules.of_kind("label") if rule.value["form"] == form)


def add_field(zones: Zones, label: str, value: Passage, rules: RuleSet) -> None:
    """Append what stands behind a label of the box, unless it says that there is nothing."""
    value = value.strip(" 】]；;")
    if value and value.text not in rules.lexicon("metadata.nothing"):
        zones.add(f"label:{rules.lexicon('metadata.labels').map[label]}", value)


def read_labels(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Lines of labels and values into fields."""
    _read_marked(head, rules, zones)
    pairs = list(_read_pairs(head, rules, zones))
    if len(pairs) > 1:  # one such line may be anything; two in the head are a box
        for lines, label, value in pairs:
            add_field(zones, label, value, rules)
            zones.consumed.update(lines)


def _read_marked(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Labels with a mark behind them, several on a line."""
    pattern = find_label("marked", rules)
    for index, paragraph in enumerate(head):
        text = paragraph.text
        day = rules.match("web_date", text)
        if len(text) > _LONGEST or not (day or pattern.match(text.lstrip("-·•[【"))):
            continue
        if day:
            zones.add("label:published_on", paragraph.passage.slice(*day.span("day")))
        matches = list(pattern.finditer(text))
        for match, following in zip_longest(matches, matches[1:]):
            end = following.start() if following else len(text)
            add_field(zones, match["label"], paragraph.passage.slice(match.end(), end), rules)
        zones.consumed.add(index)


def _read_pairs(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> Iterator[tuple[range, str, Passage]]:
    """Labels without a mark, with the lines that they and their values take up."""
    pattern = find_label("alone", rules)
    index = 0
    while index < len(head):
        match = pattern.fullmatch(head[index].text)
        end = index + 1
        if match and not match["value"] and end < len(head) and not pattern.fullmatch(head[end].text):
            end += 1
            yield range(index, end), match["label"], head[end - 1].passage
        elif match and index not in zones.consumed:
            yield range(index, end), match["label"], head[index].passage.slice(*match.span("value"))
        index = end
