"""One notice from its bytes to its record: which place of print a value is taken from."""

from __future__ import annotations

import hashlib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qingdan
from qingdan import parse_agencies, parse_deadlines, parse_targets, read_notice
from qingdan.errors import BrokenFileError, ReadError
from qingdan.models.record import PolicyDocument, Task
from qingdan.normalise.evidence import read_spans

TITLE = "青禾县2024年便民服务工作方案\n"


def read(text: str) -> PolicyDocument:
    return read_notice(text.encode(), name="notice.txt")


def deadlines_of(task: Task) -> list[str]:
    """`raw → end`, `~` before inherited ones."""
    return [f"{'~' * d.inherited}{d.raw} → {d.end}" for d in task.deadlines]


def agencies_of(task: Task) -> list[str]:
    """`name role`, `~` before inherited ones."""
    return [f"{'~' * r.inherited}{r.name} {r.role}" for r in task.responsibilities]


# (text, deadlines of each task)
DEADLINES: dict[str, tuple[str, list[list[str]]]] = {
    "D2 a date without a year falls in the stage of its heading": (
        "一、实施步骤\n（一）集中攻坚（2024年11月20日—2025年3月10日）\n1.企业自查。12月15日前上报清单。\n2.部门检查。逐户上门。\n"
        "（二）总结（2025年3月11日至3月31日）。提炼经验，3月25日前报送总结。",
        [
            ["12月15日前 → 2024-12-15"],
            ["~2024年11月20日—2025年3月10日 → 2025-03-10"],
            ["~2025年3月11日至3月31日 → 2025-03-31", "3月25日前 → 2025-03-25"],
        ],
    ),
    "D1a a bracket goes before the text": (
        "一、重点任务\n（一）建设站点。2024年5月底前完成选址。（县民政局牵头，2024年10月底前完成）",
        [["2024年10月底前 → 2024-10-31"]],
    ),
    "D1a a column goes before the text": (
        "序号|工作任务|责任单位|完成时限\n1|2024年5月底前选址，建设站点|县民政局|2024年10月底前\n2|配备人员|县人社局|2024年11月底前\n",
        [["2024年10月底前 → 2024-10-31"], ["2024年11月底前 → 2024-11-30"]],
    ),
    "D1a in prose a bound is the task's": (
        "一、重点任务\n（一）建设站点。2024年5月底前完成选址。（县民政局牵头）",
        [["2024年5月底前 → 2024-05-31"]],
    ),
    "D1a each bound once": (
        "一、重点任务\n（一）建设站点。到2025年，建成站点30个；到2025年，村村有站点。",
        [["到2025年 → 2025-12-31"]],
    ),
    "D1a a start alone is none": ("一、重点任务\n（一）建设站点。自2021年起，建设站点。", [[]]),
    "D1a the day before a bare unit begins": (
        "一、重点任务\n（一）建设站点。2030年前，村村有站点。",
        [["2030年前 → 2029-12-31"]],
    ),
    "D1a an empty cell lets the text speak": (
        "序号|工作任务|评价标准|完成时限\n1|2024年5月底前建设站点|甲|\n2|配备人员|乙|2024年11月底前\n",
        [["2024年5月底前 → 2024-05-31"], ["2024年11月底前 → 2024-11-30"]],
    ),
    "T2 a merged cell holds for each row": (
        "| 序号 | 工作任务 | 完成时限 |\n|---|---|---|\n| 1 | 建设站点 | 2024年10月底前 |\n| 2 | 配备人员 |  |\n",
        [["2024年10月底前 → 2024-10-31"], ["~2024年10月底前 → 2024-10-31"]],
    ),
    "C5 items share a date": (
        "一、实施步骤\n（一）启动推进。2024年6月底前，一是印发方案。二是摸清底数。",
        [["~2024年6月底前 → 2024-06-30"], ["~2024年6月底前 → 2024-06-30"]],
    ),
    "C5 the date in a step's heading": (
        "一、实施步骤\n（一）动员部署（2024年3月）。召开动员会。\n（二）推进落实（2024年4月至9月）。开展排查。",
        [["~2024年3月 → 2024-03-31"], ["~2024年4月至9月 → 2024-09-30"]],
    ),
    "D2 the year of the title": (
        "一、重点任务\n（一）建设站点。选址建设。（县民政局牵头，10月底前完成）",
        [["10月底前 → 2024-10-31"]],
    ),
    "two brackets, one measure": (
        "一、重点任务\n（一）建设站点。选址建设。（县民政局牵头）（2024年10月底前完成）",
        [["2024年10月底前 → 2024-10-31"]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), DEADLINES.values(), ids=DEADLINES.keys())
def test_where_deadlines_come_from(text: str, expected: list[list[str]]) -> None:
    assert [deadlines_of(task) for task in read(TITLE + text).tasks] == expected


# (text, agencies of each task, actors of each task)
AGENCIES: dict[str, tuple[str, list[list[str]], list[list[str]]]] = {
    "U1 a bracket assigns, the text only acts": (
        "一、重点任务\n（一）建设站点。县财政局安排资金。（县民政局牵头，县卫生健康局配合）",
        [["县民政局 lead", "县卫生健康局 support"]],
        [["县财政局"]],
    ),
    "U1 a column assigns, the text only acts": (
        "序号|工作任务|责任单位\n1|县财政局安排资金，建设站点|县民政局\n2|配备人员|县人社局\n",
        [["县民政局 responsible"], ["县人社局 responsible"]],
        [["县财政局"], []],
    ),
    "U1 in prose 由 assigns": (
        "一、重点任务\n（一）建设站点。由县民政局牵头选址建设。",
        [["县民政局 lead"]],
        [[]],
    ),
    "U1 a bracket assigns, 由 in the text does not": (
        "一、重点任务\n（一）建设站点。由县民政局牵头，县财政局配合，选址建设。（县卫生健康局负责）",
        [["县卫生健康局 responsible"]],
        [["县民政局", "县财政局"]],
    ),
    "U1 who is assigned is no actor": (
        "一、重点任务\n（一）建设站点。县民政局组织选址。（县民政局负责）",
        [["县民政局 responsible"]],
        [[]],
    ),
    "U2 the first of a plain list is not the lead": (
        "一、重点任务\n（一）建设站点。选址建设。（县民政局、县财政局负责）",
        [["县民政局 responsible", "县财政局 responsible"]],
        [[]],
    ),
    "U2 unless the notice says so, from there on": (
        "一、重点任务\n（一）建设站点。选址建设。（县民政局、县财政局负责）\n（二）配备人员。招聘社工。（县人社局、县民政局负责。列第一位者为牵头单位，下同）\n（三）开展评估。委托评估。（县审计局、县民政局负责）",
        [
            ["县民政局 responsible", "县财政局 responsible"],
            ["县人社局 lead", "县民政局 responsible"],
            ["县审计局 lead", "县民政局 responsible"],
        ],
        [[], [], []],
    ),
    "U2 or for all in a note": (
        "序号|工作任务|责任单位\n1|建设站点|县民政局、县财政局\n2|配备人员|县人社局、县民政局\n注：责任单位中排在第一位的为牵头单位。\n",
        [["县民政局 lead", "县财政局 responsible"], ["县人社局 lead", "县民政局 responsible"]],
        [[], []],
    ),
    "U2 columns give roles": (
        "工作任务|牵头单位|配合单位\n建设站点|县民政局|县财政局\n配备人员|县人社局|县教育局\n",
        [["县民政局 lead", "县财政局 support"], ["县人社局 lead", "县教育局 support"]],
        [[], []],
    ),
    "C5 the body of a duty list": (
        "一、县水利局职责\n（一）组织河道巡查。\n（二）编制年度计划。",
        [["~县水利局 responsible"], ["~县水利局 responsible"]],
        [[], []],
    ),
}


@pytest.mark.parametrize(("text", "agencies", "actors"), AGENCIES.values(), ids=AGENCIES.keys())
def test_where_agencies_come_from(text: str, agencies: list[list[str]], actors: list[list[str]]) -> None:
    tasks = read(TITLE + text).tasks
    assert [agencies_of(task) for task in tasks] == agencies
    assert [[a.name for a in task.actors] for task in tasks] == actors


def test_u2_a_lead_by_place_is_flagged_and_a_class_leads_nobody() -> None:
    text = "序号|工作任务|责任单位\n1|建设站点|县民政局、县财政局\n2|配备人员|各镇\n注：责任单位中排在第一位的为牵头单位。\n"
    first, second = read(TITLE + text).tasks
    assert [r.flags for r in first.responsibilities] == [("lead_by_order",), ()]
    assert (first.flags, second.flags) == (("lead_by_order",), ())
    assert [(r.name, r.role) for r in second.responsibilities] == [("各镇", "responsible")]


# (rows of a target table, targets of each objective)
TARGETS: dict[str, tuple[str, list[list[str]]]] = {
    "Q1 bare figures": (
        "序号|指标名称|单位|2025年\n1|床位数|张|400\n2|护士数|人|30\n",
        [["床位数 = 400.0 张 due 2025-12-31"], ["护士数 = 30.0 人 due 2025-12-31"]],
    ),
    "Q1 signs": (
        "序号|指标名称|单位|目标值\n1|满意度|%|≥90\n2|投诉率|%|≤1\n",
        [["满意度 >= 90.0 %"], ["投诉率 <= 1.0 %"]],
    ),
    "Q1 words of comparison": (
        "序号|指标名称|目标值\n1|满意度|90%以上\n2|投诉率|1%以内\n3|培训人数|不少于50人\n",
        [["满意度 >= 90.0 %"], ["投诉率 <= 1.0 %"], ["培训人数 >= 50.0 人"]],
    ),
    "Q3 a baseline column": (
        "序号|指标名称|单位|2020年|2025年\n1|床位数|张|300|400\n2|护士数|人|20|30\n",
        [["床位数 = 400.0 张 due 2025-12-31 from 300.0"], ["护士数 = 30.0 人 due 2025-12-31 from 20.0"]],
    ),
    "Q2 a change": (
        "序号|指标名称|单位|目标值\n1|新增床位数|张|400\n2|能耗下降率|%|3\n",
        [["新增床位数 = 400.0 张 increase"], ["能耗下降率 = 3.0 % decrease"]],
    ),
    "Q1 the kind of goal": (
        "序号|指标名称|单位|目标值|指标性质\n1|床位数|张|400|约束性\n2|护士数|人|30|预期性\n",
        [["床位数 = 400.0 张 binding"], ["护士数 = 30.0 人 expected"]],
    ),
}


@pytest.mark.parametrize(("text", "expected"), TARGETS.values(), ids=TARGETS.keys())
def test_targets_of_target_tables(text: str, expected: list[list[str]]) -> None:
    document = read("青禾县2025年养老服务指标表\n" + text)
    found = [
        [
            f"{t.indicator} {t.comparator} {t.value} {t.unit}"
            + (f" due {t.due_on}" if t.due_on else "")
            + (f" from {t.baseline_value}" if t.baseline_value else "")
            + "".join(f" {word}" for word in (t.direction, t.binding) if word)
            for t in objective.targets
        ]
        for objective in document.objectives
    ]
    assert (found, document.tasks) == (expected, ())


def test_a_cell_of_targets_is_a_target_of_its_row() -> None:
    text = "序号|工作任务|目标值|责任单位\n1|新建站点|30个|县民政局\n2|培训社工|不少于50人|县人社局\n"
    found = [[(t.indicator, t.comparator, t.value, t.unit) for t in task.targets] for task in read(TITLE + text).tasks]
    assert found == [[("新建站点", "=", 30.0, "个")], [(None, ">=", 50.0, "人")]]


def test_an_objective_is_dated_by_its_opening() -> None:
    document = read(TITLE + "一、主要目标\n全年，建成站点30个。\n二、重点任务\n（一）建设站点。选址建设。")
    (objective,) = document.objectives
    assert [(str(d.end), d.raw) for d in objective.deadlines] == [("2024-12-31", "全年")]
    assert [(t.value, str(t.due_on)) for t in objective.targets] == [(30.0, "2024-12-31")]


def test_criteria_are_split_and_hold_targets() -> None:
    text = "序号|工作任务|评价标准|评价方法\n1|建设站点|1.建成站点30个。2.群众满意度达到90%。|查看资料\n2|培训社工|持证上岗|现场抽查\n"
    first, second = read(TITLE + text).tasks
    assert (first.criteria, first.method) == (("建成站点30个。", "群众满意度达到90%。"), "查看资料")
    assert [(t.value, t.unit) for t in first.targets] == [(30.0, "个"), (90.0, "%")]
    assert (second.criteria, second.method) == (("持证上岗",), "现场抽查")


def test_the_file_is_described() -> None:
    data = "一、重点任务\n（一）建设站点。选址建设。".encode("gb18030")
    document = read_notice(data, name="青禾.txt")
    source = document.source
    assert (source.name, source.path, source.media_type, source.encoding) == ("青禾.txt", "青禾.txt", "text/plain", "gb18030")  # fmt: skip
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()
    assert (source.char_count, document.document_id) == (len(document.text), source.sha256[:16])
    assert (document.generator.name, document.generator.version) == ("qingdan", qingdan.__version__)
    assert set(document.generator.rule_packs) >= {"base"}


def test_a_path_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "notice.txt"
    path.write_bytes("一、重点任务\n（一）建设站点。选址建设。".encode())
    assert read_notice(path) == read_notice(str(path)) == read_notice(path.read_bytes(), name="notice.txt")


def test_a_missing_file_is_a_read_error(tmp_path: Path) -> None:
    with pytest.raises(BrokenFileError, match="cannot be opened"):
        read_notice(tmp_path / "none.txt")


PARTS = (
    "青禾县2024年便民服务工作方案", "一、重点任务", "（一）建设站点。", "（二）配备人员。", "1.选址", "一是", "二是",
    "（县民政局牵头，10月底前完成）", "实施步骤", "保障措施", "县水利局职责", "主要目标", "到2025年，建成站点30个。",
    "序号|工作任务|责任单位|完成时限", "1|建设站点|县民政局|5月底前", "2|配备人员||", "|", "\t", "\n", "\n\n", "\n", "：", "。",
)  # fmt: skip
texts = st.one_of(st.text(max_size=120), st.lists(st.sampled_from(PARTS), max_size=24).map("".join))
unhurried = settings(max_examples=100, suppress_health_check=[HealthCheck.too_slow])


@unhurried
@given(texts)
def test_every_value_reads_as_its_spans_do(text: str) -> None:
    try:
        document = read(text)
    except ReadError:
        return
    values = [v for t in document.tasks for v in (*t.deadlines, *t.responsibilities, *t.targets, *t.actors)]
    values += [v for o in document.objectives for v in (*o.deadlines, *o.targets)]
    assert all("".join(read_spans(document.text, v.spans).split()) == "".join(v.raw.split()) for v in values)
    own = {t.task_id: [(s.start, s.end) for s in t.spans] for t in document.tasks}
    for task in document.tasks:
        for value in (*task.deadlines, *task.responsibilities, *task.targets):
            inside = all(any(a <= s.start and s.end <= b for a, b in own[task.task_id]) for s in value.spans)
            assert inside or value.inherited, value


@unhurried
@given(texts)
def test_ids_are_unique_and_tasks_in_order(text: str) -> None:
    try:
        document = read(text)
    except ReadError:
        return
    values = [v for t in document.tasks for v in (*t.deadlines, *t.responsibilities, *t.targets, *t.actors)]
    ids = [t.task_id for t in document.tasks] + [v.value_id for v in values]
    ids += [o.objective_id for o in document.objectives] + [c.clause_id for c in document.outline]
    ids += [t.table_id for t in document.tables] + [a.attachment_id for a in document.attachments]
    assert len(set(ids)) == len(ids)
    assert [t.ordinal for t in document.tasks] == list(range(1, len(document.tasks) + 1))
    assert all(a.spans[0].start <= b.spans[0].start for a, b in pairwise(document.outline))


NUMBERED = "青禾县民政局关于印发养老服务方案的通知\n青民发〔2024〕7号\n各镇人民政府：\n"
TASKS = "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。\n（三）配备人员。招聘社工。"


@unhurried
@given(st.text(alphabet="经研究决定现就有关事项通知如下为方便群众", min_size=4, max_size=30))
def test_an_unrelated_paragraph_changes_no_task_id(words: str) -> None:
    before, after = read(NUMBERED + TASKS), read(f"{NUMBERED}{words}。\n{TASKS}")
    assert [t.task_id for t in before.tasks] == [t.task_id for t in after.tasks]
    assert len(before.tasks) == 3


def test_parse_deadlines() -> None:
    found = parse_deadlines("6月底前", policy_year=2024)
    assert [(str(d.end), d.year_source, d.raw) for d in found] == [("2024-06-30", "supplied", "6月底前")]
    assert [(d.end, d.year_source) for d in parse_deadlines("6月底前")] == [(None, "none")]
    assert parse_deadlines("县民政局", policy_year=2024, setting="prose") == []


def test_parse_targets() -> None:
    found = [(t.indicator, t.comparator, t.value, t.unit) for t in parse_targets("群众满意度达到90%以上。")]
    assert found == [("群众满意度", ">=", 90.0, "%")]


def test_parse_agencies() -> None:
    found = [(r.name, r.role) for r in parse_agencies("牵头单位：县民政局；配合单位：县财政局、县审计局")]
    assert found == [("县民政局", "lead"), ("县财政局", "support"), ("县审计局", "support")]


def test_the_package_names_only_what_it_has() -> None:
    assert all(callable(getattr(qingdan, name)) for name in qingdan.__all__)
    with pytest.raises(AttributeError, match="read_notce"):
        qingdan.read_notce  # noqa: B018
