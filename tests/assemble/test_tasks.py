"""Drafts and values as tasks: identity, dates, statuses, flags."""

from __future__ import annotations

from datetime import date

import pytest

from qingdan.assemble.identity import TaskIds
from qingdan.assemble.places import Places
from qingdan.assemble.tasks import build_objective, build_task
from qingdan.models.drafts import ObjectiveDraft, ObjectiveValues, Printed, TaskValues
from qingdan.models.record import Location
from qingdan.text.passage import Passage
from tests.assemble.records import CELL, agency, deadline, draft, passage, target, task

MAY, JUNE = date(2024, 5, 31), date(2024, 6, 30)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.", "1"), ("６．２", "６．２"), ("6.2、", "6.2"), ("（一）", "（一）"), ("一、", "一"), ("(2)", "(2)"),
        ("①", "①"), ("第一条 ", "第一条"), ("3﹒", "3"), ("、", None),
    ],
)  # fmt: skip
def test_t6_a_number_without_its_closing_punctuation(printed: str, expected: str | None) -> None:
    assert task(draft(number=Passage.of(printed))).number == expected


def test_a_task_without_number() -> None:
    assert task().number is None


def test_words_are_printed_without_their_breaks() -> None:
    of = draft(title=Passage.of("建设\n站点"), path=(Passage.of("重点\n任务"), Passage.of("一 组")))
    built = task(of)
    assert (built.title, built.path, built.text) == (
        "建设站点",
        ("重点任务", "一组"),
        "建设站点，2024年5月底前选址。建成30个。",
    )


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"clause_id": "c3"}, Location(type="clause", clause_id="c3")),
        ({"clause_id": None, "table_id": "t1", "row": 2}, Location(type="table", table_id="t1", row=2)),
    ],
)
def test_where_a_task_stands(fields: dict[str, object], expected: Location) -> None:
    assert task(draft(**fields)).located_in == expected


def test_values_are_named_after_their_task() -> None:
    built = task(
        deadlines=(deadline("2024年5月底前", end=MAY), deadline("适时", status="vague")),
        responsibilities=(agency("县民政局"),),
        targets=(target("30个", value=30),),
    )
    values = (*built.deadlines, *built.responsibilities, *built.targets)
    assert [v.value_id.removeprefix(built.task_id) for v in values] == [".d1", ".d2", ".r1", ".q1"]


def test_the_second_of_two_equal_tasks_has_an_id_of_its_own() -> None:
    ids = TaskIds("n")
    first, second = (build_task(draft(), TaskValues(), n, ids, Places(None)) for n in (1, 2))
    assert (first.ordinal, second.ordinal, second.task_id) == (1, 2, f"{first.task_id}.2")


DUE = {
    "the latest end": ([{"end": MAY}, {"end": JUNE}], (JUNE, False)),
    "without an end": ([{"ongoing": True}], (None, True)),
    "an end and then on": ([{"end": MAY}, {"ongoing": True}], (MAY, True)),
    "none": ([], (None, False)),
}


@pytest.mark.parametrize(("fields", "expected"), DUE.values(), ids=DUE.keys())
def test_due_on(fields: list[dict[str, object]], expected: tuple[date | None, bool]) -> None:
    built = task(deadlines=tuple(deadline("2024年5月底前", **f) for f in fields))
    assert (built.due_on, built.ongoing) == expected


STATUSES = {
    "stated": ([{"status": "resolved"}, {"status": "vague"}], (), "stated"),
    "vague": ([{"status": "vague"}, {"status": "unresolved"}], (), "vague"),
    "unread words": ([{"status": "unresolved"}], (), "unread"),
    "an unread cell": ([], (CELL,), "unread"),
    "an unread bracket says nothing": ([], (Printed(passage("待定"), "bracket"),), "not_stated"),
    "an empty cell": ([], (Printed(Passage.of(""), "cell"),), "not_stated"),
    "nothing printed": ([], (), "not_stated"),
}


@pytest.mark.parametrize(("fields", "places", "expected"), STATUSES.values(), ids=STATUSES.keys())
def test_deadline_status(fields: list[dict[str, object]], places: tuple[Printed, ...], expected: str) -> None:
    values = tuple(deadline("适时", **f) for f in fields)
    assert task(draft(deadlines=places), deadlines=values).deadline_status == expected


def test_other_statuses() -> None:
    stated = task(draft(agencies=(CELL,)), responsibilities=(agency("县民政局"),), targets=(target("30个", value=30),))
    unread, silent = task(draft(agencies=(CELL,))), task()
    assert [(t.responsibility_status, t.target_status) for t in (stated, unread, silent)] == [
        ("stated", "stated"), ("unread", "not_stated"), ("not_stated", "not_stated"),
    ]  # fmt: skip


IN_TEXT = {"end": MAY}
DATED = {
    "a date printed elsewhere holds for all": ([("负责", {"end": JUNE})], "30个", JUNE),
    "a date of another sentence does not": ([("2024年5月底前", IN_TEXT)], "30个", None),
    "a date of the same sentence does": ([("2024年5月底前", IN_TEXT)], "选址", MAY),
    "two dates decide nothing": ([("2024年5月底前", IN_TEXT), ("负责", {"end": JUNE})], "选址", None),
    "the same date twice is one": ([("2024年5月底前", IN_TEXT), ("负责", {"end": MAY})], "选址", MAY),
    "no date": ([("适时", {"status": "vague"})], "30个", None),
}


@pytest.mark.parametrize(("dates", "figure", "expected"), DATED.values(), ids=DATED.keys())
def test_a_target_takes_the_date_that_holds_for_it(
    dates: list[tuple[str, dict[str, object]]], figure: str, expected: date | None
) -> None:
    deadlines = tuple(deadline(words, **fields) for words, fields in dates)
    (found,) = task(deadlines=deadlines, targets=(target(figure, value=30),)).targets
    assert found.due_on == expected


def test_a_target_keeps_its_own_date() -> None:
    dated = target("30个", value=30, due_on=MAY)
    (found,) = task(deadlines=(deadline("负责", end=JUNE),), targets=(dated,)).targets
    assert found.due_on == MAY


def test_a_task_is_as_sure_as_its_weakest_value_and_has_every_flag_once() -> None:
    built = task(
        draft(flags=("row_joined",)),
        deadlines=(deadline("2024年5月底前", end=MAY, confidence=0.8, flags=("year_inferred",)),),
        responsibilities=(agency("县民政局", confidence=0.9, flags=("agency_inherited", "year_inferred")),),
    )
    assert (built.confidence, built.flags) == (0.8, ("row_joined", "year_inferred", "agency_inherited"))
    assert (task().confidence, task().flags) == (1.0, ())


def test_an_objective() -> None:
    words = passage("2024年5月底前选址。建成30个。")
    values = ObjectiveValues((deadline("2024年5月底前", end=MAY),), (target("30个", value=30),))
    built = build_objective(ObjectiveDraft(words, words.ranges, clause_id="c2"), values, 3, Places(None))
    assert (built.objective_id, built.text, built.clause_id, built.table_id) == ("o3", words.printed, "c2", None)
    assert [(v.value_id) for v in (*built.deadlines, *built.targets)] == ["o3.d1", "o3.q1"]
    assert [(s.start, s.end) for s in built.spans] == list(words.ranges)
