"""Word documents → text and lines: what the page prints, in its order."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.readers import read_source
from qingdan.readers.docx import read_docx
from tests.readers.docx_files import NAMESPACES, level, lists, make_docx, numbered, paragraph, run, table, zip_parts
from tests.readers.docx_files import row as table_row

BOX = "<w:txbxContent>{}</w:txbxContent>"
FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CODE = '<w:r><w:instrText>DATE \\@ "yyyy"</w:instrText><w:t>code</w:t></w:r>'


def lines_of(body: str, **parts: str) -> list[str]:
    source = read_docx(make_docx(body, **parts), "notice.docx")
    return [source.text[line.start : line.end] for line in source.lines]


BODIES = {
    "paragraphs": (
        paragraph("关于印发要点的通知") + paragraph() + paragraph("各镇："),
        ["关于印发要点的通知", "各镇："],
    ),
    "runs": (paragraph(run("20"), run("24"), run("年")), ["2024年"]),
    "insertion": (paragraph("新增", '<w:ins w:id="1"><w:r><w:t>三项</w:t></w:r></w:ins>'), ["新增三项"]),
    "deletion": (paragraph("新增", '<w:del w:id="1"><w:r><w:delText>两项</w:delText></w:r></w:del>'), ["新增"]),
    "move": (
        paragraph(f"<w:moveFrom>{run('前移')}</w:moveFrom>", "正文", f"<w:moveTo>{run('后移')}</w:moveTo>"),
        ["正文后移"],
    ),
    "inserted paragraph": (f'<w:ins w:id="1">{paragraph("新段")}</w:ins>', ["新段"]),
    "deleted mark": (paragraph("前半", properties="<w:rPr><w:del/></w:rPr>") + paragraph("后半"), ["前半后半"]),
    "control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph('控件')}</w:sdtContent></w:sdt>", ["控件"]),
    "control in a line": (paragraph("于", f"<w:sdt><w:sdtContent>{run('6月')}</w:sdtContent></w:sdt>"), ["于6月"]),
    "link": (paragraph("见", f"<w:hyperlink>{run('附件')}</w:hyperlink>"), ["见附件"]),
    "break": (paragraph(run("第一行"), "<w:r><w:br/><w:t>第二行</w:t><w:cr/></w:r>"), ["第一行", "第二行"]),
    "tab": (paragraph(run("甲"), "<w:r><w:tab/><w:t>乙</w:t></w:r>"), ["甲\t乙"]),
    "hyphens": (paragraph("<w:r><w:t>5</w:t><w:noBreakHyphen/><w:t>G</w:t><w:softHyphen/></w:r>"), ["5-G"]),
    "hidden": (paragraph("可见", run("隐藏", "<w:vanish/>"), run("也可见", '<w:vanish w:val="0"/>')), ["可见也可见"]),
    "field": (
        paragraph(FIELD.format("begin"), CODE, FIELD.format("separate"), "2024", FIELD.format("end"), "年"),
        ["2024年"],
    ),
    "field in a field's code": (
        paragraph(*[FIELD.format("begin"), CODE] * 2, FIELD.format("separate"), "内", FIELD.format("end"))
        + paragraph(FIELD.format("end"), "外"),
        ["外"],
    ),
    "field never closed": (paragraph(FIELD.format("begin"), CODE) + paragraph("正文"), ["正文"]),
    "simple field": (paragraph(f'<w:fldSimple w:instr="DATE">{run("2024")}</w:fldSimple>'), ["2024"]),
    "text box read once": (
        paragraph(
            "标题",
            "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
            + BOX.format(paragraph("框内"))
            + "</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>"
            + BOX.format(paragraph("框内"))
            + "</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        )
        + paragraph("正文"),
        ["标题", "框内", "正文"],
    ),
    "word art": (
        paragraph('<w:r><w:pict><v:shape><v:textpath string="青禾县文件"/></v:shape></w:pict></w:r>'),
        ["青禾县文件"],
    ),
    "symbol": (paragraph('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "是"), ["☑是"]),
    "unknown symbol": (paragraph('<w:r><w:sym w:font="Webdings" w:char="F0FE"/></w:r>', "是"), ["是"]),
    "ruby": (
        paragraph(f"<w:r><w:ruby><w:rt>{run('yín')}</w:rt><w:rubyBase>{run('鄞')}</w:rubyBase></w:ruby></w:r>", "州"),
        ["鄞州"],
    ),
    "formula": (paragraph("<m:oMath><m:r><m:t>≥95%</m:t></m:r></m:oMath>"), ["≥95%"]),
    "frame of one cell": (table(table_row("仅一格")) + paragraph("其后"), ["仅一格", "其后"]),
}


@pytest.mark.parametrize(("body", "expected"), BODIES.values(), ids=BODIES)
def test_what_the_page_prints(body, expected):
    assert lines_of(body) == expected


HIDDEN = {
    "by itself": (paragraph(run("隐", "<w:vanish/>"), run("显")), "显"),
    "switched off": (paragraph(run("显", '<w:vanish w:val="false"/>')), "显"),
    "by its style": (paragraph("隐", properties='<w:pStyle w:val="H"/>') + paragraph("显"), "显"),
    "by a style below": (paragraph("隐", properties='<w:pStyle w:val="H2"/>') + paragraph("显"), "显"),
    "off against its style": (paragraph(run("显", '<w:vanish w:val="0"/>'), properties='<w:pStyle w:val="H"/>'), "显"),
    "by the run's style": (paragraph(run("隐", '<w:rStyle w:val="Aside"/>'), run("显")), "显"),
}
STYLE_PART = (
    '<w:style w:type="paragraph" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H"/></w:style>'
    '<w:style w:type="character" w:styleId="Aside"><w:basedOn w:val="Aside"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


@pytest.mark.parametrize(("body", "shown"), HIDDEN.values(), ids=HIDDEN)
def test_hidden_words_are_left_out(body, shown):
    assert read_docx(make_docx(body, styles=STYLE_PART), "notice.docx").text == shown


def test_notes_are_furniture_at_the_end_and_headers_are_left_out():
    notes = f'<w:footnote w:type="separator">{paragraph("线")}</w:footnote><w:footnote>{paragraph("注释")}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    header = paragraph("页眉")
    source = read_docx(make_docx(paragraph("正文", mark), footnotes=notes, header=header), "notice.docx")
    assert source.text == "正文\n注释"
    assert [source.text[a:b] for a, b in source.furniture] == ["注释"]
    assert [source.text[line.start : line.end] for line in source.lines] == ["正文"]


def test_lines_carry_no_white_space_at_their_ends():
    source = read_docx(make_docx(paragraph("\u3000\u3000正文。 ")), "notice.docx")
    assert source.text == "\u3000\u3000正文。 "
    assert [(line.start, line.end) for line in source.lines] == [(2, 5)]


def test_plain_paragraphs_read_as_python_docx_reads_them():
    document = docx.Document()
    for words in ("一、总体要求", "到2025年，建成3个。\n其中1个为新建。", "二、重点任务"):
        document.add_paragraph(words)
    buffer = BytesIO()
    document.save(buffer)
    source = read_source(buffer.getvalue(), "notice")
    assert source.text.split("\n") == "\n".join(p.text for p in docx.Document(buffer).paragraphs).split("\n")
    assert source.media_type.endswith("wordprocessingml.document")


STRICT = NAMESPACES.replace(
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
)


def test_a_strict_file_without_relationships_is_read():
    part = f"<w:document {STRICT}><w:body>{paragraph('正文')}</w:body></w:document>"
    assert read_source(zip_parts({"word/document.xml": part}), "notice.docx").text == "正文"


BROKEN = {
    "no text": (make_docx(paragraph()), "no words"),
    "cut off": (make_docx(paragraph("正文"))[:-40], "damaged"),
    "no document": (zip_parts({"word/document.xml": "<a/>"}), "no Word document"),
    "no XML": (zip_parts({"word/document.xml": "正文"}), "damaged"),
    "entities": (zip_parts({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DOCTYPE"),
    "outside file": (zip_parts({"word/document.xml": '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'}), "DOCTYPE"),
    "too deep": (zip_parts({"word/document.xml": "<a>" * 5000 + "</a>" * 5000}), "damaged"),
}


@pytest.mark.parametrize(("data", "message"), BROKEN.values(), ids=BROKEN)
def test_a_file_that_gives_no_document_gets_one_line(data, message):
    with pytest.raises(BrokenFileError, match=message) as caught:
        read_docx(data, "notice.docx")
    assert str(caught.value).startswith("notice.docx: ")
    assert "\n" not in str(caught.value)


def test_a_locked_file_is_named():
    data = bytearray(make_docx(paragraph("正文")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + offset] |= 1
    with pytest.raises(EncryptedFileError, match="password"):
        read_docx(bytes(data), "notice.docx")


def test_deep_nesting_is_read():
    body = paragraph("底")
    for _ in range(60):
        body = f"<w:sdt><w:sdtContent>{body}</w:sdtContent></w:sdt>"
    assert lines_of(body) == ["底"]


def test_other_forms_do_not_load_lxml():
    code = "import sys, qingdan; from qingdan.readers import read_source; read_source('正文。'.encode(), 'a.txt');"
    code += "assert not {'lxml', 'docx', 'python_calamine'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


TAGS = "p r t tbl tr tc tcPr pPr rPr ins del sdt sdtContent vMerge fldChar txbxContent pict"
XML = st.recursive(
    st.sampled_from(
        ["文", "1", "<w:tab/>", "<w:br/>", '<w:numPr><w:numId w:val="1"/></w:numPr>', '<w:gridSpan w:val="x"/>']
    ),
    lambda inner: st.tuples(
        st.sampled_from(TAGS.split()),
        st.lists(inner, max_size=4),
    ).map(lambda pair: f'<w:{pair[0]} w:val="1">{"".join(pair[1])}</w:{pair[0]}>'),
    max_leaves=25,
)


@given(st.lists(XML, max_size=4).map("".join))
def test_any_markup_gives_a_source_whose_spans_are_in_the_text(body):
    numbering = lists(level(0, "%1、", "chineseCounting"))
    source = read_docx(make_docx(paragraph("始") + body + numbered("终"), numbering=numbering), "notice.docx")
    ends = [(line.start, line.end) for line in source.lines]
    ends += [r for t in source.tables for drawn in t.rows for c in drawn if c for r in c.ranges]
    for start, end in ends:
        words = source.text[start:end]
        assert words
        assert words == words.strip()
