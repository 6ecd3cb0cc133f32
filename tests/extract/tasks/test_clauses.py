"""Tasks in running text, by the reading rules C1–C7."""

from __future__ import annotations

import pytest

from qingdan.extract.tasks.clauses import find_clause_tasks
from tests.extract.drafts import RULES, notice_of, printed, row_of

# (text, rows as `kind number | path | title | text`)
CASES: dict[str, tuple[str, list[str]]] = {
    "C1 the lowest clauses are tasks, their parents are none": (
        "一、重点任务\n（一）优化服务\n1.压缩时限。审批时限压缩一半。\n2.推行帮办。村村设立帮办点。\n（二）强化监管。每月开展巡查。",
        [
            "task 1. | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 2. | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
            "task （二） | 重点任务 | 强化监管 | 每月开展巡查。",
        ],
    ),
    "C1 a parent with its own assignment is one too": (
        "一、重点任务\n（一）优化服务。健全一次办结机制。（县政务局牵头）\n1.压缩时限。审批时限压缩一半。\n2.推行帮办。村村设立帮办点。",
        [
            "task （一） | 重点任务 | 优化服务 | 健全一次办结机制。",
            "task 1. | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 2. | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
        ],
    ),
    "C1 a parent's own date is an assignment": (
        "一、重点任务\n（一）优化服务。健全一次办结机制。（2024年底前完成）\n1.压缩时限。审批时限压缩一半。\n2.推行帮办。村村设立帮办点。",
        [
            "task （一） | 重点任务 | 优化服务 | 健全一次办结机制。",
            "task 1. | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 2. | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
        ],
    ),
    "C4 a bracket that closes a title is no part of it": (
        "一、重点任务\n（一）清理台账（县档案局牵头，6月底前完成）。逐户清理。\n（二）检查企业（2024年10月底前）。逐户检查。",
        ["task （一） | 重点任务 | 清理台账 | 逐户清理。", "task （二） | 重点任务 | 检查企业 | 逐户检查。"],
    ),
    "C5 items of duties without a number": (
        "一、部门职责\n县教育局：开展宣传。\n县水利局：检修设备。",
        ["duty - | 部门职责 | 县教育局 | 开展宣传。", "duty - | 部门职责 | 县水利局 | 检修设备。"],
    ),
    "C5 a body may have another name": (
        "一、部门职责\n1.县防汛办（县水利局）：组织巡查。\n2.县公安局：维持秩序。",
        ["duty 1. | 部门职责 | 县防汛办（县水利局） | 组织巡查。", "duty 2. | 部门职责 | 县公安局 | 维持秩序。"],
    ),
    "C5 stages that count themselves": (
        "一、实施步骤\n第一阶段：动员部署。召开会议。\n第二阶段：集中检查。逐户检查。",
        ["milestone 第一阶段： | 实施步骤 | 动员部署 | 召开会议。", "milestone 第二阶段： | 实施步骤 | 集中检查 | 逐户检查。"],
    ),
    "C1 fields that are items of their own make one task": (
        "一、建设食堂\n1.工作目标：建成食堂6个。\n2.工作措施：改造用房。\n3.责任单位：县民政局\n4.完成时限：10月底前",
        ["task 一、 |  | 建设食堂 | 工作目标：建成食堂6个。工作措施：改造用房。"],
    ),
    "C1 a closing among tasks is none": (
        "一、重点任务\n（一）建设站点3个。\n（二）改造用房2处。\n（三）责任单位：县民政局。",
        ["task （一） | 重点任务 | - | 建设站点3个。", "task （二） | 重点任务 | - | 改造用房2处。"],
    ),
    "C1 a goal with its own assignment is a task": (
        "一、主要预期目标\n1.新建站点30个。\n牵头单位：县民政局\n2.满意度达到90%以上。",
        ["task 1. | 主要预期目标 | - | 新建站点30个。"],
    ),
    "C1 words of a parent without assignment are none": (
        "一、重点任务\n（一）优化服务。围绕群众需求开展下列工作。\n1.压缩时限。审批时限压缩一半。\n2.推行帮办。村村设立帮办点。",
        [
            "task 1. | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 2. | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
        ],
    ),
    "C1 sections named by field": (
        "一、完善设施\n（一）建设站点。选址建设。\n（二）改造用房。改造闲置用房。\n二、培育人才\n（一）组织培训。轮训骨干。",
        [
            "task （一） | 完善设施 | 建设站点 | 选址建设。",
            "task （二） | 完善设施 | 改造用房 | 改造闲置用房。",
            "task （一） | 培育人才 | 组织培训 | 轮训骨干。",
        ],
    ),
    **{
        f"C1 under {heading}": (
            f"一、总体要求\n坚持为民。\n二、{heading}\n（一）建设站点。选址建设。\n（二）改造用房。改造闲置用房。",
            [f"task （一） | {heading} | 建设站点 | 选址建设。", f"task （二） | {heading} | 改造用房 | 改造闲置用房。"],
        )
        for heading in ("主要任务", "工作任务", "工作举措", "重点工程")
    },
    "C2 five levels": (
        "一、重点任务\n（一）优化服务\n1.压缩时限\n（1）减材料\n①核对清单。逐项核对。\n②公布清单。及时公布。",
        [
            "task ① | 重点任务 > 优化服务 > 压缩时限 > 减材料 | 核对清单 | 逐项核对。",
            "task ② | 重点任务 > 优化服务 > 压缩时限 > 减材料 | 公布清单 | 及时公布。",
        ],
    ),
    "C2 chapters and sections": (
        "第一章 重点任务\n第一节 优化服务\n一、压缩时限。审批时限压缩一半。\n二、推行帮办。村村设立帮办点。\n第二节 强化监管\n一、加强巡查。每月开展巡查。",
        [
            "task 一、 | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 二、 | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
            "task 一、 | 重点任务 > 强化监管 | 加强巡查 | 每月开展巡查。",
        ],
    ),
    "C2 one level in several widths": (
        "一、重点任务\n1.压缩时限。减半办理。\n２．推行帮办。设点帮办。\n3、开展评议。请群众评议。\n4. 公布结果。按季公布。",
        [
            "task 1. | 重点任务 | 压缩时限 | 减半办理。",
            "task ２． | 重点任务 | 推行帮办 | 设点帮办。",
            "task 3、 | 重点任务 | 开展评议 | 请群众评议。",
            "task 4. | 重点任务 | 公布结果 | 按季公布。",
        ],
    ),
    "C2 a notice on one line": (
        "一、重点任务（一）优化服务1.压缩时限。审批时限压缩一半。2.推行帮办。村村设立帮办点。（二）强化监管。每月开展巡查。二、保障措施（一）加强领导。各镇压实责任。",
        [
            "task 1. | 重点任务 > 优化服务 | 压缩时限 | 审批时限压缩一半。",
            "task 2. | 重点任务 > 优化服务 | 推行帮办 | 村村设立帮办点。",
            "task （二） | 重点任务 | 强化监管 | 每月开展巡查。",
            "safeguard （一） | 保障措施 | 加强领导 | 各镇压实责任。",
        ],
    ),
    "C3 a clause without a body is all text": (
        "一、重点任务\n（一）建立健全台账。\n（二）公布办事指南。",
        ["task （一） | 重点任务 | - | 建立健全台账。", "task （二） | 重点任务 | - | 公布办事指南。"],
    ),
    "C3 a colon ends a heading": (
        "一、重点任务\n（一）台账建设：逐户登记造册。\n（二）指南公布：上墙上网公布。",
        ["task （一） | 重点任务 | 台账建设 | 逐户登记造册。", "task （二） | 重点任务 | 指南公布 | 上墙上网公布。"],
    ),
    "C3 a comma makes it no name": (
        "一、重点任务\n（一）建立台账，逐户登记。做到不漏一户。\n（二）公布指南，上墙上网。做到应知尽知。",
        [
            "task （一） | 重点任务 | - | 建立台账，逐户登记。做到不漏一户。",
            "task （二） | 重点任务 | - | 公布指南，上墙上网。做到应知尽知。",
        ],
    ),
    "C3 a long first sentence is no name": (
        "一、重点任务\n（一）结合本地实际建立覆盖全县所有行政村和社区的困难老年人定期探访关爱台账。逐户登记。\n（二）依托现有的综合服务设施推动乡镇和街道的区域养老服务中心提档升级增能扩面。逐年推进。",
        [
            "task （一） | 重点任务 | - | 结合本地实际建立覆盖全县所有行政村和社区的困难老年人定期探访关爱台账。逐户登记。",
            "task （二） | 重点任务 | - | 依托现有的综合服务设施推动乡镇和街道的区域养老服务中心提档升级增能扩面。逐年推进。",
        ],
    ),
    "C3 the heading stands on a line of its own": (
        "一、重点任务\n（一）台账建设\n逐户登记造册。\n（二）指南公布\n上墙上网公布。",
        ["task （一） | 重点任务 | 台账建设 | 逐户登记造册。", "task （二） | 重点任务 | 指南公布 | 上墙上网公布。"],
    ),
    "C4 measures keep number, path and title of their clause": (
        "一、重点任务\n（一）推广证照。扩大应用范围。（县数据局牵头，县公安局配合，2020年底前完成）规范窗口服务。（县政务局负责）\n（二）开展培训。轮训骨干。（县人社局负责）",
        [
            "task （一） | 重点任务 | 推广证照 | 扩大应用范围。",
            "task （一） | 重点任务 | 推广证照 | 规范窗口服务。",
            "task （二） | 重点任务 | 开展培训 | 轮训骨干。",
        ],
    ),
    "C5 steps": (
        "一、实施步骤\n（一）动员阶段（2024年3月至4月）。召开动员会。\n（二）总结阶段（2024年10月至11月）。评估成效。",
        [
            "milestone （一） | 实施步骤 | 动员阶段（2024年3月至4月） | 召开动员会。",
            "milestone （二） | 实施步骤 | 总结阶段（2024年10月至11月） | 评估成效。",
        ],
    ),
    "C5 counted items of a step": (
        "一、工作安排\n（一）全面推进（2024年4月至9月）。一是开展排查。二是限期整改。三是回头检查。\n（二）总结验收（2024年10月至11月）。评估成效。",
        [
            "milestone （一） | 工作安排 | 全面推进（2024年4月至9月） | 开展排查。",
            "milestone （一） | 工作安排 | 全面推进（2024年4月至9月） | 限期整改。",
            "milestone （一） | 工作安排 | 全面推进（2024年4月至9月） | 回头检查。",
            "milestone （二） | 工作安排 | 总结验收（2024年10月至11月） | 评估成效。",
        ],
    ),
    **{
        f"C5 under {heading}": (
            f"一、重点任务\n（一）建设站点。选址建设。\n二、{heading}\n（一）加强领导。各镇压实责任。",
            ["task （一） | 重点任务 | 建设站点 | 选址建设。", f"{kind} （一） | {heading} | 加强领导 | 各镇压实责任。"],
        )
        for heading, kind in (
            ("时间安排", "milestone"), ("工作要求", "safeguard"), ("保障措施", "safeguard"), ("组织保障", "safeguard"),
            ("组织实施", "safeguard"), ("职责分工", "duty"), ("工作职责", "duty"),
        )
    },
    "C5 a list of duties by its title": (
        "青禾县河道管护责任清单\n一、县水利局\n（一）组织河道巡查。\n（二）编制年度计划。",
        ["duty （一） | 县水利局 | - | 组织河道巡查。", "duty （二） | 县水利局 | - | 编制年度计划。"],
    ),
    "C6 background, members and goals": (
        "一、指导思想\n坚持为民。\n二、基本原则\n（一）政府主导。发挥作用。\n（二）社会参与。广泛动员。\n三、主要目标\n（一）设施更全。建成站点30个。\n四、成员名单\n（一）组长。张某。\n五、重点任务\n（一）建设站点。选址建设。",
        ["task （一） | 重点任务 | 建设站点 | 选址建设。"],
    ),
    "C6 articles": ("青禾县停车管理办法\n第一条 为加强管理，制定本办法。\n第二条 县公安局负责停车管理工作。", []),
    "C6 approval and contact lines": (
        "青禾县民政局关于印发养老服务方案的通知\n各镇人民政府：\n《养老服务方案》已经县政府同意，现印发给你们，请认真执行。\n一、重点任务\n（一）建设站点。选址建设。\n（二）改造用房。改造闲置用房。\n联系人：张某，联系电话：0000-0000000\n青禾县民政局\n2024年3月5日",
        ["task （一） | 重点任务 | 建设站点 | 选址建设。", "task （二） | 重点任务 | 改造用房 | 改造闲置用房。"],
    ),
    "C6 conditions under other words": (
        "一、重点任务\n（一）遴选村庄。示范村应具备的条件：\n1.班子有力。\n2.收入稳定。\n（二）公布名单。按季公布。",
        [
            "task （一） | 重点任务 | 遴选村庄 | 示范村应具备的条件：1.班子有力。2.收入稳定。",
            "task （二） | 重点任务 | 公布名单 | 按季公布。",
        ],
    ),
    "C6 conditions belong to the clause that lists them": (
        "一、重点任务\n（一）规范退出。有下列情形之一的：\n1.连续停业半年的。\n2.弄虚作假的。\n（二）公布名单。按季公布。",
        [
            "task （一） | 重点任务 | 规范退出 | 有下列情形之一的：1.连续停业半年的。2.弄虚作假的。",
            "task （二） | 重点任务 | 公布名单 | 按季公布。",
        ],
    ),
    "C6 what points elsewhere is none": (
        "一、重点任务\n（一）建设站点。选址建设。\n（二）任务分工。具体任务分工见附件。",
        ["task （一） | 重点任务 | 建设站点 | 选址建设。"],
    ),
    "C7 torn lines are joined": (
        "一、重点任务\n（一）推进共享。依托基层医疗卫生机构和县级医院共同建设远程诊断中\n\n心，推动结果互认。\n（二）强化培训。每年轮训一次。",
        [
            "task （一） | 重点任务 | 推进共享 | 依托基层医疗卫生机构和县级医院共同建设远程诊断中心，推动结果互认。",
            "task （二） | 重点任务 | 强化培训 | 每年轮训一次。",
        ],
    ),
    "C7 white space means nothing": (
        "一、重 点 任 务\n（一）推进 共享。建设 诊断\u3000中心。\n（二）强化培训。每年 轮训一次。",
        ["task （一） | 重点任务 | 推进共享 | 建设诊断中心。", "task （二） | 重点任务 | 强化培训 | 每年轮训一次。"],
    ),
    "C7 page numbers and share bars are in no task": (
        "一、重点任务\n（一）推进共享。建设诊断中心。\n— 3 —\n（二）强化培训。每年轮训一次。\n扫一扫在手机打开当前页\n【打印本页】",
        ["task （一） | 重点任务 | 推进共享 | 建设诊断中心。", "task （二） | 重点任务 | 强化培训 | 每年轮训一次。"],
    ),
    "C7 nothing after a cut-off mark": (
        "一、重点任务\n1.建设站点。选址建设。\n2.配备人员。招聘社工。\n3.提取各项基\n预览已结束，完整报告链接如下：\n4.领取礼品。立即领取。",
        [
            "task 1. | 重点任务 | 建设站点 | 选址建设。",
            "task 2. | 重点任务 | 配备人员 | 招聘社工。",
            "task 3. | 重点任务 | - | 提取各项基",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_tasks(text: str, expected: list[str]) -> None:
    assert [row_of(d) for d in find_clause_tasks(notice_of(text), RULES)] == expected


# (text, where agencies are read per task, where deadlines are)
PLACES: dict[str, tuple[str, list[list[str]], list[list[str]]]] = {
    "C4 a bracket gives both": (
        "一、重点任务\n（一）推广证照。扩大应用。（县数据局牵头，2020年底前完成）",
        [["县数据局牵头，2020年底前完成"]],
        [["县数据局牵头，2020年底前完成"]],
    ),
    "C4 without bracket the text is asked": ("一、重点任务\n（一）推广证照。县数据局扩大应用。", [[]], [[]]),
    "C5 the section names the body": (
        "一、县水利局职责\n（一）组织河道巡查。\n（二）编制年度计划。",
        [["~县水利局"], ["~县水利局"]],
        [[], []],
    ),
    "C5 the item names the body": (
        "一、职责分工\n1.县教育局：负责校园安全。\n2.县水利局：负责河道巡查。",
        [["县教育局"], ["县水利局"]],
        [[], []],
    ),
    "C5 an organ named by its role": (
        "一、各部门职责\n（一）负责校园安全。\n（二）负责河道巡查。",
        [[], []],
        [[], []],
    ),
    "C5 a step is dated by its heading": (
        "一、实施步骤\n（一）2024年3月底前动员。召开动员会。",
        [[]],
        [["~2024年3月底前动员", "召开动员会。"]],
    ),
    "C5 a step is dated by the bracket that ends its heading": (
        "一、实施步骤\n（一）动员阶段（2024年3月）。召开动员会。",
        [[]],
        [["~2024年3月", "~动员阶段（2024年3月）", "召开动员会。"]],
    ),
    "C5 items are dated by the words before them": (
        "一、实施步骤\n（一）启动推进。2024年6月底前，一是印发方案。二是摸清底数。",
        [[], []],
        [["~2024年6月底前，"], ["~2024年6月底前，"]],
    ),
    "C5 a step is dated by its opening": (
        "一、实施步骤\n（一）2024年6月，印发方案并动员部署。\n（二）2024年9月，组织验收并通报结果。",
        [[], []],
        [["2024年6月", "2024年6月，印发方案并动员部署。"], ["2024年9月", "2024年9月，组织验收并通报结果。"]],
    ),
}


@pytest.mark.parametrize(("text", "agencies", "deadlines"), PLACES.values(), ids=PLACES.keys())
def test_where_values_are_read(text: str, agencies: list[list[str]], deadlines: list[list[str]]) -> None:
    drafts = list(find_clause_tasks(notice_of(text), RULES))
    assert ([printed(d.agencies) for d in drafts], [printed(d.deadlines) for d in drafts]) == (agencies, deadlines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、重点任务\n（一）推广证照。扩大应用。（县数据局负责）", ["（一）推广证照。扩大应用。（县数据局负责）"]),
        (
            "一、重点任务\n（一）推广证照。扩大应用。（县数据局负责）规范窗口服务。（县政务局负责）",
            ["扩大应用。（县数据局负责）", "规范窗口服务。（县政务局负责）"],
        ),
        (
            "一、重点任务\n（一）规范退出。有下列情形之一的：\n1.停业的。\n2.作假的。",
            ["（一）规范退出。有下列情形之一的：1.停业的。2.作假的。"],
        ),
    ],
)
def test_a_task_spans_its_clause_or_its_measure(text: str, expected: list[str]) -> None:
    found = find_clause_tasks(notice_of(text), RULES)
    assert ["".join(text[a:b] for a, b in d.ranges).replace("\n", "") for d in found] == expected


def test_c5_the_word_of_a_counted_item_is_kept() -> None:
    text = "一、实施步骤\n（一）启动推进。2024年6月底前，一是印发方案。二是摸清底数。"
    found = find_clause_tasks(notice_of(text), RULES)
    assert [dict(d.extra) for d in found] == [{"item": "一是"}, {"item": "二是"}]


def test_a_clause_that_holds_a_table_is_no_task_itself() -> None:
    text = "一、重点任务\n（一）建设站点。选址建设。\n（二）分解任务。各镇逐项落实。\n序号|任务|责任单位\n1|建窗口|县医保局\n2|配人员|县人社局\n"
    assert [row_of(d) for d in find_clause_tasks(notice_of(text), RULES)] == [
        "task （一） | 重点任务 | 建设站点 | 选址建设。"
    ]


SHARED: dict[str, tuple[str, list[list[str]]]] = {
    "lines under the heading": (
        "一、建设站点\n责任单位：县民政局\n（一）新建站点3个。\n（二）改造用房2处。（县住建局负责）",
        [["责任单位：县民政局"], ["县住建局负责"]],
    ),
    "an item of its own": (
        "一、建设站点\n（一）新建站点3个。\n（二）改造用房2处。\n（三）责任单位：县民政局。",
        [["责任单位：县民政局"], ["责任单位：县民政局"]],
    ),
    "behind the last item": (
        "一、建设站点\n（一）新建站点3个。\n（二）改造用房2处。\n责任单位：县民政局",
        [["责任单位：县民政局"], ["责任单位：县民政局"]],
    ),
    "behind each item": (
        "一、建设站点\n（一）新建站点3个。（县住建局负责）\n（二）开展培训。\n（三）改造用房2处。\n责任单位：县民政局",
        [["县住建局负责"], [], ["责任单位：县民政局"]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), SHARED.values(), ids=SHARED.keys())
def test_closings_of_a_family(text: str, expected: list[list[str]]) -> None:
    found = find_clause_tasks(notice_of(text), RULES)
    assert [[p.passage.text for p in draft.agencies] for draft in found] == expected
