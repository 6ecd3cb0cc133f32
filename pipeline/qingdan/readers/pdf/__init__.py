"""PDF → Source: characters and ruling lines from PDFium; lines, tables and page furniture by geometry."""

from __future__ import annotations

from qingdan.models.source import Source


def read_pdf(data: bytes, name: str) -> Source:
    """The text layer of a PDF file in reading order, with the page and box of every character.

    A page that holds only a picture of text gives the diagnostic `scanned_page`; it is read where the extra `ocr` is
    installed, and adds nothing else where it is not. Raises EncryptedFileError when a password is asked for,
    BrokenFileError when no page can be read.
    """
    # Binding PDFium takes 0.1 s of CPU, which notices in other formats should not pay.
    from qingdan.readers.paged.compose import build_source
    from qingdan.readers.pdf.pages import read_pages

    return build_source(read_pages(data, name), "application/pdf")
