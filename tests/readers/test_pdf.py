"""PDF files that are locked, damaged, scanned, hostile: an error of one line, or a source with diagnostics."""

from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from qingdan.errors import BrokenFileError, EncryptedFileError, ReadError
from qingdan.readers.paged import content
from qingdan.readers.pdf import read_pdf, rulings
from tests.readers.pdf_files import HEIGHT, WIDTH, fill, grid, make_pdf, put, texts
from tests.readers.test_pdf_lines import assert_sound, lines_of, read


def picture(canvas: Canvas, share: float = 1.0) -> None:
    """A grey picture over the page's upper part."""
    image = ImageReader(BytesIO(b"P5 1 1 255\n\x80"))
    canvas.drawImage(image, 0, HEIGHT * (1 - share), WIDTH, HEIGHT * share)


def codes(source) -> list[tuple[str, dict]]:
    return [(found.code, found.params) for found in source.diagnostics]


def test_a_scanned_page_gives_a_diagnostic_and_no_lines():
    def scan(canvas: Canvas) -> None:
        picture(canvas)
        put(canvas, 400, 830, "扫描软件 生成")

    source = read(scan)
    assert codes(source) == [("scanned_page", {"page": 1})]
    assert (source.lines, source.tables, source.page_count) == ((), (), 1)
    assert [source.text[a:b] for a, b in source.furniture] == ["扫描软件 生成"]


def test_a_scanned_page_among_others_is_named():
    source = read(texts((90, 100, "正文")), picture)
    assert codes(source) == [("scanned_page", {"page": 2})]
    assert lines_of(source) == ["正文"]


def test_a_page_of_outlined_letters_is_a_scan_too():
    def outlines(canvas: Canvas) -> None:
        for index in range(400):
            canvas.bezier(90 + index, 100, 95 + index, 110, 99 + index, 90, 102 + index, 100)

    assert codes(read(outlines)) == [("scanned_page", {"page": 1})]


def test_a_seal_beside_text_and_a_blank_page_are_no_scans():
    def sealed(canvas: Canvas) -> None:
        picture(canvas, 0.2)
        put(canvas, 90, 100, "某市人民政府办公室")

    assert codes(read(sealed, lambda canvas: None)) == []


def test_private_glyphs_are_no_text():
    def strange(canvas: Canvas) -> None:
        for row in range(5):
            put(canvas, 90, 100 + 20 * row, "\ue123\ue124\ue125\ue126字\ue127\ue128\ue129")

    source = read(strange)
    assert codes(source) == [("scanned_page", {"page": 1})]
    assert source.lines == ()


def test_a_password_is_asked_for():
    with pytest.raises(EncryptedFileError, match=r"^a\.pdf: .*password"):
        read_pdf(make_pdf(texts((90, 100, "正文")), password="secret"), "a.pdf")


def test_a_file_that_opens_without_a_password_is_read():
    buffer = BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canCopy=0))
    canvas.drawString(90, 700, "open to read")
    canvas.save()
    assert lines_of(read_pdf(buffer.getvalue(), "a.pdf")) == ["open to read"]


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(5000), b"", b"no pdf at all"])
def test_damaged_files_are_named(data):
    with pytest.raises(BrokenFileError, match=r"^a\.pdf: [^\n]+$"):
        read_pdf(data, "a.pdf")


def test_a_file_cut_off_halfway_gives_an_error_or_what_is_left():
    data = make_pdf(*[texts((90, 100, f"第{i}段")) for i in range(20)])
    for end in range(100, len(data), len(data) // 15):
        try:
            assert_sound(read_pdf(data[:end], "a.pdf"))
        except ReadError as error:
            assert "\n" not in str(error)  # noqa: PT017


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=30))
def test_changed_bytes_never_break_the_reader(changes):
    def draw(canvas: Canvas) -> None:
        grid(canvas, (90, 200, 300), (100, 130, 160))
        fill(canvas, (90, 200), (100, 130), [["甲", "乙"], ["丙", "丁"]])

    data = bytearray(make_pdf(draw))
    for place, value in changes:
        data[place % len(data)] = value
    try:
        assert_sound(read_pdf(bytes(data), "a.pdf"))
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017


def test_pages_beyond_the_limit_are_left_out(monkeypatch):
    monkeypatch.setattr(content, "MAX_PAGES", 2)
    source = read(*[texts((90, 100, f"第{i}段")) for i in range(4)])
    assert lines_of(source) == ["第0段", "第1段"]
    assert source.page_count == 4
    assert codes(source) == [("page_limit", {"pages": 4, "read": 2})]


def test_characters_beyond_the_limit_are_left_out(monkeypatch):
    monkeypatch.setattr(content, "MAX_FILE_SHAPES", 5)
    source = read(*[texts((90, 100, f"第{i}段")) for i in range(4)])
    assert codes(source) == [("page_limit", {"pages": 4, "read": 2})]


def test_too_many_objects_are_left_out(monkeypatch):
    monkeypatch.setattr(rulings, "MAX_OBJECTS", 10)

    def draw(canvas: Canvas) -> None:
        grid(canvas, range(100, 500, 10), range(100, 700, 10))
        put(canvas, 90, 90, "正文还在")

    source = read(draw)
    assert codes(source) == [("too_complex", {"page": 1})]
    assert lines_of(source) == ["正文还在"]


def test_a_mesh_of_lines_takes_bounded_time():
    def mesh(canvas: Canvas) -> None:
        path = canvas.beginPath()
        for index in range(2000):
            path.moveTo(10 + index * 4, 0)
            path.lineTo(10 + index * 4, 9000)
            path.moveTo(0, 10 + index * 4)
            path.lineTo(9000, 10 + index * 4)
        canvas.drawPath(path)
        put(canvas, 90, 90, "正文还在")

    source = read(mesh)
    assert lines_of(source) == ["正文还在"]


def test_far_and_huge_coordinates():
    def draw(canvas: Canvas) -> None:
        canvas.line(-1e9, 100, 1e9, 100)
        canvas.line(100, -1e30, 100, 1e30)
        put(canvas, 90, 90, "正文还在")
        put(canvas, 1e7, 90, "页外")

    assert lines_of(read(draw))[0].startswith("正文还在")
