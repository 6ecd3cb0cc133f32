"""Values read in pictures of text: flagged, and no surer than the recogniser was of their characters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from qingdan.models.record import Objective, Task
from qingdan.models.source import Recognition
from qingdan.models.values import Actor, Deadline, Responsibility, Span, Target

FLAG = "ocr"
V = TypeVar("V", Deadline, Responsibility, Target, Actor)


def mark_task(task: Task, recognition: Recognition | None) -> Task:
    """The task with its recognised values marked. It is itself no surer than its characters are on average."""
    if recognition is None:
        return task
    own = _scores(task.spans, recognition)
    fields = {
        "deadlines": _marked(task.deadlines, recognition),
        "responsibilities": _marked(task.responsibilities, recognition),
        "targets": _marked(task.targets, recognition),
        "actors": _marked(task.actors, recognition),
    }
    values = [*fields["deadlines"], *fields["responsibilities"], *fields["targets"]]
    if not own and not any(FLAG in value.flags for value in values):
        return task
    limits = [value.confidence for value in values] + ([sum(own) / len(own)] if own else [])
    confidence = _rounded(min([task.confidence, *limits]))
    return task.model_copy(update={**fields, "confidence": confidence, "flags": _flagged(task.flags)})


def mark_objective(objective: Objective, recognition: Recognition | None) -> Objective:
    """The objective with its recognised values marked."""
    if recognition is None:
        return objective
    deadlines, targets = _marked(objective.deadlines, recognition), _marked(objective.targets, recognition)
    return objective.model_copy(update={"deadlines": deadlines, "targets": targets})


def _marked(values: Sequence[V], recognition: Recognition) -> tuple[V, ...]:
    """Each recognised value with the flag, its confidence times the score of its least sure character."""
    marked: list[V] = []
    for value in values:
        if scores := _scores(value.spans, recognition):
            confidence = _rounded(value.confidence * min(scores))
            value = value.model_copy(update={"confidence": confidence, "flags": _flagged(value.flags)})  # noqa: PLW2901
        marked.append(value)
    return tuple(marked)


def _scores(spans: Sequence[Span], recognition: Recognition) -> list[float]:
    return [score for span in spans for score in recognition.find_scores(span.start, span.end)]


def _flagged(flags: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*flags, FLAG]))


def _rounded(confidence: float) -> float:
    return round(confidence, 4)
