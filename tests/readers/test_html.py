"""Pages → sources: what is shown, in lines and tables; what leads through the site set aside; hostile pages bounded."""

from __future__ import annotations

import base64
import itertools
import quopri

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, ReadError
from qingdan.models.source import RawTable, Source
from qingdan.readers import read_source
from qingdan.readers.html import read_html, read_mhtml

PROSE = "各镇街要建立管护台账，明确责任人。" * 12


def read(markup: str) -> Source:
    return read_html(markup.encode(), "page.html")


def lines(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def furniture(source: Source) -> list[str]:
    return [source.text[start:end] for start, end in source.furniture]


def cells(source: Source, table: RawTable) -> list[list[str | None]]:
    return [
        [None if cell is None else "".join(source.text[a:b] for a, b in cell.ranges) for cell in row]
        for row in table.rows
    ]


def spans(table: RawTable) -> list[list[tuple[int, int] | None]]:
    return [[cell and (cell.row_span, cell.column_span) for cell in row] for row in table.rows]


LINES = [
    ("<p>一、加强<b>统筹</b></p><p>二、抓好落实</p>", ["一、加强统筹", "二、抓好落实"]),
    ("<div>一、统筹<br>二、落实<br/><br/>三、督查</div>", ["一、统筹", "二、落实", "三、督查"]),
    ("<p>建立\n  台账，\n按月 更新</p>", ["建立 台账， 按月 更新"]),
    ("<p>&nbsp;&nbsp;建立台账&nbsp;</p><p>&nbsp;</p><p>　　按月更新</p>", ["建立台账", "按月更新"]),
    ("<p>达到95&#37;&gt;目标&ldquo;两个&rdquo;</p>", ["达到95%>目标“两个”"]),
    ("<span>一</span><span>二</span><font>三</font><o:p></o:p>", ["一二三"]),
    ("<div>前<p>中</p>后</div>", ["前", "中", "后"]),
    ("<pre>第一行\n  第二行</pre>", ["第一行", "第二行"]),
    ("<p>见<a href='#a'>第三条</a>规定</p>", ["见第三条规定"]),
    ("<p>前<span style='display: none'>藏</span>后<i hidden>藏</i></p>", ["前后"]),
    ("<p>前<script>var a='<p>藏</p>'</script>后<!-- 藏 --><style>p{}</style></p>", ["前后"]),
    ("<select><option>藏</select><button>藏</button><noscript>藏</noscript><p>正文</p>", ["正文"]),
    ("<ol><li>建账</li><li>核查</li></ol>", ["1.建账", "2.核查"]),
    ("<ol start=3><li><p>建账</p></li><li value=7>核查</li></ol>", ["3.建账", "7.核查"]),
    ("<ol style='list-style-type: cjk-ideographic' start='10'><li>建账<li>核查</ol>", ["十、建账", "十一、核查"]),
    ("<ol><li>（一）建账</li><li>2．核查</li></ol><ul><li>督查</ul>", ["（一）建账", "2．核查", "督查"]),
    (
        "<p style='mso-list:l0'><![if !supportLists]><span>1、<span>&nbsp;</span></span><![endif]>建账</p>",
        ["1、\xa0建账"],
    ),
    ("<p>一、统筹<p>二、落实", ["一、统筹", "二、落实"]),
    ("<td>甲</td><td>乙</td>", ["甲", "乙"]),
    ("重点任务\n一、统筹\n<b>二、落实</b>", ["重点任务", "一、统筹", "二、落实"]),
]


@pytest.mark.parametrize(("markup", "expected"), LINES)
def test_lines_are_what_is_shown(markup: str, expected: list[str]) -> None:
    assert lines(read(markup)) == expected


TABLES = [
    (
        "<table><tr><th>任务</th><th>时限</th></tr><tr><td>建账</td><td>6月底</td></tr></table>",
        [["任务", "时限"], ["建账", "6月底"]],
        [[(1, 1), (1, 1)], [(1, 1), (1, 1)]],
    ),
    (
        "<table><tr><td>任务<td>时限<tr><td rowspan=2>建账<td>6月底<tr><td>7月底</table>",
        [["任务", "时限"], ["建账", "6月底"], [None, "7月底"]],
        [[(1, 1), (1, 1)], [(2, 1), (1, 1)], [None, (1, 1)]],
    ),
    (  # columns in which no cell begins are no columns
        "<table><tr><td colspan=20>清单<tr><td>任务<td colspan='19'>时限<tr><td>建账<td colspan=19>6月底</table>",
        [["清单", None], ["任务", "时限"], ["建账", "6月底"]],
        [[(1, 2), None], [(1, 1), (1, 1)], [(1, 1), (1, 1)]],
    ),
    (
        "<table><tr><td>任务<td>时限<tr><td rowspan=60000>建账<td rowspan=0>6月底<tr><tr></table>",
        [["任务", "时限"], ["建账", "6月底"], [], []],
        [[(1, 1), (1, 1)], [(3, 1), (3, 1)], [], []],
    ),
    (
        "<table><tr><td>任务<td>时限<tr><td><p>建账</p><p>核查<br>督查</p><td></table>",
        [["任务", "时限"], ["建账\n核查\n督查", ""]],
        [[(1, 1), (1, 1)], [(1, 1), (1, 1)]],
    ),
    (
        "<table><tr><td><table><tr><td>任务<td>时限<tr><td>建账<td>6月底</table></table>",
        [["任务", "时限"], ["建账", "6月底"]],
        [[(1, 1), (1, 1)], [(1, 1), (1, 1)]],
    ),
    (
        "<table><tr><td>任务<td>时限<tr><td>建账<td><table><tr><td>6月底<td>7月底</table></table>",
        [["任务", "时限"], ["建账", "6月底\t7月底"]],
        [[(1, 1), (1, 1)], [(1, 1), (1, 1)]],
    ),
]


@pytest.mark.parametrize(("markup", "words", "expected"), TABLES)
def test_tables_are_as_drawn(markup: str, words: list[list[str]], expected: list[list[tuple[int, int]]]) -> None:
    source = read(f"<p>前</p>{markup}<p>后</p>")
    (table,) = source.tables
    assert (table.layout, cells(source, table), spans(table)) == ("markup", words, expected)
    assert lines(source) == ["前", "后"]


def test_the_words_of_a_row_stand_on_one_line() -> None:
    source = read("<table><tr><td>任务<td>时限<tr><td><td>6月底<tr><td>建账<td>7月底</table>")
    assert source.text == "任务\t时限\n6月底\n建账\t7月底"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<table><tr><td><p>一、统筹</p><p>二、落实</p></td></tr></table>", ["一、统筹", "二、落实"]),
        ("<table><tr><td>一、统筹<tr><td>二、落实</table>", ["一、统筹", "二、落实"]),
        ("<table role=presentation><tr><td>甲局<td>乙局<tr><td>甲<td>乙</table>", ["甲局", "乙局", "甲", "乙"]),
        (f"<table><tr><td>栏目<td>{'<p>' + PROSE + '</p>'}</table>", ["栏目", PROSE]),
        ("<table><tr><td>某市财政局<td>某市教育局</table>", ["某市财政局", "某市教育局"]),
    ],
)
def test_layout_tables_are_lines(markup: str, expected: list[str]) -> None:
    source = read(markup)
    assert (source.tables, lines(source)) == ((), expected)


def test_a_page_laid_out_by_a_table_keeps_its_tables() -> None:
    data = "<table><tr><td>任务<td>时限<tr><td>建账<td>6月底</table>"
    source = read(f"<table><tr><td>栏目一<td>{'<p>正文。</p>' * 9}{data}<p>{PROSE}</p><tr><td>左<td>右</table>")
    assert [cells(source, table) for table in source.tables] == [[["任务", "时限"], ["建账", "6月底"]]]
    assert lines(source) == ["栏目一", *["正文。"] * 9, PROSE, "左", "右"]


def test_a_box_of_labels_is_a_table_even_in_one_row() -> None:
    source = read("<table><tr><td>索 引 号：<td>0001/2024<td>文号<td>某政发〔2024〕1号</table>")
    assert len(source.tables) == 1


PAGE = f"""<!DOCTYPE html><html><head><title>网站</title></head><body>
<div class="topBar"><a href="/">首页</a><a href="/zw">政务公开</a><a href="/hd">互动</a></div>
<ul><li><a href="/a">机构</a><li><a href="/b">政策</a></ul>
<div class="dqwz">当前位置：<a href="/">首页</a></div>
<div class="print-main"><h1>某县关于管护工作的通知</h1><p>{PROSE}</p>
<p><a href="/x/file.docx">附件1：任务清单</a></p><p><a href="/download.jsp?id=2">附件2：责任清单</a></p></div>
<div class="share-box">分享到微信</div>
<div><h3>热点</h3><p><a href="/1">某县召开会议</a> <a href="/2">某县部署工作</a></p></div>
<div id="footer"><p>某县人民政府办公室主办</p></div></body></html>"""


def test_what_leads_through_the_site_is_furniture() -> None:
    source = read(PAGE)
    assert lines(source) == ["某县关于管护工作的通知", PROSE, "附件1：任务清单", "附件2：责任清单"]
    assert [line for run in furniture(source) for line in run.split("\n")] == [
        "首页政务公开互动", "机构", "政策", "当前位置：首页", "分享到微信", "热点", "某县召开会议 某县部署工作",
        "某县人民政府办公室主办",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "markup",
    [
        "<div>主办：某县大数据中心<p>示ICP备12345678号</p></div>",
        "<div><h3>相关解读</h3><ul><li><a href=/1>某县农村公路管护行动方案解读</a><span>2024-03-09</span></ul></div>",
        "<p>上一篇：<a href=/1>某县关于做好防汛工作的通知</a></p>",
        "<table><tr><td><a href=/a>机构</a><td><a href=/b>政策</a><tr><td><a href=/c>服务</a><td></table>",
    ],
)
def test_footers_and_links_are_furniture(markup: str) -> None:
    source = read(f"<p>{PROSE}</p>{markup}")
    assert (lines(source), source.tables, len(source.furniture)) == ([PROSE], (), 1)


@pytest.mark.parametrize(
    "markup",
    [
        f"<a href=javascript:void(0)><p>一、统筹</p><p>{PROSE}</p><p>二、落实</p>",
        f"<p><a href='/fj.html'>附件1：清单</a></p><p><a href=/2>（附表）</a></p><p>{PROSE}</p>",
        f"<div class='nav'><p>{PROSE}</p></div>",
        f"<div id='share'><table><tr><td>任务<td>时限<tr><td>建账<td>6月底</table></div><p>{PROSE}</p>",
        f"<div class='bottom'><a href='a.pdf'>附件1</a><a href='b.pdf'>附件2</a></div><p>{PROSE}</p>",
        f"<p><a href='#1'>一、总则</a><a href='#2'>二、任务</a></p><p>{PROSE}</p>",
        f"<p>根据<a href='/1'>《示例条例》</a>制定本方案，落实有关要求</p><p>{PROSE}</p>",
    ],
)
def test_what_belongs_to_the_notice_is_no_furniture(markup: str) -> None:
    assert read(markup).furniture == ()


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>某县关于做好管护工作的通知_某县人民政府</title>", ["某县关于做好管护工作的通知", "正文"]),
        ('<meta name="ArticleTitle" content="某县关于做好管护工作的通知">', ["某县关于做好管护工作的通知", "正文"]),
        ("<title>政策文件</title>", ["正文"]),
        ("<title>某县人民政府门户网站</title>", ["正文"]),
    ],
)
def test_the_head_gives_a_title_where_the_page_prints_none(head: str, expected: list[str]) -> None:
    assert lines(read(f"<html><head>{head}</head><body><p>正文</p></body></html>")) == expected


def test_a_printed_title_stands_once() -> None:
    head = "<title>某县关于做好管护工作的通知</title>"
    source = read(f"<html><head>{head}</head><body><p>某县关于做好</p><p>管护工作的通知</p></body></html>")
    assert lines(source) == ["某县关于做好", "管护工作的通知"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("declared", ["gb2312", "utf-8", "no-such"])
def test_the_bytes_decide_the_encoding(encoding: str, declared: str) -> None:
    markup = f"<html><head><meta charset={declared}></head><body><p>镕基村：{PROSE}</p></body></html>"
    assert lines(read_html(markup.encode(encoding), "page.html")) == [f"镕基村：{PROSE}"]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_torn_page_is_read_to_its_end(encoding: str) -> None:
    data = f"<html><meta charset={encoding}>{'<div></div>' * 200}<p>{PROSE}".encode(encoding)
    assert lines(read_html(data[:-1], "page.html"))[0].startswith(PROSE[:150])


@pytest.mark.parametrize(
    ("coding", "encode"),
    [("quoted-printable", quopri.encodestring), ("base64", base64.encodebytes), ("8bit", bytes)],
)
def test_a_saved_web_page(coding: str, encode) -> None:
    page = encode("<html><body><p>重点任务</p></body></html>".encode("gb18030"))
    data = (
        b'MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary="=_1"\r\n\r\n--=_1\r\n'
        b"Content-Type: text/html; charset=gb2312\r\nContent-Transfer-Encoding: " + coding.encode() + b"\r\n\r\n"
    ) + page + b"\r\n--=_1\r\nContent-Type: image/png\r\n\r\nx\r\n--=_1--\r\n"  # fmt: skip
    source = read_source(data, "notice.mht")
    assert (lines(source), source.encoding) == (["重点任务"], "gb18030")


@pytest.mark.parametrize("data", [b"MIME-Version: 1.0\r\n", b'boundary="a"\r\n--a\r\nContent-Type: image/png\r\n\r\nx'])
def test_a_saved_web_page_without_a_page(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match="holds no page"):
        read_mhtml(data, "notice.mht")


@pytest.mark.parametrize("markup", ["<html></html>", "<p>&nbsp;</p>", "<script>document.write('x')</script>"])
def test_a_page_without_words_is_broken(markup: str) -> None:
    with pytest.raises(BrokenFileError, match="shows no words"):
        read(markup)


HOSTILE = {
    "nested": "<div>" * 100_000 + "正文",
    "formatting": "".join(f"<b id={i}>" for i in range(20_000)) + "正文",
    "copies": "<p>" + "".join(f"<font size={i}>" for i in range(3_000)) + "</p>" + "<p>正文</p>" * 3_000,
    "nested tables": "<table><tr><td>" * 20_000 + "正文",
    "attributes": "<p " + " ".join(f"a{i}" for i in range(100_000)) + ">正文</p>",
    "huge attribute": f"<p title='{'x' * 3_000_000}'>正文</p>",
    "spans": "<table>" + "<tr><td colspan=9999 rowspan=9999>正文<td colspan=9999>正文" * 1_000,
    "cells": "<table>" + ("<tr>" + "<td>1" * 100) * 4_200,
    "entities": "<p>" + "&#x110000;&#55296;&bogus;&amp;lt;" * 20_000 + "正文",
    "open scripts": "<p>正文</p>" + "<script>" * 50_000,
    "open comments": "<p>正文</p>" + "<!--" * 100_000,
    "open quotes": "<p>正文</p>" + '<a href="' * 50_000,
    "brackets": "正文" + "<" * 300_000,
    "lists": "<ol><li>" * 1_000 + "正文",
    "links": "<div><a href=/x>" * 10_000 + "正文",
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_pages_come_to_an_end(kind: str) -> None:
    source = read(f"<html><body>{HOSTILE[kind]}")
    assert source.text


@pytest.mark.parametrize("kind", ["nested", "formatting", "copies", "nested tables", "spans"])
def test_a_page_too_complex_says_so(kind: str) -> None:
    source = read(f"<html><body>{HOSTILE[kind]}")
    assert [found.code for found in source.diagnostics] == ["too_complex"]
    assert "正文" in source.text


def test_a_page_of_too_many_tags_is_read_in_part_and_says_so() -> None:
    source = read(f"<html><body>{HOSTILE['cells']}")
    assert {"row_limit", "text_limit"} & {found.code for found in source.diagnostics}


PIECES = st.sampled_from(
    [
        "<p>", "</p>", "<table>", "</table>", "<tr>", "<td colspan=2 rowspan=3>", "<td>", "<th rowspan=0>", "<ol>", "<li>",
        "<a href=/x>", "</a>", "<div class=nav>", "</div>", "<br>", "<pre>", "<h1>", "<span style='display:none'>",
        "<b>", "</b>", "<caption>", "<select>", "<!--", "-->", "\n", "&nbsp;", "索引号", "任务。", "一、", "\u200b", "\u3000", "<", "&",
    ]
)  # fmt: skip


@given(st.lists(PIECES | st.text(max_size=5), max_size=60).map("".join))
def test_any_page_keeps_its_promises(markup: str) -> None:
    try:
        source = read("<p>题</p>" + markup)
    except ReadError:
        return
    taken = sorted([(line.start, line.end) for line in source.lines] + [(t.start, t.end) for t in source.tables])
    taken = sorted([*taken, *source.furniture])
    assert all(0 <= start < end <= len(source.text) for start, end in taken)
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(taken))
    for line in lines(source):
        assert line == line.strip()
        assert "\n" not in line
    for table in source.tables:
        ranges = [r for row in table.rows for cell in row if cell for r in cell.ranges]
        assert ranges == sorted(ranges)
        assert all(table.start <= a < b <= table.end for a, b in ranges)
