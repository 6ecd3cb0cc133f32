"""What a user would pick instead, by form: its plain text, nothing understood. `python rivals.py FORM FILE...`"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path


def read_txt(path: str) -> int:
    """Characters."""
    data = Path(path).read_bytes()
    try:
        return len(data.decode())
    except UnicodeDecodeError:
        return len(data.decode("gb18030"))


def read_pdf(path: str) -> int:
    """Characters of text and tables."""
    import logging

    import pdfplumber

    logging.disable()  # pdfminer tells each oddity of a damaged file
    with pdfplumber.open(path) as pdf:
        return sum(len(page.extract_text()) + len(page.extract_tables()) for page in pdf.pages)


def read_html(path: str) -> int:
    """Characters."""
    from lxml import html

    return len(html.fromstring(Path(path).read_bytes()).text_content())


def read_docx(path: str) -> int:
    """Characters of paragraphs and cells."""
    import docx

    document = docx.Document(path)
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return sum(map(len, (*(paragraph.text for paragraph in document.paragraphs), *cells)))


def read_xlsx(path: str) -> int:
    """Filled cells."""
    import openpyxl

    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    return sum(value is not None for sheet in book for row in sheet.values for value in row)


RIVALS: dict[str, tuple[str, Callable[[str], int]]] = {
    "txt": ("decode", read_txt),
    "pdf": ("pdfplumber", read_pdf),
    "html": ("lxml.html", read_html),
    "docx": ("python-docx", read_docx),
    "xlsx": ("openpyxl", read_xlsx),
}
"""To add a form, put what else reads it here."""

if __name__ == "__main__":
    for name in sys.argv[2:]:
        RIVALS[sys.argv[1]][1](name)
