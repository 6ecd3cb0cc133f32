"""Tasks in tables, by the reading rules T1–T6."""

from __future__ import annotations

import pytest

from qingdan.extract.tasks.tables import find_table_tasks
from qingdan.rulepacks import load_rules
from qingdan.run import read_notice
from tests.extract.drafts import notice_of, printed, row_of, words

RULES = load_rules()

# (text, rows as `kind number | path | title | text`)
CASES: dict[str, tuple[str, list[str]]] = {
    "T1 tasks and deadlines": (
        "序号|工作任务|完成时限\n1|建设窗口|5月底前\n2|配备人员|6月底前\n",
        ["task 1 | - | 建设窗口", "task 2 | - | 配备人员"],
    ),
    "T1 tasks and agencies": ("工作任务|责任单位\n建设窗口|县医保局\n配备人员|县人社局\n", ["task - | - | 建设窗口", "task - | - | 配备人员"]),
    "T1 tasks and criteria": (
        "序号|工作任务|评价标准\n1|建设窗口|窗口数达标\n2|配备人员|持证上岗\n",
        ["task 1 | - | 建设窗口", "task 2 | - | 配备人员"],
    ),
    "T1 a target table holds no tasks": (
        "序号|指标名称|单位|2024年|2025年\n1|床位数|张|300|400\n2|护士数|人|20|30\n",
        [],
    ),
    "T1 a list of names holds no tasks": ("姓名|单位|职务\n张某|县民政局|科长\n李某|县教育局|科员\n", []),
    "T1 a network of institutions holds no tasks": ("机构名称|地址|电话\n青禾县医院|东街1号|0000-0000000\n青禾镇卫生院|西街2号|0000-0000000\n", []),
    "T2 every row, indicator rows too": (
        "序号|指标|目标值|责任单位\n1|床位数|400张|县卫健局\n2|护士数|30人|县卫健局\n",
        ["task 1 | - | 床位数", "task 2 | - | 护士数"],
    ),
    "T2 a merged group cell holds for each row": (
        "| 序号 | 重点任务 | 工作内容 | 责任单位 |\n|---|---|---|---|\n| 1 | 优化服务 | 建设窗口 | 县医保局 |\n"
        "| 2 |  | 配备人员 | 县人社局 |\n| 3 | 强化监管 | 开展巡查 | 县司法局 |\n",
        ["task 1 | 优化服务 | 建设窗口", "task 2 | 优化服务 | 配备人员", "task 3 | 强化监管 | 开展巡查"],
    ),
    "T3 the repeated header is dropped": (
        "序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|配备人员|县人社局\n序号|工作任务|责任单位\n3|开展巡查|县司法局\n",
        ["task 1 | - | 建设窗口", "task 2 | - | 配备人员", "task 3 | - | 开展巡查"],
    ),
    "T6 a number printed in front of the text": (
        "序号|重点任务|工作内容|责任单位\n4|优化服务|4.1建设窗口|县医保局\n4|优化服务|4.2配备人员|县人社局\n",
        ["task 4.1 | 优化服务 | 建设窗口", "task 4.2 | 优化服务 | 配备人员"],
    ),
    "T6 two digits on both sides": ("工作任务|责任单位\n13.2建设窗口|县医保局\n13.3配备人员|县人社局\n", ["task 13.2 | - | 建设窗口", "task 13.3 | - | 配备人员"]),
    "T6 a bracketed number": ("工作任务|责任单位\n（1）建设窗口|县医保局\n（2）配备人员|县人社局\n", ["task （1） | - | 建设窗口", "task （2） | - | 配备人员"]),
    "T6 a circled number": ("工作任务|责任单位\n①建设窗口|县医保局\n②配备人员|县人社局\n", ["task ① | - | 建设窗口", "task ② | - | 配备人员"]),
    "T6 a figure in front of the text is no number": (
        "序号|工作任务|责任单位\n1|12345热线提档升级|县政务局\n2|1.5公里步道建设|县住建局\n3|2024年春耕备耕|县农业农村局\n",
        ["task 1 | - | 12345热线提档升级", "task 2 | - | 1.5公里步道建设", "task 3 | - | 2024年春耕备耕"],
    ),
    "T6 the group's number": (
        "重点任务|工作内容|责任单位\n一、优化服务|建设窗口|县医保局\n二、强化监管|开展巡查|县司法局\n",
        ["task 一、 | 优化服务 | 建设窗口", "task 二、 | 强化监管 | 开展巡查"],
    ),
    "T6 a group cell alone is the task": (
        "| 序号 | 重点任务 | 工作内容 | 责任单位 |\n|---|---|---|---|\n| 1 | 优化服务 | 建设窗口 | 县医保局 |\n| 2 | 强化监管 |  | 县司法局 |\n",
        ["task 1 | 优化服务 | 建设窗口", "task 2 | - | 强化监管"],
    ),
}  # fmt: skip


def row(text: str) -> str:
    """`kind number | path | title | text` without an empty path."""
    return text.replace(" |  | ", " | ", 1)


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_tasks(text: str, expected: list[str]) -> None:
    assert [row(row_of(d)) for d in find_table_tasks(notice_of(text), RULES)] == expected


# (text, path of every task)
PATHS: dict[str, tuple[str, list[list[str]]]] = {
    "T5 section rows are path": (
        "序号|工作任务|责任单位\n一、优化服务\n1|建设窗口|县医保局\n2|配备人员|县人社局\n二、强化监管\n3|开展巡查|县司法局\n",
        [["优化服务"], ["优化服务"], ["强化监管"]],
    ),
    "T5 a section line before its own header": (
        "一、优化服务\n序号|工作任务|责任单位\n1|建设窗口|县医保局\n二、强化监管\n序号|工作任务|责任单位\n1|开展巡查|县司法局\n",
        [["优化服务"], ["强化监管"]],
    ),
    "T5 the clauses above the table": (
        "一、重点任务\n（一）任务分解\n序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|配备人员|县人社局\n",
        [["重点任务", "任务分解"], ["重点任务", "任务分解"]],
    ),
    "T5 captions are no path": (
        "一、总体要求\n坚持为民。\n附件1\n青禾县任务分解表\n序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|配备人员|县人社局\n",
        [[], []],
    ),
    "an outer group is path, the inner one title": (
        "领域|重点任务|工作内容|责任单位\n医保|优化服务|建设窗口|县医保局\n司法|强化监管|开展巡查|县司法局\n",
        [["医保"], ["司法"]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), PATHS.values(), ids=PATHS.keys())
def test_paths(text: str, expected: list[list[str]]) -> None:
    assert [[p.printed for p in d.path] for d in find_table_tasks(notice_of(text), RULES)] == expected


@pytest.mark.parametrize(
    ("note", "expected"),
    [("合计|2项|\n", ["建设窗口", "配备人员"]), ("注：责任单位列第一位的为牵头单位。\n", ["建设窗口", "配备人员"])],
)
def test_t5_totals_and_notes_are_no_tasks(note: str, expected: list[str]) -> None:
    text = f"序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|配备人员|县人社局\n{note}"
    assert [d.text.printed for d in find_table_tasks(notice_of(text), RULES)] == expected


def test_t2_a_merged_cell_is_inherited() -> None:
    text = "| 序号 | 工作任务 | 责任单位 | 完成时限 |\n|---|---|---|---|\n| 1 | 建设窗口 | 县医保局 | 5月底前 |\n| 2 | 配备人员 |  |  |\n| 3 | 开展巡查 | 县司法局 | 6月底前 |\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [printed(d.agencies) for d in drafts] == [["县医保局"], ["~县医保局"], ["县司法局"]]
    assert [printed(d.deadlines) for d in drafts] == [["5月底前"], ["~5月底前"], ["6月底前"]]
    assert [p.flags for d in drafts for p in (*d.agencies, *d.deadlines)] == [
        (), (), ("agency_inherited",), ("deadline_inherited",), (), (),
    ]  # fmt: skip
    assert ["".join(text[a:b] for a, b in d.ranges) for d in drafts] == [
        "1建设窗口县医保局5月底前", "2配备人员", "3开展巡查县司法局6月底前",
    ]  # fmt: skip


def test_t3_a_row_torn_by_a_page_break_is_one() -> None:
    text = "序号\t工作任务\t责任单位\t完成时限\n1\t建设窗口\t县医保局\t5月底前\n2\t配备导\t县人社\t6月\n\f\n序号\t工作任务\t责任单位\t完成时限\n\t办人员\t局\t底前\n3\t开展巡查\t县司法局\t7月底前\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [(words(d.number), d.text.printed, printed(d.agencies), d.flags) for d in drafts] == [
        ("1", "建设窗口", ["县医保局"], ()),
        ("2", "配备导办人员", ["县人社局"], ("row_joined",)),
        ("3", "开展巡查", ["县司法局"], ()),
    ]


def test_t4_a_cell_that_slid_goes_back() -> None:
    text = (
        "| 序号 | 工作任务 | 完成时限 | 责任单位 |\n|---|---|---|---|\n| 1 | 建设窗口 | 5月底前 | 县医保局 |\n"
        "| 2 | 配备人员 | 县人社局、县财政局 |  |\n| 3 | 开展巡查 | 6月底前 | 县司法局 |\n"
    )
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [(printed(d.agencies), printed(d.deadlines), d.flags) for d in drafts][1] == (
        ["县人社局、县财政局"], ["~5月底前"], ("cell_realigned",),
    )  # fmt: skip
    assert drafts[1].agencies[0].flags == ("cell_realigned",)


def test_u2_columns_give_roles() -> None:
    text = "工作任务|牵头单位|配合单位|责任单位\n建设窗口|县医保局|县财政局|各镇\n配备人员|县人社局|县教育局|各镇\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [[(p.passage.printed, p.default_role) for p in d.agencies] for d in drafts] == [
        [("县医保局", "lead"), ("县财政局", "support"), ("各镇", "responsible")],
        [("县人社局", "lead"), ("县教育局", "support"), ("各镇", "responsible")],
    ]


def test_what_no_column_role_takes_is_extra() -> None:
    text = "序号|工作任务|责任单位|评价标准|评价方法|备注|经费\n1|建设窗口|县医保局|1.达标。2.合规。|查资料|新增|3万元\n2|配备人员|县人社局|持证|看现场|续建|5万元\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [(words(d.criteria), words(d.method), dict(d.extra)) for d in drafts] == [
        ("1.达标。2.合规。", "查资料", {"备注": "新增", "经费": "3万元"}),
        ("持证", "看现场", {"备注": "续建", "经费": "5万元"}),
    ]


def test_q1_cells_of_targets_are_goals_of_their_row() -> None:
    text = "序号|工作任务|指标|目标值|责任单位\n1|建设窗口|窗口数|12个|县医保局\n2|配备人员|人员数|30人|县人社局\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    goals = [(g.indicator.printed, g.figure.printed, g.header, g.named) for d in drafts for g in d.goals]
    assert goals == [("窗口数", "12个", "目标值", True), ("人员数", "30人", "目标值", True)]


def test_q1_what_is_due_in_a_period_may_be_a_figure() -> None:
    text = "序号|工作任务|一季度|二季度|三季度\n1|扩大就业|新增岗位3万个|√|开展评估\n2|改造管网|开工|改造管网8公里|6月底前\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    goals = [(g.indicator.printed, g.figure.printed, g.header, g.named) for d in drafts for g in d.goals]
    assert ("扩大就业", "新增岗位3万个", "一季度", False) in goals
    document = read_notice(f"某县2026年工作方案\n{text}".encode(), name="notice.txt")
    found = [[(t.value, t.unit) for t in task.targets] for task in document.tasks]
    labels = [[d.label for d in task.deadlines] for task in document.tasks]
    assert found == [[(3, "万个")], [(8, "公里")]]
    assert labels == [["新增岗位3万个", None, "开展评估"], ["开工", "改造管网8公里", None]]


def test_rows_are_counted_from_one() -> None:
    text = "序号|工作任务|责任单位\n7|建设窗口|县医保局\n8|配备人员|县人社局\n"
    drafts = list(find_table_tasks(notice_of(text), RULES))
    assert [(d.clause_id, d.row) for d in drafts] == [(None, 1), (None, 2)]
    assert len({d.table_id for d in drafts}) == 1
