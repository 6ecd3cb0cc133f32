"""Page numbers and running heads: lines at the edges of pages that belong to no text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import chain

from qingdan.readers.paged.lines import PrintedLine

_MARGIN = 0.15
"""Share of the page's height, at the top and at the bottom, in which furniture stands."""
_LONGEST = 80
"""Characters of a running head at most."""
_SAME_PLACE = 4.0
"""Points by which a running head may move between pages."""
_ENOUGH_PAGES = 3
"""A line at the same place on so many pages is a running head."""

_DECORATED_NUMBER = re.compile(
    r"[-—–―－_·•~～\s]*(?:"
    r"[-—–―－·•~～]\s*\d{1,4}\s*[-—–―－·•~～]"
    r"|第\s*\d{1,4}\s*页(?:\s*[,，/]?\s*[(（]?共\s*\d{1,4}\s*页[)）]?)?"
    r"|[Pp]age\s*\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?"
    r"|\d{1,4}\s*/\s*\d{1,4}"
    r")?[-—–―－_·•~～\s]*"  # in a scan, the number between its dashes may be lost
)
_BARE_NUMBER = re.compile(r"\s*(\d{1,4})\s*")
_COUNTER = re.compile(r"\d+\s*/\s*\d+|第\s*\d+\s*页|[-—－]\s*\d+\s*[-—－]|\s+")
_NO_HEAD = re.compile(r"\s*附\s*[件表录]|\s*第?[一二三四五六七八九十]+[、章节]")
"""A line that opens an attachment or a section is repeated for its own sake."""

Page = tuple[float, Sequence[PrintedLine]]
"""The height of a page in points and its lines from the top, tables aside."""
Place = tuple[int, int]
"""Index of the page, index of the line on it."""


def find_furniture(pages: Sequence[Page]) -> set[Place]:
    """The lines that are page numbers or running heads."""
    edges = [place for index, (height, lines) in enumerate(pages) for place in _edge_lines(index, height, lines)]
    return _page_numbers(pages, _outermost(edges, pages)) | _running_heads(pages, edges)


def _edge_lines(page: int, height: float, lines: Sequence[PrintedLine]) -> list[Place]:
    """Lines in the margins of a page."""
    top, bottom = _MARGIN * height, (1 - _MARGIN) * height
    return [
        (page, number)
        for number, line in enumerate(lines)
        if (line.box[3] <= top or line.box[1] >= bottom) and len(line.glyphs) <= _LONGEST
    ]


def _outermost(edges: Sequence[Place], pages: Sequence[Page]) -> list[Place]:
    """The highest and the lowest of each page's lines, as far as they stand in its margins."""
    tops = [min((line.box[1] for line in lines), default=0.0) for _, lines in pages]
    bottoms = [max((line.box[3] for line in lines), default=0.0) for _, lines in pages]
    boxes = ((place, pages[place[0]][1][place[1]].box) for place in edges)
    return [place for place, box in boxes if box[1] == tops[place[0]] or box[3] == bottoms[place[0]]]


def _page_numbers(pages: Sequence[Page], edges: Sequence[Place]) -> set[Place]:
    """Numbers in the forms of page numbers; bare ones only when they count with the pages."""
    found: set[Place] = set()
    bare: dict[int, list[Place]] = defaultdict(list)
    for page, number in edges:
        text = pages[page][1][number].text
        if _DECORATED_NUMBER.fullmatch(text):
            found.add((page, number))
        elif match := _BARE_NUMBER.fullmatch(text):
            bare[int(match[1]) - page].append((page, number))
    counted = (places for places in bare.values() if len(places) > 1 or len(pages) == 1)
    return found.union(*counted)


def _running_heads(pages: Sequence[Page], edges: Sequence[Place]) -> set[Place]:
    """Lines with the same words at the same height on several pages."""
    alike: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for page, number in edges:
        line = pages[page][1][number]
        if not _NO_HEAD.match(line.text):
            alike[_COUNTER.sub("", line.text), round(line.box[1] / _SAME_PLACE)].append((page, number))
    heads = (places for places in alike.values() if len({page for page, _ in places}) >= _ENOUGH_PAGES)
    return set(chain.from_iterable(heads))
