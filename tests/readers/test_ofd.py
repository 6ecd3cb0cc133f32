"""OFD files: where characters stand, ruled tables, templates, several documents, damage and hostile sizes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, EncryptedFileError, ReadError
from qingdan.models.source import Source
from qingdan.readers.ofd import read_ofd
from qingdan.readers.ofd.shapes import read_polylines
from qingdan.readers.ofd.values import read_box, read_distances, read_matrix
from tests.readers.ofd_files import document, entry, fill, grid, make_ofd, pack, page, path, root, text, xml

POINTS = 72 / 25.4


def read(*pages: str, **more: str) -> Source:
    return read_ofd(make_ofd(*pages, **more), "某.ofd")


def lines_of(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def rows_of(source: Source) -> list[list[str | None]]:
    return [
        [None if cell is None else "".join(source.text[a:b] for a, b in cell.ranges) for cell in row]
        for table in source.tables
        for row in table.rows
    ]


def codes(source: Source) -> list[tuple[str, object]]:
    return [(found.code, found.params) for found in source.diagnostics]


def test_lines_from_the_top_with_their_boxes():
    source = read(page(text("第二行", 30, 40), text("第一行", 30, 20)))
    assert lines_of(source) == ["第一行", "第二行"]
    assert source.media_type == "application/ofd"
    assert source.page_count == 1
    assert source.layout
    [(number, box)] = source.layout.locate(0, 3)
    assert number == 1
    expected = (30 * POINTS, (20 + 5 - 0.88 * 5) * POINTS, 45 * POINTS, (20 + 5 + 0.12 * 5) * POINTS)
    assert box == pytest.approx(expected)


CODES = [
    ({"X": 0, "Y": 5, "DeltaX": "5 5 5"}, "一二三四"),
    ({"X": 0, "Y": 5, "DeltaX": "g 3 5"}, "一二三四"),
    ({"X": 0, "Y": 5, "DeltaX": "5 g 2 5"}, "一二三四"),
    ({"X": 0, "Y": 5, "DeltaX": "5 5"}, "一二三四"),  # the last one is left to the eye
    ({"X": 0, "Y": 5}, "一二三四"),
    ({"X": 0, "Y": 5, "DeltaX": "g 999999999 5"}, "一二三四"),
    ({"X": 0, "Y": 5, "DeltaX": "5 15 5"}, "一二 三四"),
    ({"X": 15, "Y": 5, "DeltaX": "g 3 -5"}, "四三二一"),
]


@pytest.mark.parametrize(("attributes", "expected"), CODES)
def test_distances_place_characters(attributes: dict[str, object], expected: str):
    drawn = xml("TextObject", xml("TextCode", "一二三四", **attributes), Boundary="30 30 20 6", Size=5)
    assert lines_of(read(page(drawn)))[0].startswith(expected[:2])
    if attributes.get("DeltaX") != "5 5":
        assert lines_of(read(page(drawn))) == [expected]


def test_a_code_without_a_place_goes_on_where_the_last_began():
    codes_ = xml("TextCode", "上", X=2, Y=5) + xml("TextCode", "下", Y=15)
    source = read(page(xml("TextObject", codes_, Boundary="30 30 20 20", Size=5)))
    assert lines_of(source) == ["上", "下"]
    assert source.layout
    assert source.layout.locate(0, 1)[0][1][0] == source.layout.locate(2, 3)[0][1][0] == pytest.approx(32 * POINTS)


def test_the_matrix_of_an_object_works_before_its_boundary():
    code = xml("TextCode", "甲乙", X=100, Y=50, DeltaX="14")
    drawn = xml("TextObject", code, Boundary="20 30 40 8", CTM="0.3527 0 0 0.3527 -35.27 -10", Size=14)
    source = read(page(drawn))
    assert source.layout
    left, _, right, bottom = source.layout.locate(0, 2)[0][1]
    assert (left, right) == pytest.approx((20 * POINTS, (20 + 28 * 0.3527) * POINTS))
    assert bottom == pytest.approx((30 - 10 + (50 + 0.12 * 14) * 0.3527) * POINTS)


LATIN = [
    ("WiFi", "4.8 1.4 2.8", "WiFi"),
    ("Textof", "3.1 2.2 2.5 2.6 2.5", "Text of"),  # the blank is left to the eye
    ("5G网", "2.5 5", "5G网"),
    ("95%以上", "2.5 2.5 4.2 5", "95%以上"),
    ("第12条", "5 5 5", "第12条"),
]


@pytest.mark.parametrize(("words", "distances", "expected"), LATIN)
def test_blanks_between_latin_words(words: str, distances: str, expected: str):
    code = xml("TextCode", words, X=0, Y=5, DeltaX=distances)
    assert lines_of(read(page(xml("TextObject", code, Boundary="30 30 20 6", Size=5)))) == [expected]


def test_a_sideways_page_is_read_upright():
    turned = xml("TextCode", "横排", X=0, Y=0, DeltaX="5")
    first = xml("TextObject", turned, Boundary="180 40 6 30", CTM="0 1 -1 0 0 0", Size=5)
    second = xml("TextObject", turned.replace("横排", "次行"), Boundary="170 40 6 30", CTM="0 1 -1 0 0 0", Size=5)
    source = read(page(second, first))
    assert lines_of(source) == ["横排", "次行"]
    assert source.layout
    left, top, right, bottom = source.layout.locate(0, 2)[0][1]
    assert bottom - top > right - left  # boxes are those of the sheet as shown


def test_a_direction_of_characters_turns_them():
    code = xml("TextCode", "横排", X=0, Y=0, DeltaY="5")
    drawn = xml("TextObject", code, Boundary="180 40 6 30", Size=5, ReadDirection=90, CharDirection=90)
    assert lines_of(read(page(drawn))) == ["横排"]


def test_a_watermark_stays_out_of_lines():
    mark = xml(
        "TextObject",
        xml("TextCode", "内部", X=0, Y=5, DeltaX="5"),
        Boundary="30 30 9 9",
        CTM="0.7 0.7 -0.7 0.7 0 0",
        Size=5,
    )
    source = read(page(text("正文第一行", 25, 30), mark))
    assert lines_of(source) == ["正文第一行"]
    assert [source.text[a:b] for a, b in source.furniture] == ["内部"]


XS, YS = (20, 40, 120, 180), (50, 60, 70)
ROWS = [("序号", "任务", "单位"), ("1", "修路", "交通局")]


def test_a_ruled_table():
    source = read(page(text("附表", 90, 30), grid(XS, YS, ROWS), text("表后", 20, 90)))
    assert rows_of(source) == [list(row) for row in ROWS]
    assert lines_of(source) == ["附表", "表后"]
    assert source.text == "附表\n序号\t任务\t单位\n1\t修路\t交通局\n表后\n"


def test_thin_filled_bars_are_rules_and_broad_ones_are_not():
    bars = [f"M {XS[0]} {y} L {XS[-1]} {y} L {XS[-1]} {y + 0.2} L {XS[0]} {y + 0.2} C" for y in YS]
    bars += [f"S {x} {YS[0]} M {x} {YS[0]} L {x + 0.2} {YS[0]} L {x + 0.2} {YS[-1]} L {x} {YS[-1]} C" for x in XS]
    shade = path("M 20 50 L 70 50 L 70 65 L 20 65 C", Fill="true", Stroke="false")
    source = read(page(shade, *(path(bar, Fill="true", Stroke="false") for bar in bars), fill(XS, YS, ROWS)))
    assert rows_of(source) == [list(row) for row in ROWS]


def test_merged_cells():
    rules = "M 20 50 L 120 50 M 40 60 L 120 60 M 20 70 L 120 70 M 20 50 L 20 70 M 40 50 L 40 70 M 120 50 L 120 70"
    words = [text("合", 21, 55, size=4), text("上", 60, 52, size=4), text("下", 60, 62, size=4)]
    source = read(page(path(rules), *words))
    assert rows_of(source) == [["合", "上"], [None, "下"]]
    cell = source.tables[0].rows[0][0]
    assert cell
    assert cell.row_span == 2


def test_templates_blocks_and_shared_drawings_belong_to_the_page():
    common = xml("TemplatePage", ID=9, BaseLoc="Tpls/Tpl_0/Content.xml") + xml("PublicRes", "PublicRes.xml")
    shared = xml("CompositeGraphicUnit", xml("Content", text("共用", 0, 0)), ID=7, Width=20, Height=20)
    parts = {
        "Tpls/Tpl_0/Content": root("Page", page(text("某县人民政府文件", 60, 20))),
        "PublicRes": root("Res", xml("CompositeGraphicUnits", shared)),
    }
    body = xml("PageBlock", xml("PageBlock", text("正文", 30, 60)))
    placed = xml("CompositeObject", Boundary="30 80 20 20", ResourceID=7)
    source = read(page(body, placed, before=xml("Template", TemplateID=9)), common=common, **parts)
    assert lines_of(source) == ["某县人民政府文件", "正文", "共用"]


def test_a_document_that_is_listed_twice_is_read_once():
    parts = document("Doc_0", [page(text("一页", 20, 20))])
    data = pack({"OFD.xml": entry("Doc_0", "Doc_0", "/Doc_0"), **parts})
    assert lines_of(read_ofd(data, "某.ofd")) == ["一页"]


def test_several_documents_follow_each_other():
    first, second = page(text("甲文", 20, 20)), page(text("乙文", 20, 20))
    data = pack({"OFD.xml": entry("Doc_0", "Doc_1"), **document("Doc_0", [first]), **document("Doc_1", [second])})
    source = read_ofd(data, "某.ofd")
    assert [(line.page, source.text[line.start : line.end]) for line in source.lines] == [(1, "甲文"), (2, "乙文")]


def test_other_namespaces_and_places_of_parts():
    parts = document("Doc_0", [page(text("旧版", 20, 20))], namespace="http://www.ofdspec.org")
    old = {name.replace("Content.xml", "content.xml"): part for name, part in parts.items()}
    data = pack({"OFD.xml": entry("/Doc_0", namespace="http://www.ofdspec.org"), **old})
    assert lines_of(read_ofd(data, "某.ofd")) == ["旧版"]


def test_page_numbers_are_furniture():
    pages = [page(text(f"第{number}页的正文", 20, 60), text(f"- {number} -", 90, 280)) for number in (1, 2, 3)]
    assert lines_of(read(*pages)) == ["第1页的正文", "第2页的正文", "第3页的正文"]


def test_a_scanned_page_is_named():
    picture = xml("ImageObject", Boundary="0 0 210 297", CTM="210 0 0 297 0 0", ResourceID=5)
    assert codes(read(page(picture))) == [("scanned_page", {"page": 1})]


def test_hidden_objects_are_not_read():
    assert lines_of(read(page(text("可见", 20, 20), text("不可见", 20, 40, Visible="false")))) == ["可见"]


def test_a_damaged_page_costs_that_page():
    data = make_ofd(page(text("好页", 20, 20)), page("<ofd:torn>"))
    source = read_ofd(data, "某.ofd")
    assert (lines_of(source), codes(source)) == (["好页"], [("broken_page", {"page": 2})])


DAMAGED = [
    ({"a.xml": "<a/>"}, BrokenFileError),
    ({"OFD.xml": "<torn"}, BrokenFileError),
    ({"OFD.xml": entry("Doc_0")}, BrokenFileError),
    ({"OFD.xml": entry("Doc_0"), **document("Doc_0", [])}, BrokenFileError),
    ({"OFD.xml": entry("Doc_0"), **document("Doc_0", ["<torn>"])}, BrokenFileError),
    ({"OFD.xml": entry("Doc_0"), "Encryptions.xml": "<a/>"}, EncryptedFileError),
]


@pytest.mark.parametrize(("parts", "error"), DAMAGED)
def test_files_that_give_nothing(parts: dict[str, str], error: type[ReadError]):
    with pytest.raises(error, match=r"某\.ofd: .+"):
        read_ofd(pack(parts), "某.ofd")


def test_shared_drawings_that_multiply_are_bounded():
    units = [
        xml("CompositeGraphicUnit", xml("Content", xml("CompositeObject", ResourceID=number + 1) * 20), ID=number)
        for number in range(8)
    ]
    unit = xml("CompositeGraphicUnit", xml("Content", text("某", 20, 20)), ID=8)
    resources = root("Res", xml("CompositeGraphicUnits", "".join(units) + unit))
    source = read(page(xml("CompositeObject", ResourceID=0)), common=xml("PublicRes", "Res.xml"), Res=resources)
    assert ("too_complex", {"page": 1}) in codes(source)


def test_long_text_comes_to_an_end():
    source = read(page(text("字" * 200_000, 20, 20), path("M 0 0 L 1 1 " * 100_000), path("L" * 300_000)))
    assert set(source.text) <= {"字", "\n"}


@given(words=st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=40), more=st.text(max_size=20))
@settings(max_examples=60)
def test_any_words_and_values_give_a_source(words: str, more: str):
    safe = "".join(char for char in more if char.isprintable())
    drawn = text(words, 20, 20, CTM=safe, CharDirection=safe) + path(safe)
    source = read(page(drawn.encode("utf-8", "ignore").decode()))
    assert all(0 <= line.start < line.end <= len(source.text) for line in source.lines)


def test_values():
    assert read_distances("g 2 1.5 3 g 9 1", 4) == [1.5, 1.5, 3.0, 1.0]
    assert read_distances("g", 4) == []
    assert read_distances(None, 4) == []
    assert read_box("1 2 3 4") == (1, 2, 4, 6)
    assert read_box("1 2 3") is None
    assert read_box("nan 2 3 1e999") == (0, 2, 3, 2)
    assert read_matrix("1 2") == (1, 0, 0, 1, 0, 0)


PATHS = [
    ("M 0 0 L 1 0 L 1 1 C", [[(0, 0), (1, 0), (1, 1), (0, 0)]]),
    ("S 0 0 M 0 0 L 1 0 M 0 1 L 1 1", [[(0, 0)], [(0, 0), (1, 0)], [(0, 1), (1, 1)]]),
    ("M 0 0 B 1 1 2 2 3 3 L 4 3", [[(0, 0)], [(3, 3), (4, 3)]]),
    ("M 0 0 Q 1 1 2 2 A 5 5 0 0 1 7 7 L 8 7", [[(0, 0)], [(2, 2)], [(7, 7), (8, 7)]]),
    ("M 0 0 L 1", [[(0, 0)]]),
    ("", []),
]


@pytest.mark.parametrize(("data", "expected"), PATHS)
def test_paths(data: str, expected: list[list[tuple[float, float]]]):
    assert [points for points in read_polylines(data, 100) if points] == expected
