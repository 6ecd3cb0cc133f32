"""Blocks of a page that lead through the site instead of belonging to the notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter, sub

from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

_FILE = re.compile(
    r"\.(?:docx?|xlsx?|pptx?|pdf|wps|et|ofd|ceb|rtf|txt|zip|rar|7z)(?:\W|$)|download|downfile|attach", re.IGNORECASE
)
_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HAN = re.compile("[\u3400-\u9fff]+")
_LEADING_SHARE = 0.7
_PROSE_SHARE = 0.1
"""A block with more of the page's sentences than this is not navigation, whatever its name."""


def count_han(text: str) -> int:
    """Chinese characters in a text."""
    return sum(map(len, _HAN.findall(text)))


@dataclass(slots=True)
class Totals:
    """What has been printed up to a place, or in a block."""

    characters: int = 0
    han: int = 0
    leading: int = 0
    """Chinese characters in links to other pages."""
    prose: int = 0
    """Characters in lines with sentences that are not mainly links."""
    files: int = 0
    headings: int = 0
    tables: int = 0
    marks: int = 0
    """Lines with the registration of a site: they close its pages."""

    def add(self, text: str, shown: int, leading: int) -> None:
        """Count a line."""
        han = count_han(text)
        self.characters += shown
        self.han += han
        self.leading += leading
        if "。" in text and 2 * leading < han:
            self.prose += shown
        if ("备" in text or "标识码" in text) and _is_site_mark(text):
            self.marks += 1

    def copy(self) -> Totals:
        """A snapshot."""
        return Totals(*_COUNTS(self))

    def minus(self, before: Totals) -> Totals:
        """What has been printed since a snapshot."""
        return Totals(*map(sub, _COUNTS(self), _COUNTS(before)))


_COUNTS = attrgetter("characters", "han", "leading", "prose", "files", "headings", "tables", "marks")


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
        """It consists of links to other pages; dates and dividers aside."""
        return self.holds.leading > 0 and self.holds.leading >= _LEADING_SHARE * self.holds.han

    @property
    def may_be_furniture(self) -> bool:
        """By itself: links, a footer, or named so; without files, headings or tables of its own."""
        own = self.holds.files or self.holds.tables or self.holds.headings
        return self.last > self.first and not own and (self.hinted or self.holds.marks > 0 or self.leads)

    def is_furniture(self, page: Totals) -> bool:
        """Within its page: not the bulk of it, and not where its sentences are.

        Links tell nothing in a page that consists of them, as where one was never closed.
        """
        bulk = 2 * self.holds.characters > page.characters
        telling = self.hinted or self.holds.marks > 0 or 2 * page.leading < page.han
        return telling and not bulk and self.holds.prose <= _PROSE_SHARE * page.prose


def is_file_link(address: str | None) -> bool:
    """Whether a link gives a file: an attachment is part of the notice."""
    return address is not None and _FILE.search(address) is not None


def is_leading_link(address: str | None) -> bool:
    """Whether a link leads to another page, not to another place of this one."""
    return address is not None and not address.strip().startswith("#")


def _is_site_mark(text: str) -> bool:
    return load_rules().search("site_mark", Passage.of(text).text) is not None


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
