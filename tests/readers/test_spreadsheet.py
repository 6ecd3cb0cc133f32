"""Spreadsheets → titles as lines, what has columns as tables, cells as shown."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, time, timedelta
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.models.source import Source
from qingdan.readers import read_source
from qingdan.readers.spreadsheet.number_formats import format_date, format_number
from qingdan.readers.spreadsheet.sheets import MOST_ROWS
from qingdan.run import read_notice
from tests.readers.docx_files import zip_parts

HEADER = ["序号", "工作任务", "责任单位", "完成时限"]
ROWS = [
    ["1", "新建村卫生室3个", "县卫生健康局", "6月底前"],
    ["2", "网上办理率达到90%以上", "县政务服务局", "2024年12月31日前"],
    ["3", "修订应急预案", "县应急局牵头，各镇配合", "9月底前"],
]
TITLE = "青禾县2024年重点任务清单"

Sheets = dict[str, list[list[object]]]


def make_xlsx(sheets: Sheets, merges: str = "", hidden: tuple[str, ...] = ()) -> bytes:
    """A workbook; `merges` are those of its first sheet."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
    for merge in merges.split():
        book.worksheets[0].merge_cells(merge)
    return save(book)


def save(book: openpyxl.Workbook) -> bytes:
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


ODS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
}


def make_ods(tables: str, styles: str = "", manifest: str = "<manifest/>") -> bytes:
    names = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in ODS.items())
    content = (
        f"<office:document-content {names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    mark = "application/vnd.oasis.opendocument.spreadsheet"
    return zip_parts({"mimetype": mark, "content.xml": content, "META-INF/manifest.xml": manifest})


def ods_cell(words: str, more: str = "") -> str:
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in words.split("\n") if line)
    return f"<table:table-cell {more}>{paragraphs}</table:table-cell>"


def ods_row(*cells: str, more: str = "") -> str:
    inside = "".join(c if c.startswith("<") else ods_cell(c) for c in cells)
    return f"<table:table-row {more}>{inside}</table:table-row>"


def ods_table(*rows: str, name: str = "Sheet1", more: str = "") -> str:
    return f'<table:table table:name="{name}" {more}>{"".join(rows)}</table:table>'


def lines(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def drawn(source: Source, index: int = 0) -> list[list[tuple[str, int, int] | None]]:
    """The cells of a table: words, row span, column span."""
    return [
        [c and ("".join(source.text[a:b] for a, b in c.ranges), c.row_span, c.column_span) for c in row]
        for row in source.tables[index].rows
    ]


def words(source: Source, index: int = 0) -> list[list[str]]:
    return [[c[0] if c else "-" for c in row] for row in drawn(source, index)]


def test_titles_are_lines_and_the_rest_is_a_table():
    source = read_source(make_xlsx({"Sheet1": [["附件1"], [TITLE], HEADER, *ROWS]}), "a")
    assert lines(source) == ["附件1", TITLE]
    assert words(source) == [HEADER, *ROWS]
    assert source.tables[0].layout == "markup"
    assert source.text.endswith("9月底前")
    assert source.media_type.endswith("spreadsheetml.sheet")


def test_merged_cells_reach_over_rows_and_columns():
    rows = [[TITLE], ["序号", "任务", None, "时限"], [1, "组", "甲", "6月"], [2, None, "乙"], [3, "丙", None, "9月"]]
    merges = "A1:D1 B2:C2 B3:B4 D3:D4 B5:C5"
    source = read_source(make_xlsx({"Sheet1": rows}, merges), "a")
    assert lines(source) == [TITLE]
    assert drawn(source) == [
        [("序号", 1, 1), ("任务", 1, 2), None, ("时限", 1, 1)],
        [("1", 1, 1), ("组", 2, 1), ("甲", 1, 1), ("6月", 2, 1)],
        [("2", 1, 1), None, ("乙", 1, 1), None],
        [("3", 1, 1), ("丙", 1, 2), None, ("9月", 1, 1)],
    ]


SHEETS: dict[str, tuple[bytes, list[str], list[list[list[str]]]]] = {
    "a title over two rows": (
        make_xlsx({"Sheet1": [[TITLE], [], HEADER[:2], ROWS[0][:2]]}, "A1:B2"),
        [TITLE],
        [[HEADER[:2], ROWS[0][:2]]],
    ),
    "a title of two lines": (
        make_xlsx({"Sheet1": [["青禾县\n任务"], ["甲", "乙"]]}),
        ["青禾县", "任务"],
        [[["甲", "乙"]]],
    ),
    "a group without header": (
        make_xlsx({"Sheet1": [["组", None], [None, "甲"]]}, "A1:A2"),
        [],
        [[["组", ""], ["-", "甲"]]],
    ),
    "two tables on a sheet": (
        make_xlsx({"Sheet1": [["一"], ["甲", "乙"], [], ["二"], ["丙", "丁"]]}),
        ["一", "二"],
        [[["甲", "乙"]], [["丙", "丁"]]],
    ),
    "empty rows and columns around": (
        make_xlsx({"Sheet1": [[], [None, "甲", None, "乙"], [None, "丙", None, None]]}),
        [],
        [[["甲", "乙"], ["丙", ""]]],
    ),
    "only words": (make_xlsx({"Sheet1": [["通知"], ["各镇："]]}), ["通知", "各镇："], []),
    "name of the only sheet, without title": (make_xlsx({"任务清单": [["甲", "乙"]]}), ["任务清单"], [[["甲", "乙"]]]),
    "name of the only sheet, with title": (make_xlsx({"任务清单": [[TITLE], ["甲", "乙"]]}), [TITLE], [[["甲", "乙"]]]),
    "names of several sheets": (
        make_xlsx({"教育局": [[TITLE], ["甲", "乙"]], "工作表2": [["丙", "丁"]], "任务": [[TITLE], ["戊", "己"]]}),
        [TITLE, "教育局", TITLE],
        [[["甲", "乙"]], [["丙", "丁"]], [["戊", "己"]]],
    ),
    "numbers and truth": (
        make_xlsx({"Sheet1": [[1, 2.5, 0.1 + 0.2, True, 100000000000]]}),
        [],
        [[["1", "2.5", "0.3", "TRUE", "100000000000"]]],
    ),
    "repeats in a row": (
        make_ods(ods_table(ods_row(ods_cell("甲", 'table:number-columns-repeated="2"'), "乙"))),
        [],
        [[["甲", "甲", "乙"]]],
    ),
    "repeats of a row": (
        make_ods(ods_table(ods_row("甲", "乙", more='table:number-rows-repeated="2"'))),
        [],
        [[["甲", "乙"], ["甲", "乙"]]],
    ),
    "blank repeats": (
        make_ods(
            ods_table(
                ods_row("甲", ods_cell("", 'table:number-columns-repeated="16382"'), "乙"),
                ods_row(
                    ods_cell("", 'table:number-columns-repeated="16384"'), more='table:number-rows-repeated="1048574"'
                ),
                ods_row("丙", "丁"),
            )
        ),
        [],
        [[["甲", "", "乙"]], [["丙", "丁"]]],
    ),
    "lines and comments of a cell": (
        make_ods(
            ods_table(
                ods_row(
                    "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>"
                    "<text:p>甲<text:s/><text:span>乙</text:span>丙</text:p><text:p>丁</text:p></table:table-cell>",
                    "戊",
                )
            )
        ),
        [],
        [[["甲 乙丙\n丁", "戊"]]],
    ),
    "displayed and stored dates": (
        make_ods(
            ods_table(
                ods_row(
                    ods_cell("06/30/24", 'office:value-type="date" office:date-value="2024-06-30"'),
                    ods_cell("2024年6月", 'office:value-type="date" office:date-value="2024-06-01"'),
                    ods_cell("95%", 'office:value-type="percentage" office:value="0.95"'),
                )
            )
        ),
        [],
        [[["2024年6月30日", "2024年6月", "95%"]]],
    ),
}


@pytest.mark.parametrize(("data", "printed", "tables"), SHEETS.values(), ids=SHEETS)
def test_sheets(data, printed, tables):
    source = read_source(data, "a")
    assert lines(source) == printed
    assert [words(source, index) for index in range(len(source.tables))] == tables


def test_spans_of_ods():
    merged = ods_cell("组", 'table:number-rows-spanned="2" table:number-columns-spanned="2"')
    table = ods_table(
        ods_row("一", "二", "三"),
        ods_row(merged, "<table:covered-table-cell/>", "甲"),
        ods_row('<table:covered-table-cell table:number-columns-repeated="2"/>', "乙"),
    )
    assert drawn(read_source(make_ods(table), "a")) == [
        [("一", 1, 1), ("二", 1, 1), ("三", 1, 1)],
        [("组", 2, 2), None, ("甲", 1, 1)],
        [None, None, ("乙", 1, 1)],
    ]


def test_cells_are_shown_by_their_formats():
    book = openpyxl.Workbook()
    sheet = book.active
    values = [(datetime(2024, 6, 30), "yyyy-mm-dd"), (date(2024, 6, 1), 'yyyy"年"m"月"'), (0.955, "0.0%"), (3, '0"家"')]
    for column, (value, code) in enumerate(values, 1):
        sheet.cell(1, column, value).number_format = code
    assert words(read_source(save(book), "a")) == [["2024年6月30日", "2024年6月", "95.5%", "3家"]]


def test_what_is_hidden_is_left_out_and_told():
    book = openpyxl.load_workbook(
        BytesIO(make_xlsx({"一": [["甲", "乙", "丙"], ["1", "2", "3"], ["4", "5", "6"]], "底稿": [["旧"]]}))
    )
    book["底稿"].sheet_state = "hidden"
    book["一"].row_dimensions[2].hidden = True
    book["一"].column_dimensions["B"].hidden = True
    source = read_source(save(book), "a")
    assert words(source) == [["甲", "丙"], ["4", "6"]]
    assert [(d.code, d.params) for d in source.diagnostics] == [
        ("hidden_rows", {"sheet": "一", "rows": 1}),
        ("hidden_sheet", {"sheet": "底稿"}),
    ]


def test_hidden_parts_of_ods():
    style = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    shown = ods_table(
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>',
        ods_row("甲", "乙", "丙"),
        ods_row("1", "2", "3", more='table:visibility="filter"'),
    )
    hidden = ods_table(ods_row("旧", "底稿"), name="底稿", more='table:style-name="ta2"')
    source = read_source(make_ods(shown + hidden, style), "a")
    assert words(source) == [["甲", "丙"]]
    assert [d.code for d in source.diagnostics] == ["hidden_rows", "hidden_sheet"]


NUMBERS = [
    ("45473", "yyyy-mm-dd", "2024年6月30日"),
    ("45473", "m/d/yyyy", "2024年6月30日"),
    ("45473", 'yyyy"年"m"月"', "2024年6月"),
    ("45473", 'm"月"d"日"', "6月30日"),
    ("45473", "mmm-yy", "2024年6月"),
    ("45473", "yyyy", "2024年"),
    ("45473", "[$-804]yyyy\\-mm;@", "2024年6月"),
    ("45473", "[DBNum1]yyyy年m月d日", "2024年6月30日"),
    ("45473.5", "yyyy/m/d h:mm", "2024年6月30日12:00"),
    ("0.75", "h:mm:ss", "18:00"),
    ("0.75", "mm:ss.0", "18:00"),
    ("0.9", "0%", "90%"),
    ("0.9556", "0.00%", "95.56%"),
    ("0.9", "0.##%", "90%"),
    ("1234567.5", "#,##0.00", "1,234,567.50"),
    ("1234", "General", "1234"),
    ("1234", "@", "1234"),
    ("0.1", "General", "0.1"),
    ("12.5", '0.0"万元"', "12.5万元"),
    ("12", '"不少于"0', "不少于12"),
    ("-3", "0;(0)", "(3)"),
    ("0", '0;-0;"无"', "无"),
    ("3", "0_);[Red]\\(0\\)", "3"),
    ("3", 'General"家"', "3家"),
    ("0.5", "# ?/?", "0.5"),
    ("12000", "0.00E+00", "12000"),
    ("1E+3", "General", "1000"),
    ("x", "0", "x"),
    ("1e999", "0", "1e999"),
    ("-5", "yyyy", "-5"),
    ("99999999", "yyyy", "99999999"),
]


@pytest.mark.parametrize(("value", "code", "expected"), NUMBERS)
def test_numbers_as_formats_show_them(value, code, expected):
    assert format_number(value, code) == expected


@given(st.text(max_size=12), st.text(alphabet='ymdhs0#?.,;%"\\_*[]@-/家G', max_size=12))
def test_any_number_and_format_give_words(value, code):
    assert isinstance(format_number(value, code), str)
    assert isinstance(format_number("45473.25", code), str)


def test_days_of_1904():
    assert format_number("44011", "yyyy/m/d", since_1904=True) == "2024年6月30日"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (date(2024, 6, 30), "2024年6月30日"),
        (datetime(2024, 6, 30), "2024年6月30日"),
        (datetime(2024, 6, 30, 9, 5), "2024年6月30日9:05"),
        (time(9, 5), "9:05"),
        (timedelta(hours=30), "30:00"),
    ],
)
def test_dates_the_chinese_way(value, expected):
    assert format_date(value) == expected


def values_of(tasks):
    return [
        (
            task.text,
            [(d.end, d.raw) for d in task.deadlines],
            [(a.name, a.role) for a in task.responsibilities],
            [(t.indicator, t.comparator, t.value, t.unit) for t in task.targets],
        )
        for task in tasks
    ]


def test_a_table_gives_the_same_tasks_whatever_it_is_saved_as():
    bars = "\n".join("| " + " | ".join(row) + " |" for row in (HEADER, *ROWS))
    text = read_notice(f"{TITLE}\n\n{bars}\n".encode())
    files = [
        make_xlsx({"Sheet1": [[TITLE], HEADER, *ROWS]}, "A1:D1"),
        make_ods(ods_table(ods_row(TITLE), *(ods_row(*row) for row in (HEADER, *ROWS)))),
    ]
    assert len(text.tasks) == 3
    for data in files:
        document = read_notice(data)
        assert values_of(document.tasks) == values_of(text.tasks)
        assert document.metadata.title == text.metadata.title


def test_long_tables_are_read_up_to_a_limit():
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for index in range(MOST_ROWS + 50):
        sheet.append([index, "任务"])
    source = read_source(save(book), "a")
    assert len(source.tables[0].rows) == MOST_ROWS
    assert [(d.code, d.params) for d in source.diagnostics] == [("row_limit", {"read": MOST_ROWS, "unread": 50})]


def test_cells_far_apart_cost_nothing():
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1"], book.active["A1048576"], book.active["XFD1048576"] = "甲乙丙丁"
    data = patched(
        save(book), SHEET, '<mergeCells><mergeCell ref="B2:XFC1048575"/></mergeCells></worksheet>', "</worksheet>"
    )
    assert [words(read_source(data, "a"), i) for i in range(2)] == [[["甲", "乙"]], [["丙", "丁"]]]


def test_repeats_without_end_are_bounded():
    cell = ods_cell("甲", 'table:number-columns-repeated="16384"')
    table = ods_table(ods_row(cell, more='table:number-rows-repeated="1048576"'))
    source = read_source(make_ods(table), "a")
    assert sum(map(len, source.tables[0].rows)) <= 1_000_000
    assert source.diagnostics[0].code == "row_limit"


def patched(data: bytes, part: str, content: str, place: str = "") -> bytes:
    """The file with other content in a part, or in a place of it."""
    with zipfile.ZipFile(BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    parts[part] = parts[part].replace(place.encode(), content.encode()) if place else content.encode()
    return zip_parts(parts)


BOOK = make_xlsx({"Sheet1": [HEADER, *ROWS]})
EMPTY_XLS = zip_parts({"xl/workbook.bin": b""})
SHEET = "xl/worksheets/sheet1.xml"
BROKEN = {
    "no words": (make_xlsx({"Sheet1": []}), "no words"),
    "all hidden": (make_xlsx({"一": [], "二": [["甲"]]}, hidden=("二",)), "no words"),
    "cut off": (BOOK[:-50], "damaged"),
    "no XML": (patched(BOOK, SHEET, "甲"), "damaged"),
    "entities": (patched(BOOK, SHEET, '<!DOCTYPE a [<!ENTITY b "c">]><a><row r="1"><c/></row></a>'), "DOCTYPE"),
    "no content": (zip_parts({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "missing"),
    "old form": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le"), "damaged"),
    "binary": (EMPTY_XLS, "damaged"),
    "bomb": (patched(BOOK, SHEET, " " * (1 << 25)), "unpacks to far more"),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_gives_no_document_gets_one_line(data, message):
    with pytest.raises(BrokenFileError, match=message) as caught:
        read_source(data, "notice.xlsx")
    assert "\n" not in str(caught.value)


def test_a_locked_spreadsheet_is_named():
    with pytest.raises(EncryptedFileError, match="password"):
        read_source(make_ods("", manifest="<manifest><encryption-data/></manifest>"), "notice.ods")


CELLS = st.one_of(st.none(), st.text(alphabet="甲乙1 \n\t%_x000D", max_size=6), st.integers(-5, 10**12), st.booleans())


@given(st.lists(st.lists(CELLS, max_size=4), max_size=5))
def test_every_cell_is_printed_once(rows):
    expected = "".join(
        "".join(str(v).upper() if isinstance(v, bool) else str(v) for v in row if v is not None) for row in rows
    )
    if not expected.strip():
        return
    source = read_source(make_xlsx({"Sheet1": rows}), "a")
    assert "".join(source.text.split()) == "".join(expected.split())
    for table in source.tables:
        for start, end in (r for row in table.rows for c in row if c for r in c.ranges):
            assert source.text[start:end].strip() == source.text[start:end] != ""


def record(number: int, *fields: bytes) -> bytes:
    """A record of the old binary form."""
    body = b"".join(fields)
    return number.to_bytes(2, "little") + len(body).to_bytes(2, "little") + body


def numbers(*values: int) -> bytes:
    return b"".join(value.to_bytes(2, "little") for value in values)


def make_xls(cells: dict[tuple[int, int], str]) -> bytes:
    """A workbook of the old binary form (BIFF8) with one sheet, inside the smallest compound file."""
    labels = [record(0x204, numbers(r, c, 0, len(w)), b"\x01" + w.encode("utf-16-le")) for (r, c), w in cells.items()]
    sheet = record(0x809, numbers(0x600, 0x10, 0, 0), bytes(8)) + b"".join(labels) + record(0x0A)
    head = record(0x809, numbers(0x600, 0x05, 0, 0), bytes(8)) + record(0x42, numbers(1200))
    name = b"\x02\x01" + "一".encode("utf-16-le") * 2
    size = len(head) + 4 + 6 + len(name) + 4
    book = head + record(0x85, size.to_bytes(4, "little"), b"\0\0", name) + record(0x0A) + sheet
    return compound("Workbook", book.ljust(4096, b"\0"))


def compound(stream: str, content: bytes) -> bytes:
    """A compound file of one stream of at least 4096 bytes."""
    content = content.ljust(-(-len(content) // 512) * 512, b"\0")
    count = len(content) // 512
    chain = [0xFFFFFFFD, 0xFFFFFFFE, *range(3, count + 2), 0xFFFFFFFE]
    fat = b"".join(n.to_bytes(4, "little") for n in chain).ljust(512, b"\xff")
    head = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + numbers(0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += b"".join(n.to_bytes(4, "little") for n in (1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0, 0))
    return (
        head.ljust(512, b"\xff")
        + fat
        + entry("Root Entry", 5, 0xFFFFFFFE, 0, 1)
        + entry(stream, 2, 2, len(content))
        + bytes(256)
        + content
    )


def entry(name: str, kind: int, start: int, size: int, child: int = 0xFFFFFFFF) -> bytes:
    """An entry of a compound file's directory."""
    words = name.encode("utf-16-le").ljust(64, b"\0") + numbers(2 * len(name) + 2) + bytes([kind, 1])
    links = b"\xff" * 8 + child.to_bytes(4, "little") + bytes(36)
    return words + links + start.to_bytes(4, "little") + size.to_bytes(8, "little")


def test_an_old_workbook_is_read():
    source = read_source(make_xls({(0, 0): TITLE, (1, 0): "甲", (1, 1): "乙"}), "notice.xls")
    assert (lines(source), words(source)) == ([TITLE], [["甲", "乙"]])


def test_an_old_workbook_without_bounds_costs_only_itself():
    with pytest.raises(BrokenFileError, match="too large"):
        read_source(make_xls({(0, 0): "甲", (65535, 65535): "乙"}), "notice.xls")
