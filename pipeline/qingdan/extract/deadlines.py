"""Where words of time stand that bound a step. What they mean is not decided here."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from qingdan.models.mentions import Mention, Setting
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Passage, Range

_FOR_THE_FINDER = frozenset({"anchors", "settings", "needs", "prose_needs", "meaning"})
_SENTENCE = re.compile(r"[^。；\n]+")


def find_deadlines(passage: Passage, rules: RuleSet, setting: Setting) -> tuple[Mention, ...]:
    """Mentions in the order of the text, none overlapping; dates that are no deadlines are left out.

    In running text only a date that bounds a step is found; in a cell or a closing bracket every time is.
    """
    text = passage.text
    windows = list(_windows(text, rules, setting))
    if not windows:
        return ()
    masks = [m.span() for rule in _in_force(rules, "not_deadline", setting) for m in _matches(rule, text, windows)]
    candidates = [
        _mention(rule, match, rules, setting)
        for rule in _in_force(rules, "deadline", setting)
        for match in _matches(rule, text, windows)
        if _bounds(rule, match, setting)
    ]
    return tuple(sorted(_without_overlap(candidates, masks, rules), key=lambda m: m.start))


def _windows(text: str, rules: RuleSet, setting: Setting) -> Iterator[Range]:
    """The whole of a cell; of running text the sentences that name a time at all."""
    if setting != "prose":
        yield 0, len(text)
        return
    triggers = [rule.regex for rule in rules.of_kind("deadline_trigger")]
    for sentence in _SENTENCE.finditer(text):
        if any(trigger.search(text, *sentence.span()) for trigger in triggers):
            yield sentence.span()


def _in_force(rules: RuleSet, kind: str, setting: Setting) -> Iterator[Rule]:
    return (rule for rule in rules.of_kind(kind) if setting in rule.value.get("settings", (setting,)))


def _matches(rule: Rule, text: str, windows: Iterable[Range]) -> Iterator[re.Match[str]]:
    """Non-empty matches; a window without any anchor of the rule is not searched, which is most of them."""
    anchors = rule.value.get("anchors")
    for start, end in windows:
        if anchors and not any(text.find(anchor, start, end) >= 0 for anchor in anchors):
            continue
        yield from (m for m in rule.regex.finditer(text, start, end) if m.end() > m.start())


def _bounds(rule: Rule, match: re.Match[str], setting: Setting) -> bool:
    """Whether the groups took part that make the rule's words a limit."""
    needs = rule.value.get("prose_needs") if setting == "prose" else None
    needs = needs or rule.value.get("needs", ())
    return not needs or any(match[group] is not None for group in needs)


def _mention(rule: Rule, match: re.Match[str], rules: RuleSet, setting: Setting) -> Mention:
    """The match with the meaning of its words; constants of the rule go along."""
    value = {key: constant for key, constant in rule.value.items() if key not in _FOR_THE_FINDER}
    for group, lexicon in rule.value.get("meaning", {}).items():
        if match[group] is not None:
            value[group] = rules.lexicon(lexicon).map[match[group]]
    parts = {name: match.span(name) for name, words in match.groupdict().items() if words is not None}
    start, end = parts.get("words", match.span())
    return Mention(rule.id, start, end, parts, value | {"setting": setting})


def _without_overlap(mentions: list[Mention], masks: list[Range], rules: RuleSet) -> list[Mention]:
    """Higher priority first, then the longer, then the earlier; a masked one never."""
    ranked = sorted(mentions, key=lambda m: (-rules.rules[m.rule].priority, m.start - m.end, m.start))
    kept: list[Mention] = []
    for mention in ranked:
        whole = "whole_cell" in mention.parts
        taken = [(k.start, k.end) for k in kept] + ([] if whole else masks)
        if all(mention.end <= start or end <= mention.start for start, end in taken):
            kept.append(mention)
    return kept
