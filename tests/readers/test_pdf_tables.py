"""Ruling lines → tables: cells, spans, what is no table; whole pdfplumber as the oracle."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pdfplumber
import pytest
from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas

from qingdan.models.source import RawTable, Source
from qingdan.readers.pdf import read_pdf
from tests.readers.pdf_files import HEIGHT, fill, grid, make_pdf, pieces, put, rule, texts
from tests.readers.test_pdf_lines import assert_sound, lines_of, read

XS, YS = (90, 190, 330, 430), (100, 130, 160, 190)
WORDS = (("序号", "任务", "时限"), ("1", "修建村道", "6月底"), ("2", "清淤河道", "12月底"))

Cells = list[list[str | None]]


def words_of(source: Source, table: RawTable) -> Cells:
    def read_cell(cell) -> str | None:
        return None if cell is None else "|".join(source.text[a:b] for a, b in cell.ranges)

    return [[read_cell(cell) for cell in row] for row in table.rows]


def spans_of(table: RawTable) -> dict[tuple[int, int], tuple[int, int]]:
    """Row and column → rows and columns spanned, for merged cells only."""
    return {
        (r, c): (cell.row_span, cell.column_span)
        for r, row in enumerate(table.rows)
        for c, cell in enumerate(row)
        if cell and (cell.row_span, cell.column_span) != (1, 1)
    }


def ruled(canvas: Canvas) -> None:
    grid(canvas, XS, YS)
    fill(canvas, XS, YS, WORDS)


def test_a_table_stands_in_the_text_between_its_neighbours():
    def draw(canvas: Canvas) -> None:
        put(canvas, 90, 220, "注：时限以当年为准")
        ruled(canvas)
        put(canvas, 90, 90, "任务清单")

    source = read(draw)
    (table,) = source.tables
    assert words_of(source, table) == [list(row) for row in WORDS]
    assert source.text == ("任务清单\n序号\t任务\t时限\n1\t修建村道\t6月底\n2\t清淤河道\t12月底\n注：时限以当年为准\n")
    assert lines_of(source) == ["任务清单", "注：时限以当年为准"]
    assert (table.layout, table.page) == ("ruled", 1)
    assert table.box == pytest.approx((90, 100, 430, 190), abs=0.5)
    assert source.text[table.start : table.end].startswith("序号")


def test_lines_of_a_cell_are_one_range_and_empty_cells_have_none():
    def draw(canvas: Canvas) -> None:
        grid(canvas, XS, (100, 160, 190))
        fill(canvas, XS, (100, 160), [["一", "健全河湖", ""], ["二", "", "长期"]])
        put(canvas, 194, 130, "长效机制", size=10)

    source = read(draw)
    (table,) = source.tables
    assert words_of(source, table) == [["一", "健全河湖\n长效机制", ""], ["二", "", "长期"]]
    assert [cell.ranges == () for row in table.rows for cell in row] == [False, False, True, False, True, False]


@pytest.mark.parametrize(
    ("without", "words", "spans"),
    [
        pytest.param(
            [(90, 160, 190, 160)],
            [["序号", "任务", "时限"], ["1|2", "修建村道", "6月底"], [None, "清淤河道", "12月底"]],
            {(1, 0): (2, 1)},
            id="two rows merged in the first column",
        ),
        pytest.param(
            [(190, 100, 190, 130), (330, 100, 330, 130)],
            [["序号任务时限", None, None], ["1", "修建村道", "6月底"], ["2", "清淤河道", "12月底"]],
            {(0, 0): (1, 3)},
            id="a row merged across",
        ),
        pytest.param(
            [(190, 160, 330, 160), (330, 160, 430, 160), (330, 130, 330, 160), (330, 160, 330, 190)],
            [["序号", "任务", "时限"], ["1", "修建村道6月底|清淤河道12月底", None], ["2", None, None]],
            {(1, 1): (2, 2)},
            id="a block of four",
        ),
    ],
)
def test_merged_cells_span_and_cover(without, words, spans):
    def draw(canvas: Canvas) -> None:
        grid(canvas, XS, YS, without=without)
        fill(canvas, XS, YS, WORDS)

    source = read(draw)
    (table,) = source.tables
    assert [[_bare(cell and cell.replace("\n", "|")) for cell in row] for row in words_of(source, table)] == words
    assert spans_of(table) == spans


@pytest.mark.parametrize("open_side", ["left and right", "top", "bottom"])
def test_a_side_left_open_is_closed_where_the_other_lines_end(open_side):
    drop = {
        "left and right": lambda piece: piece[0] == piece[2] and piece[0] in (90, 430),
        "top": lambda piece: piece[1] == piece[3] == 100,
        "bottom": lambda piece: piece[1] == piece[3] == 190,
    }[open_side]

    def draw(canvas: Canvas) -> None:
        grid(canvas, XS, YS, without=filter(drop, pieces(XS, YS)))
        fill(canvas, XS, YS, WORDS)

    source = read(draw)
    assert [words_of(source, table) for table in source.tables] == [[list(row) for row in WORDS]]


def test_lines_drawn_as_thin_filled_bars():
    def draw(canvas: Canvas) -> None:
        for y in YS:
            canvas.rect(90, HEIGHT - y, 340, 0.6, stroke=0, fill=1)
        for x in XS:
            canvas.rect(x, HEIGHT - 190, 0.6, 90, stroke=0, fill=1)
        fill(canvas, XS, YS, WORDS)

    source = read(draw)
    assert [words_of(source, table) for table in source.tables] == [[list(row) for row in WORDS]]


def test_a_table_inside_a_scaled_form_object():
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("table")
        canvas.translate(10, 0)
        ruled(canvas)
        canvas.endForm()
        canvas.scale(0.5, 0.5)
        canvas.translate(50, 300)
        canvas.doForm("table")

    source = read(draw)
    (table,) = source.tables
    assert words_of(source, table) == [list(row) for row in WORDS]
    assert table.box[2] - table.box[0] == pytest.approx(170, abs=0.5)


def test_a_table_on_a_turned_page():
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        ruled(canvas)

    source = read(draw)
    (table,) = source.tables
    assert words_of(source, table) == [list(row) for row in WORDS]
    assert table.box == pytest.approx((90, 100, 430, 190), abs=0.5)


def test_each_page_gives_its_own_part_of_a_table():
    source = read(ruled, ruled)
    assert [table.page for table in source.tables] == [1, 2]


def test_tables_one_above_the_other_stay_apart():
    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        put(canvas, 90, 205, "二、其他任务", size=10)
        grid(canvas, XS, (210, 240))
        fill(canvas, XS, (210,), [["3", "建设水厂", "年底"]])

    source = read(draw)
    assert [len(table.rows) for table in source.tables] == [3, 1]
    assert lines_of(source) == ["二、其他任务"]


def frame(canvas: Canvas) -> None:
    canvas.rect(80, HEIGHT - 200, 400, 120)


def red_head(canvas: Canvas) -> None:
    canvas.setStrokeColor(colors.red)
    canvas.setLineWidth(2)
    rule(canvas, 80, 125, 510, 125)


def underlined(canvas: Canvas) -> None:
    rule(canvas, 90, 132, 190, 132)
    rule(canvas, 200, 132, 260, 132)


def shaded(canvas: Canvas) -> None:
    canvas.setFillColor(colors.lightgrey)
    for y in (100, 120, 140):
        for x in (80, 200):
            canvas.rect(x, HEIGHT - y - 20, 120, 20, stroke=0, fill=1)
    canvas.setFillColor(colors.black)


def stacked_boxes(canvas: Canvas) -> None:
    grid(canvas, (80, 480), (100, 125, 150))


def empty_boxes(canvas: Canvas) -> None:
    grid(canvas, (400, 420, 440, 460), (105, 120))


@pytest.mark.parametrize("decoration", [frame, red_head, underlined, shaded, stacked_boxes, empty_boxes])
def test_decoration_is_no_table(decoration):
    def draw(canvas: Canvas) -> None:
        decoration(canvas)
        put(canvas, 90, 120, "关于印发工作要点的通知")
        put(canvas, 90, 140, "各乡镇人民政府：")

    source = read(draw)
    assert source.tables == ()
    assert lines_of(source) == ["关于印发工作要点的通知", "各乡镇人民政府："]


def test_a_blank_to_fill_in_adds_no_row():
    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        rule(canvas, 200, 150, 300, 150)
        rule(canvas, 330, 152, 380, 152)  # this one touches a border

    source = read(draw)
    assert [words_of(source, table) for table in source.tables] == [[list(row) for row in WORDS]]


def test_a_frame_around_the_page_does_not_hide_the_table_in_it():
    def draw(canvas: Canvas) -> None:
        canvas.rect(40, 40, 515, 762)
        ruled(canvas)

    assert [len(table.rows) for table in read(draw).tables] == [3]


def test_steps_beside_a_table_are_no_cells():
    """Two tables that share a border: the corner that neither fills belongs to none."""

    def draw(canvas: Canvas) -> None:
        ruled(canvas)
        grid(canvas, XS[:3], (190, 220))
        put(canvas, 94, 206, "3", size=10)
        put(canvas, 194, 206, "植树", size=10)
        put(canvas, 340, 206, "旁注", size=10)

    source = read(draw)
    (table,) = source.tables
    assert words_of(source, table)[3][:2] == ["3", "植树"]
    assert table.rows[3][2] is None
    assert lines_of(source) == ["旁注"]


def plumbed(data: bytes) -> list[Cells]:
    """Tables of two columns and two filled cells as whole pdfplumber reads them, white space aside."""
    found: list[Cells] = []
    with pdfplumber.open(BytesIO(data)) as file:
        for page in file.pages:
            found += [[[_bare(cell) for cell in row] for row in table] for table in page.extract_tables()]
            page.close()
    return [t for t in found if len(t[0]) > 1 and sum(bool(cell) for row in t for cell in row) > 1]


def _bare(text: str | None) -> str | None:
    return None if text is None else re.sub(r"\s", "", text)


def _pdf_files() -> list[Path]:
    root = Path(__file__).parents[2]
    return sorted(root.glob("corpora/**/*.pdf"))


@pytest.mark.parametrize("path", _pdf_files(), ids=lambda path: path.name)
def test_the_tables_of_the_corpus_equal_those_of_whole_pdfplumber(path):
    data = path.read_bytes()
    source = read_pdf(data, path.name)
    assert_sound(source)
    found = [[[_bare(cell) for cell in row] for row in words_of(source, table)] for table in source.tables]
    assert found == plumbed(data)


def test_tables_equal_those_of_whole_pdfplumber():
    def merged(canvas: Canvas) -> None:
        grid(canvas, XS, YS, without=[(90, 160, 190, 160), (190, 100, 190, 130)])
        fill(canvas, XS, YS, WORDS)

    data = make_pdf(ruled, merged, texts((90, 100, "无表格")))
    source = read_pdf(data, "a.pdf")
    found = [[[_bare(cell) for cell in row] for row in words_of(source, table)] for table in source.tables]
    assert found == plumbed(data)
