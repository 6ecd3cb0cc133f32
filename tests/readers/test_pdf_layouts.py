"""Pages that do not make it easy: tables without rules, sideways text, watermarks, fonts without a map."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.colors import Color
from reportlab.pdfgen.canvas import Canvas

from qingdan.readers.pdf import read_pdf
from tests.readers.pdf_files import HEIGHT, WIDTH, Draw, fill, grid, put, rule, texts
from tests.readers.raw_pdf import font_objects, page_with_font
from tests.readers.test_pdf_lines import assert_sound, lines_of, read
from tests.readers.test_pdf_tables import XS, YS, words_of

COLUMNS = (80, 120, 300, 450)
HEADER = ("序号", "重点任务", "牵头单位", "完成时限")
ROWS = (
    ("1", "修建通村公路二十公里", "市交通运输局", "6月底前"),
    ("2", "清淤河道", "市水务局", "12月底前"),
    ("3", "改造老旧小区十个", "市住房城乡建设局", "10月底前"),
)
PROSE = "各县要按时完成年度任务并报送总结，确保目标如期实现。"


def rows_at(rows, columns=COLUMNS, *, top: float = 100, step: float = 20) -> Draw:
    """Rows of words without any line; empty words are not printed."""
    return texts(
        *((x, top + step * n, t) for n, row in enumerate(rows) for x, t in zip(columns, row, strict=True) if t)
    )


def tables_of(source) -> list[list[list[str | None]]]:
    return [words_of(source, table) for table in source.tables]


def joined(table) -> list[list[str]]:
    return [[cell.replace("\n", "") for cell in row] for row in table]


def test_columns_parted_by_white_space_are_a_table():
    def draw(canvas: Canvas) -> None:
        put(canvas, 200, 60, "某市重点任务清单")
        rows_at((HEADER, *ROWS))(canvas)
        put(canvas, 80, 190, PROSE)

    source = read(draw)
    assert tables_of(source) == [[list(HEADER), *map(list, ROWS)]]
    assert (source.tables[0].layout, source.tables[0].page) == ("aligned", 1)
    assert lines_of(source) == ["某市重点任务清单", PROSE]
    assert source.text.startswith("某市重点任务清单\n序号\t重点任务\t牵头单位\t完成时限\n1\t")


@pytest.mark.parametrize("inner", [(), (124, 144)], ids=["three rules", "a rule under every row"])
def test_a_table_with_level_rules_only(inner):
    def draw(canvas: Canvas) -> None:
        rows_at((HEADER, *ROWS))(canvas)
        for level in (84, 104, *inner, 166):
            rule(canvas, 76, level, 540, level)
        put(canvas, 80, 182, "注：时限以当年为准")

    source = read(draw)
    assert tables_of(source) == [[list(HEADER), *map(list, ROWS)]]
    assert lines_of(source) == ["注：时限以当年为准"]


def test_three_rules_need_no_known_words_and_rows_may_lack_a_cell():
    rows = [("指数", "甲类", "乙类"), ("绿化", "好", "中"), ("噪声", "", "良"), ("空气", "优", "")]

    def draw(canvas: Canvas) -> None:
        rows_at(rows, (90, 250, 400))(canvas)
        for level in (84, 104, 166):
            rule(canvas, 76, level, 500, level)

    assert tables_of(read(draw)) == [[list(row) for row in rows]]


@pytest.mark.parametrize("upright", ["top", "middle"])
def test_cells_of_several_lines_with_white_space_between_rows(upright):
    task = ("推进通村公路建设", "，年内新建农村公", "路二十公里")
    shift = 18 if upright == "middle" else 0

    def draw(canvas: Canvas) -> None:
        rows_at((HEADER,), top=100)(canvas)
        for row, top in enumerate((130, 200)):
            for number, words in enumerate(task):
                put(canvas, 120, top + 18 * number, words)
            put(canvas, 80, top + shift, str(row + 1))
            put(canvas, 300, top + shift, "市交通运输局")
            put(canvas, 450, top + shift, "6月底前")

    (table,) = tables_of(read(draw))
    assert joined(table)[1:] == [[n, "".join(task), "市交通运输局", "6月底前"] for n in "12"]


def test_numbers_tell_rows_that_stand_close():
    lines = [
        HEADER,
        ("1", "修建通村公路，年内新建公路", "市交通运输局", "6月底前"),
        ("", "二十公里", "", ""),
        ("2", "清淤河道", "市水务局", "12月底前"),
    ]
    (table,) = tables_of(read(rows_at(lines)))
    assert [row[1] for row in table] == ["重点任务", "修建通村公路，年内新建公路\n二十公里", "清淤河道"]


def test_a_header_centred_over_short_words():
    rows = [("序号", "工作任务", "责任单位"), ("1", "修路", "交通局"), ("2", "清淤", "水务局")]
    pieces = [(x, 100 + 20 * n, t) for n, row in enumerate(rows) for x, t in zip((80, 130, 300), row, strict=True)]
    pieces[1] = (180, 100, "工作任务")
    assert tables_of(read(texts(*pieces))) == [[list(row) for row in rows]]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        pytest.param([("组长", "张三", "市长"), ("副组长", "李四", "副市长"), ("成员", "王五", "局长")], (90, 200, 300), id="names"),
        pytest.param([("张三", "李四", "王五", "赵六")] * 5, (90, 180, 270, 360), id="a grid of names"),
        pytest.param([("联系人：张三", "电话：123"), ("联系人：李四", "电话：456"), ("地址：某路", "邮编：789")], (90, 300), id="contacts"),
        pytest.param([("一、总体要求", "1"), ("二、重点任务", "3"), ("三、保障措施", "9")], (90, 480), id="contents"),
        pytest.param([("责任单位", "完成时限"), (PROSE[:12], PROSE[:18]), (PROSE[:12], PROSE[12:])], (90, 236), id="no corridor"),
        pytest.param([HEADER, ROWS[0]], COLUMNS, id="a single row"),
        pytest.param([HEADER, ROWS[0], ("", "清淤河道", "", "12月"), ROWS[2]], COLUMNS, id="rows not clear"),
        pytest.param([("甲方", "乙方"), ("盖章", "盖章"), ("日期", "日期")], (90, 350), id="a place to sign"),
        pytest.param([("标题", "正文", "字体"), ("普通", "文字", "宋体"), ("普通", "文字", "黑体")], (90, 200, 300), id="no header"),
    ],
)  # fmt: skip
def test_what_is_not_clearly_a_table_stays_lines(rows, columns):
    source = read(rows_at(rows, columns))
    assert source.tables == ()
    assert ["".join(line.split()) for line in lines_of(source)] == ["".join(row) for row in rows]


def test_rules_on_a_page_of_prose_make_no_table():
    def draw(canvas: Canvas) -> None:
        for level in (60, 130, 790):
            rule(canvas, 80, level, 510, level)
        for row in range(20):
            put(canvas, 80, 80 + 24 * row, PROSE)

    assert read(draw).tables == ()


def test_a_page_of_many_headers_takes_bounded_time():
    rows = [("工作任务", "责任单位")] * 3000
    pieces = [(x, 20 + 0.2 * n, t) for n, row in enumerate(rows) for x, t in zip((90, 300), row, strict=True)]
    assert read(texts(*pieces)).page_count == 1


def landscape(canvas: Canvas) -> None:
    """A table with its rows running up the page."""
    canvas.saveState()
    canvas.translate(150, 150)
    canvas.rotate(90)
    xs, ys = (0, 40, 200, 340, 440), (0, -30, -60, -90, -120)
    for x in xs:
        canvas.line(x, 0, x, -120)
    for y in ys:
        canvas.line(0, y, 440, y)
    canvas.setFont("STSong-Light", 10)
    for row, y in zip((HEADER, *ROWS), ys, strict=False):
        for words, x in zip(row, xs, strict=False):
            canvas.drawString(x + 3, y - 18, words)
    canvas.restoreState()


def test_a_table_turned_by_a_quarter_on_an_upright_page():
    def draw(canvas: Canvas) -> None:
        put(canvas, 90, 60, "附件2")
        put(canvas, 90, 80, PROSE)
        landscape(canvas)
        put(canvas, 290, 810, "— 3 —")

    source = read(draw)
    assert tables_of(source) == [[list(HEADER), *map(list, ROWS)]]
    assert lines_of(source) == ["附件2", PROSE]
    assert [source.text[a:b] for a, b in source.furniture] == ["— 3 —"]
    x0, top, x1, bottom = source.tables[0].box
    assert (x0, top, x1, bottom) == pytest.approx((150, HEIGHT - 590, 270, HEIGHT - 150), abs=0.5)
    (_, (_, name_top, _, name_bottom)) = source.layout.locate(*source.tables[0].rows[0][1].ranges[0])[0]
    assert name_bottom - name_top == pytest.approx(40, abs=1)


def test_sideways_words_in_a_cell_of_an_upright_table():
    def draw(canvas: Canvas) -> None:
        grid(canvas, XS, YS, without=[(90, 160, 190, 160)])
        fill(canvas, XS, YS, (("序号", "任务", "时限"), ("", "修建村道", "6月底"), ("", "清淤河道", "12月底")))
        canvas.translate(150, HEIGHT - 185)
        canvas.rotate(90)
        canvas.drawString(0, 0, "农村")

    assert tables_of(read(draw)) == [
        [["序号", "任务", "时限"], ["农村", "修建村道", "6月底"], [None, "清淤河道", "12月底"]]
    ]


def body(canvas: Canvas) -> None:
    canvas.setFillGray(0)
    for row in range(20):
        put(canvas, 60, 100 + 24 * row, PROSE)


def big(canvas: Canvas) -> None:
    canvas.setFillGray(0.8)
    put(canvas, 150, 300, "内部资料", size=60)


def see_through(canvas: Canvas) -> None:
    canvas.setFillColor(Color(1, 0, 0, alpha=0.3))
    put(canvas, 150, 300, "内部资料", size=60)
    canvas.setFillColor(Color(0, 0, 0, alpha=1))


def repeated(canvas: Canvas) -> None:
    canvas.setFillGray(0.85)
    for y in range(60, 820, 95):
        for x in (60, 260, 460):
            put(canvas, x, y, "某市政务网", size=14)


@pytest.mark.parametrize("mark", [big, see_through, repeated])
@pytest.mark.parametrize("below", [True, False])
def test_an_upright_watermark_tears_no_line(mark, below):
    def draw(canvas: Canvas) -> None:
        for part in (mark, body) if below else (body, mark):
            part(canvas)

    source = read(draw)
    assert lines_of(source) == [PROSE] * 20
    (marks,) = [source.text[a:b] for a, b in source.furniture]
    assert set(marks) <= set("内部资料某市政务网")


def test_a_watermark_over_a_table_is_in_no_cell():
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.8)
        put(canvas, 150, 160, "样本", size=60)
        canvas.setFillGray(0)
        grid(canvas, XS, YS)
        fill(canvas, XS, YS, (("序号", "任务", "时限"), ("1", "修建村道", "6月底"), ("2", "清淤河道", "12月底")))

    assert tables_of(read(draw))[0][1] == ["1", "修建村道", "6月底"]


def test_grey_and_white_text_that_crosses_nothing_is_text():
    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(0.3)
        canvas.rect(80, HEIGHT - 120, 300, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        put(canvas, 90, 110, "白字标题")
        canvas.setFillGray(0.7)
        put(canvas, 90, 150, "灰字说明")
        canvas.setFillGray(0)
        put(canvas, 90, 190, PROSE)

    assert lines_of(read(draw)) == ["白字标题", "灰字说明", PROSE]


@pytest.mark.parametrize("shift", [0, 0.1, 0.3, 0.6, 1.2, 1.6])
@pytest.mark.parametrize("whole", [True, False], ids=["line by line", "letter by letter"])
def test_nothing_is_doubled_or_lost_where_bold_is_printed_twice(shift, whole):
    words = "（一一）人人参与，2211年完成100%，一丨丨二"

    def draw(canvas: Canvas) -> None:
        for copy in (0.0, shift):
            if whole:
                put(canvas, 90 + copy, 100, words)
                continue
            for index, char in enumerate(words):
                put(canvas, 60 + 14 * index + copy, 100, char)

    assert ["".join(line.split()) for line in lines_of(read(draw))] == [words]


def test_words_in_any_order_of_the_file():
    words = "各县要按时完成年度任务"
    pieces = [(90 + 12 * n, 100 + 20 * row, char) for row in range(3) for n, char in enumerate(words)]
    source = read(texts(*(pieces[(7 * n) % len(pieces)] for n in range(len(pieces)))))
    assert lines_of(source) == [words] * 3


def test_radicals_stay_as_printed():
    assert lines_of(read(texts((90, 100, "⽉底前，⼯作⼩组"))))[0] in ("⽉底前，⼯作⼩组", "月底前，工作小组")


def codes(source) -> list[tuple[str, dict]]:
    return [(found.code, found.params) for found in source.diagnostics]


def test_codes_of_a_font_without_a_map_are_no_text():
    source = read_pdf(page_with_font(font_objects(with_map=False), "4E2D65875B57" * 10), "a.pdf")
    assert_sound(source)
    assert codes(source) == [("scanned_page", {"page": 1})]
    assert source.lines == ()
    assert set(source.text) <= {"\ufffd", "\n"}


def test_a_font_with_a_map_is_text():
    source = read_pdf(page_with_font(font_objects(with_map=True), "4E2D65875B57"), "a.pdf")
    assert (lines_of(source), codes(source)) == (["中文字"], [])


def test_single_glyphs_without_a_meaning_are_named():
    def draw(canvas: Canvas) -> None:
        for row in range(4):
            put(canvas, 90, 100 + 20 * row, PROSE)
        put(canvas, 90, 300, "\uf06c开展排查，覆盖率\uf0b3百分之\ue123十")

    source = read(draw)
    assert codes(source) == [("unmapped_glyphs", {"page": 1, "count": 2})]
    assert len(lines_of(source)) == 5


def test_a_mark_before_a_line_is_no_loss():
    assert codes(read(texts((90, 100, "\uf06c开展排查")))) == []


def test_two_columns_under_a_title_across_both():
    def draw(canvas: Canvas) -> None:
        put(canvas, 220, 60, "某市人民政府公报")
        for row in range(12):
            for x, side in ((60, "左"), (310, "右")):
                put(canvas, x, 100 + 20 * (11 - row if side == "右" else row), f"{side}栏" + "字" * 17)

    lines = lines_of(read(draw))
    assert [line[0] for line in lines] == ["某", *"左" * 12, *"右" * 12]
    assert WIDTH > 2 * 240


_SHORT = st.sampled_from(["", "序号", "任务", "责任单位", "时限", "1", "2", "3", "一", "市水务局", "6月底前"])
_LONG = st.sampled_from(["", "重点任务", "清淤河道", PROSE, PROSE[:9]])
_ROWS = st.lists(st.tuples(_SHORT, _LONG, _SHORT, st.sampled_from([9, 18, 40])), min_size=3, max_size=12)


@settings(max_examples=80)
@given(_ROWS, st.sets(st.integers(0, 12)))
def test_any_words_in_columns_are_read_once_and_whole(rows, ruled):
    def draw(canvas: Canvas) -> None:
        y = 60.0
        for number, (*words, step) in enumerate(rows):
            y += step
            for x, text in zip((60, 130, 460), words, strict=True):
                put(canvas, x, y, text, size=9)
            if number in ruled:
                rule(canvas, 60, y + 4, 550, y + 4)

    source = read(draw)
    found = sorted(char for char in source.text if not char.isspace())
    assert found == sorted("".join(word for *words, _ in rows for word in words))
    for table in tables_of(source):
        assert len(table) > 2
        assert all(sum(map(bool, row)) > 1 for row in table[1:])
