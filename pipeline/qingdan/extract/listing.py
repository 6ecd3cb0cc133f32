"""Cutting a printed list of names into its items."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.extract.organisations import Names
from qingdan.text.passage import Passage, Range

_CUT = re.compile(r"[、，；。|/+：]|以及|等(?!学校|院校|职业|教育|法院|级)|[及和与暨]")
MASK = re.compile(r"[（〔“《][^（）〔〕“”《》]*[）〕”》]")
_LEAD_IN = re.compile(r"(?:由(?!于)|请|及其他|以及|及|和|与|暨|等|[0-9]{1,2}(?:[.、．]|(?=[）)]))[）)]?|[①-⑳])+")
_HARD = frozenset("；。，：|")


def breaks_of(passage: Passage) -> list[int]:
    """Offsets of the view at which white space was printed between two characters."""
    found: list[int] = []
    for start, end in passage.ranges:
        if any(c.isspace() for c in passage.source[start:end]) or len(passage.ranges) > 1:
            break
    else:
        return found
    previous = passage.origin(0) if passage else 0
    for offset in range(1, len(passage)):
        origin = passage.origin(offset)
        if origin != previous + 1 and passage.text[offset] != " ":
            found.append(offset)
        previous = origin
    return found


def _is_apart(text: str, left: Range, position: int, end: int, names: Names) -> bool:
    """Whether the conjunction or break at `position` parts two names; `left` is what stands before it."""
    before = text[left[0] : left[1]]
    if not before:
        return True
    if any("和" in f and text.startswith(f, position - f.index("和")) for f in names.joined):
        return False
    after = re.split(r"[、，；。及和与]|等(?=[、，；。]|$)", text[position + 1 : end], maxsplit=1)[0]
    form = names.read(before).form
    if form == "stem":
        return text[position] not in "和与" or after.endswith(("部门", "机关"))
    if form in {"bare", "closer"}:
        return False
    return not (text[position] in "和与及" and after in names.generic and not _shares(before, after))


def _shares(before: str, after: str) -> bool:
    return after.endswith("政府") or (after == "管委会" and before.endswith("政府"))


def _starts_name(text: str, names: Names) -> bool:
    """Whether the words after a break begin a name of their own, not the rest of a torn one."""
    if text[:1] in "各省市县区州" and text[1:2] not in {"", "级"}:
        return True
    if names.heads.get(text) == "institution" and len(text) > 2:
        return True
    return any(text[:n] in names.functions for n in range(2, 8)) or names.class_end(text) > 0


def _positions(passage: Passage, start: int, end: int) -> list[tuple[int, int, str]]:
    text = passage.text
    masks = [m.span() for m in MASK.finditer(text, start, end)]
    free = [(*m.span(), m[0]) for m in _CUT.finditer(text, start, end) if not any(a < m.start() < b for a, b in masks)]
    breaks = [(b, b, "") for b in breaks_of(passage) if start < b < end and not any(a < b < z for a, z in masks)]
    return sorted(free + breaks)


def split_names(passage: Passage, start: int, end: int, names: Names) -> Iterator[tuple[int, int, bool]]:
    """Items of `text[start:end]` in order: offsets, and whether the item opens a new list (after ；，。)."""
    text, left, fresh = passage.text, start, True
    for a, b, cut in [*_positions(passage, start, end), (end, end, "；")]:
        if a < left:
            continue
        if cut == "" and not (
            names.kind(text[left:a])
            and _starts_name(_next_item(text, a, end), names)
            and names.kind(_next_item(text, a, end))
        ):
            continue
        if cut in {"和", "与", "及", "暨", "以及"} and not _is_apart(text, (left, a), b - 1, end, names):
            continue
        if (
            cut == "等"
            and b < end
            and text[b] not in "、，；。和及"
            and not _is_apart(text, (left, a), b - 1, end, names)
        ):
            continue
        lead_in = _LEAD_IN.match(text, left, a)
        first = lead_in.end() if lead_in else left
        if a > first and cut != "：":
            yield first, a, fresh
            fresh = False
        fresh = fresh or cut in _HARD
        left = b


def _next_item(text: str, start: int, end: int) -> str:
    return _LEAD_IN.sub("", re.split(r"[、，；。：]", text[start:end], maxsplit=1)[0], count=1)
