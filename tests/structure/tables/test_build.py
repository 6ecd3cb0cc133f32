# tables are printed as they stand
"""Logical tables from literal text: rows as a reader of the page would write them out."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.models.notice import Table
from qingdan.models.source import Line, RawCell, RawTable, Source
from qingdan.readers.plain_text import read_text
from qingdan.rulepacks import load_rules
from qingdan.structure.line_tables.build import add_line_tables
from qingdan.structure.tables.build import build_tables, table_ranges
from qingdan.structure.tables.columns import is_header, read_content, read_heading
from qingdan.structure.tables.streams import classify_line

RULES = load_rules()


def build(text: str) -> tuple[Table, ...]:
    source, _ = add_line_tables(read_text(text.encode(), "notice.txt"), RULES)
    return build_tables(source, RULES)


def rows_of(table: Table) -> list[str]:
    """Each row as `section> a | b`; `~` marks inherited, `>` realigned, `+` joined rows."""
    found = []
    for row in table.rows:
        cells = [
            ("~" if cell.inherited else "") + (">" if cell.realigned else "") + cell.passage.text for cell in row.cells
        ]
        path = "".join(section.text + "> " for section in row.section)
        found.append(path + ("+" if row.joined else "") + " | ".join(cells))
    return found


def roles_of(table: Table) -> str:
    return " ".join(column.role for column in table.columns)


# (text, kind, roles, rows)
CASES: dict[str, tuple[str, str, str, list[str]]] = {
    "markdown": (
        "| 序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限 | 备注 |\n|---|:--:|---|---|---|---|\n"
        "| 1 | 建成示范站点。 | 县民政局 | 县财政局 | 2026年6月底前 |  |\n| 2 | 完善台账。 | 县教育局 |  | 长期坚持 | 新增 |\n",
        "task",
        "number task lead_agency support_agency deadline remark",
        [
            "1 | 建成示范站点。 | 县民政局 | 县财政局 | 2026年6月底前 | ",
            "2 | 完善台账。 | 县教育局 |  | 长期坚持 | 新增",
        ],
    ),
    "full-width bars": (
        "序号｜任务内容｜责任科室\n1｜清理账目｜财务科\n2｜更新名册｜人事科\n",
        "task",
        "number task agency",
        ["1 | 清理账目 | 财务科", "2 | 更新名册 | 人事科"],
    ),
    "drawn box": (
        "+----+--------+--------+\n| 序号 | 工作任务 | 责任单位 |\n+----+--------+--------+\n| 1 | 改造老旧 | 县住建局 |\n"
        "|   | 小区 | |\n+----+--------+--------+\n| 2 | 加装电梯 | 县市场监管局 |\n+----+--------+--------+\n",
        "task",
        "number task agency",
        ["1 | 改造老旧小区 | 县住建局", "2 | 加装电梯 | 县市场监管局"],
    ),
    "closed rows over several lines": (
        "任务 | 责任单位 | 时限 |\n修订制度 | 县财政局、\n县审计局 | 9月底 |\n培训骨干 | 县人社局 | 10月底 |\n",
        "task",
        "task agency deadline",
        ["修订制度 | 县财政局、县审计局 | 9月底", "培训骨干 | 县人社局 | 10月底"],
    ),
    "open rows over several lines": (
        "任务 | 责任单位 | 时限\n修订制度 | 县财政局、\n县审计局 | 9月底\n培训骨干 | 县人社局 | 10月底\n",
        "task",
        "task agency deadline",
        ["修订制度 | 县财政局、县审计局 | 9月底", "培训骨干 | 县人社局 | 10月底"],
    ),
    "groups over two columns": (
        "序号\t一级任务\t二级任务\t具体举措\t责任科室\t时间节点\n1\t夯实基础\t完善制度\t修订三项制度。\t办公室\t3月底前\n"
        "2\t\t\t开展全员培训。\t人事科\t6月底前\n3\t\t配强队伍\t招录十名社工。\t\t9月底前\n",
        "task",
        "number group group task agency deadline",
        [
            "1 | 夯实基础 | 完善制度 | 修订三项制度。 | 办公室 | 3月底前",
            "2 | ~夯实基础 | ~完善制度 | 开展全员培训。 | 人事科 | 6月底前",
            "3 | ~夯实基础 | 配强队伍 | 招录十名社工。 | ~人事科 | 9月底前",
        ],
    ),
    "merged agency and deadline": (
        "工作任务\t责任单位\t完成时限\n改造甲村供水设施\t县水利局\t11月底前\n改造乙村供水设施\t\t\n改造丙村供水设施\t\t\n",
        "task",
        "task agency deadline",
        [
            "改造甲村供水设施 | 县水利局 | 11月底前",
            "改造乙村供水设施 | ~县水利局 | ~11月底前",
            "改造丙村供水设施 | ~县水利局 | ~11月底前",
        ],
    ),
    "helpers merge only with the lead": (
        "序号\t任务\t牵头单位\t配合单位\n1\t甲事项\t县民政局\t县财政局\n2\t乙事项\t县教育局\t\n3\t丙事项\t\t\n",
        "task",
        "number task lead_agency support_agency",
        ["1 | 甲事项 | 县民政局 | 县财政局", "2 | 乙事项 | 县教育局 | ", "3 | 丙事项 | ~县教育局 | "],
    ),
    "remarks never merge": (
        "序号\t任务\t责任单位\t备注\n1\t甲事项\t县民政局\t续建\n2\t乙事项\t县教育局\t\n",
        "task",
        "number task agency remark",
        ["1 | 甲事项 | 县民政局 | 续建", "2 | 乙事项 | 县教育局 | "],
    ),
    "section rows in two levels": (
        "工作任务 | 责任单位 | 完成时限 |\n一、夯实基础 | | |\n（一）阵地 | | |\n建成站点五个 | 县民政局 | 6月底 |\n（二）制度 | | |\n"
        "修订制度 | 县财政局 | 9月底 |\n二、提升能力 | | |\n培训骨干百名 | 县人社局 | 持续推进 |\n",
        "task",
        "task agency deadline",
        [
            "一、夯实基础> （一）阵地> 建成站点五个 | 县民政局 | 6月底",
            "一、夯实基础> （二）制度> 修订制度 | 县财政局 | 9月底",
            "二、提升能力> 培训骨干百名 | 县人社局 | 持续推进",
        ],
    ),
    "section row without a number": (
        "序号\t任务\t责任单位\n队伍建设\t\t\n1\t招录社工\t县民政局\n2\t开展培训\t县人社局\n阵地建设\t\t\n3\t改造场所\t县住建局\n",
        "task",
        "number task agency",
        [
            "队伍建设> 1 | 招录社工 | 县民政局",
            "队伍建设> 2 | 开展培训 | 县人社局",
            "阵地建设> 3 | 改造场所 | 县住建局",
        ],
    ),
    "a merge ends at a section": (
        "序号\t任务\t责任单位\n一、甲类\t\t\n1\t招录社工\t县民政局\n二、乙类\t\t\n2\t开展培训\t\n",
        "task",
        "number task agency",
        ["一、甲类> 1 | 招录社工 | 县民政局", "二、乙类> 2 | 开展培训 | "],
    ),
    "totals and notes": (
        "序号\t任务\t责任单位\n1\t招录社工\t县民政局\n2\t开展培训\t县人社局\n合计\t2项\t\n注：按季度调度\t\t\n",
        "task",
        "number task agency",
        ["1 | 招录社工 | 县民政局", "2 | 开展培训 | 县人社局"],
    ),
    "slid to the left": (
        "序号 | 任务 | 完成时限 | 考核标准 | 责任单位 |\n1 | 建成中心。 | 6月30日前 | 中心挂牌运行，制度上墙，人员到岗。 | 县卫健局 |\n"
        "2 | 配齐设备。 | 设备清单齐全，验收合格率达到百分之百。 | 县财政局、县卫健局 | |\n",
        "task",
        "number task deadline criteria agency",
        [
            "1 | 建成中心。 | 6月30日前 | 中心挂牌运行，制度上墙，人员到岗。 | 县卫健局",
            "2 | 配齐设备。 | ~6月30日前 | >设备清单齐全，验收合格率达到百分之百。 | >县财政局、县卫健局",
        ],
    ),
    "slid to the beginning of the row": (
        "工作任务 | 具体要求 | 责任部门 |\n一、公开账目 | 1.公开预算。 | 财务科 |\n2.公开决算。 | 办公室 | |\n二、更新名册 | 3.登记造册。 | 人事科 |\n",
        "task",
        "group task agency",
        [
            "一、公开账目 | 1.公开预算。 | 财务科",
            "~一、公开账目 | >2.公开决算。 | >办公室",
            "二、更新名册 | 3.登记造册。 | 人事科",
        ],
    ),
    "a sentence is no number": (
        "序号 | 项目内容 | 进展情况 | 责任单位 |\n1 | 新建站点3处。 | 已开工。 | 县民政局 |\n新增床位9张。 | 已完成。 | ||\n",
        "task",
        "number task other agency",
        ["1 | 新建站点3处。 | 已开工。 | 县民政局", "~1 | >新增床位9张。 | >已完成。 | ~县民政局"],
    ),
    "who and by when beside names": (
        "检查行业 | 时间安排 | 责任单位 |\n烟花爆竹、 | 4月份 | 民政所 |\n车辆、船舶 | 5月份 | 文化站 |\n",
        "task",
        "task deadline agency",
        ["烟花爆竹、 | 4月份 | 民政所", "车辆、船舶 | 5月份 | 文化站"],
    ),
    "slid to the right": (
        "任务\t责任单位\t完成时限\n1.1 建成中心\t县卫健局\t6月底前\n1.2 配齐设备\t\t县财政局、县卫健局\n",
        "task",
        "task agency deadline",
        ["1.1建成中心 | 县卫健局 | 6月底前", "1.2配齐设备 | >县财政局、县卫健局 | ~6月底前"],
    ),
    "a short deadline in unknown words stays": (
        "任务\t责任单位\t完成时限\n建成中心\t县卫健局\t6月底前\n配齐设备\t县财政局\t验收通过前\n",
        "task",
        "task agency deadline",
        ["建成中心 | 县卫健局 | 6月底前", "配齐设备 | 县财政局 | 验收通过前"],
    ),
    "torn row under a repeated header": (
        "序号\t重点任务\t责任单位\t完成时限\n1\t推进甲事项，形成问题清\t县住建局\t6月底前\n\n序号\t重点任务\t责任单位\t完成时限\n"
        "\t单并逐项整改。\t、县城管局\t\n2\t推进乙事项。\t县民政局\t9月底前\n3\t推进丙事项。\t县民政局\t9月底前\n",
        "task",
        "number task agency deadline",
        [
            "+1 | 推进甲事项，形成问题清单并逐项整改。 | 县住建局、县城管局 | 6月底前",
            "2 | 推进乙事项。 | 县民政局 | 9月底前",
            "3 | 推进丙事项。 | 县民政局 | 9月底前",
        ],
    ),
    "torn deadline": (
        "重点任务\t主要内容\t完成时限\n1.甲组\t1.1 推进甲事项。\t6月底前，并持\n\n重点任务\t主要内容\t完成时限\n\t\t续推进\n"
        "\t1.2 推进乙事项。\t9月底前\n",
        "task",
        "group task deadline",
        ["+1.甲组 | 1.1推进甲事项。 | 6月底前，并持续推进", "~1.甲组 | 1.2推进乙事项。 | 9月底前"],
    ),
    "a whole row after a break keeps its group": (
        "重点任务\t主要内容\t完成时限\n1.甲组\t1.1 推进甲事项。\t6月底前\n\n重点任务\t主要内容\t完成时限\n\t1.2 推进乙事项。\t9月底前\n",
        "task",
        "group task deadline",
        ["1.甲组 | 1.1推进甲事项。 | 6月底前", "~1.甲组 | 1.2推进乙事项。 | 9月底前"],
    ),
    "a cell with a tab before its line": (
        "\t重点任务\n\t主要内容\n\t责任单位\n\n\t1.甲\n组\n\t1.1推进甲事项\n\t县民政局\n\n\t\n\t1.2推进乙事项\n\t\n\n",
        "task",
        "group task agency",
        ["1.甲组 | 1.1推进甲事项 | 县民政局", "~1.甲组 | 1.2推进乙事项 | ~县民政局"],
    ),
    "empty cells that lost their tab": (
        "\t重点任务\n\t主要内容\n\t责任单位\n\t完成时限\n\n\t1.甲组\n\t1.1推进甲事项\n\t县民政局\n\t6月底\n\n"
        "\n\t1.2推进乙事项\n\n\t9月底\n\n\t2.乙组\n\t2.1推进丙事项\n\t县财政局\n\t9月底\n",
        "task",
        "group task agency deadline",
        [
            "1.甲组 | 1.1推进甲事项 | 县民政局 | 6月底",
            "~1.甲组 | 1.2推进乙事项 | ~县民政局 | 9月底",
            "2.乙组 | 2.1推进丙事项 | 县财政局 | 9月底",
        ],
    ),
    "header in two rows": (
        "序号\t任务内容\t责任\t\t完成时限\n\t\t牵头单位\t配合单位\t\n1\t改造设施\t县住建局\t县财政局\t12月底\n2\t拆除围墙\t县城管局\t\t11月底\n",
        "task",
        "number task lead_agency support_agency deadline",
        ["1 | 改造设施 | 县住建局 | 县财政局 | 12月底", "2 | 拆除围墙 | 县城管局 |  | 11月底"],
    ),
    "header in two rows without the merged cells": (
        "序号\t任务内容\t责任单位\t完成时限\n\t\t牵头\t配合\t\n1\t改造设施\t县住建局\t县财政局\t12月底\n".replace(
            "\t牵头\t配合", "\t牵头单位\t配合单位"
        ),
        "task",
        "number task lead_agency support_agency deadline",
        ["1 | 改造设施 | 县住建局 | 县财政局 | 12月底"],
    ),
    "targets": (
        "类别\t指标名称\t计量单位\t2020年\t2025年\t属性\n经济\t研发投入强度\t%\t1.8\t2.6\t预期性\n\t高新企业数\t家\t32\t60\t预期性\n",
        "target",
        "group indicator other baseline target other",
        ["经济 | 研发投入强度 | % | 1.8 | 2.6 | 预期性", "~经济 | 高新企业数 | 家 | 32 | 60 | 预期性"],
    ),
    "yearly targets": (
        "指标\t单位\t2024年\t2025年\t2026年\n培训人次\t人次\t100\t120\t150\n站点数\t个\t3\t4\t5\n",
        "target",
        "indicator other target target target",
        ["培训人次 | 人次 | 100 | 120 | 150", "站点数 | 个 | 3 | 4 | 5"],
    ),
    "indicators that are assigned are tasks": (
        "序号\t指标\t目标值\t责任单位\n1\t签约率\t≥75%\t县卫健局\n2\t就诊率\t≥65%\t县医保局\n",
        "task",
        "number task target agency",
        ["1 | 签约率 | ≥75% | 县卫健局", "2 | 就诊率 | ≥65% | 县医保局"],
    ),
    "names": (
        "序号\t姓名\t单位\t职务\n1\t赵某\t县卫健局\t局长\n2\t钱某\t县医保局\t科长\n",
        "other",
        "number other agency other",
        ["1 | 赵某 | 县卫健局 | 局长", "2 | 钱某 | 县医保局 | 科长"],
    ),
    "projects without an assignment": (
        "项目名称\t建设地点\t总投资\n甲工程\t城东\t3000\n乙工程\t城西\t4000\n",
        "other",
        "other other other",
        ["甲工程 | 城东 | 3000", "乙工程 | 城西 | 4000"],
    ),
    "projects with an assignment": (
        "项目名称\t建设内容\t责任单位\t建成时间\n甲工程\t新建泵站一座\t县水利局\t2026年底\n乙工程\t改造管网五公里\t县住建局\t2027年底\n",
        "task",
        "group task agency deadline",
        ["甲工程 | 新建泵站一座 | 县水利局 | 2026年底", "乙工程 | 改造管网五公里 | 县住建局 | 2027年底"],
    ),
    "problems and measures": (
        "序号\t存在问题\t整改措施\t整改时限\t责任领导\n1\t台账不全\t补齐台账。\t3月底前\t赵某\n2\t制度缺失\t制定制度。\t4月底前\t钱某\n",
        "task",
        "number group task deadline agency",
        ["1 | 台账不全 | 补齐台账。 | 3月底前 | 赵某", "2 | 制度缺失 | 制定制度。 | 4月底前 | 钱某"],
    ),
    "no header": (
        "1\t建立健全制度体系，形成汇编\t县民政局\t2026年6月底前\n2\t完善服务保障机制，配齐人员\t县财政局\t2026年9月底前\n",
        "task",
        "number task agency deadline",
        [
            "1 | 建立健全制度体系，形成汇编 | 县民政局 | 2026年6月底前",
            "2 | 完善服务保障机制，配齐人员 | 县财政局 | 2026年9月底前",
        ],
    ),
    "box of metadata": (
        "索引号\t0001\t主题\t民政\n发布机构\t某县政府\t发文日期\t2026年3月2日\n名称\t关于某事项的通知\t发布日期\t2026年3月3日\n",
        "other",
        "other other other deadline",
        [
            "索引号 | 0001 | 主题 | 民政",
            "发布机构 | 某县政府 | 发文日期 | 2026年3月2日",
            "名称 | 关于某事项的通知 | 发布日期 | 2026年3月3日",
        ],
    ),
    "one cell a line, numbered": (
        "序号\n任务内容\n责任单位\n完成时限\n1\n改造设施\n县住建局\n6月底\n2\n拆除围墙\n县城管局\n7月底\n三、保障措施\n",
        "task",
        "number task agency deadline",
        ["1 | 改造设施 | 县住建局 | 6月底", "2 | 拆除围墙 | 县城管局 | 7月底"],
    ),
    "one cell a line, bars behind them, a part of a longer list": (
        "序号 |\n目标与任务 |\n责任单位 |\n7 |\n改造设施 |\n县住建局 |\n8 |\n拆除围墙 |\n县城管局 |\n",
        "task",
        "number task agency",
        ["7 | 改造设施 | 县住建局", "8 | 拆除围墙 | 县城管局"],
    ),
    "one cell a line, sections between": (
        "序号\n任务内容\n责任单位\n一、甲类\n1\n改造设施\n县住建局\n二、乙类\n2\n拆除围墙\n县城管局\n",
        "task",
        "number task agency",
        ["一、甲类> 1 | 改造设施 | 县住建局", "二、乙类> 2 | 拆除围墙 | 县城管局"],
    ),
    "one cell a line, blank lines between rows": (
        "重点任务\n责任单位\n完成时限\n\n改造设施\n县住建局\n6月底\n\n拆除围墙\n县城管局\n7月底\n\n结尾一段话。\n",
        "task",
        "task agency deadline",
        ["改造设施 | 县住建局 | 6月底", "拆除围墙 | 县城管局 | 7月底"],
    ),
    "numbers that begin again": (
        "序号\t任务\t责任单位\n一、甲类\t\t\n1\t改造设施\t县住建局\n2\t拆除围墙\t县城管局\n二、乙类\t\t\n1\t招录社工\t县民政局\n",
        "task",
        "number task agency",
        [
            "一、甲类> 1 | 改造设施 | 县住建局",
            "一、甲类> 2 | 拆除围墙 | 县城管局",
            "二、乙类> 1 | 招录社工 | 县民政局",
        ],
    ),
    "a group without a task is the task": (
        "重点任务\t具体措施\t责任单位\n招录社工\t\t县民政局\n改造设施\t新建泵站。\t县水利局\n",
        "task",
        "group task agency",
        [" | 招录社工 | 县民政局", "改造设施 | 新建泵站。 | 县水利局"],
    ),
    "goals, results and materials": (
        "工作任务\t工作目标\t成果形式\t佐证材料\t办结时限\n完善制度\t制度健全\t制度汇编\t印发文件\t5月底\n开展培训\t培训百人\t培训台账\t签到名册\t6月底\n",
        "task",
        "task target criteria method deadline",
        ["完善制度 | 制度健全 | 制度汇编 | 印发文件 | 5月底", "开展培训 | 培训百人 | 培训台账 | 签到名册 | 6月底"],
    ),
    "leaders and units": (
        "任务名称\t牵头领导\t责任部门（单位）\t协办单位\t进度要求\n甲事项\t赵某\t住建局\t财政局\t一季度完成\n乙事项\t钱某\t民政局\t\t二季度完成\n",
        "task",
        "task lead_agency agency support_agency deadline",
        ["甲事项 | 赵某 | 住建局 | 财政局 | 一季度完成", "乙事项 | 钱某 | 民政局 |  | 二季度完成"],
    ),
    "unit of measure and unit in charge": (
        "任务\t单位\t时间\n改造设施\t县住建局\t6月底\n拆除围墙\t县城管局\t7月底\n",
        "task",
        "task agency deadline",
        ["改造设施 | 县住建局 | 6月底", "拆除围墙 | 县城管局 | 7月底"],
    ),
    "spread headers": (
        "序  号\t工 作 任 务\t责 任 单 位\n1\t改造设施\t县住建局\n2\t拆除围墙\t县城管局\n",
        "task",
        "number task agency",
        ["1 | 改造设施 | 县住建局", "2 | 拆除围墙 | 县城管局"],
    ),
    "torn after a hanging comma without a break": (
        "序号\t任务\t责任单位\n1\t改造设施，\t县住建局\n\t，并验收。\t\n2\t拆除围墙。\t县城管局\n",
        "task",
        "number task agency",
        ["+1 | 改造设施，，并验收。 | 县住建局", "2 | 拆除围墙。 | 县城管局"],
    ),
    "names beside what is asked for": (
        "序号\t任务\t要求\t责任单位\n1\t疏浚河道\t清理淤泥三公里，备足砂石\t县水利局\n2\t检修灯具\t更换灯具百盏，完好率达标\t县城管局\n",
        "task",
        "number group task agency",
        ["1 | 疏浚河道 | 清理淤泥三公里，备足砂石 | 县水利局", "2 | 检修灯具 | 更换灯具百盏，完好率达标 | 县城管局"],
    ),
    "items that are examined beside what is asked for": (
        "考核项目\t工作要求\t责任单位\n河道管护\t按月清理淤泥并建立台账\t县水利局\n照明管护\t更换灯具百盏，完好率达标\t县城管局\n",
        "task",
        "group task agency",
        ["河道管护 | 按月清理淤泥并建立台账 | 县水利局", "照明管护 | 更换灯具百盏，完好率达标 | 县城管局"],
    ),
    "tasks in sentences beside what is asked for": (
        "任务\t工作要求\t责任单位\n疏浚河道三公里。\t按月清理淤泥并建立台账，逐级验收\t县水利局\n检修灯具。\t完好率达标\t县城管局\n",
        "task",
        "task criteria agency",
        ["疏浚河道三公里。 | 按月清理淤泥并建立台账，逐级验收 | 县水利局", "检修灯具。 | 完好率达标 | 县城管局"],
    ),
    "torn inside a sentence, without a blank line": (
        "序号\t任务\t责任单位\n1\t疏浚河道三公里，淤泥每米高\t县水利局\n\t于半米的全部清理。\t\n2\t翻修校舍。\t县教育局\n3\t加装路灯。\t县城管局\n",
        "task",
        "number task agency",
        [
            "+1 | 疏浚河道三公里，淤泥每米高于半米的全部清理。 | 县水利局",
            "2 | 翻修校舍。 | 县教育局",
            "3 | 加装路灯。 | 县城管局",
        ],
    ),
    "a further task under a number where no task ends in a stop": (
        "序号\t任务\t责任单位\n1\t疏浚河道\t县水利局\n\t加固堤坝\t\n2\t翻修校舍\t县教育局\n3\t加装路灯\t县城管局\n",
        "task",
        "number task agency",
        ["1 | 疏浚河道 | 县水利局", "~1 | 加固堤坝 | ~县水利局", "2 | 翻修校舍 | 县教育局", "3 | 加装路灯 | 县城管局"],
    ),
    "English header names nothing": (
        "编号\t事项\t办理时限\t主办部门\nA1\t改造设施\t10个工作日\t住建局\nA2\t拆除围墙\t5个工作日\t城管局\n",
        "task",
        "number task deadline lead_agency",
        ["A1 | 改造设施 | 10个工作日 | 住建局", "A2 | 拆除围墙 | 5个工作日 | 城管局"],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_table(name: str) -> None:
    text, kind, roles, rows = CASES[name]
    tables = build(text)
    assert [(t.kind, roles_of(t), rows_of(t)) for t in tables] == [(kind, roles, rows)]


def test_sections_with_own_headers_are_tables_of_their_own() -> None:
    block = "\t重点任务\n\t主要内容\n\t责任单位\n\n\t{0}.甲\n\t推进{0}\n\t县民政局\n\n"
    tables = build("\t一、领导\n\n" + block.format(1) + "\t二、体系\n\n" + block.format(2) + block.format(3)[27:])
    assert [(t.caption and t.caption.text, [p.text for p in t.path]) for t in tables] == [
        ("领导", ["一、领导"]),
        ("体系", ["二、体系"]),
    ]


CAPTIONS = [
    ("附件2\n某县重点任务\n分解清单\n", "某县重点任务分解清单", []),
    ("附件\n\n某县重点任务清单\n（单位：项）\n", "某县重点任务清单", []),
    ("正文说明如下。\n表1 年度任务安排\n", "表1年度任务安排", []),
    ("三、重点任务\n（一）夯实基础\n", "夯实基础", ["三、重点任务", "（一）夯实基础"]),
    ("各单位要认真落实。\n", None, []),
    ("某县人民政府\n2026年3月2日\n", None, []),
]


@pytest.mark.parametrize(("above", "caption", "path"), CAPTIONS)
def test_caption(above: str, caption: str | None, path: list[str]) -> None:
    (table,) = build(above + "序号\t任务\t责任单位\n1\t改造设施\t县住建局\n2\t拆除围墙\t县城管局\n")
    assert ((table.caption.text if table.caption else None), [p.text for p in table.path]) == (caption, path)


def drawn(fragments: list[list[list[tuple[str, int, int] | str | None]]]) -> Source:
    """A source with one ruled table a page; a cell is its text or (text, row span, column span), None is covered."""
    text, tables = "", []
    for page, fragment in enumerate(fragments, 1):
        start, rows = len(text), []
        for row in fragment:
            cells: list[RawCell | None] = []
            for cell in row:
                words, down, across = cell if isinstance(cell, tuple) else (cell, 1, 1)
                if words is None:
                    cells.append(None)
                    continue
                ranges = ((len(text), len(text) + len(words)),) if words else ()
                text += words + "\n"
                cells.append(RawCell(ranges, down, across))
            rows.append(tuple(cells))
        tables.append(RawTable("ruled", tuple(rows), start, len(text), page))
    return Source(text, "application/pdf", (), tuple(tables))


HEAD: list[tuple[str, int, int] | str | None] = ["重点任务", "主要内容", "责任单位"]
DRAWN = [
    pytest.param([[HEAD, [("1.甲组", 2, 1), "推进甲", "民政局"], [None, "推进乙", ""]]],
                 ["1.甲组 | 推进甲 | 民政局", "~1.甲组 | 推进乙 | "], id="an empty cell that is drawn is empty"),
    pytest.param([[HEAD, ["甲组", "推进甲", "民政局"], ["", "推进乙", ""], ["乙组", "推进丙", "民政局"]]],
                 ["甲组 | 推进甲 | 民政局", "~甲组 | 推进乙 | ", "乙组 | 推进丙 | 民政局"],
                 id="a group printed beside its first measure only"),
    pytest.param([[HEAD, [("甲组", 2, 1), "推进甲", "民政局"], [None, "推进乙", ""], ["", "推进丙", "民政局"]]],
                 ["甲组 | 推进甲 | 民政局", "~甲组 | 推进乙 | ", " | 推进丙 | 民政局"],
                 id="no group where groups are merged cells"),
    pytest.param([[HEAD, ["1.甲组", "1.1推进甲", ("民政局", 2, 1)]], [HEAD, [("", 2, 1), "1.2推进乙", ("", 2, 1)], [None, "1.3推进丙", None]]],
                 ["1.甲组 | 1.1推进甲 | 民政局", "~1.甲组 | 1.2推进乙 | ~民政局", "~1.甲组 | 1.3推进丙 | ~民政局"],
                 id="merges go on over the page"),
    pytest.param([[HEAD, ["1.甲组", "1.1推进甲", "县民"]], [[("", 2, 1), "和乙。", ("政局", 2, 1)], [None, "1.2推进丙", None]]],
                 ["+1.甲组 | 1.1推进甲和乙。 | 县民政局", "~1.甲组 | 1.2推进丙 | ~县民政局"], id="a merged cell torn too"),
    pytest.param([[HEAD, ["1.甲组", "1.1推进甲", "民政局"], ["2.乙", "2.1推进乙", ("财政局", 2, 1)]],
                  [[("组", 2, 1), "2.2推进丙", ("", 2, 1)], [None, "2.3推进丁", None]]],
                 ["1.甲组 | 1.1推进甲 | 民政局", "2.乙组 | 2.1推进乙 | 财政局", "~2.乙组 | 2.2推进丙 | ~财政局",
                  "~2.乙组 | 2.3推进丁 | ~财政局"], id="a group torn between two rows"),
    pytest.param([[HEAD, ["1.甲组", "1.1推进甲", "民政局"], [("2.乙", 2, 1), "2.1推进乙", "财政局"], [None, "2.2推进", "民政局"]],
                  [[("组", 2, 1), "丙", ""], [None, "2.3推进丁", "民政局"]]],
                 ["1.甲组 | 1.1推进甲 | 民政局", "2.乙组 | 2.1推进乙 | 财政局", "+~2.乙组 | 2.2推进丙 | 民政局",
                  "~2.乙组 | 2.3推进丁 | 民政局"], id="a group torn inside a row"),
    pytest.param([[HEAD, ["1.甲组", "推进甲", "民政局"], ["2.乙组", "推进乙", "财政局"]], [["其他", "推进丙", "民政局"]]],
                 ["1.甲组 | 推进甲 | 民政局", "2.乙组 | 推进乙 | 财政局", "其他 | 推进丙 | 民政局"],
                 id="a group without a number on a new page"),
    pytest.param([[HEAD, [("一、基础", 1, 3), None, None], ["1.甲组", "推进甲", "民政局"]]],
                 ["一、基础> 1.甲组 | 推进甲 | 民政局"], id="section over all columns"),
    pytest.param([[[("序号", 2, 1), ("任务", 2, 1), ("责任单位", 1, 2), None], [None, None, "牵头", "配合"], ["1", "推进甲", "民政局", "财政局"]]],
                 ["1 | 推进甲 | 民政局 | 财政局"], id="two drawn header rows"),
]  # fmt: skip


@pytest.mark.parametrize(("fragments", "rows"), DRAWN)
def test_drawn(fragments: list[list[list[tuple[str, int, int] | str | None]]], rows: list[str]) -> None:
    (table,) = build_tables(drawn(fragments), RULES)
    assert (table.kind, rows_of(table)) == ("task", rows)


def test_two_drawn_header_rows_give_roles() -> None:
    (table,) = build_tables(drawn(DRAWN[-1].values[0]), RULES)  # type: ignore[arg-type]
    assert roles_of(table) == "number task lead_agency support_agency"


def test_two_header_rows_without_known_words() -> None:
    head = [("湖名", 2, 1), ("水面", 1, 2), None, ("岸线", 2, 1)]
    (table,) = build_tables(drawn([[head, [None, "丰水期", "枯水期", None], ["甲湖", "8", "6", "土岸"]]]), RULES)
    assert [column.header for column in table.columns] == ["湖名", "水面丰水期", "水面枯水期", "岸线"]
    assert (table.kind, len(table.rows)) == ("other", 1)


def test_names_in_front_of_long_words_only_label_their_rows() -> None:
    rows = [[f"{name}局", f"{name}楼东侧原有停车场和两处旧仓库", "围挡封闭"] for name in ("民政", "财政", "教育")]
    (table,) = build_tables(drawn([rows]), RULES)
    assert table.kind == "other"


def test_section_lines_between_drawn_tables() -> None:
    source = drawn([[HEAD, ["1.甲", "推进甲", "民政局"]], [HEAD, ["2.乙", "推进乙", "财政局"]]])
    cut = source.tables[1].start
    text = source.text[:cut] + "二、体系\n" + source.text[cut:]
    move = len("二、体系\n")
    second = source.tables[1]
    moved = tuple(
        tuple(RawCell(tuple((a + move, b + move) for a, b in c.ranges)) if c else None for c in row)
        for row in second.rows
    )
    tables = (source.tables[0], RawTable("ruled", moved, second.start + move, second.end + move, 2))
    first, other = build_tables(Source(text, "application/pdf", (Line(cut, cut + 4),), tables), RULES)
    assert ([p.text for p in first.path], [p.text for p in other.path], other.start) == ([], ["二、体系"], cut + move)


@pytest.mark.parametrize("rule", RULES.of_kind("column"), ids=lambda rule: rule.id)
def test_column_rules(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.examples:
        heading = read_heading(example.text, RULES)
        assert {"role": heading.role, "rank": heading.rank} | example.expect == {
            "role": heading.role, "rank": heading.rank,
        }, example.text  # fmt: skip
    for example in rule.non_examples:
        assert not rule.regex.fullmatch(example.text), example.text


@pytest.mark.parametrize("rule", [*RULES.of_kind("cell"), *RULES.of_kind("agency_item")], ids=lambda rule: rule.id)
def test_cell_rules(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.examples:
        assert read_content(example.text, RULES) == example.expect["content"], example.text
    for example in rule.non_examples:
        assert read_content(example.text, RULES) != rule.value["content"], example.text


@pytest.mark.parametrize("rule", RULES.of_kind("table_line"), ids=lambda rule: rule.id)
def test_line_rules(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.examples:
        assert classify_line(example.text, RULES)[1] == example.expect["line"], example.text
    for example in rule.non_examples:
        assert classify_line(example.text, RULES)[1] != rule.value["line"], example.text


HEADERS = [
    (["序号", "重点任务", "责任单位"], True),
    (["1", "改造设施", "县住建局"], False),
    (["姓名", "职务", "电话"], True),
    (["索引号", "001", "主题", "民政"], False),
    (["2024年", "2025年"], False),
]


@pytest.mark.parametrize(("words", "expected"), HEADERS)
def test_is_header(words: list[str], expected: bool) -> None:
    assert is_header(words, RULES) == expected


WORDS = st.sampled_from(
    [
        "序号",
        "重点任务",
        "责任单位",
        "完成时限",
        "1",
        "2.1",
        "县民政局",
        "6月底前",
        "一、甲类",
        "改造设施，",
        "建成。",
        "",
        " ",
        "合计",
    ]
)
JUNK = st.lists(st.one_of(WORDS, st.text(alphabet="甲乙|\t\n 。、1－+", max_size=6)), max_size=60).flatmap(
    lambda words: st.sampled_from(["\t", " | ", "\n", "\n\t", "\n\n"]).map(lambda mark: mark.join(words))
)


@settings(max_examples=200)
@given(st.lists(JUNK, max_size=4).map("\n".join))
def test_any_text_keeps_its_words(text: str) -> None:
    source = read_text(("通知\n" + text).encode(), "notice.txt")
    tables = build_tables(source, RULES)
    for table in tables:
        assert table.start < table.end
        for row in table.rows:
            assert len(row.cells) == len(table.columns)
            for cell in row.cells:
                words = "".join(source.text[a:b] for a, b in cell.passage.ranges)
                assert bool(words.strip()) == bool(cell.passage)
    ranges = table_ranges(tables)
    assert list(ranges) == sorted(ranges)


@pytest.mark.parametrize(
    "unit",
    [
        "序号\n任务\n单位\n",
        "序号\t任务\t单位\n",
        "1\t甲\t6月\n\n",
        "一、甲\t\n乙|丙\n",
        "甲|乙|\n1|2|\n长" + "段" * 60 + "。\n",
    ],
)
def test_long_text_comes_to_an_end(unit: str) -> None:
    source = read_text((unit * (60_000 // len(unit))).encode(), "notice.txt")
    assert all(0 <= table.start < table.end <= len(source.text) for table in build_tables(source, RULES))


GRID = st.lists(
    st.tuples(st.integers(1, 40).map(str), st.sampled_from(["改造设施", "建成站点，", "。续上", ""]),
              st.sampled_from(["县民政局", "", "县财政局、"]), st.sampled_from(["6月底", "", "持续"])),
    min_size=2, max_size=12,
)  # fmt: skip


@settings(max_examples=100)
@given(GRID, st.sampled_from(["\t", " | "]))
def test_no_character_of_a_task_table_is_lost(grid: list[tuple[str, str, str, str]], mark: str) -> None:
    body = "\n".join(mark.join(row) for row in grid if any(row[1:]))  # a number alone is a page number
    text = mark.join(("序号", "任务内容", "责任单位", "完成时限")) + "\n" + body
    source = read_text(text.encode(), "notice.txt")
    tables = build_tables(source, RULES)
    kept = {i for t in tables for r in t.rows for c in r.cells for a, b in c.passage.ranges for i in range(a, b)}
    kept |= {i for t in tables for r in t.rows for p in r.section for a, b in p.ranges for i in range(a, b)}
    header = text.index("\n")
    lost = [text[i] for i in range(header, len(text)) if i not in kept and not text[i].isspace() and text[i] != "|"]
    assert lost == []
