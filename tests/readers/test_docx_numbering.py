"""List numbers: computed as Word prints them."""

from __future__ import annotations

import pytest

from qingdan.readers.docx import read_docx
from qingdan.readers.docx.number_formats import format_number
from qingdan.text.numerals import parse_numeral
from tests.readers.docx_files import cell, level, lists, make_docx, numbered, paragraph, row, table

FORMATS = [
    ("decimal", 12, "12"),
    ("decimalZero", 3, "03"),
    ("chineseCounting", 1, "一"),
    ("chineseCounting", 10, "十"),
    ("chineseCounting", 12, "十二"),
    ("chineseCounting", 20, "二十"),
    ("chineseCounting", 31, "三十一"),
    ("chineseCountingThousand", 105, "一百零五"),
    ("chineseCountingThousand", 110, "一百一十"),
    ("chineseCountingThousand", 2024, "二千零二十四"),
    ("chineseCountingThousand", 10_010, "一万零一十"),
    ("japaneseCounting", 21, "二十一"),
    ("chineseLegalSimplified", 12, "壹拾贰"),
    ("ideographDigital", 10, "一〇"),
    ("decimalEnclosedCircle", 1, "①"),
    ("decimalEnclosedCircle", 20, "⑳"),
    ("decimalEnclosedCircle", 21, "21"),
    ("decimalEnclosedCircleChinese", 3, "③"),
    ("decimalEnclosedParen", 2, "⑵"),
    ("decimalEnclosedFullstop", 2, "⒉"),
    ("decimalFullWidth", 12, "１２"),
    ("ideographEnclosedCircle", 2, "㊁"),
    ("ideographTraditional", 3, "丙"),
    ("ideographZodiac", 12, "亥"),
    ("lowerLetter", 2, "b"),
    ("upperLetter", 27, "AA"),
    ("lowerRoman", 4, "iv"),
    ("upperRoman", 19, "XIX"),
    ("ordinal", 22, "22nd"),
    ("numberInDash", 1, "- 1 -"),
    ("none", 1, ""),
    ("unknown", 7, "7"),
    ("lowerLetter", 10**6, "1000000"),
]


@pytest.mark.parametrize(("style", "number", "expected"), FORMATS)
def test_numbers_by_style(style, number, expected):
    assert format_number(number, style) == expected


def test_chinese_numbers_read_back():
    assert all(parse_numeral(format_number(n, "chineseCountingThousand")) == n for n in range(1, 20_000))


def printed(body: str, **parts: str) -> list[str]:
    source = read_docx(make_docx(body, **parts), "notice.docx")
    return [source.text[line.start : line.end] for line in source.lines]


OUTLINE = (
    level(0, "%1、", "chineseCounting", '<w:suff w:val="nothing"/>'),
    level(1, "（%2）", "chineseCounting", '<w:suff w:val="nothing"/>'),
    level(2, "%3.", "decimal", '<w:suff w:val="space"/>'),
    level(3, "%4", "decimalEnclosedCircle"),
)
FRESH = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'

BODIES = {
    "outline": (
        [("甲", 0), ("乙", 1), ("丙", 2), ("丁", 2), ("戊", 3), ("己", 1), ("庚", 2), ("辛", 0), ("壬", 1)],
        OUTLINE,
        ["一、甲", "（一）乙", "1. 丙", "2. 丁", "①\t戊", "（二）己", "1. 庚", "二、辛", "（一）壬"],
    ),
    "several numbers": (
        [("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)],
        (level(0, "%1"), level(1, "%1.%2")),
        ["1\t甲", "1.1\t乙", "1.2\t丙", "2\t丁", "2.1\t戊"],
    ),
    "legal": (
        [("甲", 0), ("乙", 1)],
        (level(0, "第%1章", "chineseCounting"), level(1, "%1.%2", more="<w:isLgl/>")),
        ["第一章\t甲", "1.1\t乙"],
    ),
    "without the level above": ([("乙", 1)], (level(0, "%1"), level(1, "%1.%2")), ["1.1\t乙"]),
    "never restarts": (
        [("甲", 0), ("乙", 1), ("丙", 0), ("丁", 1)],
        (level(0, "%1、"), level(1, "%2.", more='<w:lvlRestart w:val="0"/>')),
        ["1、\t甲", "1.\t乙", "2、\t丙", "2.\t丁"],
    ),
    "starts later": ([("甲", 0), ("乙", 0)], (level(0, "%1.", start=5),), ["5.\t甲", "6.\t乙"]),
    "bullets": ([("甲", 0)], (level(0, "•", "bullet"),), ["甲"]),
    "words alone": ([("甲", 0)], (level(0, "附"),), ["附\t甲"]),
    "no words": ([("甲", 0)], (level(0, ""),), ["甲"]),
    "hidden": ([("甲", 0)], (level(0, "%1", more="<w:rPr><w:vanish/></w:rPr>"),), ["甲"]),
}


@pytest.mark.parametrize(("items", "levels", "expected"), BODIES.values(), ids=BODIES)
def test_numbers_in_front(items, levels, expected):
    body = "".join(numbered(words, level=index) for words, index in items)
    assert printed(body, numbering=lists(*levels)) == expected


def test_lists_of_one_definition_count_on_unless_they_begin_anew():
    part = lists(level(0, "%1."), overrides={2: "", 3: FRESH})
    body = numbered("甲") + paragraph("间") + numbered("乙", 2) + numbered("丙", 3) + numbered("丁", 3) + numbered("戊")
    assert printed(body, numbering=part) == ["1.\t甲", "间", "2.\t乙", "1.\t丙", "2.\t丁", "3.\t戊"]


def test_an_override_may_bring_its_own_level():
    own = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "chineseCounting")}</w:lvlOverride>'
    assert printed(numbered("甲", 2), numbering=lists(level(0, "%1."), overrides={2: own})) == ["（一）\t甲"]


STYLES = (
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
)


def test_a_style_numbers_its_paragraphs_on_the_level_that_names_it():
    levels = (level(0, "%1、", "chineseCounting"), level(1, "（%2）", "chineseCounting", '<w:pStyle w:val="H2"/>'))
    body = "".join(paragraph(w, properties=f'<w:pStyle w:val="{s}"/>') for w, s in (("甲", "H1"), ("乙", "H2")))
    assert printed(body, numbering=lists(*levels), styles=STYLES) == ["一、\t甲", "（一）\t乙"]


def test_number_0_switches_a_style_off():
    off = '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    assert printed(paragraph("甲", properties=off), numbering=lists(level(0, "%1.")), styles=STYLES) == ["甲"]


def test_a_link_to_a_list_style_is_followed():
    styles = (
        '<w:style w:type="numbering" w:styleId="L"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    part = lists(level(0, "%1."))
    part = '<w:abstractNum w:abstractNumId="9"><w:numStyleLink w:val="L"/></w:abstractNum>' + part
    part += '<w:num w:numId="5"><w:abstractNumId w:val="9"/></w:num>'
    assert printed(numbered("甲", 5), numbering=part, styles=styles) == ["1.\t甲"]


def test_an_empty_paragraph_prints_its_number():
    body = table(*(row(cell(numbered("")), cell(words)) for words in ("甲", "乙", "丙")))
    assert read_docx(make_docx(body, numbering=lists(level(0, "%1"))), "a").text == "1\t甲\n2\t乙\n3\t丙"


def test_deleted_and_hidden_paragraphs_are_not_counted():
    hidden = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:vanish/></w:rPr>'
    deleted = '<w:numPr><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    body = numbered("甲") + paragraph(properties=hidden) + paragraph(properties=deleted) + numbered("乙")
    assert printed(body, numbering=lists(level(0, "%1."))) == ["1.\t甲", "2.\t乙"]
