"""Goals of the whole notice: paragraphs of goals, rows of target tables, bare figures in their cells."""

from __future__ import annotations

import pytest

from qingdan.extract.targets.goals import find_goals
from qingdan.extract.targets.objectives import find_objectives
from qingdan.models.drafts import GoalCell
from qingdan.text.passage import Passage
from tests.extract.drafts import RULES, notice_of, words

CLAUSES: dict[str, tuple[str, list[str]]] = {
    "C6 each paragraph under a heading of goals": (
        "一、主要目标\n到2025年，建成站点30个。\n到2030年，村村有站点。\n二、重点任务\n（一）建设站点。选址建设。",
        ["到2025年，建成站点30个。", "到2030年，村村有站点。"],
    ),
    "C6 goals in their own clauses": (
        "一、总体要求\n（一）指导思想。坚持为民。\n（二）主要目标。到2025年，建成站点30个。",
        ["到2025年，建成站点30个。"],
    ),
    "C6 numbered goals": (
        "一、发展目标\n（一）设施更全。建成站点30个。\n（二）服务更优。满意度达到90%以上。",
        ["建成站点30个。", "满意度达到90%以上。"],
    ),
    "C6 a goal without a body": (
        "一、发展目标\n（一）建成站点30个。\n（二）满意度达到90%以上。",
        ["建成站点30个。", "满意度达到90%以上。"],
    ),
    "C6 a goal among principles": (
        "一、总体要求\n坚持为民，服务大局。到2025年底，建成站点30个。\n——服务更优。满意度达到90%以上。\n其他工作照常。",
        ["到2025年底，建成站点30个。", "——服务更优。满意度达到90%以上。"],
    ),
    "C6 principles alone": ("一、总体要求\n坚持为民，服务大局。\n——以人为本。尊重意愿。", []),
    "C6 goals in the introduction": (
        "为做好工作，制定本计划。\n主要预期目标为:建成站点30个。\n一、重点任务\n（一）建设站点。选址建设。",
        ["建成站点30个。"],
    ),
    "C6 a goal over the items of a task": (
        "一、重点任务\n问题一：管网不全。\n整改目标：新建管网20公里。\n1.排查管网。\n2.新建管网。",
        ["新建管网20公里。"],
    ),
    "C1 tasks are no goals": ("一、重点任务\n（一）建设站点。到2025年，建成站点30个。", []),
}


@pytest.mark.parametrize(("text", "expected"), CLAUSES.values(), ids=CLAUSES.keys())
def test_goals_in_clauses(text: str, expected: list[str]) -> None:
    notice = notice_of(text)
    found = list(find_objectives(notice, RULES))
    assert [d.text.printed for d in found] == expected
    assert {d.clause_id for d in found} <= {None, *(c.clause_id for c in notice.clauses)}


def cell_of(cell: GoalCell) -> str:
    """`indicator | figure | unit | header | baseline | binding`, `-` for none."""
    parts = (words(cell.indicator), words(cell.figure), words(cell.unit), cell.header, words(cell.baseline))
    return " | ".join(part or "-" for part in (*parts, cell.binding))


TABLES: dict[str, tuple[str, int | None, list[list[str]]]] = {
    "T1 indicator, unit, value": (
        "序号|指标名称|单位|目标值\n1|床位数|张|400\n2|护士数|人|30\n",
        None,
        [["床位数 | 400 | 张 | 目标值 | - | -"], ["护士数 | 30 | 人 | 目标值 | - | -"]],
    ),
    "T1 without a column of units": (
        "序号|指标名称|目标值\n1|床位数|400张\n2|护士数（人）|30\n",
        None,
        [["床位数 | 400张 | - | 目标值 | - | -"], ["护士数（人） | 30 | - | 目标值 | - | -"]],
    ),
    "T1 a year before the policy year is the baseline": (
        "序号|指标名称|单位|2020年|2025年\n1|床位数|张|300|400\n2|护士数|人|20|30\n",
        2025,
        [["床位数 | 400 | 张 | 2025年 | 300 | -"], ["护士数 | 30 | 人 | 2025年 | 20 | -"]],
    ),
    "T1 every year from the policy year on is a goal": (
        "序号|指标名称|单位|2024年|2025年\n1|床位数|张|300|400\n2|护士数|人|20|30\n",
        2024,
        [
            ["床位数 | 300 | 张 | 2024年 | - | -", "床位数 | 400 | 张 | 2025年 | - | -"],
            ["护士数 | 20 | 人 | 2024年 | - | -", "护士数 | 30 | 人 | 2025年 | - | -"],
        ],
    ),
    "T1 binding and expected": (
        "序号|指标名称|单位|目标值|指标性质\n1|床位数|张|400|约束性\n2|护士数|人|30|预期性\n",
        None,
        [["床位数 | 400 | 张 | 目标值 | - | binding"], ["护士数 | 30 | 人 | 目标值 | - | expected"]],
    ),
    "T1 a row without a figure is no goal": (
        "序号|指标名称|单位|目标值\n1|床位数|张|400\n2|护士数|人|\n3|医师数|人|9\n",
        None,
        [["床位数 | 400 | 张 | 目标值 | - | -"], ["医师数 | 9 | 人 | 目标值 | - | -"]],
    ),
    "T1 a task table holds no goals of the notice": ("序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|配备人员|县人社局\n", None, []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "year", "expected"), TABLES.values(), ids=TABLES.keys())
def test_goals_in_tables(text: str, year: int | None, expected: list[list[str]]) -> None:
    found = list(find_objectives(notice_of(text), RULES, year))
    assert [[cell_of(cell) for cell in d.cells] for d in found] == expected
    assert {d.clause_id for d in found} <= {None}


def test_clauses_go_before_tables() -> None:
    text = "序号|指标名称|单位|目标值\n1|床位数|张|400\n2|护士数|人|30\n一、主要目标\n建成站点30个。"
    assert [d.text.printed for d in find_objectives(notice_of(text), RULES)] == [
        "建成站点30个。",
        "床位数400",
        "护士数30",
    ]


# (indicator, figure, unit of the row, indicator read, number, unit read, comparator, direction)
FIGURES: dict[str, tuple[tuple[str, str, str], tuple[str, str, str, str, str | None] | None]] = {
    "Q1 a bare figure": (("床位数", "400", "张"), ("床位数", "400", "张", "=", None)),
    "Q1 its own unit": (("床位数", "400张", ""), ("床位数", "400", "张", "=", None)),
    "Q1 a sign of at least": (("满意度", "≥90%", ""), ("满意度", "90", "%", ">=", None)),
    "Q1 a sign of at most": (("投诉率", "≤0.5%", ""), ("投诉率", "0.5", "%", "<=", None)),
    "Q1 more than": (("满意度", ">90%", ""), ("满意度", "90", "%", ">", None)),
    "Q1 less than": (("投诉率", "<1%", ""), ("投诉率", "1", "%", "<", None)),
    "Q1 full width signs": (("满意度", "＞９０％", ""), ("满意度", "90", "%", ">", None)),
    "the unit stands behind the name": (("人均绿地（平方米）", "14.5", ""), ("人均绿地", "14.5", "平方米", "=", None)),
    "Q2 an indicator of change": (("新增床位数", "400", "张"), ("新增床位数", "400", "张", "=", "increase")),
    "Q2 a rate of change": (("能耗下降率", "3", "%"), ("能耗下降率", "3", "%", "=", "decrease")),
    "thousands": (("床位数", "12,000", "张"), ("床位数", "12，000", "张", "=", None)),
    "words are no figure": (("满意度", "持续提升", ""), None),
    "a span is read as words": (("床位数", "10—15", "张"), None),
}


@pytest.mark.parametrize(("cell", "expected"), FIGURES.values(), ids=FIGURES.keys())
def test_figures(cell: tuple[str, str, str], expected: tuple[str, str, str, str, str | None] | None) -> None:
    text = "\n".join(cell)
    cuts = [0, len(cell[0]), len(cell[0]) + 1, len(cell[0]) + 1 + len(cell[1]), len(text) - len(cell[2]), len(text)]
    name, figure, unit = (Passage(text, (cuts[i : i + 2],)) for i in (0, 2, 4))  # type: ignore[arg-type]
    read, found = find_goals(GoalCell(name, figure, unit or None, "目标值"), RULES)
    said = {part: read.text[a:b] for m in found for part, (a, b) in m.parts.items()}
    values = {key: value for m in found for key, value in m.value.items()}
    order = (said.get("indicator"), said.get("number"), said.get("unit"), values.get("comparator"))
    assert ((*order, values.get("direction")) if found else None) == expected
