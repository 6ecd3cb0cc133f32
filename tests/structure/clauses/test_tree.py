from __future__ import annotations

import pytest

from tests.structure.texts import notice_of, outline_of

NESTED = """一、总体要求
（一）指导思想。坚持以人民为中心，统筹推进各项工作。
(二) 主要目标。到2025年，服务能力明显提升。
二、重点任务
（一）优化服务
1.压缩时限。全县审批时限再压缩一半。
2.推行帮办。村村设立帮办点。
（二）强化监管
３．加强巡查。每月开展巡查。
三、保障措施
（一）加强领导。各镇要落实责任。"""


def test_styles_nest_by_rank_whatever_their_width() -> None:
    assert outline_of(NESTED) == [
        (1, "一、", "总体要求"),
        (2, "（一）", "指导思想"),
        (2, "(二)", "主要目标"),
        (1, "二、", "重点任务"),
        (2, "（一）", "优化服务"),
        (3, "1.", "压缩时限"),
        (3, "2.", "推行帮办"),
        (2, "（二）", "强化监管"),
        (3, "３．", "加强巡查"),
        (1, "三、", "保障措施"),
        (2, "（一）", "加强领导"),
    ]


def test_one_line_is_cut_by_numbering_alone() -> None:
    lost = NESTED.replace("\n", "")
    assert outline_of(lost) == outline_of(NESTED)


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        (
            "现将有关事项通知如下：一、组织自查（一）登记造册。各村登记。（二）上报结果。各镇上报。二、工作要求（一）加强领导。明确专人。",
            ["一、组织自查", "（一）登记造册", "（二）上报结果", "二、工作要求", "（一）加强领导"],
        ),
        (
            "为落实《示例省旅游条例》，提出以下意见：一、建设站点1.选好地址。年底前选定。2.培训人员。培训两期。",
            ["一、建设站点", "1.选好地址", "2.培训人员"],
        ),
        (
            "一、减轻负担\n1.降低收费。[责任单位：县财政局]2.延长期限。【责任单位：县税务局】3.简化手续。〔责任单位：县商务局〕",
            ["一、减轻负担", "1.", "2.", "3."],
        ),
        (
            "一、重点任务\n1.修建公园。\n二、2031年工作要求\n1.抓紧。",
            ["一、重点任务", "1.", "二、2031年工作要求", "1."],
        ),
        (
            "1.改进登记。（1）合并证照。一张表办完。（县商务局负责）（2）开通网办。全程网上办。（县商务局负责）2.改进窗口。①延长时间。周末开门。②公开事项。上墙公示。",
            ["1.改进登记", "（1）合并证照", "（2）开通网办", "2.改进窗口", "①延长时间", "②公开事项"],
        ),
        (
            "1.改进登记。合并下列证照：（1）执照。（2）许可证。2.改进窗口。延长时间。（1）平日。（2）周末。",
            ["1.改进登记", "2.改进窗口"],
        ),
        (
            "5.健全制度。逐项落实。五、整治步骤（一）动员阶段（6月）各镇召开会议。（二）检查阶段（7月）逐户检查。",
            ["5.健全制度", "五、整治步骤", "（一）动员阶段（6月）", "（二）检查阶段（7月）"],
        ),
        (
            "二、实施步骤\n第一阶段：动员。印发方案。\n第二阶段（4月至5月）：检查。\n（一）县民政局检查敬老院。\n三、要求\n（一）抓紧。",
            ["二、实施步骤", "第一阶段：动员", "第二阶段（4月至5月）：检查", "（一）", "三、要求", "（一）"],
        ),
    ],
)
def test_numbers_that_follow_no_full_stop(text: str, outline: list[str]) -> None:
    assert [number + heading for _, number, heading in outline_of(text)] == outline


@pytest.mark.parametrize(
    "text",
    [
        "一、整治任务\n（一）整治校园周边\n牵头单位：县教育局\n配合单位：县城管局\n主要任务：1、加强教育；2、取缔摊点。",
        "一、整治任务\n（一）整治校园周边 牵头单位：县教育局\n配合单位：县城管局。 主要任务：1、加强教育；2、取缔摊点。",
        "一、整治任务（一）整治校园周边 牵头单位:县教育局 配合单位:县城管局 主要任务:1、加强教育;2、取缔摊点。",
    ],
)
def test_labels_of_assignment_end_a_heading_and_the_body_s_label_ends_them(text: str) -> None:
    notice = notice_of(text)
    assert [c.heading.text for c in notice.clauses] == ["整治任务", "整治校园周边"]
    lines = [p.text.rstrip("。") for p in notice.clauses[1].paragraphs]
    assert ["".join(lines[:-1]), lines[-1]] == [
        "牵头单位：县教育局配合单位：县城管局",
        "主要任务：1、加强教育；2、取缔摊点",
    ]


def test_a_paragraph_to_all_belongs_to_no_item_of_a_list_of_bodies() -> None:
    notice = notice_of(
        "一、工作职责\n1.县民政局：负责发放补贴。\n2.县广电局：负责宣传。\n各有关部门要筹措资金，切实担责。"
    )
    assert [(c.heading.text, [p.text for p in c.paragraphs]) for c in notice.clauses[1:]] == [
        ("县民政局", ["负责发放补贴。"]),
        ("县广电局", ["负责宣传。"]),
    ]
    assert [p.passage.text for p in notice.paragraphs] == ["各有关部门要筹措资金，切实担责。"]


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        (
            "一、工作任务\n1.开展巡查。每日巡查。\n2.加强培训。培训两期。\n工作要求：\n1.加强领导。明确专人。\n2.及时总结。报送总结。",
            [
                (1, "一、工作任务", "task"), (2, "1.开展巡查", "task"), (2, "2.加强培训", "task"),
                (1, "工作要求", "safeguard"), (2, "1.加强领导", "safeguard"), (2, "2.及时总结", "safeguard"),
            ],
        ),
        (
            "有关要求\n一、加强领导。明确专人。\n二、及时总结。报送总结。",
            [(1, "有关要求", "safeguard"), (2, "一、加强领导", "safeguard"), (2, "二、及时总结", "safeguard")],
        ),
        # A field of one item: its section goes on behind it.
        (
            "一、重点任务\n（一）整治占道\n工作要求：\n1.每日巡查。\n（二）整治广告\n工作要求：\n1.逐户登记。\n二、附则",
            [
                (1, "一、重点任务", "task"), (2, "（一）整治占道", "task"), (3, "1.", "task"),
                (2, "（二）整治广告", "task"), (3, "1.", "task"), (1, "二、", "other"),
            ],
        ),
    ],
)  # fmt: skip
def test_a_section_may_begin_with_a_heading_without_a_number(text: str, outline: list[tuple[int, str, str]]) -> None:
    found = [(c.level, c.number + c.heading.text, c.role) for c in notice_of(text).clauses]
    assert found == outline


def test_ideographic_spaces_stand_for_lost_breaks() -> None:
    lost = NESTED.replace("\n", "　　")
    assert outline_of(lost) == outline_of(NESTED)


def test_roles_follow_headings_and_their_parents() -> None:
    roles = [c.role for c in notice_of(NESTED).clauses]
    assert roles == [
        "background", "background", "objective", "task", "task", "task", "task", "task", "task", "safeguard", "safeguard",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        # Siblings are decided alike: most have a name and a body.
        (
            "一、重点任务\n（一）办好实事。建成十个站点。\n（二）抓好培训。培训骨干百人。\n（三）做好宣传。",
            ["重点任务", "办好实事", "抓好培训", ""],
        ),
        # One sentence each: none has a heading.
        (
            "一、主要职责\n（一）负责拟订规划。\n（二）负责项目审批，组织验收。\n（三）承办其他事项。",
            ["主要职责", "", "", ""],
        ),
        # A comma makes it no name.
        (
            "一、基本原则\n（一）政府主导，社会参与。发挥政府作用。\n（二）因地制宜，分类指导。结合实际推进。",
            ["基本原则", "", ""],
        ),
        # A colon ends a run-in heading too.
        ("一、职责分工\n1.县教育局：负责校园安全。\n2.县水利局：负责河道巡查。", ["职责分工", "县教育局", "县水利局"]),
    ],
)
def test_heading_and_body(text: str, headings: list[str]) -> None:
    assert [c.heading.printed for c in notice_of(text).clauses] == headings


def test_torn_lines_are_joined() -> None:
    text = "一、重点任务\n（一）推进共享。依托基层医疗卫生机构和县级医院共同建设远程诊断中\n\n心，推动结果互认。\n（二）强化培训。每年轮训一次。"
    clause = notice_of(text).clauses[1]
    assert clause.paragraphs[0].printed == "依托基层医疗卫生机构和县级医院共同建设远程诊断中心，推动结果互认。"


def test_a_gap_in_the_numbering_is_told() -> None:
    found = notice_of("一、重点任务\n1.建章立制。\n2.摸清底数。\n4.全面验收。").diagnostics
    assert [(d.code, d.params) for d in found] == [("numbering_gap", {"after": 2, "found": 4})]


def test_articles_are_general_provisions() -> None:
    roles = {
        c.role
        for c in notice_of(
            "示例县停车管理办法\n第一章 总则\n第一条 为加强管理，制定本办法。\n第二条 本办法适用于县城。"
        ).clauses
    }
    assert roles == {"other"}


def test_a_table_of_contents_counts_once() -> None:
    text = "示例县规划\n目 录\n第一章 发展形势\n第二章 重点任务\n第一章 发展形势\n近年来成效明显。\n第二章 重点任务\n建设三个园区。"
    assert [c.number for c in notice_of(text).clauses] == ["第一章", "第二章"]


def test_a_dated_stage_is_no_signature() -> None:
    text = "一、实施步骤\n（一）动员部署（2023年11月25日前）。召开会议。\n（二）集中攻坚（2023年11月26日—2024年3月10日）。开展检查。"
    assert [number for _, number, _ in outline_of(text)] == ["一、", "（一）", "（二）"]


@pytest.mark.parametrize(
    ("line", "numbers"),
    [
        ("1.修建绿道。建成环城绿道，方便居民出行2.养护路灯。完成路灯检修，保障夜间照明。", ["1.", "2."]),
        ("1.修建绿道。全年新建绿道，总长达到2.5公里。", ["1."]),
        ("1.修建绿道。全年新建绿道，按标准3.养护路灯。完成路灯检修。", ["1."]),
        ("1.修建绿道。全年新建绿道，达到2.方便居民出行，保障夜间照明。", ["1."]),
    ],
)
def test_a_number_whose_break_was_lost_is_told_by_its_heading(line: str, numbers: list[str]) -> None:
    assert [number for level, number, _ in outline_of(f"一、主要任务\n{line}\n") if level == 2] == numbers


def test_a_section_whose_break_was_lost_ends_its_line() -> None:
    text = "一、主要任务\n建成环城绿道，打造城市品牌二、加强养护，保障居民出行\n完成检修。"
    assert [(number, heading) for _, number, heading in outline_of(text)] == [
        ("一、", "主要任务"), ("二、", "加强养护，保障居民出行"),
    ]  # fmt: skip


LAST = "一、修路\n修好村道。\n二、架桥\n架好便桥。\n三、植树\n栽种行道树。\n"


@pytest.mark.parametrize(
    ("afterword", "kept"),
    [
        ("各乡镇落实情况及时报送县绿化办公室。", "栽种行道树。"),
        ("做好后期管护。", "栽种行道树。做好后期管护。"),
    ],
)
def test_an_afterword_is_no_part_of_the_last_clause(afterword: str, kept: str) -> None:
    clause = notice_of(LAST + afterword).clauses[-1]
    assert "".join(p.text for p in clause.paragraphs) == kept


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        # Item 3 stands in a sentence that names what to bring: it does not go on from the list of another clause.
        (
            "（一）修路\n1.拓宽。\n2.铺平。\n（二）办证。须带：1.身份证；2.照片；3.户口簿。",
            ["（一）", "1.", "2.", "（二）"],
        ),
        ("（一）修路\n1.拓宽；2.铺平；3.画线。", ["（一）", "1.", "2.", "3."]),
        ("（一）修路\n1.拓宽村道，\n并清理路边；2.铺平。", ["（一）", "1.", "2."]),
    ],
)
def test_behind_a_semicolon_only_a_list_that_is_open_goes_on(text: str, numbers: list[str]) -> None:
    assert [c.number for c in notice_of(text).clauses] == numbers


def test_an_effective_date_run_on_to_the_last_clause_is_no_part_of_it() -> None:
    clause = notice_of(LAST.rstrip() + "本方案自2024年3月1日起施行。").clauses[-1]
    assert "".join(p.text for p in clause.paragraphs) == "栽种行道树。"


def test_a_heading_run_on_to_a_sentence_is_a_clause() -> None:
    words = "一、修路\n（一）修村道。修好村道，方便出行。二、架桥\n（一）架便桥。架好便桥，方便出行。"
    assert [(n, h) for level, n, h in outline_of(words) if level == 1] == [("一、", "修路"), ("二、", "架桥")]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1.加装电梯40台。\n2.50个小区新增充电桩。\n3.改造水管。", ["1.", "2.", "3."]),
        ("1.加装电梯40台。\n3.50万元用于改造。", ["1."]),
        ("一、加装电梯\n2.50万元用于改造。", ["一、"]),
    ],
)
def test_the_next_item_may_begin_with_a_figure(text: str, numbers: list[str]) -> None:
    assert [c.number for c in notice_of(text).clauses] == numbers
