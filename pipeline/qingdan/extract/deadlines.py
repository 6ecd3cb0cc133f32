"""Where words of time stand that bound a step. What they mean is not decided here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qingdan.models.mentions import Mention, Setting
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Passage, Range

_FOR_THE_FINDER = frozenset({"anchors", "settings", "needs", "prose_needs", "meaning"})
_SENTENCE = re.compile(r"[^。；\n]+")
_SHORT = 40
"""Characters up to which a text is remembered: the cells of a deadline column repeat."""


def find_deadlines(passage: Passage, rules: RuleSet, setting: Setting) -> tuple[Mention, ...]:
    """Mentions in the order of the text, none overlapping; dates that are no deadlines are left out.

    In running text only a date that bounds a step is found; in a cell or a closing bracket every time is.
    """
    find = _find_again if len(passage.text) <= _SHORT else _find
    return find(passage.text, rules, setting)


def _find(text: str, rules: RuleSet, setting: Setting) -> tuple[Mention, ...]:
    windows = list(_windows(text, rules, setting))
    candidates = [
        _mention(rule, match, rules, setting)
        for rule, match in _matches(text, windows, _in_force(rules, "deadline", setting))
        if _bounds(rule, match, setting)
    ]
    if not candidates:
        return ()
    masks = [match.span() for _, match in _matches(text, windows, _in_force(rules, "not_deadline", setting))]
    return tuple(sorted(_without_overlap(candidates, masks, rules), key=lambda m: m.start))


_find_again = lru_cache(maxsize=4096)(_find)


def _windows(text: str, rules: RuleSet, setting: Setting) -> Iterator[Range]:
    """The whole of a cell; of running text the sentences that name a time at all."""
    if setting != "prose":
        yield 0, len(text)
        return
    triggers = [rule.regex for rule in rules.of_kind("deadline_trigger")]
    for sentence in _SENTENCE.finditer(text):
        if any(trigger.search(text, *sentence.span()) for trigger in triggers):
            yield sentence.span()


@lru_cache(maxsize=64)
def _in_force(rules: RuleSet, kind: str, setting: Setting) -> tuple[tuple[Rule, tuple[str, ...]], ...]:
    """The rules of a setting, each with its anchors; without any the empty word, which every text holds."""
    in_force = (rule for rule in rules.of_kind(kind) if setting in rule.value.get("settings", (setting,)))
    return tuple((rule, _anchors(rule, rules)) for rule in in_force)


def _anchors(rule: Rule, rules: RuleSet) -> tuple[str, ...]:
    """Words one of which stands in every match: those of the rule, and those that packs add to its lexicons."""
    own = tuple(rule.value.get("anchors", ("",)))
    lexicons = (rules.lexicon(name) for name in rule.value.get("meaning", {}).values())
    added = (word for lexicon in lexicons for word in lexicon.added)
    return (*own, *(word for word in added if not any(anchor in word for anchor in own)))


def _matches(
    text: str, windows: list[Range], in_force: tuple[tuple[Rule, tuple[str, ...]], ...]
) -> Iterator[tuple[Rule, re.Match[str]]]:
    """Non-empty matches. A rule is tried only where one of its anchors stands, which is seldom."""
    for start, end in windows:
        words = text[start:end]
        for rule, anchors in in_force:
            for anchor in anchors:
                if anchor in words:
                    break
            else:
                continue
            for match in rule.regex.finditer(text, start, end):
                if match.end() > match.start():
                    yield rule, match


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
    """Higher priority first, then the longer, then the earlier; a masked one never, save the last resort."""
    taken = bytearray(max([m.end for m in mentions] + [end for _, end in masks]))
    for start, end in masks:
        taken[start:end] = b"x" * (end - start)
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-rules.rules[m.rule].priority, m.start - m.end, m.start)):
        free = not kept if "whole_cell" in mention.parts else not any(taken[mention.start : mention.end])
        if free:
            taken[mention.start : mention.end] = b"x" * (mention.end - mention.start)
            kept.append(mention)
    return kept
