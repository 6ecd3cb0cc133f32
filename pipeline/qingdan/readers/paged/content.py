"""What a file shows on its pages, before anything is made of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from qingdan.models.diagnostic import Diagnostic
from qingdan.readers.paged.drawing import Drawing
from qingdan.readers.paged.geometry import IDENTITY, Glyph, Matrix, Run

MAX_PAGES = 2_000
"""Read per file; the thickest notices with all attachments have some hundreds."""
MAX_FILE_SHAPES = 1_500_000
"""Characters and paths read per file, since many pages may share one heavy content."""
MAX_CHARACTERS = 60_000
"""Read per page. A page of body text has 800, a dense table some thousands."""

UNKNOWN = "\ufffd"
"""A glyph whose font does not say which character it is."""

_FEW_CHARACTERS = 30
"""A scan may carry this many real characters: a page number, the stamp of the scanning program."""
_PICTURE_SHARE = 0.3
"""From this share of the page on, a picture may be all of its text."""
_OUTLINED_PATHS = 300
"""So many paths on a page without characters are its letters, drawn as outlines."""
_UNREADABLE_SHARE = 0.3
"""From this share of characters without a meaning on, the text layer is no use."""

_UNMAPPED = re.compile("[\ufffd\ue000-\uf8ff]")
_SYMBOL = re.compile("[\uf020-\uf0ff]")
"""Characters of symbol fonts: bullets and ticks, but also signs such as ≥."""


@dataclass(frozen=True, slots=True)
class PageText:
    """The printed characters of a page in the order of the file."""

    runs: list[Run]
    slanted: list[Glyph]
    """Characters that stand aslant: a watermark, which would tear the lines that it crosses."""
    complete: bool = True
    """False when there were more characters than are read."""
    asides: tuple[Aside, ...] = ()
    """Text that stands otherwise than that of the page: a broad table on an upright page."""
    looked_at: int = 0
    """Characters that it took time to read, those out of sight included."""

    @property
    def all_runs(self) -> list[Run]:
        """Those of the page and those that stand aside."""
        return list(chain(self.runs, *(aside.runs for aside in self.asides)))

    @property
    def characters(self) -> str:
        """All but the slanted ones in the order of the file, white space left out."""
        return "".join("".join([glyph.char for run in self.all_runs for glyph in run.glyphs]).split())


@dataclass(frozen=True, slots=True)
class Aside:
    """Text that stands turned by quarters, in coordinates in which it is upright."""

    runs: list[Run]
    to_page: Matrix
    """From these coordinates to those of the page's other text."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """How the characters of a page were recognised in its picture."""

    engine: str
    scores: Mapping[Glyph, float]
    """0..1 for each character: how sure the engine is of it."""


@dataclass(frozen=True, slots=True)
class PageContent:
    """What one page shows, in points from the top left corner of the page, its text upright."""

    number: int
    """From 1."""
    height: float
    text: PageText
    drawing: Drawing
    shown: Matrix = IDENTITY
    """From these coordinates to the page as a viewer shows it; differs where the text stands sideways."""
    diagnostics: tuple[Diagnostic, ...] = ()
    has_text_layer: bool = True
    """False for scans, outlined letters and fonts without character codes, unless they were recognised."""
    recognised: Recognised | None = None
    """Set when the characters are not the file's own."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """The pages of a file."""

    page_count: int
    """As the file says, also when not all were read."""
    pages: list[PageContent]
    diagnostics: tuple[Diagnostic, ...] = ()


def found_on(code: str, number: int) -> Diagnostic:
    """A diagnostic about one page."""
    return Diagnostic(code, params={"page": number})


def to_broken_page(number: int) -> PageContent:
    """A page of which nothing could be read."""
    return PageContent(number, 0.0, PageText([], []), Drawing(), diagnostics=(found_on("broken_page", number),))


def is_broken(page: PageContent) -> bool:
    """True for what `to_broken_page` gives."""
    return any(found.code == "broken_page" for found in page.diagnostics)


def to_page(number: int, size: tuple[float, float], text: PageText, drawing: Drawing, shown: Matrix) -> PageContent:
    """A page of `size` (width and height in points), with what has to be said about it."""
    width, height = size
    characters = text.characters
    legible = _has_text_layer(characters, drawing, width * height)
    found = [] if legible else [found_on("scanned_page", number)]
    if legible and _UNMAPPED.search(characters) and (unmapped := sum(map(_count_unmapped, text.all_runs))):
        found.append(Diagnostic("unmapped_glyphs", params={"page": number, "count": unmapped}))
    if not (text.complete and drawing.complete):
        found.append(found_on("too_complex", number))
    return PageContent(number, height, text, drawing, shown, tuple(found), legible)


def gather_pages(count: int, pages: Iterator[PageContent]) -> FileContent:
    """The first pages of a file that says it has `count`: not more than the caps allow, read one by one."""
    read: list[PageContent] = []
    budget = MAX_FILE_SHAPES
    for page in pages:
        budget -= page.text.looked_at + page.drawing.path_count
        read.append(page)
        if budget < 0 or len(read) == MAX_PAGES:
            break
    cut = (Diagnostic("page_limit", params={"pages": count, "read": len(read)}),) if len(read) < count else ()
    return FileContent(count, read, cut)


def _has_text_layer(characters: str, drawing: Drawing, area: float) -> bool:
    """False when what a reader sees as text is a picture, outlines, or glyphs without a meaning."""
    if len(characters) < _FEW_CHARACTERS:
        outlined = drawing.path_count >= _OUTLINED_PATHS
        return not (outlined or drawing.picture_area >= _PICTURE_SHARE * area > 0)
    return len(_UNMAPPED.findall(characters)) < _UNREADABLE_SHARE * len(characters)


def _count_unmapped(run: Run) -> int:
    """Glyphs without a meaning, but for the mark that a list item begins with."""
    characters = "".join(glyph.char for glyph in run.glyphs)
    return len(_UNMAPPED.findall(characters, 1 if _SYMBOL.match(characters) else 0))
