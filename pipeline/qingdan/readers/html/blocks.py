"""Blocks of a page that lead through the site instead of belonging to the notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from qingdan.rulepacks import load_rules

_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|ceb|rtf|txt|zip|rar|7z)(?:\W|$)|download|downfile|attach", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_LEADING_SHARE = 0.7
_PROSE_SHARE = 0.1
"""A block with more of the page's sentences than this is not navigation, whatever its name."""


@dataclass(slots=True)
class Totals:
    """What has been printed up to a place, or in a block."""

    characters: int = 0
    leading: int = 0
    """Characters in links to other pages."""
    prose: int = 0
    """Characters in lines with sentences that are not mainly links."""
    links: int = 0
    files: int = 0
    headings: int = 0
    tables: int = 0

    def add(self, text: str, shown: int, leading: int) -> None:
        """Count a line."""
        self.characters += shown
        self.leading += leading
        if "。" in text and 2 * leading < shown:
            self.prose += shown

    def copy(self) -> Totals:
        """A snapshot."""
        return Totals(
            self.characters, self.leading, self.prose, self.links, self.files, self.headings, self.tables
        )  # fmt: skip

    def minus(self, before: Totals) -> Totals:
        """What has been printed since a snapshot."""
        return Totals(
            self.characters - before.characters,
            self.leading - before.leading,
            self.prose - before.prose,
            self.links - before.links,
            self.files - before.files,
            self.headings - before.headings,
            self.tables - before.tables,
        )


@dataclass(slots=True)
class Block:
    """A block element: its lines (`last` exclusive) and what they hold."""

    first: int
    before: Totals
    hinted: bool
    """Its class, id, role or tag names a part of the site."""
    last: int = 0
    holds: Totals = field(default_factory=Totals)

    @property
    def leads(self) -> bool:
        """It consists of links to other pages, more than one."""
        return self.holds.links > 1 and self.holds.leading >= _LEADING_SHARE * self.holds.characters

    @property
    def may_be_furniture(self) -> bool:
        """By itself: links, or named so; without files, headings or tables of its own."""
        own = self.holds.files or self.holds.tables or self.holds.headings
        return self.last > self.first and not own and (self.hinted or self.leads)

    def is_furniture(self, page: Totals) -> bool:
        """Within its page: not the bulk of it, and not where its sentences are."""
        bulk = 2 * self.holds.characters > page.characters
        return not bulk and self.holds.prose <= _PROSE_SHARE * page.prose


def is_file_link(address: str | None) -> bool:
    """Whether a link gives a file: an attachment is part of the notice."""
    return address is not None and _FILE.search(address) is not None


def is_leading_link(address: str | None) -> bool:
    """Whether a link leads to another page, not to another place of this one."""
    return address is not None and not address.strip().startswith("#")


@lru_cache(maxsize=1024)
def is_navigation_name(names: str) -> bool:
    """Whether a class, id or role names a menu, a share bar, a footer."""
    words = load_rules().lexicon("web.navigation").map
    return any(word.lower() in words for word in _NAME.findall(names))


def find_furniture(blocks: Sequence[Block], page: Totals) -> list[tuple[int, int]]:
    """The lines of all blocks that are furniture, as disjoint ranges of indices in order."""
    ranges: list[tuple[int, int]] = []
    for block in sorted(blocks, key=lambda b: (b.first, -b.last)):
        if (not ranges or block.last > ranges[-1][1]) and block.is_furniture(page):
            ranges.append((max(block.first, ranges[-1][1] if ranges else 0), block.last))
    return ranges
