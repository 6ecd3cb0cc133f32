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


def read_mhtml(path: str) -> int:
    """Characters of the page."""
    from email import message_from_bytes, policy

    from lxml import html

    body = message_from_bytes(Path(path).read_bytes(), policy=policy.default).get_body(("html", "plain"))
    return len(html.fromstring(body.get_content()).text_content()) if body else 0


def read_sheets(path: str) -> int:
    """Cells of all sheets, as data frames."""
    import pandas

    sheets = pandas.read_excel(path, sheet_name=None, header=None, engine="calamine")
    return sum(int(sheet.count().sum()) for sheet in sheets.values())


def read_ofd(path: str) -> int:
    """Characters of the pages, in the order of their objects."""
    import zipfile

    from lxml import etree

    with zipfile.ZipFile(path) as file:
        pages = [etree.fromstring(file.read(name)) for name in file.namelist() if name.endswith("Content.xml")]
    return sum(len(code.text or "") for page in pages for code in page.iter("{*}TextCode"))


def read_by_office(path: str) -> int:
    """Characters of what LibreOffice writes as text."""
    import subprocess
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "txt:Text (encoded):UTF8",
            "--outdir",
            folder,
            path,
        ]
        subprocess.run(command, check=True, capture_output=True)
        return len((Path(folder) / Path(path).with_suffix(".txt").name).read_text(encoding="utf-8"))


def read_scan(path: str) -> int:
    """Recognised characters of pictures of the pages, with the settings that rapidocr comes with."""
    import pypdfium2
    from rapidocr import RapidOCR

    engine = RapidOCR()
    pages = (page.render(scale=150 / 72).to_numpy() for page in pypdfium2.PdfDocument(path))
    return sum(len("".join(engine(page).txts or ())) for page in pages)


RIVALS: dict[str, tuple[str, Callable[[str], int]]] = {
    "txt": ("decode", read_txt),
    "pdf": ("pdfplumber", read_pdf),
    "html": ("lxml.html", read_html),
    "docx": ("python-docx", read_docx),
    "xlsx": ("openpyxl", read_xlsx),
    "mhtml": ("email and lxml", read_mhtml),
    "ods": ("pandas", read_sheets),
    "xls": ("pandas", read_sheets),
    "ofd": ("zipfile and lxml", read_ofd),
    "rtf": ("soffice", read_by_office),
    "doc": ("soffice", read_by_office),
    "odt": ("soffice", read_by_office),
    "scan": ("rapidocr", read_scan),
}
"""To add a form, put what else reads it here."""

if __name__ == "__main__":
    for name in sys.argv[2:]:
        RIVALS[sys.argv[1]][1](name)
