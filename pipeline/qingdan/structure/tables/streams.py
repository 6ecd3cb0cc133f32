"""Runs of drawn rows that may make up one table, and what lines of one cell among them are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from qingdan.models.source import Line, Source
from qingdan.rulepacks.ruleset import Rule, RuleSet
from qingdan.structure.tables.grid import GridRow, build_grid, build_line_row
from qingdan.text.passage import fold_words

MAX_SECTION: Final = 60
"""Characters in the line of a section."""


@lru_cache(maxsize=4096)
def classify_line(text: str, rules: RuleSet) -> tuple[Rule | None, str]:
    """The rule of the line that reads `text`, and what the line is: `section note continued title` or nothing."""
    for rule in rules.of_kind("table_line"):
        if len(text) <= 2 * MAX_SECTION and rule.regex.fullmatch(text):
            return rule, str(rule.value["line"])
    return None, ""


def number_of(text: str, rules: RuleSet) -> tuple[str, int]:
    """Style and length of the number in front of a section's name; empty without one."""
    for rule in rules.of_kind("table_line"):
        match = rule.regex.fullmatch(text) if rule.value["line"] == "section" else None
        if match:
            return next(name for name, words in match.groupdict().items() if words and name != "number"), match.end(
                "number"
            )
    return "", 0


def find_streams(source: Source, rules: RuleSet) -> Iterator[list[GridRow]]:
    """Rows that may make up one table: of drawn tables with nothing but section lines between them."""
    stream: list[GridRow] = []
    end = 0
    for raw in source.tables:
        grid = build_grid(raw, source)
        if stream:
            between = _lines_between(source, end, raw.start, rules)
            if between is None:
                yield stream
                stream = []
            else:
                stream += [build_line_row(line, source) for line in between]
        stream += grid
        end = raw.end
    if stream:
        yield stream


def _lines_between(source: Source, start: int, end: int, rules: RuleSet) -> list[Line] | None:
    """Section lines between two drawn tables; None when other words part them."""
    kept: list[Line] = []
    first = bisect_left(source.lines, start, key=lambda line: line.start)
    last = bisect_left(source.lines, end, key=lambda line: line.start)
    for line in source.lines[first:last]:
        kind = classify_line(fold_words(source.text, line.start, line.end), rules)[1]
        if kind not in ("section", "continued"):
            return None
        if kind == "section":
            kept.append(line)
    return kept if len(kept) <= 2 else None
