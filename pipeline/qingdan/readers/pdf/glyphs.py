"""The characters of a page, in runs, read from PDFium's text page in a few batches."""

from __future__ import annotations

import ctypes
import re
from array import array

from qingdan.readers.paged.content import MAX_CHARACTERS, UNKNOWN, PageText
from qingdan.readers.paged.faces import find_weight
from qingdan.readers.paged.geometry import Frame, Glyph, Matrix, Run, Weight
from qingdan.readers.paged.lines import find_runs
from qingdan.readers.pdf import native
from qingdan.readers.pdf.native import PdfTextPage, address_of, pdfium

_HYPHENS = dict.fromkeys(map(ord, "\x02\ufffe"), "-")
"""What PDFium makes of a hyphen at the end of a line."""
_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_FILL_AND_STROKE = 2
_SLANT = 0.05
"""A base line that rises or falls by more, per point, is aslant."""


def read_page_text(text_page: PdfTextPage, frame: Frame) -> PageText:
    """The characters that stand on the page; what PDFium generates (spaces, breaks) has no size and is left out."""
    total = pdfium.FPDFText_CountChars(text_page.raw)
    count = min(total, MAX_CHARACTERS)
    if count <= 0:
        return PageText([], [])
    text = _read_characters(text_page, count)
    glyphs = list(map(Glyph._make, zip(text, *_read_boxes(text_page, count, frame.matrix), strict=True)))
    printed = [index for index, glyph in enumerate(glyphs) if frame.shows(glyph)]
    faces = _Faces(text_page)
    runs: list[Run] = []
    slanted: list[Glyph] = []
    start = 0
    for run in find_runs([glyphs[index] for index in printed]):
        first, last = printed[start], printed[start + len(run) - 1]
        start += len(run)
        if _is_slanted(text_page, first):
            slanted += run
        else:
            runs.append(Run(run, min(faces.weight_of(first), faces.weight_of(last))))
    return PageText(runs, slanted, total <= MAX_CHARACTERS)


def _is_slanted(text_page: PdfTextPage, index: int) -> bool:
    """True when the base line runs neither along nor across the page."""
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix):
        return False
    low, high = sorted((abs(float(matrix.a)), abs(float(matrix.b))))
    return low > _SLANT * high


def _read_characters(text_page: PdfTextPage, count: int) -> str:
    """One character per index of the text page."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page.raw, 0, count, buffer)
    text = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
    if len(text) != count:  # glyphs without a character are left out
        text = _to_text([pdfium.FPDFText_GetUnicode(text_page.raw, index) for index in range(count)])
    return text.translate(_HYPHENS)


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


class _Faces:
    """The weight of characters, asked once per font."""

    def __init__(self, text_page: PdfTextPage) -> None:
        self._page = text_page
        self._handle = address_of(text_page.raw)
        self._known: dict[int, Weight] = {}

    def weight_of(self, index: int) -> Weight:
        """The weight of the character's face; bold too when its outline is stroked as well as filled."""
        text_object = native.get_text_object(self._handle, index)
        if not text_object:
            return Weight.PLAIN
        if native.get_render_mode(text_object) == _FILL_AND_STROKE:
            return Weight.BOLD
        font = native.get_font(text_object) or 0
        if font not in self._known:
            self._known[font] = self._face_weight(index)
        return self._known[font]

    def _face_weight(self, index: int) -> Weight:
        buffer = ctypes.create_string_buffer(256)
        pdfium.FPDFText_GetFontInfo(self._page.raw, index, buffer, len(buffer), None)
        name = buffer.value.decode("utf-8", "replace")
        return find_weight(name, pdfium.FPDFText_GetFontWeight(self._page.raw, index))
