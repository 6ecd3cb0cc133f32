"""Paragraphs → the tree of numbered clauses, in every style of numbering, also where all stands on one line."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from qingdan.models.diagnostic import Diagnostic
from qingdan.rulepacks import RuleSet
from qingdan.structure.clauses.unnumbered import find_unnumbered
from qingdan.structure.lines.numbering import Number, find_numbers, read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.text.passage import Passage

_RUN_ON = 1500
"""A paragraph this long lost its line breaks: then inner styles cut it too."""
_BREAKS = ("。", "；", "！", "？", "：", "”", "）", "》", "〕", "]", "］", "】")
_HEADING_LONGEST = 40
_SECTION = "han1"
"""The key of sections."""
_HEADING = re.compile(r"[^，。；：]{2,32}。")
"""Nothing but a heading closed by a full stop."""
_HEADS_ITEMS = re.compile(r"[^，。；：（）]{2,20}（一）")
_RUN_IN = re.compile(r"[\u4e00-\u9fa5“”‘’《》、]{4,30}。(?=[\u4e00-\u9fa5“])")
"""A heading closed by a full stop, and the body after it."""
_LAST_WORDS = re.compile(r"[^。；：]{4,40}$")
"""A heading that ends the line."""


@dataclass
class OpenClause:
    """A clause while the tree grows."""

    clause_id: str
    parent: OpenClause | None
    number: Number
    printed: Passage
    zone: str | None
    pieces: list[Passage] = field(default_factory=list)
    children: list[OpenClause] = field(default_factory=list)
    holds_table: bool = False
    stray: bool = False
    """Its number does not follow its elder's: the heading that it stands under was lost."""

    @property
    def level(self) -> int:
        """1.. by depth."""
        return 1 if self.parent is None else self.parent.level + 1


@dataclass
class Tree:
    """All clauses in document order, and the paragraphs outside them."""

    clauses: list[OpenClause] = field(default_factory=list)
    outside: list[tuple[Passage, str | None]] = field(default_factory=list)
    gaps: list[Diagnostic] = field(default_factory=list)


def build_tree(entries: Iterable[tuple[Paragraph, str | None]], rules: RuleSet) -> Tree:
    """Grow the tree. Each entry is a paragraph and its zone; numbering starts afresh in every zone."""
    tree = Tree()
    stack: list[OpenClause] = []
    seen: dict[str, tuple[int, ...]] = {}
    zone: str | None = ""
    printed = tuple(entries)
    unnumbered = find_unnumbered(printed, rules)
    for index, (paragraph, its_zone) in enumerate(printed):
        if its_zone != zone:
            zone, stack, seen = its_zone, [], {}
        if index in unnumbered:
            _open(tree, stack, seen, (unnumbered[index], paragraph.passage, zone))
        for number, whole in _cut(paragraph, stack, seen, rules):
            if number is not None:
                _open(tree, stack, seen, (number, whole, zone))
            piece = whole.slice(number.end if number else 0, len(whole))
            if not piece:
                continue
            if stack:
                stack[-1].pieces.append(piece)
            else:
                tree.outside.append((piece, zone))
    return tree


def mark_holders(tree: Tree, tables: Iterable[tuple[int, str | None]]) -> None:
    """Mark the clause that each table stands behind; a table is given by its first offset and its zone."""
    places = [(clause.printed or clause.pieces[0]).start for clause in tree.clauses]
    for start, zone in tables:
        index = bisect_left(places, start) - 1
        if index >= 0 and tree.clauses[index].zone == zone:
            tree.clauses[index].holds_table = True


def _open(
    tree: Tree, stack: list[OpenClause], seen: dict[str, tuple[int, ...]], at: tuple[Number, Passage, str | None]
) -> None:
    number, piece, zone = at
    while stack and stack[-1].number.rank >= number.rank:
        stack.pop()
    parent = stack[-1] if stack else None
    before = parent.children[-1].number if parent and parent.children else None
    if before is None and parent is None:
        before = next((c.number for c in reversed(tree.clauses) if c.parent is None and c.zone == zone), None)
    stray = bool(parent and parent.children and parent.children[-1].stray)
    if before is not None and before.key == number.key:
        if number.values[-1] > before.values[-1] + 1:
            tree.gaps.append(_gap("numbering_gap", before, number, piece))
        elif number.values[-1] <= before.values[-1]:
            tree.gaps.append(_gap("numbering_repeat", before, number, piece))
            stray = parent is not None
    clause = OpenClause(f"c{len(tree.clauses) + 1}", parent, number, piece.slice(number.start, number.end), zone)
    clause.stray = stray
    if parent:
        parent.children.append(clause)
    tree.clauses.append(clause)
    stack.append(clause)
    seen[number.key] = number.values


def _gap(code: str, before: Number, number: Number, piece: Passage) -> Diagnostic:
    params: dict[str, str | int | None] = {"after": before.values[-1], "found": number.values[-1]}
    return Diagnostic(code, "warning", params, piece.ranges_of(number.start, number.end))


def _cut(
    paragraph: Paragraph, stack: Sequence[OpenClause], seen: dict[str, tuple[int, ...]], rules: RuleSet
) -> Iterator[tuple[Number | None, Passage]]:
    """The paragraph cut before each number that opens a clause; the number's offsets count in its piece."""
    passage, text = paragraph.passage, paragraph.text
    first = read_number(text, rules) or _next_of_list(text, seen, rules)
    if first is not None and not _plausible_start(text, first, seen):
        first = None
    deepest = stack[-1].number.rank if stack else -1
    counters = dict(seen)
    opened: list[Number] = [first] if first is not None else []
    if first is not None:
        counters[first.key], deepest = first.values, first.rank
    run_on = len(text) > _RUN_ON
    current = [] if opened else [clause.number for clause in stack[-1:]]
    for number in find_numbers(text, rules):
        since = text[opened[-1].end if opened else 0 : number.start]
        goes_on = run_on or not since.endswith("；") or any(n.key == number.key for n in (*current, *opened))
        last = counters.get(number.key) if goes_on else None
        inline = run_on or number.inline or _is_nested(number, since, opened)
        cuts = inline and number.end < len(text) and _fits(number, since, last, deepest)
        if cuts or _is_glued(number, since, text, counters) or _enters(number, since, text, counters):
            opened.append(number)
            counters[number.key], deepest = number.values, number.rank
    starts = [n.start for n in opened]
    if not starts or starts[0] > 0:
        yield None, passage.slice(0, starts[0] if starts else len(text))
    for number, end in zip(opened, [*starts[1:], len(text)], strict=False):
        moved = replace(number, start=0, end=number.end - number.start)
        yield moved, passage.slice(number.start, end)


def _next_of_list(text: str, seen: dict[str, tuple[int, ...]], rules: RuleSet) -> Number | None:
    """A number that could be a figure too, where it is the next of a list that has begun."""
    number = read_number(text, rules, "numbering_next")
    return number if number and number.key in seen and _follows(number, seen[number.key]) else None


def _plausible_start(text: str, number: Number, seen: dict[str, tuple[int, ...]]) -> bool:
    """A line that is nothing but a number, or a figure of a table whose frame was lost, opens no clause."""
    rest = text[number.end :]
    if number.style == "decimal" and number.values[-1] != 1 and number.key not in seen:
        return False
    return bool(rest) and not rest.startswith(("、", "，", "和", "至", "—", "～", "~"))


def _fits(number: Number, since: str, last: tuple[int, ...] | None, deepest: int) -> bool:
    """Inside a line a number opens a clause only at a break, as the next of its style or the first of a deeper one.

    `since` are the words after the number before: a break is the end of a sentence, or a heading without a stop.
    `last` is the number of its style that it may follow; behind a semicolon, which parts items, that of an open list.
    """
    heading = 0 < len(since) <= _HEADING_LONGEST and not any(stop in since for stop in "。；")
    if not heading and not since.endswith(_BREAKS):
        return False
    if last is not None and _follows(number, last):
        return True
    return number.values[-1] == 1 and (number.rank > deepest or since.endswith(("。", "；")))


def _is_nested(number: Number, since: str, opened: Sequence[Number]) -> bool:
    """`1.改进登记。（1）…（2）…`: behind a bare heading the next style in opens clauses, and its next ones follow."""
    if not number.nested:
        return False
    if number.values[-1] == 1:
        return bool(opened) and _HEADING.fullmatch(since) is not None
    return any(number.key == each.key for each in opened)


def _follows(number: Number, last: tuple[int, ...]) -> bool:
    return number.values == (*last[:-1], last[-1] + 1)


def _enters(number: Number, since: str, text: str, seen: dict[str, tuple[int, ...]]) -> bool:
    """The first section that a part of a text begins: its first item stands right behind its heading."""
    torn = number.key == _SECTION and number.key not in seen and since.endswith("。")
    return torn and _HEADS_ITEMS.match(text, number.end) is not None


def _is_glued(number: Number, since: str, text: str, seen: dict[str, tuple[int, ...]]) -> bool:
    """The next number, whose line break was lost, is told by the heading behind it.

    Even without a stop before it, when a body follows the heading, or a section's heading ends the line; behind a stop,
    when any heading does.
    """
    last = seen.get(number.key)
    if last is None or not _follows(number, last):
        return False
    if number.inline and _RUN_IN.match(text, number.end):
        return True
    return (since.endswith("。") or number.key == _SECTION) and _LAST_WORDS.match(text, number.end) is not None
