"""A printed table of contents says every heading twice: only the second time counts."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.paragraphs import Paragraph

_LEADER = "….·—_-（）0123456789"
"""Dots and a page number behind a heading."""
_SAME = 8
"""So many first characters tell the first heading."""
_WITHIN = 80


def without_contents(paragraphs: Sequence[Paragraph], rules: RuleSet) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs outside the table of contents, and those of it with its heading."""
    headings = rules.lexicon("layout.contents")
    for index, paragraph in enumerate(paragraphs[:_WITHIN]):
        if paragraph.text not in headings or index + 1 >= len(paragraphs):
            continue
        first = paragraphs[index + 1].text.rstrip(_LEADER)[:_SAME]
        for end in range(index + 2, len(paragraphs)):
            if first and paragraphs[end].text.startswith(first):
                return [*paragraphs[:index], *paragraphs[end:]], list(paragraphs[index:end])
    return list(paragraphs), []
