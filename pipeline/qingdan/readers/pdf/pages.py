"""Opens a PDF file and reads its pages one by one, within bounds."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.models.diagnostic import Diagnostic
from qingdan.readers.pdf.geometry import IDENTITY, Matrix, Run, multiply, page_frame, turn_back
from qingdan.readers.pdf.glyphs import UNKNOWN, PageText, read_page_text
from qingdan.readers.pdf.native import PdfDocument, PdfiumError, PdfPage, PdfTextPage, pdfium
from qingdan.readers.pdf.rulings import Drawing, read_drawing

MAX_PAGES = 2_000
"""Read per file; the thickest notices with all attachments have some hundreds."""
MAX_FILE_SHAPES = 3_000_000
"""Characters and paths read per file, since many pages may share one heavy content."""

_FEW_CHARACTERS = 30
"""A scan may carry this many real characters: a page number, the stamp of the scanning program."""
_PICTURE_SHARE = 0.3
"""From this share of the page on, a picture may be all of its text."""
_OUTLINED_PATHS = 300
"""So many paths on a page without characters are its letters, drawn as outlines."""
_UNREADABLE_SHARE = 0.3
"""From this share of characters without a meaning on, the text layer is no use."""
_ANGLE_SAMPLES = 16


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
    """False for scans, outlined letters and fonts without character codes."""


@dataclass(frozen=True, slots=True)
class FileContent:
    """The pages of a file."""

    page_count: int
    """As the file says, also when not all were read."""
    pages: list[PageContent]
    diagnostics: tuple[Diagnostic, ...] = ()


def read_pages(data: bytes, name: str) -> FileContent:
    """All pages of a PDF file. Raises EncryptedFileError and BrokenFileError."""
    document = _open(data, name)
    try:
        page_count = len(document)
        pages: list[PageContent] = []
        budget = MAX_FILE_SHAPES
        for number in range(1, min(page_count, MAX_PAGES) + 1):
            page = _read_page(document, number)
            budget -= sum(len(run.glyphs) for run in page.text.runs) + page.drawing.path_count
            pages.append(page)
            if budget < 0:
                break
        if all(page.diagnostics and page.diagnostics[0].code == "broken_page" for page in pages):
            raise BrokenFileError(name, "no page of this PDF file can be read; fetch the file again")
    finally:
        document.close()
    cut = (
        (Diagnostic("page_limit", params={"pages": page_count, "read": len(pages)}),) if len(pages) < page_count else ()
    )
    return FileContent(page_count, pages, cut)


def _open(data: bytes, name: str) -> PdfDocument:
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedFileError(name, "this PDF file asks for a password; save it without one") from None
        raise BrokenFileError(name, "this PDF file is damaged; fetch or export it again") from None


def _read_page(document: PdfDocument, number: int) -> PageContent:
    try:
        page = document[number - 1]
        try:
            return _read_open_page(page, number)
        finally:
            page.close()
    except PdfiumError:
        return PageContent(number, 0.0, PageText([], []), Drawing(), diagnostics=(_found("broken_page", number),))


def _found(code: str, number: int) -> Diagnostic:
    return Diagnostic(code, params={"page": number})


def _read_open_page(page: PdfPage, number: int) -> PageContent:
    text_page = page.get_textpage()
    try:
        page_box = page.get_bbox()
        shown_turn = page.get_rotation() // 90 % 4
        turn = _text_turn(text_page, shown_turn)
        frame = page_frame(page_box, turn)
        text = read_page_text(text_page, frame)
    finally:
        text_page.close()
    drawing = read_drawing(page, frame.matrix)
    legible = _has_text_layer(text.runs, drawing, frame.width * frame.height)
    found = [] if legible else [_found("scanned_page", number)]
    if not (text.complete and drawing.complete):
        found.append(_found("too_complex", number))
    shown = IDENTITY
    if turn != shown_turn:
        shown = multiply(turn_back(frame.matrix), page_frame(page_box, shown_turn).matrix)
    return PageContent(number, frame.height, text, drawing, shown, tuple(found), legible)


def _text_turn(text_page: PdfTextPage, shown_turn: int) -> int:
    """The quarter turns clockwise that set most of the page's text upright; those of the page when in doubt."""
    count = pdfium.FPDFText_CountChars(text_page.raw)
    step = max(1, count // _ANGLE_SAMPLES)
    angles = [pdfium.FPDFText_GetCharAngle(text_page.raw, index) for index in range(0, count, step)]
    turns = Counter(round(-angle / (math.pi / 2)) % 4 for angle in angles if angle >= 0)
    if not turns:
        return shown_turn
    turn, votes = turns.most_common(1)[0]
    return turn if 2 * votes > turns.total() else shown_turn


def _has_text_layer(runs: list[Run], drawing: Drawing, area: float) -> bool:
    """False when what a reader sees as text is a picture, outlines, or glyphs without a meaning."""
    characters = [glyph.char for run in runs for glyph in run.glyphs if not glyph.char.isspace()]
    if len(characters) < _FEW_CHARACTERS:
        outlined = drawing.path_count >= _OUTLINED_PATHS
        return not (outlined or drawing.picture_area >= _PICTURE_SHARE * area > 0)
    unreadable = sum(char == UNKNOWN or "\ue000" <= char <= "\uf8ff" for char in characters)
    return unreadable < _UNREADABLE_SHARE * len(characters)
