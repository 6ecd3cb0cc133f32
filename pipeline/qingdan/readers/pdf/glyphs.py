"""The characters of a page, in runs, read from PDFium's text page in a few batches."""

from __future__ import annotations

import ctypes
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

from qingdan.readers.paged.content import MAX_CHARACTERS, UNKNOWN, Aside, PageText
from qingdan.readers.paged.geometry import IDENTITY, Frame, Glyph, Matrix, Run, map_box, multiply, turn_back, turn_frame
from qingdan.readers.paged.lines import find_runs
from qingdan.readers.pdf import native
from qingdan.readers.pdf.native import PdfTextPage, address_of, pdfium
from qingdan.readers.pdf.styles import TextStyles

_HYPHENS = dict.fromkeys(map(ord, "\x02\ufffe"), "-")
"""What PDFium makes of a hyphen at the end of a line."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")

_Piece = tuple[list[Glyph], list[int]]
"""The glyphs of a run and their indices in the text page."""


def read_page_text(text_page: PdfTextPage, frame: Frame) -> tuple[PageText, int]:
    """The characters on the page, and the quarter turns clockwise that its text needed to stand upright.

    A page is turned as a whole only when nothing on it is upright; other sideways text stands aside. What PDFium
    generates (spaces, breaks) has no size and is left out.
    """
    total = pdfium.FPDFText_CountChars(text_page.raw)
    count = max(0, min(total, MAX_CHARACTERS))
    glyphs = _read_glyphs(text_page, count, frame.matrix)
    styles = TextStyles(text_page, frame.matrix)
    standing: dict[int, list[_Piece]] = defaultdict(list)
    slanted: list[Glyph] = []
    printed = [index for index, glyph in enumerate(glyphs) if frame.shows(glyph)]
    for run, indices in _cut([glyphs[index] for index in printed], printed):
        turn = styles.turn_of(indices[0])
        if turn is None:
            slanted += run
        else:
            standing[turn].append((run, indices))
    main = 0 if 0 in standing else max(standing, key=lambda turn: len(standing[turn]), default=0)
    views = {turn: turn_frame(frame, turn).matrix for turn in {main, *standing}}
    runs = {turn: _build_runs(_turn(pieces, views[turn]), styles) for turn, pieces in standing.items()}
    text = PageText(
        runs.pop(main, []),
        _see(slanted, views[main]),
        complete=total <= MAX_CHARACTERS,
        asides=tuple(Aside(runs[turn], multiply(turn_back(views[turn]), views[main])) for turn in sorted(runs)),
        looked_at=count,
    )
    return text, main


def _cut(glyphs: list[Glyph], indices: list[int]) -> Iterator[_Piece]:
    """Runs of glyphs, with the indices of their glyphs."""
    start = 0
    for run in find_runs(glyphs):
        yield run, indices[start : start + len(run)]
        start += len(run)


def _turn(pieces: list[_Piece], view: Matrix) -> Iterable[_Piece]:
    """The runs that the glyphs make when the page is turned."""
    if view == IDENTITY:
        return pieces
    glyphs = _see([glyph for run, _ in pieces for glyph in run], view)
    return _cut(glyphs, [index for _, indices in pieces for index in indices])


def _see(glyphs: list[Glyph], view: Matrix) -> list[Glyph]:
    return glyphs if view == IDENTITY else [Glyph(glyph.char, *map_box(glyph[1:], view)) for glyph in glyphs]


def _build_runs(pieces: Iterable[_Piece], styles: TextStyles) -> list[Run]:
    runs: list[Run] = []
    for run, indices in pieces:
        (first, faint), (last, _) = styles.style_of(indices[0]), styles.style_of(indices[-1])
        runs.append(Run(run, min(first, last), faint))
    return runs


def _read_glyphs(text_page: PdfTextPage, count: int, matrix: Matrix) -> list[Glyph]:
    if not count:
        return []
    text = _read_characters(text_page, count)
    return list(map(Glyph._make, zip(text, *_read_boxes(text_page, count, matrix), strict=True)))


def _read_characters(text_page: PdfTextPage, count: int) -> str:
    """One character per index of the text page."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) != count:  # glyphs without a character are left out
        text = _to_text([pdfium.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)])
    return _without_codes(text_page, text.translate(_HYPHENS))


def _without_codes(text_page: PdfTextPage, text: str) -> str:
    """The text without the bare codes that PDFium gives for glyphs whose font names no character."""
    handle = address_of(text_page.raw)
    unknown = [index for index in range(len(text)) if native.has_map_error(handle, index)]
    if not unknown:
        return text
    characters = list(text)
    for index in unknown:
        characters[index] = UNKNOWN
    return "".join(characters)


def _to_text(codes: list[int]) -> str:
    """A character per code. A surrogate pair becomes its character and a NUL, which is never printed."""
    text = "".join(chr(code) if 0 < code < 0x110000 else UNKNOWN for code in codes)
    return _SURROGATE.sub(UNKNOWN, _PAIR.sub(_whole, text))


def _whole(pair: re.Match[str]) -> str:
    return pair[0].encode("utf-16-le", "surrogatepass").decode("utf-16-le") + "\0"


def _read_boxes(text_page: PdfTextPage, count: int, matrix: Matrix) -> tuple[list[float], ...]:
    """x0, top, x1, bottom of every character, advance width by line height, mapped by `matrix`."""
    rectangles = (pdfium.FS_RECTF * count)()
    handle, place, size = address_of(text_page.raw), ctypes.addressof(rectangles), ctypes.sizeof(pdfium.FS_RECTF)
    for index in range(count):
        native.get_loose_box(handle, index, place + index * size)
    sides = array("f")
    sides.frombytes(bytes(rectangles))
    left, top, right, bottom = sides[0::4], sides[1::4], sides[2::4], sides[3::4]
    a, b, c, d, e, f = matrix
    if b == c == 0:
        across = [a * x + e for x in left], [a * x + e for x in right]
        down = [d * y + f for y in top], [d * y + f for y in bottom]
    else:  # a quarter turn: what was up runs across
        across = [c * y + e for y in bottom], [c * y + e for y in top]
        down = [b * x + f for x in left], [b * x + f for x in right]
    x0, x1 = across if a + c > 0 else across[::-1]
    y0, y1 = down if b - d > 0 else down[::-1]
    return x0, y0, x1, y1
