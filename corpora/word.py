"""Word documents out of the blocks of a source: the directives of `build.py`, the same bytes for the same source."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from tables import ABOVE, ASIDE

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
BODY, TITLE, HEAD = Pt(16), Pt(22), Pt(36)
RED = RGBColor(0xC8, 0x10, 0x2E)
SONG = "仿宋_GB2312"
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every part, so that no clock enters the bytes."""


def _lines(document: WordDocument, words: str, align: WD_ALIGN_PARAGRAPH, size: Pt = BODY) -> None:
    for line in words.split("|"):
        paragraph = document.add_paragraph()
        paragraph.alignment = align
        paragraph.add_run(line).font.size = size


def _head(document: WordDocument, words: str) -> None:
    _lines(document, words, CENTRE, HEAD)
    for paragraph in document.paragraphs[-len(words.split("|")) :]:
        paragraph.runs[0].font.color.rgb = RED


def _page(document: WordDocument, words: str) -> None:
    section = document.add_section()
    wide = words == "landscape"
    if wide != (section.orientation == WD_ORIENT.LANDSCAPE):
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT


def _flush(document: WordDocument, words: str) -> None:
    document.add_paragraph(words)


DIRECTIVES: dict[str, Callable[[WordDocument, str], None]] = {
    "head": _head,
    "number": lambda document, words: _lines(document, words, CENTRE),
    "title": lambda document, words: _lines(document, words, CENTRE, TITLE),
    "caption": lambda document, words: _lines(document, words, CENTRE, Pt(18)),
    "label": _flush,
    "to": _flush,
    "sign": lambda document, words: _lines(document, words, RIGHT),
    "date": lambda document, words: _lines(document, words, RIGHT),
    "imprint": _flush,
    "gap": lambda document, _: _flush(document, ""),
    "page": _page,
}


def _clause(document: WordDocument, words: str) -> None:
    paragraph = document.add_paragraph(words)
    paragraph.paragraph_format.first_line_indent = 2 * BODY


def _table(document: WordDocument, words: str, rows: list[list[str]]) -> None:
    """Merged cells are merged as Word does it: `vMerge` downwards, `gridSpan` to the side."""
    size = Pt(float(words.split(maxsplit=1)[0]))
    table = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell == ABOVE:
                table.cell(y - 1, x).merge(table.cell(y, x))
            elif cell == ASIDE:
                table.cell(y, x - 1).merge(table.cell(y, x))
            else:
                table.cell(y, x).text = cell.replace("\\n", "\n")
    for cell in table._cells:
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size = size


def write_docx(blocks: Iterable[tuple[str, str, list[list[str]]]], target: Path) -> None:
    """Write the blocks of one source as DOCX. Raises KeyError on a directive that Word documents have not."""
    document = Document()
    normal = document.styles["Normal"]
    normal.font.size = BODY
    normal.font.name = "FangSong"
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), SONG)
    for name, words, rows in blocks:
        if name == "table":
            _table(document, words, rows)
        else:
            (DIRECTIVES[name] if name else _clause)(document, words)
    saved = io.BytesIO()
    document.save(saved)
    with ZipFile(saved) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(ZipInfo(part, EPOCH), old.read(part), ZIP_DEFLATED)
