"""Closings of assignment: the bracket or line that says who does a measure and by when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.extract.agencies.assigned import find_agencies, reads_whole
from qingdan.extract.agencies.triggers import find_trigger
from qingdan.models.mentions import Mention
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Passage, Range

_PAIRS = {"（": "）", "〔": "〕", "［": "］", "【": "】", "[": "]"}
_EDGES = re.compile(r"[（〔［【\[）〕］】\]]")
_STOPS = "。；！？）〕］】]"
_OFFICIAL = frozenset({"agency", "government", "party", "class"})


def _brackets(text: str) -> Iterator[Range]:
    """Outermost brackets, opening and closing included; those never closed are passed over."""
    stack: list[tuple[str, int]] = []
    for edge in _EDGES.finditer(text):
        mark = edge[0]
        if mark in _PAIRS:
            stack.append((mark, edge.start()))
            continue
        depth = next((i for i in range(len(stack) - 1, -1, -1) if _PAIRS[stack[i][0]] == mark), None)
        if depth is None:
            continue
        start = stack[depth][1]
        del stack[depth:]
        if not any(edge.start() - s > 600 for _, s in stack[-1:]) and stack:
            continue
        stack.clear()
        yield start, edge.end()


def _closes(passage: Passage, start: int, end: int) -> bool:
    """Whether a bracket stands where a measure ends: after a full stop, or at the end of the words."""
    text = passage.text
    return (start > 0 and text[start - 1] in "。；！") or (
        start > 0 and end + 2 >= len(text) and not text[end:].strip("。；")
    )


def _fits(rule: Rule, passage: Passage, span: Range, rules: RuleSet) -> bool:
    start, end = span
    inner = passage.slice(start + 1, end - 1)
    if not rule.regex.search(inner.text):
        return False
    if rule.value.get("date") and not _dated(inner.text, _closes(passage, start, end), rules):
        return False
    if rule.value.get("closing") and not _closes(passage, start, end):
        return False
    if not rule.value.get("names"):
        return True
    return reads_whole(inner, rules) and (not rule.value.get("closing") or _names_offices(inner, rules))


def _dated(inner: str, closes: bool, rules: RuleSet) -> bool:
    in_force = (rule for rule in rules.of_kind("assignment_date") if closes or not rule.value["closing"])
    return any(rule.regex.search(inner) for rule in in_force)


def _names_offices(inner: Passage, rules: RuleSet) -> bool:
    found = find_agencies(inner, rules, "bracket")
    kinds = [m.value["anatomy"].kind for m in found]
    long_enough = all(m.end - m.start > 3 or len(found) > 1 for m in found)
    return long_enough and all(k in _OFFICIAL or i for i, k in enumerate(kinds)) and None not in kinds


def _in_brackets(passage: Passage, rules: RuleSet, lined: tuple[Rule, ...]) -> Iterator[Mention]:
    text, gate = passage.text, find_trigger("bracket", rules)
    for start, end in _brackets(text):
        if end - start < 5 or not gate.search(text, start + 1, end - 1):
            continue
        rule = next((r for r in lined if _fits(r, passage, (start, end), rules)), None)
        if rule is not None:
            stop = end + (text[end : end + 1] == "。")
            yield Mention(rule.id, start, stop, {"inner": (start + 1, end - 1)}, dict(rule.value))


def _in_last_sentence(passage: Passage, rules: RuleSet, sentences: tuple[Rule, ...]) -> Iterator[Mention]:
    text = passage.text
    start = text.rfind("。", 0, -1) + 1
    inner = passage.slice(start, len(text) - 1) if start and text.endswith("。") else None
    if inner is None:
        return
    rule = next((r for r in sentences if r.regex.search(inner.text)), None)
    if rule is not None and reads_whole(inner, rules) and _names_offices(inner, rules):
        yield Mention(rule.id, start, len(text), {"inner": (start, len(text) - 1)}, dict(rule.value))


def _line_starts(passage: Passage, rule: Rule, taken: bytearray) -> list[int]:
    text = passage.text
    found: list[int] = []
    for match in rule.regex.finditer(text):
        start = match.start()
        if taken[start]:
            continue
        parted = start == 0 or text[start - 1] in _STOPS or passage.origin(start) != passage.origin(start - 1) + 1
        if parted or (found and text[start - 1] in "，、"):
            found.append(start)
    return found


def _in_lines(passage: Passage, rule: Rule, taken: bytearray) -> Iterator[Mention]:
    """A label runs to its full stop; labels that follow at once belong to the same closing."""
    text, end = passage.text, -1
    starts = _line_starts(passage, rule, taken)
    opened = 0
    for index, start in enumerate(starts):
        opened = start if end < 0 else opened
        stop = text.find("。", start)
        end = len(text) if stop < 0 else stop + 1
        following = starts[index + 1] if index + 1 < len(starts) else -1
        if 0 <= following <= end:
            continue
        inner = (opened, end - (text[end - 1 : end] == "。"))
        yield Mention(rule.id, opened, end, {"inner": inner}, dict(rule.value))
        end = -1


def find_assignments(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Closings in order. `start`, `end` cover brackets and a following 。; `parts["inner"]` the words within."""
    if not passage:
        return ()
    every = rules.of_kind("assignment")
    found = list(_in_brackets(passage, rules, tuple(r for r in every if r.value["form"] == "bracket")))
    found += _in_last_sentence(passage, rules, tuple(r for r in every if r.value["form"] == "sentence"))
    taken = bytearray(len(passage))
    for mention in found:
        taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
    for rule in every:
        if rule.value["form"] == "line" and any(anchor in passage.text for anchor in rule.value.get("anchors", ("",))):
            found += _in_lines(passage, rule, taken)
    return tuple(sorted(found, key=lambda m: m.start))
