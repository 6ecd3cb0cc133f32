"""Opens a PDF file and reads its pages one by one, within bounds."""

from __future__ import annotations

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.readers.paged.content import FileContent, PageContent, gather_pages, is_broken, to_broken_page, to_page
from qingdan.readers.paged.geometry import IDENTITY, multiply, page_frame, turn_back
from qingdan.readers.pdf.forms import unfolds_without_end
from qingdan.readers.pdf.glyphs import read_page_text
from qingdan.readers.pdf.native import PdfDocument, PdfiumError, PdfPage, pdfium
from qingdan.readers.pdf.rulings import read_drawing
from qingdan.readers.pdf.scans import Scans
from qingdan.readers.pdf.streams import unpack_without_end


def read_pages(data: bytes, name: str) -> FileContent:
    """All pages of a PDF file. Raises EncryptedFileError and BrokenFileError."""
    document = _open(data, name)
    try:
        count = len(document)
        scans = Scans()
        content = gather_pages(count, (_read_page(document, number, scans) for number in range(1, count + 1)))
    finally:
        document.close()
    if all(map(is_broken, content.pages)):
        raise BrokenFileError(name, "no page of this PDF file can be read; fetch the file again")
    return content


def _open(data: bytes, name: str) -> PdfDocument:
    if unpack_without_end(data):
        raise BrokenFileError(name, "this PDF file unpacks to far more than a notice can hold; print it to a new file")
    if unfolds_without_end(data):
        raise BrokenFileError(name, "this PDF file draws forms inside forms without end; print it to a new file")
    try:
        return PdfDocument(data)
    except PdfiumError as error:
        if error.err_code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise EncryptedFileError(name, "this PDF file asks for a password; save it without one") from None
        raise BrokenFileError(name, "this PDF file is damaged; fetch or export it again") from None


def _read_page(document: PdfDocument, number: int, scans: Scans) -> PageContent:
    try:
        page = document[number - 1]
        try:
            return scans.read(page, _read_open_page(page, number))
        finally:
            page.close()
    except PdfiumError:
        return to_broken_page(number)


def _read_open_page(page: PdfPage, number: int) -> PageContent:
    text_page = page.get_textpage()
    try:
        page_box = page.get_bbox()
        shown_turn = page.get_rotation() // 90 % 4
        text, turn = read_page_text(text_page, page_frame(page_box, shown_turn))
    finally:
        text_page.close()
    frame = page_frame(page_box, (shown_turn + turn) % 4)
    drawing = read_drawing(page, frame.matrix)
    shown = multiply(turn_back(frame.matrix), page_frame(page_box, shown_turn).matrix) if turn else IDENTITY
    return to_page(number, (frame.width, frame.height), text, drawing, shown)
