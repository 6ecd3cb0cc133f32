"""Data of private persons: names beside a contact's label or number, phones, addresses of mail, identity numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.mentions import Mention
from qingdan.models.notice import Notice
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range

_BETWEEN_NAMES = re.compile(r"[^、，；/]+")
_HEADER_END = "："


def find_personal(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Each name or number by itself, in order; `value["sort"]` says which it is. No two overlap."""
    found: list[Mention] = []
    taken = bytearray(len(passage.text))
    for rule in rules.of_kind("personal"):
        for match in rule.regex.finditer(passage.text):
            for piece in _BETWEEN_NAMES.finditer(match["words"]):
                start, end = match.start("words") + piece.start(), match.start("words") + piece.end()
                if taken.find(1, start, end) < 0:
                    taken[start:end] = b"\1" * (end - start)
                    found.append(Mention(rule.id, start, end, {}, rule.value))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _find_lines(text: str, rules: RuleSet) -> list[Range]:
    """The lines worth a look: rules on every line would cost as much as reading the notice."""
    found: dict[Range, None] = {}
    for trigger in rules.of_kind("personal_trigger"):
        position = 0
        while match := trigger.regex.search(text, position):
            end = text.find("\n", match.end())
            position = len(text) if end < 0 else end
            found[(text.rfind("\n", 0, match.start()) + 1, position)] = None
    return sorted(found)


def _find_in_lines(text: str, rules: RuleSet) -> Iterator[tuple[str, Range]]:
    """Sort and place of what stands in the lines of a text, furniture included."""
    for line in _find_lines(text, rules):
        passage = Passage(text, [line])
        for mention in find_personal(passage, rules):
            yield from ((mention.value["sort"], place) for place in passage.ranges_of(mention.start, mention.end))


def _find_in_columns(notice: Notice, rules: RuleSet) -> Iterator[tuple[str, Range]]:
    """What stands under a header that is a label: 联系人, 联系电话."""
    headers = [rule.regex for rule in rules.of_kind("personal_header")]
    for table in notice.tables:
        for position, column in enumerate(table.columns):
            if any(header.search(column.header) for header in headers):
                for row in table.rows:
                    yield from _find_in_cell(column.header + _HEADER_END, row.cells[position].passage, rules)


def _find_in_cell(label: str, cell: Passage, rules: RuleSet) -> Iterator[tuple[str, Range]]:
    for mention in find_personal(Passage.of(label + cell.text), rules):
        start, end = mention.start - len(label), mention.end - len(label)
        if start >= 0:
            yield from ((mention.value["sort"], place) for place in cell.ranges_of(start, end))


def find_personal_data(notice: Notice, rules: RuleSet) -> list[Diagnostic]:
    """One diagnostic `personal_data` for each sort that is there, with the places of all."""
    sorts: dict[str, dict[Range, None]] = {}
    for sort, place in (*_find_in_lines(notice.source.text, rules), *_find_in_columns(notice, rules)):
        sorts.setdefault(sort, {})[place] = None
    return [
        Diagnostic("personal_data", "info", {"sort": sort, "count": len(places)}, tuple(sorted(places)))
        for sort, places in sorted(sorts.items())
    ]
