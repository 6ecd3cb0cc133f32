"""Scanned pages of a PDF file, read in their pictures where the extra `ocr` is installed."""

from __future__ import annotations

import ctypes
from dataclasses import replace

from qingdan.readers.ocr import is_installed
from qingdan.readers.paged.content import PageContent, found_on
from qingdan.readers.pdf.native import PdfPage, pdfium

MAX_SCANS = 300
"""Read per file; a page takes some seconds."""
MAX_PICTURE_PIXELS = 120_000_000
"""Of all pictures of a page, which PDFium unpacks whole; A3 scanned at 600 to the inch has 70 million."""
_SCALE = 170 / 72
"""Pixels to the point: 38 for a character of 16 points."""
_LONGEST_SIDE = 3_000
"""Pixels. A4 has 1,988, A3 2,813."""
_FORM_DEPTH = 8


class Scans:
    """Reads scanned pages of one file, up to a cap."""

    def __init__(self) -> None:
        self._left = MAX_SCANS

    def read(self, page: PdfPage, content: PageContent) -> PageContent:
        """The page with the characters of its picture; as it is when it has characters or none can be read."""
        if content.has_text_layer or not is_installed():
            return content
        self._left -= 1
        if self._left < 0 or _count_pixels(page) > MAX_PICTURE_PIXELS:
            found = (*content.diagnostics, found_on("scan_left_out", content.number))
            return replace(content, diagnostics=found)
        # Loading the models takes a second, which files without scans should not pay.
        from qingdan.readers.ocr.page import read_picture

        scale = min(_SCALE, _LONGEST_SIDE / max(page.get_size()))
        bitmap = page.render(scale=scale, prefer_bgrx=True)
        return read_picture(bitmap.to_numpy()[:, :, :3].copy(), scale, content)


def _count_pixels(page: PdfPage) -> int:
    """Pixels of all pictures of the page, before PDFium unpacks any."""
    total = 0
    width, height = ctypes.c_uint(), ctypes.c_uint()
    for picture in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=_FORM_DEPTH):
        if pdfium.FPDFImageObj_GetImagePixelSize(picture.raw, width, height):
            total += width.value * height.value
    return total
