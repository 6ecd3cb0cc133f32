"""Files of one notice as one source: nothing is lost, and every place is counted through."""

from __future__ import annotations

import hashlib

from qingdan.models.source import Source, digest_of_parts
from qingdan.readers import read_source
from qingdan.readers.joined import join_sources
from tests.readers.pdf_files import Canvas, make_pdf, put


def draw(canvas: Canvas) -> None:
    put(canvas, 60, 100, "一、建设站点")


TEXT = read_source("甲通知\n附件：任务表".encode(), "a.txt")
TABLE = read_source("任务|单位\n建站|县民政局\n修路|县交通局".encode(), "b.txt")
PRINT = read_source(make_pdf(draw, draw), "c.pdf")
ALL = join_sources([("a.txt", TEXT), ("坏.doc", None), ("b.txt", TABLE), ("c.pdf", PRINT), ("d.pdf", PRINT)])


def lines_of(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def test_texts_stand_behind_each_other() -> None:
    assert ALL.text == "\n".join([TEXT.text, TABLE.text, PRINT.text, PRINT.text])
    assert lines_of(ALL) == [line for source in (TEXT, TABLE, PRINT, PRINT) for line in lines_of(source)]


def test_each_part_has_its_run() -> None:
    runs = [ALL.text[part.start : part.end] for part in ALL.parts]
    assert runs == [TEXT.text, "", TABLE.text, PRINT.text, PRINT.text]
    assert [part.media_type for part in ALL.parts] == [
        "text/plain",
        None,
        "text/plain",
        "application/pdf",
        "application/pdf",
    ]


def test_cells_move_with_their_table() -> None:
    cells = [[ALL.text[a:b] for cell in row if cell for a, b in cell.ranges] for row in ALL.tables[0].rows]
    assert cells == [["任务", "单位"], ["建站", "县民政局"], ["修路", "县交通局"]]


def test_pages_are_counted_through_all_files() -> None:
    assert (ALL.page_count, [part.first_page for part in ALL.parts]) == (4, [None, None, None, 1, 3])
    assert [line.page for line in ALL.lines][-4:] == [1, 2, 3, 4]


def test_characters_keep_their_place_on_the_page() -> None:
    assert ALL.layout is not None
    assert PRINT.layout is not None
    last, own = ALL.lines[-1], PRINT.lines[-1]
    [(_, box)] = PRINT.layout.locate(own.start, own.end)
    assert ALL.layout.locate(last.start, last.end) == [(4, box)]
    assert ALL.layout.locate(0, len(TEXT.text)) == []


def test_the_digest_of_one_file_is_its_own() -> None:
    assert digest_of_parts(["ab"]) == "ab"
    assert digest_of_parts(["ab", "cd"]) == hashlib.sha256(b"ab\ncd").hexdigest()
