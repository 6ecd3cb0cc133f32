"""Notes under a table: they explain it, and their numbers open no clauses (T5)."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph

Entry = tuple[Paragraph, str | None]
"""A paragraph and its zone."""
_ITEMS = frozenset({"decimal", "arabic", "bracketed_arabic", "circled"})
"""Styles in which notes are numbered."""


def part_notes(entries: Sequence[Entry], rules: RuleSet) -> tuple[list[Entry], list[Entry]]:
    """The entries without the notes that stand straight behind a table, and those notes with their numbered items."""
    marks = [rule.regex for rule in rules.of_kind("table_line") if rule.value.get("line") == "note"]
    kept: list[Entry] = []
    notes: list[Entry] = []
    noting: str | None = None
    for paragraph, zone in entries:
        opens = paragraph.after_table and any(mark.fullmatch(paragraph.text) for mark in marks)
        number = read_number(paragraph.text, rules) if noting is not None else None
        goes_on = number is not None and number.style in _ITEMS and zone == noting and not paragraph.after_table
        noting = zone if opens or goes_on else None
        (notes if opens or goes_on else kept).append((paragraph, zone))
    return kept, notes
