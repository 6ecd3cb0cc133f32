"""How sure values are: factors, doubts, and the chances that they add up to."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qingdan import read_notice
from qingdan.assemble.confidence import rate_document, rate_reference, rate_value, read_weights, weigh
from qingdan.assemble.factors import task_facts, value_facts
from qingdan.assemble.scene import Scene
from qingdan.models.record import Location, PolicyDocument, Task
from qingdan.models.values import Deadline, Reference, Responsibility, Span, Target, Value
from qingdan.rulepacks import load_rules

RULES = load_rules()
EVEN = {
    "task": {"bias": 2.0},
    **{kind: {"bias": 1.0} for kind in ("deadline", "agency", "target", "actor", "reference")},
}


def target(text: str, raw: str, indicator: str, **fields: object) -> tuple[Value, Scene]:
    start = text.index(raw)
    span = Span(start=start, end=start + len(raw))
    known = {"raw": raw, "spans": (span,), "rule": "target.tail", "indicator": indicator, **fields}
    return Target.model_validate(known), Scene(text, RULES)


DOUBTS = [
    ("设备更新率不低于50%。", "50%", "设备更新率", {"value": 50, "unit": "%"}, {"doubt.figure_compared"}),
    ("设备更新率50%。", "50%", "设备更新率", {"value": 50, "unit": "%"}, set()),
    ("沿海各县95%。", "95%", "沿海各县", {"value": 95, "unit": "%"}, {"doubt.share_of_no_rate"}),
    ("用水量下降5%。", "5%", "用水量下降", {"value": 5, "unit": "%"}, {"doubt.indicator_changes", "doubt.share_of_no_rate"}),
    ("每次不少于20人次。", "20人", "每次", {"value": 20, "unit": "人"}, {"doubt.figure_compared", "doubt.figure_goes_on"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "indicator", "fields", "expected"), DOUBTS)
def test_words_that_a_right_target_would_not_have(
    text: str, raw: str, indicator: str, fields: dict[str, object], expected: set[str]
) -> None:
    value, scene = target(text, raw, indicator, **fields)
    assert {factor for factor in rate_value(value, scene).factors if factor.startswith("doubt.")} == expected


def test_a_doubt_may_flag() -> None:
    value, scene = target("设备更新率不低于50%。", "50%", "设备更新率", value=50, unit="%")
    assert rate_value(value, scene).flags == ("figure_doubtful",)


SPAN = (Span(start=0, end=3),)
AGENCY = {"raw": "民政局", "spans": SPAN, "rule": "agency.verb", "name": "民政局", "role": "lead"}
DATE = {"raw": "适时完", "spans": SPAN, "rule": "deadline.day"}
FACTS = [
    (Responsibility(**AGENCY, kind="agency", canonical="青禾县民政局", function="civil_affairs"), []),
    (Responsibility(**AGENCY), ["no official name", "no known duty", "no known kind"]),
    (
        Responsibility(**AGENCY, kind="class", inherited=True),
        ["inherited", "no official name", "no known duty", "class of bodies in prose"],
    ),
    (Deadline(**DATE, status="vague"), ["not dated"]),
    (Deadline(**DATE, start=date(2024, 5, 1), year_source="signed_on"), ["start alone", "year of signature"]),
]


@pytest.mark.parametrize(("value", "expected"), FACTS)
def test_what_a_value_lacks_is_a_factor(value: Value, expected: list[str]) -> None:
    assert list(value_facts(value, Scene("民政局", RULES))) == ["stands in prose", *expected]


FIGURES = [
    ("新建泵站12座。", "12座", "新建泵站", {"value": 12, "unit": "座"}, []),
    ("新建12座泵站。", "12座", "泵站", {"value": 12, "unit": "座"}, ["indicator of few characters", "indicator behind the figure"]),
    ("新建泵站，每镇12座。", "12座", "泵站", {"value": 12, "unit": "座"}, ["indicator of few characters", "indicator not beside the figure"]),
    ("成立工作组三个。", "三个", "工作组", {"value": 3, "unit": "个", "comparator": "="}, ["figure in words", "small and exact"]),
    ("建泵站1座、水闸2座、涵洞3处、渡口4个，巡查50次。", "50次", "巡查", {"value": 50, "unit": "次"}, ["indicator of few characters", "among many figures"]),
    ("绿化率提高。", "提高", "绿化率", {"direction": "increase"}, ["direction alone"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "raw", "indicator", "fields", "expected"), FIGURES)
def test_what_a_target_looks_like_is_a_factor(
    text: str, raw: str, indicator: str, fields: dict[str, object], expected: list[str]
) -> None:
    value, scene = target(text, raw, indicator, **fields)
    assert list(value_facts(value, scene)) == ["stands in prose", *expected]


STANDS = [
    ("由县民政局牵头。", "县民政局", "prose"),
    ("新建泵站。（县民政局牵头）", "县民政局", "bracket"),
    ("新建泵站（三座）。县民政局牵头", "县民政局", "prose"),
    ("（一\n县民政局牵头", "县民政局", "prose"),
]


@pytest.mark.parametrize(("text", "raw", "expected"), STANDS)
def test_a_value_stands_in_prose_or_in_a_bracket(text: str, raw: str, expected: str) -> None:
    value, scene = target(text, raw, "")
    assert scene.stand_of(value, None) == expected


def test_a_value_outside_of_its_task_stands_elsewhere() -> None:
    value, scene = target("县民政局\n新建泵站。", "县民政局", "")
    assert scene.stand_of(value, clause("新建泵站。", start=5)) == "elsewhere"


def clause(text: str, start: int = 0, **fields: object) -> Task:
    span = (Span(start=start, end=start + len(text)),)
    known = {"task_id": "t", "ordinal": 1, "kind": "task", "located_in": Location(type="clause"), "path": ("任务",)}
    return Task.model_validate({**known, "text": text, "spans": span, **fields})


TASKS = [
    (clause("巡河。"), ["no agency, date or target"]),
    (clause("巡河", path=()), ["no heading above", "no agency, date or target", "no stop at the end"]),
    (clause("巡河。" * 134), ["no agency, date or target", "very long"]),
    (clause("巡河。", flags=("row_joined", "task_doubtful", "year_inferred")), ["flag row_joined", "no agency, date or target"]),
]  # fmt: skip


@pytest.mark.parametrize(("task", "expected"), TASKS)
def test_what_a_task_lacks_is_a_factor(task: Task, expected: list[str]) -> None:
    assert list(task_facts(task, Scene(task.text, RULES))) == ["kind task", "in clause", *expected]


def test_a_task_without_an_agency_among_those_that_have_one_is_less_sure() -> None:
    assert "no agency where most have" in set(
        task_facts(clause("巡河。"), Scene("巡河。", RULES, assigned=("clause",)))
    )


REFERENCES = [
    ("渡口管理办法", {}, []),
    ("渡口管理办法（试行", {}, ["doubt.reference_cut"]),
    ("渡船登记表", {"document_number": "青政发〔2024〕901号"}, ["with its number", "doubt.reference_form"]),
    (None, {"document_number": "青政发〔2024〕901号"}, ["no title", "with its number"]),
]


@pytest.mark.parametrize(("title", "fields", "expected"), REFERENCES)
def test_a_reference_has_factors_of_its_own(title: str | None, fields: dict[str, str], expected: list[str]) -> None:
    reference = Reference.model_validate({"raw": title or "号", "spans": SPAN, "title": title, **fields})
    assert list(rate_reference(reference, Scene("", RULES)).factors) == ["relation cites", *expected]


CHANCES = [
    ((), 0.8808),
    (("known",), 0.7311),
    (("flag never_seen",), 0.5),
    (("doubt.new",), 0.2689),
    (("neither",), 0.8808),
]


@pytest.mark.parametrize(("factors", "expected"), CHANCES)
def test_log_odds_are_added(factors: tuple[str, ...], expected: float) -> None:
    table = {"bias": 2.0, "known": -1.0, "flag unproved": -2.0, "doubt unproved": -3.0}
    assert round(weigh("target", factors, {"target": table}), 4) == expected


def test_a_value_is_as_likely_as_its_task_times_its_own_reading(document: PolicyDocument) -> None:
    rated = rate_document(document, RULES, EVEN)
    assert rated.tasks[1].deadlines[0].confidence == 0.6439
    assert rated.tasks[1].confidence == 0.6439
    assert rated.objectives[0].targets[0].confidence == pytest.approx(0.7311, abs=1e-4)


def test_weights_are_measured_for_every_kind() -> None:
    weights = read_weights()
    assert list(weights) == ["task", "deadline", "agency", "target", "actor", "reference"]
    for table in weights.values():
        assert all(weight <= 0 for name, weight in table.items() if name.startswith("doubt"))


NOTICE = """青禾县2024年养老服务工作要点
一、工作任务
（一）新建助餐点。新建助餐点12个，设备完好率达到95%。（县民政局牵头，县财政局配合，2024年6月底前完成）
（二）沿河各村助老员培训比去年多办20期次以上。（县民政局负责）
"""


def test_plain_readings_are_sure_and_doubtful_ones_are_not(tmp_path: Path) -> None:
    plain = read_notice(NOTICE.encode(), name="notice.txt").tasks[0]
    values = (*plain.deadlines, *plain.responsibilities, *plain.targets)
    assert len(values) == 5
    assert all(value.confidence >= 0.9 for value in values)
    assert plain.flags == ()


def test_a_cell_with_words_that_nothing_read_is_flagged() -> None:
    table = "重点任务清单\n| 序号 | 工作任务 | 责任单位 | 完成时限 |\n| --- | --- | --- | --- |\n"
    rows = "| 1 | 建成村级助餐点十二个并投入运行 | 县民政局 | 6月底前 |\n| 2 | 开展助餐员培训并发放证书 | 县民政局 | 汛前择机另议，6月底前 |\n"
    first, second = read_notice((table + rows).encode(), name="notice.txt").tasks
    assert "words_unread" not in first.flags
    assert "words_unread" in second.flags
    assert second.confidence < first.confidence


def test_a_column_without_a_known_header_is_guessed() -> None:
    table = "重点任务清单\n| 序号 | 工作任务 | 某某栏 | 完成时限 |\n| --- | --- | --- | --- |\n"
    rows = "| 1 | 建成村级助餐点十二个并投入运行 | 县民政局 | 6月底前 |\n| 2 | 开展助餐员培训并发放证书 | 县财政局 | 9月底前 |\n"
    (task, _) = read_notice((table + rows).encode(), name="notice.txt").tasks
    assert [(a.name, a.flags) for a in task.responsibilities] == [("县民政局", ("column_guessed",))]
    assert "column_guessed" not in task.deadlines[0].flags
