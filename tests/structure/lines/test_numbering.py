from __future__ import annotations

import pytest

from qingdan.rulepacks import load_rules
from qingdan.structure.lines.numbering import find_numbers, read_number
from qingdan.text.passage import Passage

RULES = load_rules()


@pytest.mark.parametrize(
    ("text", "style", "values"),
    [
        ("一、总体要求", "han", (1,)),
        ("十二、附则说明", "han", (12,)),
        ("（三）提升服务", "bracketed_han", (3,)),
        ("(三)提升服务", "bracketed_han", (3,)),
        ("（八）及时下达资金", "bracketed_han", (8,)),
        ("㈢提升服务", "bracketed_han", (3,)),
        ("任务一：建设站点", "named", (1,)),
        ("问题2.管网不全", "named", (2,)),
        ("1.优化布局", "arabic", (1,)),
        ("１．优化布局", "arabic", (1,)),
        ("2、优化布局", "arabic", (2,)),
        ("3﹒优化布局", "arabic", (3,)),
        ("1.2025年底前建成平台", "arabic", (1,)),
        ("（1）人员管理", "bracketed_arabic", (1,)),
        ("⑵人员管理", "bracketed_arabic", (2,)),
        ("③人员管理", "circled", (3,)),
        ("4.2切实落实制度", "decimal", (4, 2)),
        ("第一章 总则", "chapter", (1,)),
        ("第三节 健全机制", "section", (3,)),
        ("第十五条 本县行政区域", "article", (15,)),
    ],
)
def test_a_number_opens_a_clause(text: str, style: str, values: tuple[int, ...]) -> None:
    number = read_number(Passage.of(text).text, RULES)
    assert number is not None
    assert (number.style, number.values) == (style, values)


@pytest.mark.parametrize(
    "text",
    [
        "2.2万亿元规模",
        "2025年底前",
        "十四五规划",
        "第三条规定的情形",
        "（一）、（二）两项",
        "一体化推进",
        "3个中心",
        "（一年期）",
        "任务一览表",
    ],
)
def test_figures_and_words_open_none(text: str) -> None:
    assert read_number(Passage.of(text).text, RULES) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("提出意见。一、指导思想。二、基本原则（一）聚焦重点", [(1,), (2,), (1,)]),
        ("按照第（二）项和附件1、附件2办理", []),
        ("由1.5万增至2.5万", []),
        ("现通知如下：一、开展排查（一）组织自查", [(1,), (1,)]),
        ("做好以下工作：1.登记；2.造册", [(2,)]),
        ("明确任务1.登记", [(1,)]),
        ("分类如下：一、二级医院", []),
    ],
)
def test_numbers_inside_a_line(text: str, found: list[tuple[int, ...]]) -> None:
    assert [n.values for n in find_numbers(text, RULES)] == found
