"""Values whose characters were recognised in a picture."""

from __future__ import annotations

from array import array

from qingdan.assemble.recognised import mark_objective, mark_task
from qingdan.models.record import Location, Objective, Task
from qingdan.models.source import Recognition
from qingdan.models.values import Deadline, Span, Target

NAN = float("nan")
RECOGNITION = Recognition("engine 1", array("d", [NAN] * 10 + [0.99] * 8 + [0.5, 0.75]))


def task(*deadlines: Deadline, at: tuple[int, int]) -> Task:
    return Task(
        task_id="t", ordinal=1, kind="task", text="x", located_in=Location(type="clause", clause_id="c1"),
        deadline_status="stated", responsibility_status="not_stated", target_status="not_stated",
        deadlines=deadlines, spans=(Span(start=at[0], end=at[1]),),
    )  # fmt: skip


def deadline(start: int, end: int, confidence: float = 1.0) -> Deadline:
    return Deadline(
        raw="x", spans=(Span(start=start, end=end),), rule="r", confidence=confidence, flags=("year_inferred",)
    )


def test_a_value_is_as_sure_as_its_least_sure_character():
    marked = mark_task(task(deadline(10, 12), deadline(16, 20, 0.8), at=(10, 20)), RECOGNITION)
    assert [(d.confidence, d.flags) for d in marked.deadlines] == [
        (0.99, ("year_inferred", "ocr")),
        (0.4, ("year_inferred", "ocr")),
    ]
    assert (marked.confidence, marked.flags) == (0.4, ("ocr",))


def test_a_task_without_values_is_as_sure_as_its_characters_are_on_average():
    marked = mark_task(task(at=(16, 20)), RECOGNITION)
    assert (marked.confidence, marked.flags) == (0.8075, ("ocr",))


def test_what_was_not_recognised_stays_as_it_is():
    printed = task(deadline(0, 5), at=(0, 10))
    assert mark_task(printed, RECOGNITION) == printed
    assert mark_task(printed, None) is printed


def test_an_objective_has_its_values_marked():
    target = Target(raw="x", spans=(Span(start=18, end=19),), rule="r")
    objective = Objective(objective_id="o1", text="x", targets=(target,), spans=())
    assert mark_objective(objective, RECOGNITION).targets[0].confidence == 0.5
    assert mark_objective(objective, None) is objective
