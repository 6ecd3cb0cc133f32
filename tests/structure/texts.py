"""Sources made from literal text, for tests of structure."""

from __future__ import annotations

from qingdan.models.notice import Notice
from qingdan.models.source import Line, Source
from qingdan.rulepacks import load_rules
from qingdan.structure.build import build_notice


def source_of(text: str) -> Source:
    """A source without tables whose lines are the text's."""
    lines: list[Line] = []
    position = 0
    for line in text.split("\n"):
        words = line.strip()
        if words:
            start = position + line.index(words)
            lines.append(Line(start, start + len(words)))
        position += len(line) + 1
    return Source(text, "text/plain", tuple(lines))


def notice_of(text: str) -> Notice:
    """The structure of a literal text."""
    return build_notice(source_of(text), load_rules())


def outline_of(text: str) -> list[tuple[int, str, str]]:
    """Level, number and heading of every clause."""
    return [(c.level, c.number, c.heading.printed) for c in notice_of(text).clauses]
