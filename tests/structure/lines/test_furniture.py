"""Lines that are in the file but not in the notice (C7)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qingdan.rulepacks import load_rules
from qingdan.structure.lines.furniture import set_aside_furniture
from tests.structure.texts import notice_of, source_of

NOTICE = "一、重点任务\n（一）建设站点。选址建设。\n{}\n（二）配备人员。招聘社工。"


def kept(text: str) -> list[str]:
    return [text[line.start : line.end] for line in set_aside_furniture(source_of(text), load_rules()).lines]


FURNITURE = [
    "— 3 —", "－12－", "- 3 -", "第3页 共12页", "扫一扫在手机打开当前页", "【打印本页】", "分享到：", "【字体：大 中 小】", "语音播报",
    "您现在的位置：首页>政务公开>政策文件", "点击次数：128", "版权所有：青禾县人民政府办公室", "相关解读",
    "**扫一扫在手机打开当前页**", "> 返回顶部",
]  # fmt: skip
WORDS = [
    "各镇要抓好落实。",
    "3月底前完成。",
    "首页设置专栏。",
    "第3页的表格由县民政局填写。",
    "朗读活动",
    "2024年3月5日",
]


@pytest.mark.parametrize("line", FURNITURE)
def test_c7_furniture_is_set_aside(line: str) -> None:
    text = NOTICE.format(line)
    aside = set_aside_furniture(source_of(text), load_rules())
    assert kept(text) == NOTICE.format("").replace("\n\n", "\n").split("\n")
    assert ["".join(text[a:b] for a, b in aside.furniture), aside.diagnostics] == [line, ()]


@pytest.mark.parametrize(
    ("line", "words", "aside"),
    [
        ("[接上页] 三、工作要求", "三、工作要求", ["[接上页] "]),
        ("按时报送。分享到：新浪微博 微信 QQ空间", "按时报送。", ["分享到：新浪微博 微信 QQ空间"]),
        ("按时报送。 【打印本页】【关闭】", "按时报送。", [" 【打印本页】【关闭】"]),
        ("当前位置：首页>公开>正文 示例县关于巡查的通知", "示例县关于巡查的通知", ["当前位置：首页>公开>正文 "]),
        ("经验要分享到：各村。", "经验要分享到：各村。", []),
    ],
)
def test_c7_furniture_stuck_to_words_is_set_aside(line: str, words: str, aside: list[str]) -> None:
    printed = set_aside_furniture(source_of(line), load_rules())
    assert [line[each.start : each.end] for each in printed.lines] == [words]
    assert [line[start:end] for start, end in printed.furniture] == aside


@pytest.mark.parametrize("line", WORDS)
def test_c7_words_of_the_notice_stay(line: str) -> None:
    text = NOTICE.format(line)
    assert kept(text) == text.split("\n")


def test_c7_what_an_advert_cuts_off_is_told() -> None:
    text = NOTICE.format("预览已结束，完整报告链接如下：")
    aside = set_aside_furniture(source_of(text), load_rules())
    assert kept(text) == ["一、重点任务", "（一）建设站点。选址建设。"]
    assert [(d.code, d.severity, d.params) for d in aside.diagnostics] == [
        ("truncated", "warning", {"by": "预览已结束，完整报告链接如下："})
    ]
    assert [text[a:b] for a, b in aside.furniture] == ["预览已结束，完整报告链接如下：", "（二）配备人员。招聘社工。"]


def test_a_long_line_is_never_furniture() -> None:
    line = "网" * 100 + "示ICP备12345678号" + "站" * 100
    assert kept(line) == [line]
    assert kept(line[:200]) == []


def test_furniture_of_the_reader_is_kept_apart() -> None:
    source = source_of("一、重点任务\n（一）建设站点。")
    assert set_aside_furniture(replace(source, furniture=((0, 2),)), load_rules()).furniture == ((0, 2),)


@pytest.mark.parametrize("line", FURNITURE)
def test_c7_furniture_is_in_no_clause(line: str) -> None:
    clauses = notice_of(NOTICE.format(line)).clauses
    assert (
        "".join(p.printed for c in clauses for p in (c.heading, *c.paragraphs))
        == "重点任务建设站点选址建设。配备人员招聘社工。"
    )
