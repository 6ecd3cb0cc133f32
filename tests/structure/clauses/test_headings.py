"""Heading and body of clauses, siblings decided alike (C3), and what headings say their clauses are (C1, C5, C6)."""

from __future__ import annotations

import pytest

from tests.structure.texts import notice_of


def splits_of(text: str) -> list[tuple[str, str]]:
    """Heading and body of every clause."""
    return [(c.heading.printed, "".join(p.printed for p in c.paragraphs)) for c in notice_of(text).clauses]


# (text, heading and body of the clauses below the first)
SPLITS: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "C3 a stop parts name and body": (
        "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。",
        [("建设站点", "选址建设。"), ("配备人员", "招聘社工。")],
    ),
    "C3 a colon does too": (
        "一、重点任务\n（一）建设站点：选址建设。\n（二）配备人员：招聘社工。",
        [("建设站点", "选址建设。"), ("配备人员", "招聘社工。")],
    ),
    "C3 no body, no heading": (
        "一、重点任务\n（一）建设站点。\n（二）配备人员。",
        [("", "建设站点。"), ("", "配备人员。")],
    ),
    "C3 a closing bracket alone is no body": (
        "一、重点任务\n（一）建设站点3个。（县民政局负责）\n（二）配备人员20名。（县民政局（县老龄办）负责）",
        [("", "建设站点3个。（县民政局负责）"), ("", "配备人员20名。（县民政局（县老龄办）负责）")],
    ),
    "C3 closing lines are no body": (
        "一、重点任务\n（一）建设站点3个。\n责任单位：县民政局\n（二）配备人员20名\n牵头单位：县民政局\n配合单位：县财政局",
        [("", "建设站点3个。责任单位：县民政局"), ("", "配备人员20名牵头单位：县民政局配合单位：县财政局")],
    ),
    "C3 one of many without body follows none": (
        "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。\n（三）开展评估。",
        [("建设站点", "选址建设。"), ("配备人员", "招聘社工。"), ("", "开展评估。")],
    ),
    "C3 one name among sentences is none": (
        "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员，招聘社工。\n（三）开展评估，委托第三方。",
        [("", "建设站点。选址建设。"), ("", "配备人员，招聘社工。"), ("", "开展评估，委托第三方。")],
    ),
    "C3 a list of 、 is a name": (
        "一、重点任务\n（一）选址、设计、建设。逐项落实。\n（二）招聘、培训、上岗。逐人登记。",
        [("选址、设计、建设", "逐项落实。"), ("招聘、培训、上岗", "逐人登记。")],
    ),
    "C3 a question is no name": (
        "一、重点任务\n（一）谁来建设？由镇建设。逐项落实。\n（二）谁来运营？由村运营。逐人登记。",
        [("", "谁来建设？由镇建设。逐项落实。"), ("", "谁来运营？由村运营。逐人登记。")],
    ),
    "C3 32 characters may be a name": (
        f"一、重点任务\n（一）{'建' * 32}。选址。\n（二）{'配' * 32}。招聘。",
        [("建" * 32, "选址。"), ("配" * 32, "招聘。")],
    ),
    "C3 more are not": (
        f"一、重点任务\n（一）{'建' * 33}。选址。\n（二）{'配' * 33}。招聘。",
        [("", "建" * 33 + "。选址。"), ("", "配" * 33 + "。招聘。")],
    ),
    "C3 couplets, where all of the family begin with one or with a name": (
        "一、重点任务\n（一）合理布点，方便群众。选址建设。\n（二）配备人员。招聘社工。\n（三）开展评估，确保质量。委托第三方。",
        [("合理布点，方便群众", "选址建设。"), ("配备人员", "招聘社工。"), ("开展评估，确保质量", "委托第三方。")],
    ),
    "C3 a numbering that runs on makes one family": (
        "一、站点\n1.建设站点，方便群众。选址。\n2.合理布点，统筹推进。设计。\n3.开工建设，按期交付，逐项验收。\n"
        "二、人员\n4.配备人员。招聘。\n5.组织培训。授课。\n6.开展评估。打分。",
        [
            ("", "建设站点，方便群众。选址。"),
            ("", "合理布点，统筹推进。设计。"),
            ("", "开工建设，按期交付，逐项验收。"),
            ("人员", ""),
            ("", "配备人员。招聘。"),
            ("", "组织培训。授课。"),
            ("", "开展评估。打分。"),
        ],
    ),
    "C3 words that say what the clause is are its heading": (
        "一、推进改革\n1.主要目标。建成站点。\n2.建设站点，方便群众。选址。\n3.配备人员，开展培训，组织考核。",
        [("主要目标", "建成站点。"), ("", "建设站点，方便群众。选址。"), ("", "配备人员，开展培训，组织考核。")],
    ),
    "C3 a line of its own": (
        "一、重点任务\n（一）建设站点\n选址建设。\n（二）配备人员\n招聘社工。",
        [("建设站点", "选址建设。"), ("配备人员", "招聘社工。")],
    ),
    "C3 a line of its own with a stop": (
        "一、重点任务\n（一）建设站点。\n选址建设。\n（二）配备人员。\n招聘社工。",
        [("建设站点", "选址建设。"), ("配备人员", "招聘社工。")],
    ),
    "C3 children make a line a heading": (
        "一、重点任务\n（一）建设站点。\n1.选址。就近选址。\n2.设计。统一设计。",
        [("建设站点", ""), ("选址", "就近选址。"), ("设计", "统一设计。")],
    ),
    "C3 glued to the first sentence": (
        "一、总体要求\n（一）指导思想坚持以人民为中心，统筹推进。\n（二）工作目标建成站点三十个，配齐人员。",
        [("指导思想", "坚持以人民为中心，统筹推进。"), ("工作目标", "建成站点三十个，配齐人员。")],
    ),
    "C3 a word that goes on is not glued": (
        "一、总体要求\n（一）重点任务和责任分工要明确，逐项落实。\n（二）工作目标、责任单位要明确，逐项落实。",
        [("", "重点任务和责任分工要明确，逐项落实。"), ("", "工作目标、责任单位要明确，逐项落实。")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SPLITS.values(), ids=SPLITS.keys())
def test_heading_and_body(text: str, expected: list[tuple[str, str]]) -> None:
    assert splits_of(text)[1:] == expected


def test_a_table_makes_the_line_before_it_a_heading() -> None:
    from tests.extract.drafts import notice_of as read

    text = "一、任务分解\n序号|任务|责任单位\n1|建窗口|县医保局\n2|训社工|县人社局\n二、建设站点。"
    assert [(c.heading.printed, c.holds_table) for c in read(text).clauses] == [("任务分解", True), ("", False)]


HEADINGS = {
    "background": ["指导思想", "基本原则", "总体要求", "总体思路", "工作背景", "重要意义", "适用范围", "现状与形势", "总则"],
    "objective": ["主要目标", "工作目标", "总体目标", "发展目标", "目标任务要求", "年度目标", "主要指标", "预期目标"],
    "task": ["重点任务", "主要任务", "工作任务", "工作举措", "重点工程", "主要措施", "重点工作", "建设项目"],
    "milestone": ["实施步骤", "工作安排", "时间安排", "进度安排", "工作步骤", "阶段安排"],
    "safeguard": ["工作要求", "保障措施", "组织保障", "组织实施", "组织领导", "加强组织领导", "监督考核", "有关要求"],
    "duty": ["工作职责", "职责分工", "责任清单", "职责清单", "部门分工"],
    "other": ["附则", "成员名单", "组织机构", "领导小组", "联系方式"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("heading", "role"),
    [(h, role) for role, hs in HEADINGS.items() for h in hs if h not in ("领导小组", "建设项目", "目标任务要求")],
)
def test_a_heading_says_what_its_clauses_are(heading: str, role: str) -> None:
    text = f"一、{heading}\n（一）甲项。说明甲项。\n（二）乙项。说明乙项。\n二、改善设施\n（一）丙项。说明丙项。"
    assert [c.role for c in notice_of(text).clauses] == [role, role, role, "task", "task"]


# (text, roles)
ROLES: dict[str, tuple[str, str]] = {
    "C1 a field is a task": ("一、改善设施\n（一）建设站点。选址建设。", "task task"),
    "C6 goals among background": (
        "一、总体要求\n（一）指导思想。坚持为民。\n（二）主要目标。建成站点。\n（三）基本原则。政府主导。",
        "background background objective background",
    ),
    "C5 what a section is about stands before what it is": (
        "一、专项整治工作的指导思想\n（一）坚持为民。\n二、专项整治的方法、步骤\n（一）动员。\n三、专项整治工作的组织领导\n（一）压实责任。",
        "background background milestone milestone safeguard safeguard",
    ),
    "C5 what stands under bodies is their duty": (
        "一、县民政局\n1.巡查敬老院。\n2.开展培训。\n二、县财政局\n1.安排经费。",
        "duty duty duty duty duty",
    ),
    "C5 a layout is no bureau": ("一、优化产业布局\n1.建园区。\n二、完善空间布局\n1.修道路。", "task task task task"),
    "C5 one body makes no list": ("一、县民政局\n1.巡查敬老院。\n二、工作成效\n1.评估。", "task task task task"),
    "C1 goals may lead to tasks": (
        "一、目标任务\n村貌明显改善。重点做好以下两项工作：\n1.清理河道。全面清淤。\n2.整治庭院。逐户整治。",
        "objective task task",
    ),
    "C5 who does what under a timetable is duty": (
        "一、工作安排\n（一）任务分工\n1.县民政局：牵头。\n2.县财政局：保障。\n（二）动员部署。印发通知。",
        "milestone duty duty duty milestone",
    ),
    "C5 a year stands before what a section is": (
        "一、2024年重点任务\n（一）建设站点。选址建设。\n二、2024年保障措施\n（一）压实责任。逐级落实。",
        "task task safeguard safeguard",
    ),
    "C6 other matters": (
        "一、改善设施\n（一）建设站点。选址建设。\n二、其他\n（一）本意见由县民政局解释。",
        "task task other other",
    ),
    "C1 a heading of tasks keeps its children": (
        "一、重点任务\n（一）组织保障。建立专班。\n（二）主要目标。建成站点。",
        "task task task",
    ),
    "C5 under a field steps are steps": (
        "一、改善设施\n（一）实施步骤\n1.动员。召开会议。\n（二）建设站点。选址建设。",
        "task milestone milestone task",
    ),
    "C5 safeguards hold no tasks of their own": (
        "一、保障措施\n（一）重点工作。压实责任。\n（二）加强宣传。营造氛围。",
        "safeguard safeguard safeguard",
    ),
    "C6 articles of general provisions": ("第一条 本办法适用于全县。\n第二条 县民政局负责管理。", "other other"),
    "C6 a kind of document without tasks": (
        "青禾县养老服务管理办法\n一、适用范围\n适用于全县。\n二、管理要求\n（一）登记。逐户登记。",
        "background background background",
    ),
    "C5 provisions under headings that ask": (
        "青禾县养老服务考核办法\n一、考核对象\n各乡镇。\n二、工作安排\n（一）月调度。每月汇总。",
        "background milestone milestone",
    ),
    "C6 provisions in chapters": (
        "青禾县养老服务工作规则\n第一章 总则\n一、依法办事。\n第二章 工作职责\n二、局长主持工作。",
        "other other other other",
    ),
    "C5 a list of duties": ("青禾县民政局权责清单\n一、县民政局\n（一）登记。逐户登记。", "duty duty"),
    "a heading without body or children": ("一、保障措施。\n二、改善设施。", "safeguard task"),
    "a heading with a stop": ("一、保障措施。\n（一）加强领导。压实责任。", "safeguard safeguard"),
}


@pytest.mark.parametrize(("text", "roles"), ROLES.values(), ids=ROLES.keys())
def test_roles(text: str, roles: str) -> None:
    assert " ".join(c.role for c in notice_of(text).clauses) == roles
