"""PDF files made or broken to do harm: bounded time and memory, an error of one line or what could be read."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from qingdan.errors import BrokenFileError, ReadError
from qingdan.models.source import Source
from qingdan.readers.paged import content
from qingdan.readers.pdf import forms, read_pdf
from qingdan.readers.pdf.forms import unfolds_without_end
from tests.readers.pdf_files import HEIGHT, fill, grid, make_pdf, put, texts
from tests.readers.raw_pdf import build_pdf, one_page, stream
from tests.readers.test_pdf_lines import assert_sound, lines_of, read
from tests.readers.test_pdf_tables import XS, YS

FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
WORDS = b"BT /F 12 Tf 90 700 Td (plain words) Tj ET "
CATALOGUE = b"<</Type/Catalog/Pages 2 0 R>>"
PAGE = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 5 0 R>>>>>>"


def try_read(data: bytes) -> Source | None:
    """The source, if there is one; errors are of one line."""
    try:
        source = read_pdf(data, "a.pdf")
    except ReadError as error:
        assert "\n" not in str(error)  # noqa: PT017
        return None
    assert_sound(source)
    return source


def codes(source: Source) -> list[str]:
    return [found.code for found in source.diagnostics]


def tree(pages: bytes, catalogue: bytes = CATALOGUE) -> bytes:
    return build_pdf([catalogue, pages, PAGE, stream(WORDS), FONT, b"<</First 6 0 R/Next 6 0 R/Title(a)>>"])


@pytest.mark.parametrize(
    ("pages", "count"),
    [
        pytest.param(b"<</Type/Pages/Count 1/Kids[3 0 R]/Parent 2 0 R>>", 1, id="its own parent"),
        pytest.param(b"<</Type/Pages/Count 3/Kids[2 0 R 3 0 R]>>", 3, id="its own child"),
        pytest.param(b"<</Type/Pages/Count -3/Kids[3 0 R]>>", 1, id="fewer than none"),
        pytest.param(b"<</Type/Pages/Count 2147483647/Kids[3 0 R]>>", 1, id="more than can be"),
        pytest.param(b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>", 1_000_000, id="a million that are not there"),
    ],
)
def test_page_trees_that_lie(pages, count):
    source = try_read(tree(pages))
    assert lines_of(source) == ["plain words"]
    assert source.page_count == count


def test_a_page_tree_without_pages():
    pages = b"<</Type/Pages/Count 5/Kids[2 0 R 2 0 R]>>"
    assert try_read(build_pdf([CATALOGUE, pages])) is None


def test_outlines_and_content_that_go_round():
    outlines = tree(b"<</Type/Pages/Count 1/Kids[3 0 R]>>", b"<</Type/Catalog/Pages 2 0 R/Outlines 6 0 R>>")
    assert lines_of(try_read(outlines)) == ["plain words"]
    page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/MediaBox 5 0 R>>"
    rounds = [CATALOGUE, b"<</Type/Pages/Count 1/Kids[3 0 R]>>", page, b"[4 0 R 4 0 R]", b"[5 0 R 5 0 R]"]
    assert lines_of(try_read(build_pdf(rounds))) == []


def form(drawn: bytes, resources: bytes) -> bytes:
    return stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<<%b/Font<</F 5 0 R>>>>" % resources)


def nested(fan: int, depth: int) -> bytes:
    """A page with forms inside forms, each of which draws the next several times."""
    inner = [form(b"/X Do " * fan, b"/XObject<</X %d 0 R>>" % (7 + n)) for n in range(depth)]
    drawn = WORDS + b"/X Do "
    return one_page(drawn, b"/Font<</F 5 0 R>>/XObject<</X 6 0 R>>", FONT, *inner, form(WORDS, b""))


@pytest.mark.parametrize("drawn", [b"/X Do ", b"/X Do /X Do "])
def test_a_form_that_draws_itself(drawn):
    itself = form(drawn, b"/XObject<</X 6 0 R>>")
    data = one_page(WORDS + drawn, b"/Font<</F 5 0 R>>/XObject<</X 6 0 R>>", FONT, itself)
    with pytest.raises(BrokenFileError, match=r"^a\.pdf: .*forms inside forms"):
        read_pdf(data, "a.pdf")


@pytest.mark.parametrize(("fan", "depth", "far"), [(1, 3, False), (4, 3, False), (10, 8, True), (1, 40, True)])
def test_forms_inside_forms(fan, depth, far):
    data = nested(fan, depth)
    assert unfolds_without_end(data) == far
    source = try_read(data)
    assert (source is None) == far


def test_forms_whose_names_stand_in_a_shared_dictionary():
    resources = b"<</Font<</F 5 0 R>>/XObject 9 0 R>>"
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources 8 0 R"
    pair = [stream(b"/B Do ", entries), stream(WORDS, entries)]
    page = WORDS + b"/A Do "
    sound = one_page(page, b"/XObject 9 0 R", FONT, *pair, resources, b"<</A 6 0 R/B 7 0 R>>")
    assert not unfolds_without_end(sound)
    assert unfolds_without_end(
        sound.replace(b"(plain words) Tj ET \nendstream", b"(plain words) Tj ET\n/A Do\nendstream")
    )


def test_forms_are_found_in_packed_streams_and_dictionaries(monkeypatch):
    packed = zlib.compress(b"9 0 <</X 6 0 R>>")
    bundle = stream(packed, b"/Type/ObjStm/N 1/First 4/Filter/FlateDecode")
    drawn = zlib.compress(b"/X Do /X Do ")
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Filter/FlateDecode/Resources<</XObject 9 0 R>>"
    data = one_page(WORDS + b"/X Do ", b"/XObject 9 0 R", FONT, stream(drawn, entries), bundle)
    assert unfolds_without_end(data)
    monkeypatch.setattr(forms, "_MOST_READ", 10)
    assert unfolds_without_end(nested(1, 3))


def test_a_form_drawn_a_few_times_is_read():
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("inner")
        put(canvas, 90, 100, "印章")
        canvas.endForm()
        canvas.beginForm("outer")
        canvas.doForm("inner")
        canvas.endForm()
        canvas.doForm("outer")
        canvas.translate(0, -100)
        canvas.doForm("outer")

    assert lines_of(read(draw)) == ["印章", "印章"]


@pytest.mark.parametrize(
    "box",
    [
        b"[0 0 0 0]",
        b"[0 0 1e9 1e9]",
        b"[595 842 0 0]",
        b"[-1e9 -1e9 1e9 1e9]",
        b"[(a) (b) (c) (d)]",
        b"[]",
        b"null",
        b"[0 0 595]",
        b"[0 0 1e39 1e39]",
        b"[0 0 -1 -1]",
        b"[0 0 0.001 0.001]",
        b"3 0 R",
        b"[nan inf nan inf]",
    ],
)
def test_absurd_pages(box):
    assert try_read(one_page(WORDS, b"/Font<</F 5 0 R>>", FONT, box=box)).page_count == 1


@pytest.mark.parametrize(
    ("page", "found"),
    [
        pytest.param(b" " * 50_000_000, [], id="nothing"),
        pytest.param(b"q " * 1_000_000, [], id="states"),
        pytest.param(b"BT /F 1 Tf " + b"(ab) Tj " * 100_000 + b"ET", ["too_complex"], id="words"),
        pytest.param(b"1 1 5 5 re f " * 200_000, ["scanned_page", "too_complex"], id="shapes"),
        pytest.param(b"[" * 100_000 + WORDS, [], id="brackets"),
    ],
)
def test_a_page_packed_small(page, found):
    packed = stream(zlib.compress(page, 9), b"/Filter/FlateDecode")
    pages = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    assert codes(try_read(build_pdf([CATALOGUE, pages, PAGE, packed, FONT]))) == found


def many_pages(count: int, page: bytes) -> bytes:
    """Pages that share one content."""
    kids = b" ".join(b"%d 0 R" % (5 + n) for n in range(count))
    shared = b"/MediaBox[0 0 595 842]/Resources<</Font<</F 4 0 R>>>>"
    pages = b"<</Type/Pages/Count %d/Kids[%b]%b>>" % (count, kids, shared)
    return build_pdf([CATALOGUE, pages, stream(page), FONT, *[b"<</Type/Page/Parent 2 0 R/Contents 3 0 R>>"] * count])


def test_twenty_thousand_pages():
    source = try_read(many_pages(20_000, WORDS))
    assert source.page_count == 20_000
    assert [(found.code, found.params) for found in source.diagnostics] == [
        ("page_limit", {"pages": 20_000, "read": content.MAX_PAGES})
    ]
    assert len(source.furniture) + len(source.lines) == content.MAX_PAGES


def test_characters_out_of_sight_count_too(monkeypatch):
    monkeypatch.setattr(content, "MAX_FILE_SHAPES", 50)
    hidden = WORDS + b"BT /F 12 Tf 9000 9000 Td (" + b"x" * 100 + b") Tj ET"
    assert codes(try_read(many_pages(5, hidden))) == ["page_limit"]


def sound_file() -> bytes:
    def draw(canvas: Canvas) -> None:
        grid(canvas, XS, YS)
        fill(canvas, XS, YS, (("序号", "任务", "时限"), ("1", "修建村道", "6月底"), ("2", "清淤河道", "12月底")))
        put(canvas, 90, 300, "各县要按时完成年度任务")
        canvas.circle(300, HEIGHT - 400, 20)

    return make_pdf(draw, texts((90, 100, "附件")), draw)


@pytest.mark.parametrize("tenth", range(1, 10))
def test_a_file_cut_off_at_every_tenth(tenth):
    data = sound_file()
    try_read(data[: len(data) * tenth // 10])
    for path in sorted(Path(__file__).parents[2].glob("corpora/**/*.pdf"))[:1]:
        data = path.read_bytes()
        try_read(data[: len(data) * tenth // 10])


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bytes(seed):
    chance = random.Random(seed)
    data = bytearray(sound_file())
    for _ in range(chance.choice((1, 5, 50, 500))):
        place = chance.randrange(len(data))
        data[place] ^= 1 << chance.randrange(8)
    try_read(bytes(data))


@pytest.mark.parametrize("data", [b"1 0 obj " * 100_000, b"9" * 2_000_000, b"/X 1 0 R " * 200_000, b"<<" * 500_000])
def test_looking_for_forms_comes_to_an_end(data):
    unfolds_without_end(b"/Subtype/Form " + data)
    unfolds_without_end(b"1 0 obj <</Subtype/Form/Resources<<" + data + b">>>> stream\n/X Do endstream endobj")
