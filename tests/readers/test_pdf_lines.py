"""PDF pages → lines: order, boxes, spaces, furniture, page turns."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from reportlab.pdfgen.canvas import Canvas

from qingdan.models.source import Source
from qingdan.readers.pdf import read_pdf
from qingdan.readers.pdf.glyphs import _to_text
from tests.readers.pdf_files import HEIGHT, WIDTH, make_pdf, put, texts


def lines_of(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def read(*pages, **options) -> Source:
    source = read_pdf(make_pdf(*pages, **options), "a.pdf")
    assert_sound(source)
    return source


def assert_sound(source: Source) -> None:
    """What holds for every source of a PDF file."""
    assert source.layout is not None
    assert len(source.layout.boxes) == 4 * len(source.text)
    assert len(source.layout.page_starts) <= (source.page_count or 0)
    for line in source.lines:
        text = source.text[line.start : line.end]
        assert text == text.strip()
        assert text
        assert "\n" not in text
        assert [line.page] == [page for page, _ in source.layout.locate(line.start, line.end)]
    taken = [(line.start, line.end) for line in source.lines]
    taken += [(table.start, table.end) for table in source.tables]
    taken += source.furniture
    taken.sort()
    assert all(a[1] <= b[0] for a, b in pairwise(taken))


def test_lines_stand_from_the_top_whatever_the_order_of_the_file():
    source = read(texts((90, 200, "第三行"), (90, 100, "第一行"), (90, 150, "第二行")))
    assert lines_of(source) == ["第一行", "第二行", "第三行"]
    assert source.text == "第一行\n第二行\n第三行\n"
    assert (source.page_count, source.media_type, source.encoding) == (1, "application/pdf", None)


def test_every_character_has_page_and_box_and_breaks_have_none():
    source = read(texts((90, 100, "各县")), texts((100, 300, "市")))
    assert source.layout.page_starts == (0, 3)
    (page, (x0, top, x1, bottom)) = source.layout.locate(1, 2)[0]
    assert page == 1
    assert x0 == pytest.approx(102, abs=0.5)
    assert x1 == pytest.approx(114, abs=0.5)
    assert top < 100 < bottom
    assert math.isnan(source.layout.boxes[4 * 2])
    assert source.layout.locate(0, 5)[1][0] == 2
    assert source.lines[1].box[0] == pytest.approx(100, abs=0.5)


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([(90, "责任单位："), (150, "市水务局")], "责任单位：市水务局"),
        ([(90, "市财政局"), (200, "市水务局")], "市财政局 市水务局"),
        ([(90, "plan"), (118, "B")], "plan B"),
        ([(90, "2024"), (114, "年")], "2024年"),
        ([(90, "　　缩进两字")], "缩进两字"),
    ],
)
def test_gaps_become_one_space_only_where_the_eye_sees_one(parts, expected):
    assert lines_of(read(texts(*((x, 100, text) for x, text in parts)))) == [expected]


def test_raised_characters_stay_on_their_line():
    def draw(canvas: Canvas) -> None:
        put(canvas, 90, 100, "绿地10万m")
        put(canvas, 147, 95, "2", size=6)
        put(canvas, 151, 100, "以上")
        put(canvas, 90, 120, "下一行")

    assert lines_of(read(draw)) == ["绿地10万m2以上", "下一行"]


def test_characters_printed_twice_for_bold_are_read_once():
    def draw(canvas: Canvas) -> None:
        for shift in (0, 1.2):  # smaller shifts PDFium takes for one character by itself
            for index, char in enumerate("一、工作目标一一"):
                put(canvas, 90 + 12 * index + shift, 100, char)
        put(canvas, 90, 130, "到年底全部完成，各项指标不低于上年水平。")

    assert lines_of(read(draw))[0] == "一、工作目标一一"


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_is_read_as_it_is_shown(turn):
    def draw(canvas: Canvas) -> None:
        canvas.setPageRotation(turn)  # swaps the sides for a quarter turn, so that the page is shown upright
        moves = {0: (0, 0), 90: (HEIGHT, 0), 180: (WIDTH, HEIGHT), 270: (0, WIDTH)}
        canvas.translate(*moves[turn])
        canvas.rotate(turn)
        canvas.drawString(90, HEIGHT - 100, "第一行")
        canvas.drawString(90, HEIGHT - 130, "第二行")

    source = read(draw)
    assert lines_of(source) == ["第一行", "第二行"]
    assert source.lines[0].box[0] == pytest.approx(90, abs=0.5)
    assert source.lines[0].box[1] < 100 < source.lines[0].box[3]


def test_text_that_stands_sideways_is_read_upright_and_located_as_shown():
    def draw(canvas: Canvas) -> None:
        canvas.translate(WIDTH, 0)
        canvas.rotate(90)
        canvas.drawString(90, WIDTH - 100, "第一行文字")
        canvas.drawString(90, WIDTH - 130, "第二行文字")

    source = read(draw)
    assert lines_of(source) == ["第一行文字", "第二行文字"]
    x0, top, x1, bottom = source.lines[0].box
    assert x0 < 100 < x1
    assert bottom == pytest.approx(HEIGHT - 90, abs=0.5)
    assert bottom - top == pytest.approx(60, abs=1)


@pytest.mark.parametrize(
    "form", ["— {} —", "-{}-", "第{}页", "第 {} 页 共 3 页", "{}/3", "Page {} of 3", "· {} ·", "{}"]
)
def test_page_numbers_are_furniture(form):
    pages = [texts((90, 100, f"正文{'甲乙丙'[i]}"), (290, 810, form.format(i + 1))) for i in range(3)]
    source = read(*pages)
    assert lines_of(source) == ["正文甲", "正文乙", "正文丙"]
    assert len(source.furniture) == 3
    assert form.format(1).replace(" ", "") in source.text.replace(" ", "")


@pytest.mark.parametrize("text", ["12", "2024", "3.修建村道", "（3）", "2024年3月1日", "附件1"])
def test_what_is_no_page_number_stays(text):
    assert text in lines_of(read(texts((90, 100, "正文"), (290, 810, text)), texts((90, 100, "正文乙"))))


def test_a_number_that_counts_with_no_page_stays():
    source = read(texts((90, 400, "合计"), (290, 810, "57")), texts((90, 400, "合计"), (290, 810, "57")))
    assert lines_of(source) == ["合计", "57", "合计", "57"]


def test_running_heads_are_furniture_and_repeated_openings_are_not():
    pages = [texts((90, 40, "某市水务局文件汇编"), (90, 60, "附件"), (90, 200, f"正文{'甲乙丙'[i]}")) for i in range(3)]
    source = read(*pages)
    assert lines_of(source) == ["附件", "正文甲", "附件", "正文乙", "附件", "正文丙"]
    assert [source.text[a:b] for a, b in source.furniture] == ["某市水务局文件汇编"] * 3


def test_a_file_without_furniture_on_two_pages_loses_nothing():
    source = read(texts((90, 40, "同一行字")), texts((90, 40, "同一行字")))
    assert lines_of(source) == ["同一行字", "同一行字"]


def test_two_columns_of_body_text_are_read_one_after_the_other():
    def draw(canvas: Canvas) -> None:
        put(canvas, 200, 60, "某市人民政府公报的一个长标题")
        for row in range(12):
            for column, x in (("左", 60), ("右", 310)):
                put(canvas, x, 100 + 20 * row, f"{column}栏{chr(0x7532 + row)}" + "字" * 15)
        put(canvas, 280, 800, "— 1 —")

    lines = lines_of(read(draw))
    assert lines[0] == "某市人民政府公报的一个长标题"
    assert [line[0] for line in lines[1:]] == ["左"] * 12 + ["右"] * 12


def test_a_list_in_two_columns_is_read_line_by_line():
    rows = [("组长", "分管副市长"), ("副组长", "市水务局局长"), ("成员", "市财政局副局长")] * 6
    pieces = [(x, 100 + 20 * i, text) for i, row in enumerate(rows) for x, text in zip((90, 300), row, strict=True)]
    assert lines_of(read(texts(*pieces))) == [" ".join(row) for row in rows]


def test_a_hyphen_at_the_end_of_a_line_is_kept():
    assert lines_of(read(texts((90, 100, "COVID-"), (90, 120, "19 plan")))) == ["COVID-", "19 plan"]


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        ([0x7532, 0, 0x4E59], "甲\ufffd乙"),
        ([0x7532, 0xD842, 0xDFB7, 0x4E59], "甲𠮷\0乙"),
        ([0xDFB7, 0x7532], "\ufffd甲"),
        ([0x7532, 0xD842], "甲\ufffd"),
        ([0xD842, 0xD842, 0xDFB7], "\ufffd𠮷\0"),
    ],
)
def test_codes_become_one_character_each(codes, text):
    assert _to_text(codes) == text


def test_a_slanted_watermark_tears_no_line():
    def draw(canvas: Canvas) -> None:
        for row in range(6):
            put(canvas, 90, 300 + 30 * row, "各县要按时完成年度任务并报送总结")
        canvas.translate(100, HEIGHT - 480)
        canvas.rotate(40)
        canvas.setFont("STSong-Light", 40)
        canvas.drawString(0, 0, "内部资料")

    source = read(draw)
    assert lines_of(source) == ["各县要按时完成年度任务并报送总结"] * 6
    assert [source.text[a:b] for a, b in source.furniture] == ["内部资料"]


def test_text_beyond_the_edge_of_the_page_is_not_read():
    assert lines_of(read(texts((90, 100, "正文"), (700, 100, "页外"), (90, -50, "页外")))) == ["正文"]
