"""One notice in every form, small enough to be damaged in many ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path

import docx

from tests.readers import ofd_files, pdf_files
from tests.readers.test_spreadsheet import make_ods, make_xls, make_xlsx, ods_row, ods_table

TITLE = "青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知"
LINES = (
    TITLE,
    "青禾政办〔2024〕7号",
    "各镇人民政府，县政府各部门：",
    "现将任务清单印发给你们，请抓好落实。",
    "一、优化服务",
    "（一）推进一窗通办。整合窗口12个，群众满意度不低于95%。（县政务服务局牵头，各镇配合，2024年6月底前完成）",
    "（二）改善就医。新建村卫生室3个。（责任单位：县卫生健康局；完成时限：2024年9月底前）",
    "青禾县人民政府办公室",
    "2024年3月1日",
)
HEADER = ("序号", "工作任务", "责任单位", "完成时限")
ROWS = (
    ("1", "新建养老服务站8个", "县民政局", "2024年10月底前"),
    ("2", "网上办理率达到90%以上", "县政务服务局", "2024年12月31日前"),
    ("3", "修订应急预案", "县应急局牵头，各镇配合", "9月底前"),
)
TABLE = (HEADER, *ROWS)
CORPUS = Path(__file__).parents[2] / "corpora" / "notices" / "train"


def as_text() -> str:
    """The notice with its table drawn by bars."""
    return "\n".join((*LINES, "", *("|".join(row) for row in TABLE), ""))


def as_html() -> str:
    """The notice as a page in UTF-8."""
    return to_page(LINES, TABLE).decode()


def to_page(lines: Iterable[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A page of paragraphs and a table."""
    table = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    page = f'<html><head><meta charset="utf-8"><title>{TITLE}</title></head><body>{body}<table>{table}</table></body></html>'
    return page.encode()


def _mhtml() -> bytes:
    message = MIMEMultipart("related")
    message["Subject"] = "saved"
    message.attach(MIMEText(as_html(), "html", "utf-8"))
    return message.as_bytes()


def make_word(lines: Iterable[str], rows: Sequence[Sequence[str]] = ()) -> bytes:
    """A Word file as python-docx writes it."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    if rows:
        table = document.add_table(len(rows), len(rows[0]))
        for drawn, row in zip(table.rows, rows, strict=True):
            for cell, words in zip(drawn.cells, row, strict=True):
                cell.text = words
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _pdf() -> bytes:
    def draw(canvas: pdf_files.Canvas) -> None:
        for index, line in enumerate(LINES):
            pdf_files.put(canvas, 40, 60 + 24 * index, line, size=8)
        xs, ys = (40, 90, 250, 400, 520), (300, 330, 360, 390, 420)
        pdf_files.grid(canvas, xs, ys)
        pdf_files.fill(canvas, xs, ys, TABLE)

    return pdf_files.make_pdf(draw, draw)


def _ofd() -> bytes:
    lines = "".join(ofd_files.text(line, 5, 10 + 8 * index, size=3) for index, line in enumerate(LINES))
    return ofd_files.make_ofd(
        ofd_files.page(lines, ofd_files.grid((5, 20, 80, 140, 200), (100, 110, 120, 130, 140), TABLE))
    )


def _rtf() -> bytes:
    words = "".join(f"\\u{ord(c)}?" if ord(c) < 0x8000 else f"\\u{ord(c) - 0x10000}?" for c in LINES[5])
    return (r"{\rtf1\ansi " + (words + r"\par ") * 3 + "}").encode()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "txt": lambda: as_text().encode(),
    "gbk.txt": lambda: as_text().encode("gbk"),
    "utf16.txt": lambda: as_text().encode("utf-16"),
    "html": lambda: as_html().encode(),
    "mhtml": _mhtml,
    "docx": lambda: make_word(LINES, TABLE),
    "xlsx": lambda: make_xlsx({"清单": [[TITLE], *map(list, TABLE)]}),
    "xls": lambda: make_xls({(r, c): cell for r, row in enumerate(TABLE) for c, cell in enumerate(row)}),
    "ods": lambda: make_ods(ods_table(*(ods_row(*row) for row in TABLE))),
    "ofd": _ofd,
    "pdf": _pdf,
    "corpus.pdf": (CORPUS / "shexian-villages-2023.pdf").read_bytes,
    "corpus.txt": (CORPUS / "foshan-business-2025.txt").read_bytes,
}
"""Forms that are read without other programs."""
THROUGH_OFFICE: dict[str, Callable[[], bytes]] = {"rtf": _rtf}
"""Forms that LibreOffice reads for us, at some seconds a file."""


@cache
def sample(form: str) -> bytes:
    """The notice in a form."""
    return {**SAMPLES, **THROUGH_OFFICE}[form]()
