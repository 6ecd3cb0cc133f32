"""Cutting a printed list of names into its items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qingdan.extract.agencies.organisations import Names
from qingdan.text.passage import Range

# Places whose names begin with a conjunction: 和平县, 暨南.
_AND = r"(?:和(?!平[县区]|田[市县地]|静县|硕县|顺[县区]|政县|龙市|林格尔|布克赛尔)|[及与]|暨(?!南|阳))"
_CUT = re.compile(rf"[、，；。|/+：]|以及|等(?!学校|院校|职业|教育|法院|级)|{_AND}")
MASK = re.compile(r"[（〔“《][^（）〔〕“”《》]*[）〕”》]")
_LEAD_IN = re.compile(rf"(?:由(?!于)|请(?!示)|及其他|以及|{_AND}|等|[0-9]{{1,2}}(?:[.、．]|(?=[）)]))[）)]?|[①-⑳])+")
FREE, INSIDE, TAKEN = range(3)
_REACH = 60
"""Longest item, in characters."""
_HARD = frozenset("；。，：|")
_JOINTS = frozenset(("和", "与", "及", "暨", "以及", "等"))


def masked(text: str, start: int, end: int) -> bytearray:
    """For each character of `text[start:end]`, whether it stands in a bracket or quotation, where no list is cut."""
    marks = bytearray(end - start)
    for match in MASK.finditer(text, start, end):
        a, b = match.start() + 1 - start, match.end() - start
        marks[a:b] = bytes((INSIDE,)) * (b - a)
    return marks


def _is_apart(text: str, left: Range, position: int, end: int, names: Names) -> bool:
    """Whether the conjunction or break at `position` parts two names; `left` is what stands before it."""
    before = text[left[0] : left[1]]
    if not before or len(before) > _REACH:
        return not before
    if any("和" in f and text.startswith(f, position - f.index("和")) for f in names.joined):
        return False
    after = re.split(
        r"[、，；。及和与]|等(?=[、，；。]|$)", text[position + 1 : min(end, position + _REACH)], maxsplit=1
    )[0]
    form = names.read(before).form
    if form == "stem":
        return text[position] not in "和与" or after.endswith(("部门", "机关"))
    if form == "closer":
        return text[left[0] - 1 : left[0]] == "等"
    if form == "bare":
        return False
    return names.heads.get(after) != "person"


def _starts_name(text: str, names: Names) -> bool:
    """Whether the words after a break begin a name of their own, not the rest of a torn one."""
    if text[:1] in "各省市县区州" and text[1:2] not in {"", "级"}:
        return True
    if names.heads.get(text) == "institution" and len(text) > 2:
        return True
    return any(text[:n] in names.functions for n in range(2, 8)) or names.class_end(text) > 0


def _positions(text: str, breaks: Sequence[int], start: int, end: int) -> list[tuple[int, int, str]]:
    marks = masked(text, start, end)
    cuts = [(*m.span(), m[0]) for m in _CUT.finditer(text, start, end) if marks[m.start() - start] == FREE]
    return sorted(cuts + [(b, b, "") for b in breaks if start < b < end and marks[b - start] == FREE])


def _next_item(text: str, start: int, end: int) -> str:
    return _LEAD_IN.sub("", re.split(r"[、，；。：]", text[start : min(end, start + _REACH)], maxsplit=1)[0], count=1)


def _parts(text: str, left: int, cut: tuple[int, int, str], end: int, names: Names) -> bool:
    """Whether a cut parts two names; `left` is where the item before it begins."""
    a, b, word = cut
    if word == "":
        following = _next_item(text, a, end)
        whole = a - left <= _REACH and names.kind(text[left:a]) is not None
        return whole and names.kind(following) is not None and _starts_name(following, names)
    if word == "等" and (b >= end or text[b] in "、，；。和及"):
        return True
    return word not in _JOINTS or _is_apart(text, (left, a), b - 1, end, names)


def split_names(text: str, breaks: Sequence[int], span: Range, names: Names) -> Iterator[tuple[int, int, bool]]:
    """Items of the span in order: offsets, and whether the item opens a new list (after ；，。).

    `breaks`: where white space was printed that the text does not show.
    """
    (start, end), fresh = span, True
    left = start
    for a, b, cut in [*_positions(text, breaks, start, end), (end, end, "；")]:
        if a < left or not _parts(text, left, (a, b, cut), end, names):
            continue
        lead_in = _LEAD_IN.match(text, left, a)
        first = lead_in.end() if lead_in else left
        if a > first and cut != "：":
            yield first, a, fresh
            fresh = False
        fresh = fresh or cut in _HARD
        left = b
