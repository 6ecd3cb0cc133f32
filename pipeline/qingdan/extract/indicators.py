"""What a figure measures, in the words around it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingdan.extract.quantities import Figure
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Range

_JOINT = re.compile(r"、|以及|和|与|及")
_BOUNDARY = re.compile(r"[，：。；！？]")
_RIGHT_END = re.compile(r"[，。；：！）”]|(?:、|和|及|以及|并)(?=[0-9])")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Sentence:
    """A run of text without a full stop, and where it stands in its passage."""

    text: str
    offset: int
    rules: RuleSet

    def clause_start(self, end: int) -> int:
        """Start of the clause that reaches `end`: after the last comma or bracket that is not closed before it."""
        depth = 0
        for i in range(end - 1, -1, -1):
            c = self.text[i]
            if c == "）":
                depth += 1
            elif c == "（":
                if not depth:
                    return i + 1
                depth -= 1
            elif not depth and _BOUNDARY.match(c):
                return i + 1
        return 0


def find_indicators(
    sentence: Sentence, frame: tuple[int, int, int, int], figure: Figure, split: bool
) -> list[tuple[Range, ...]]:
    """Indicators of one match, each in one or more pieces; none where the words name nothing.

    `frame`: end of the match before, start and end of this one, start of the next.
    """
    previous, start, end, limit = frame
    left = _left(sentence, previous, start, figure)
    right = _right(sentence, end, limit)
    words = sentence.text[slice(*right)] if right else ""
    if right and figure.is_rate and words.startswith("的"):
        return [((right[0] + 1, right[1]),)]
    if figure.kind in ("count", "money", "measure") and right:
        return [(_head(sentence.text, right),)]
    if not left:
        return [(right,)] if right else []
    if split:
        return _members(sentence, left)
    if figure.is_rate and right and not figure.is_empty and not figure.closing and start == figure.number[0]:
        return [(left, right)]
    return [(left,)]


def _left(sentence: Sentence, previous: int, end: int, figure: Figure) -> Range | None:
    """The words before a match that name something; an empty clause gives way to the one before it."""
    for _ in range(2):
        start = max(sentence.clause_start(end), previous)
        found = _trim(sentence, start, end, figure)
        if found:
            return found
        end = start - 1
        if end <= previous:
            break
    return None


def _trim(sentence: Sentence, start: int, end: int, figure: Figure) -> Range | None:
    text, rules = sentence.text, sentence.rules
    (dated,) = rules.of_kind("target_part")
    joint = _JOINT.match(text, start, end)
    start = joint.end() if joint else start
    out = tuple(rules.lexicon("target.lead_out").words)
    opening = [dated.regex, rules.lexicon("target.lead_in").regex]
    if not figure.is_rate:
        opening.append(rules.lexicon("target.goal_verb").regex)
    moved = True
    while moved and start < end:
        moved = False
        for pattern in opening:
            m = pattern.match(text, start, end)
            if m and m.end() > m.start():
                start, moved = m.end(), True
    moved = True
    while moved and start < end:
        m = next((m for m in dated.regex.finditer(text, start, end) if m.end() == end), None)
        word = max((w for w in out if text.endswith(w, start, end)), key=len, default="")
        end = m.start() if m else end - len(word)
        moved = bool(m or word)
    return (start, end) if 1 < end - start <= _LONGEST else None


def _right(sentence: Sentence, start: int, limit: int) -> Range | None:
    end = next(
        (m.start() for m in _RIGHT_END.finditer(sentence.text, start, limit) if _is_level(sentence.text, start, m)), limit
    )
    while end > start and sentence.text[end - 1] in "、和及与并":
        end -= 1
    if not 1 < end - start <= _LONGEST or not "一" <= sentence.text[start] <= "鿿":
        return None
    return (start, end)


def _head(text: str, words: Range) -> Range:
    """The noun of a counted phrase: after the last 的 when what stands before it is a clause of its own."""
    start, end = words
    last = text.rfind("的", start, end)
    return (last + 1, end) if (last == start or last - start > 6) and end - last > 2 else words


def _is_level(text: str, start: int, m: re.Match[str]) -> bool:
    """Whether no bracket opened since `start` is still open before the match."""
    return text.count("（", start, m.start()) <= text.count("）", start, m.start())


def _members(sentence: Sentence, words: Range) -> list[tuple[Range, ...]]:
    """A list cut into its members; a property printed once at the end is lent to the members before it."""
    text, start = sentence.text, words[0]
    members: list[Range] = []
    for m in _JOINT.finditer(text, *words):
        members.append((start, m.start()))
        start = m.end()
    members.append((start, words[1]))
    if len(members) == 1 or any(b <= a for a, b in members):
        return [(words,)]
    properties = sentence.rules.lexicon("target.property").words
    ends = [max((p for p in properties if text.endswith(p, a, b)), key=len, default="") for a, b in members]
    if not ends[-1]:
        return [(words,)]
    if all(ends):
        return [(member,) for member in members]
    if any(ends[:-1]) or ends[-1] == text[slice(*members[-1])]:
        return [(words,)]
    tail = (words[1] - len(ends[-1]), words[1])
    return [*((member, tail) for member in members[:-1]), (members[-1],)]
