"""More of everything than any notice has."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from html import escape
from io import BytesIO

import xlsxwriter

from tests.hostile.cases.bombs import pdf, stream
from tests.hostile.cases.case import Case
from tests.hostile.samples import LINES, TABLE, TITLE
from tests.readers import docx_files, ofd_files
from tests.readers.test_spreadsheet import make_ods, ods_row, ods_table

ROWS = 1_000
"""Of tables whose rows all become tasks, at 2 ms each: time is spent on what is found, in proportion to it."""
MANY_ROWS = 100_000
"""Of tables without words that make tasks, in every form."""
TALL = 1_000
"""Clauses that become tasks."""
PAGES = 20_000
LONG = 300_000
"""Characters of a text that gives little."""
DENSE = 40_000
"""Characters of a text in which every line or sentence gives something."""


Row = tuple[str, ...]


def rows(count: int) -> Iterator[Row]:
    """A header and so many rows, no two alike."""
    yield TABLE[0]
    for number in range(1, count + 1):
        yield (str(number), f"新建养老服务站{number}个", "县民政局牵头，各镇配合", "2024年10月底前")


def filler(count: int) -> Iterator[Row]:
    """Rows that are no tasks."""
    return (("甲", "乙", "丙", "丁") for _ in range(count))


def separated(mark: str, rows: Iterable[Row]) -> bytes:
    """A text of rows with marks between their cells."""
    return "\n".join((TITLE, "", *map(mark.join, rows))).encode()


def prose(count: int) -> bytes:
    """A notice of many clauses."""
    tasks = (f"（{number}）{LINES[5][3:]}" for number in range(count))
    return "\n".join((*LINES[:5], *tasks)).encode()


def page(rows: Iterable[Row]) -> bytes:
    """A page with a table."""
    drawn = (f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>\n" for row in rows)
    return f"<html><body><h1>{TITLE}</h1><table>{''.join(drawn)}</table></body></html>".encode()


def workbook(rows: Iterable[Row]) -> bytes:
    """A sheet."""
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    return buffer.getvalue()


def open_sheet(rows: Iterable[Row]) -> bytes:
    """A sheet of the open form."""
    return make_ods(ods_table(*(ods_row(*row) for row in rows)))


def document(rows: Iterable[Row]) -> bytes:
    """A Word file with a table."""
    return docx_files.make_docx(docx_files.table(*(docx_files.row(*row) for row in rows)))


def pages(count: int) -> bytes:
    """A file of many pages that share what stands on them."""
    kids = b" ".join(b"%d 0 R" % number for number in range(5, count + 5))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 3 0 R/Resources<</Font<</F1 4 0 R>>>>>>"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, count),
        stream(b"BT /F1 12 Tf 40 800 Td (a page) Tj ET"),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *[page] * count,
    )


def leaves(count: int) -> bytes:
    """An OFD file that lists one page many times."""
    [listed, content] = [
        ofd_files.xml("Page", ID=0, BaseLoc="Pages/Page_0/Content.xml"),
        ofd_files.page(ofd_files.text("一页", 20, 20)),
    ]
    parts = ofd_files.document("Doc_0", [content])
    parts["Doc_0/Document.xml"] = parts["Doc_0/Document.xml"].replace(listed, count * listed)
    return ofd_files.pack({"OFD.xml": ofd_files.entry("Doc_0"), **parts})


Text = Callable[[int], str]
_SPARSE: dict[str, Text] = {
    "no-stops": lambda n: "推进一窗通办" * (n // 6),
    "digits": lambda n: "9" * n,
    "numbers": lambda n: "12.5%" * (n // 5),
    "open-brackets": lambda n: "（县教育局" * (n // 5),
    "closed-brackets": lambda n: "县教育局）" * (n // 5),
    "open-quotes": lambda n: "《“〔" * (n // 3),
    "bars": lambda n: "|" * n,
    "tabs": lambda n: "任务\t" * (n // 3),
    "blanks": lambda n: "任" + " " * n + "务",
    "labels": lambda n: "责任单位：" * (n // 5),
    "agencies": lambda n: "县教育局、" * (n // 5),
    "agencies-with-roles": lambda n: "县教育局牵头，" * (n // 7),
    "deadlines": lambda n: "2024年6月底前，" * (n // 10),
    "targets": lambda n: "满意度达到90%以上，" * (n // 11),
    "levels": lambda n: "省市县乡镇街道" * (n // 7),
    "and": lambda n: "和" * n,
    "commas": lambda n: "，" * n,
    "stops": lambda n: "。" * n,
    "latin": lambda n: "a b " * (n // 4),
    "spread-digits": lambda n: "2 0 2 4 " * (n // 8),
}
_DENSE: dict[str, Text] = {
    "one-line": lambda n: LINES[5] * (n // len(LINES[5])),
    "tab-lines": lambda n: "任\t务\n" * (n // 4),
    "wide-blanks": lambda n: "任务   责任单位\n" * (n // 10),
    "short-lines": lambda n: "任\n" * (n // 2),
    "headings": lambda n: "一、优化服务\n（一）推进\n1.办理\n（1）做到\n" * (n // 24),
    "attachments": lambda n: "附件1\n" * (n // 4),
    "attachment-list": lambda n: "附件：" + "\n".join(f"{number}.清单" for number in range(n // 10)),
    "label-lines": lambda n: "责任单位：县教育局\n" * (n // 10),
    "date-lines": lambda n: "2024年3月1日\n" * (n // 10),
    "references": lambda n: "根据《条例》（青政办〔2024〕7号），" * (n // 20),
    "page-numbers": lambda n: "— 1 —\n" * (n // 6),
    "contents": lambda n: "一、优化服务……………………1\n" * (n // 18),
    "chapters": lambda n: "第一章 总则\n第一条 为了\n" * (n // 14),
}


def line(text: Text, length: int) -> bytes:
    """A text of one thing, over and over."""
    return f"{TITLE}\n\n{text(length)}\n".encode()


_TABLES: dict[str, Callable[[Iterable[Row]], bytes]] = {
    "bars.txt": partial(separated, "|"),
    "tabs.txt": partial(separated, "\t"),
    "page.html": page,
    "sheet.xlsx": workbook,
    "sheet.ods": open_sheet,
    "table.docx": document,
}


def _tables() -> Iterator[Case]:
    for name, build in _TABLES.items():
        yield Case(f"rows-{name}", lambda b=build: b(rows(ROWS)), "read")
        yield Case(f"many-rows-{name}", lambda b=build: b(filler(MANY_ROWS)), "read")


CASES = [
    *(Case(f"{name}.txt", partial(line, text, LONG)) for name, text in _SPARSE.items()),
    *(Case(f"{name}.txt", partial(line, text, DENSE)) for name, text in _DENSE.items()),
    *_tables(),
    Case("rows-commas.txt", lambda: separated(",", rows(ROWS))),
    Case("rows-blanks.txt", lambda: separated("    ", rows(ROWS))),
    Case("wide-row.txt", lambda: "\n".join("|".join([word] * MANY_ROWS) for word in TABLE[1]).encode()),
    Case("clauses.txt", partial(prose, TALL), "read"),
    Case("pages.pdf", partial(pages, PAGES), "read"),
    Case("pages.ofd", partial(leaves, PAGES), "read"),
]
