"""评价标准: a cell of numbered items → its items."""

from __future__ import annotations

import re

from qingdan.text.passage import Passage

_NUMBER = re.compile(r"(?:^|(?<=[。；，;]))(?:\d{1,2}[.、](?!\d)|[（]\d{1,2}[）]|[①-⑳])")


def split_criteria(passage: Passage) -> tuple[str, ...]:
    """The items in order, numbers stripped; one item where there is no numbering."""
    starts = [m.span() for m in _NUMBER.finditer(passage.text)]
    edges = [*(start for start, _ in starts), len(passage)]
    items = [passage.slice(end, edge).printed for (_, end), edge in zip(starts, edges[1:], strict=True)]
    head = passage.slice(0, edges[0]).printed
    return tuple(item for item in [head, *items] if item)
