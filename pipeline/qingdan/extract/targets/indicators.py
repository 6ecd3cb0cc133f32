"""What a figure measures, in the words around it."""

from __future__ import annotations

import re

from qingdan.extract.targets.matches import TargetMatch
from qingdan.extract.targets.quantities import Figure
from qingdan.extract.targets.sentences import Sentence
from qingdan.text.passage import Range

Name = tuple[Range, ...]
"""The pieces of an indicator, in reading order."""

_JOINT = re.compile(r"、|以及|和|与|及")
_NAME_END = re.compile(r"[，。；：！）]|(?:、|和|及|以及|并)(?=[0-9])")
_NAME_START = re.compile(r"[\u4e00-\u9fffA-Za-z“]|[0-9][GD]")
_LINK = re.compile(r"(?:（[^（）]{1,16}）)?(?:的?比例|的(?:标准|幅度|额度)|标准(?=[给予补奖发支]))?")
_BOUND = re.compile(r"[在于应须要需]")
_QUANTIFIED = re.compile(r"的(?!目标|要求|标准|任务|比例|水平|速度|幅度)")
_RHYTHM_FIRST = re.compile(r"[^，]{0,30}?每(?:年|月|季度|半年|周)(?=[^，]{2})")
_LONGEST = 60
_CLAUSE = 6
"""Characters before 的 that make it an attributive clause rather than part of the name."""


def find_indicators(sentence: Sentence, match: TargetMatch, room: Range, split: bool) -> list[Name]:
    """Indicators of one match, none where the words name nothing.

    `room`: the words that no other match takes. `split`: a list before the match names several.
    """
    figure = match.figures[0]
    left = _left(sentence, room[0], match.start, figure)
    right = _right(sentence, match.end, room[1])
    right = None if right and _is_void(sentence, right) else right
    verb = match.groups.get("verb_of_goal")
    if right and _is_time_limit(match):
        return [(left,)] if left and _stands_at(sentence, left, match.start) else [(right,)]
    if right and (counted := _counted(sentence, match, left, right)):
        return [(counted,)]
    if verb and (not left or verb[0] > match.start):
        return [(verb,)]  # the counted act itself: 至少培训一次
    if left and (split or len(match.figures) > 1 or match.is_directional):
        return _members(sentence, left, len(match.figures))
    bare = figure.is_rate and not figure.closing and match.start == figure.number[0]
    if left and right and bare:
        return [(left, right)]
    return [(left,)] if left else []


def _is_time_limit(match: TargetMatch) -> bool:
    """`2小时内` with no comparator before it: what it limits is the act after it."""
    figure = match.figures[0]
    return figure.kind == "time" and figure.closing == "<=" and not {"before", "change"} & match.groups.keys()


def _stands_at(sentence: Sentence, name: Range, limit: int) -> bool:
    """Whether what a time limits is named right before it (诊断30分钟内), not its subject (机构应在30分钟内)."""
    return name[0] >= sentence.clause_start(limit) and not _BOUND.search(sentence.text, name[1], limit)


def _counted(sentence: Sentence, match: TargetMatch, left: Range | None, right: Range) -> Range | None:
    """The words after a figure when they, not those before it, say what it counts."""
    figure = match.figures[0]
    if figure.is_rate and _QUANTIFIED.match(sentence.text, right[0]):
        return right[0] + 1, right[1]
    if figure.kind in ("count", "money", "measure") or (figure.kind == "time" and "verb_of_goal" in match.groups):
        return _head(sentence, right)
    if left and not (figure.is_rate and sentence.clause_start(match.start) >= left[1]):
        return None
    return right


def _left(sentence: Sentence, previous: int, end: int, figure: Figure) -> Range | None:
    """The words before a match that name something; an empty clause gives way to the one before it."""
    for _ in range(2):
        start = max(sentence.clause_start(end), previous)
        found = _without_tail(sentence, (start, end))
        found = _without_lead(sentence, found, figure)
        if 1 < found[1] - found[0] <= _LONGEST:
            return None if _is_void(sentence, found) else found
        end = start - 1
        if end <= previous:
            break
    return None


def _is_void(sentence: Sentence, words: Range) -> bool:
    """What is left of a clause is no name: 确诊后, 在审批时."""
    return any(rule.regex.search(sentence.text, *words) for rule in sentence.rules.of_kind("target_void"))


def _without_tail(sentence: Sentence, words: Range) -> Range:
    """Cut adverbs and times from the end: 签约率到2025年力争 → 签约率."""
    text, (start, end) = sentence.text, words
    (dated,) = sentence.rules.of_kind("target_part")
    adverbs = sentence.rules.lexicon("target.lead_out").words
    while start < end:
        time = next((m for m in dated.regex.finditer(text, start, end) if m.start() < m.end() == end), None)
        closed = text.endswith(adverbs, start, end)
        adverb = max(len(word) for word in adverbs if text.endswith(word, start, end)) if closed else 0
        if not (time or adverb):
            break
        end = time.start() if time else end - adverb
    return start, end


def _without_lead(sentence: Sentence, words: Range, figure: Figure) -> Range:
    """Cut times, modality and verbs of making from the front: 到2025年力争建成示范站点 → 示范站点."""
    text, (start, end), rules = sentence.text, words, sentence.rules
    (dated,) = rules.of_kind("target_part")
    patterns = [_RHYTHM_FIRST, dated.regex, rules.lexicon("target.lead_in").regex]
    patterns += [rule.regex for rule in rules.of_kind("target_lead")]
    if not figure.is_rate and not text.endswith(rules.lexicon("target.property").words, start, end):
        patterns += [rule.regex for rule in rules.of_kind("target_making")]
    joint = _JOINT.match(text, start, end)
    start = joint.end() if joint else start
    ends: tuple[int, ...] = (end,)
    while ends:
        found = (pattern.match(text, start, end) for pattern in patterns)
        ends = tuple(m.end() for m in found if m and start < m.end() < end - 1)
        start = ends[0] if ends else start
    return start, end


def _right(sentence: Sentence, start: int, limit: int) -> Range | None:
    """The words after a match up to a comma, a closing bracket or the next match."""
    text = sentence.text
    found = (m.start() for m in _NAME_END.finditer(text, start, limit))
    end = next((i for i in found if text.count("（", start, i) <= text.count("）", start, i)), limit)
    opened = text.rfind("（", start, end)
    if opened >= 0 and "）" not in text[opened:end]:
        end = opened
    while end == limit < len(text) and end > start and text[end - 1] in "、和及与并":
        end = limit = end - 1
    link = _LINK.match(text, start, end)
    start = link.end() if link and link.end() < end else start
    return (start, end) if 1 < end - start <= _LONGEST and _NAME_START.match(text, start, end) else None


def _head(sentence: Sentence, words: Range) -> Range:
    """The noun of a counted phrase: before what it does, after the last 的 behind a clause of its own."""
    text, (start, end) = sentence.text, words
    for rule in sentence.rules.of_kind("target_act"):
        act = rule.regex.search(text, start + 2, end)
        end = act.start() if act else end
    start += text.startswith("的", start)
    words, last = (start, end), text.rfind("的", start, end)
    return (last + 1, end) if (last == start or last - start > _CLAUSE) and end - last > 2 else words


def _members(sentence: Sentence, words: Range, figures: int) -> list[Name]:
    """A list cut into its members; a property printed once at the end is lent to the members before it.

    Members of one length tell where the property begins: 铁路、公路|货运量. Members without any property are told apart
    only where there are as many as `figures`.
    """
    text, start = sentence.text, words[0]
    members: list[Range] = []
    for m in _JOINT.finditer(text, *words):
        members.append((start, m.start()))
        start = m.end()
    members.append((start, words[1]))
    properties = sentence.rules.lexicon("target.property").words
    ends = [max((p for p in properties if text.endswith(p, a, b)), key=len, default="") for a, b in members]
    if any(b <= a for a, b in members) or len(members) == 1:
        return [(words,)]
    if all(ends) or (len(members) == figures and not any(ends)):
        return [(member,) for member in members]
    if not ends[-1] or any(ends[:-1]) or len(ends[-1]) == members[-1][1] - members[-1][0]:
        return [(words,)]
    sizes = {end - start for start, end in members[:-1]}
    own = members[-1][0] + max(sizes) if len(sizes) == 1 and min(sizes) > 1 else words[1]
    tail = (words[1] - len(ends[-1]), words[1])
    if own < tail[0] and not text[own].isascii():
        tail = (own, words[1])
    if text.endswith("的", words[0], tail[0]):
        return [(words,)]  # 新技术、新项目的数量 counts both together
    return [*((member, tail) for member in members[:-1]), (members[-1],)]
