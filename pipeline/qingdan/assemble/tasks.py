"""Drafts and their values → tasks and objectives with identity, statuses and confidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TypeVar

from qingdan.assemble.identity import TaskIds
from qingdan.assemble.places import Places
from qingdan.models.drafts import ObjectiveDraft, ObjectiveValues, TaskDraft, TaskValues
from qingdan.models.record import Location, Objective, Status, Task
from qingdan.models.values import Actor, Deadline, Responsibility, Target, Value
from qingdan.text.passage import Passage, Range

V = TypeVar("V", Deadline, Responsibility, Target, Actor)
_NUMBER_EDGES = re.compile(r"[\s.．、﹒。,，:：;；]+$")


def build_task(draft: TaskDraft, values: TaskValues, ordinal: int, ids: TaskIds, places: Places) -> Task:
    """One task. Its flags are its own and its values'; its confidence is that of its weakest value."""
    text = draft.text.printed
    task_id = ids.next(draft.kind, text)
    deadlines = places.located(_identified(values.deadlines, task_id, "d"))
    responsibilities = places.located(_identified(values.responsibilities, task_id, "r"))
    targets = places.located(_identified(_due(values.targets, values.deadlines, draft.text), task_id, "q"))
    actors = places.located(_identified(values.actors, task_id, "a"))
    everything: list[Value] = [*deadlines, *responsibilities, *targets]
    return Task(
        task_id=task_id,
        ordinal=ordinal,
        kind=draft.kind,
        number=_number(draft.number),
        path=tuple(p.printed for p in draft.path),
        title=draft.title.printed or None if draft.title else None,
        text=text,
        located_in=_location(draft),
        deadlines=deadlines,
        responsibilities=responsibilities,
        targets=targets,
        actors=actors,
        due_on=_latest(deadlines),
        ongoing=any(d.ongoing for d in deadlines),
        deadline_status=_deadline_status(draft, deadlines),
        responsibility_status="stated" if responsibilities else "unread" if _unread(draft) else "not_stated",
        target_status="stated" if targets else "not_stated",
        criteria=values.criteria,
        method=draft.method.printed if draft.method else None,
        extra=dict(draft.extra),
        spans=places.spans(draft.ranges),
        confidence=min((v.confidence for v in everything), default=1.0),
        flags=_flags(draft.flags, everything),
    )


def build_objective(draft: ObjectiveDraft, values: ObjectiveValues, ordinal: int, places: Places) -> Objective:
    """One objective."""
    objective_id = f"o{ordinal}"
    return Objective(
        objective_id=objective_id,
        text=draft.text.printed,
        deadlines=places.located(_identified(values.deadlines, objective_id, "d")),
        targets=places.located(_identified(_due(values.targets, values.deadlines, draft.text), objective_id, "q")),
        clause_id=draft.clause_id,
        table_id=draft.table_id,
        spans=places.spans(draft.ranges),
    )


def _identified(values: Sequence[V], owner: str, letter: str) -> tuple[V, ...]:
    return tuple(v.model_copy(update={"value_id": f"{owner}.{letter}{i}"}) for i, v in enumerate(values, 1))


def _due(targets: Sequence[Target], deadlines: Sequence[Deadline], text: Passage) -> list[Target]:
    """A task's only date is also its targets'; one said in the text holds for the figures of its sentence."""
    dated = {d.end: d for d in deadlines if d.end}
    if len(dated) != 1:
        return list(targets)
    ((due, deadline),) = dated.items()
    sentence = _sentence(text, deadline)
    return [
        t if t.due_on or not (sentence is None or _inside(t, sentence)) else t.model_copy(update={"due_on": due})
        for t in targets
    ]


def _sentence(text: Passage, deadline: Deadline) -> Range | None:
    """The run of the source between full stops that holds a deadline of the text; None for one printed elsewhere."""
    start, end = deadline.spans[0].start, deadline.spans[-1].end
    if not any(a <= start and end <= b for a, b in text.ranges):
        return None
    stop = text.source.find("。", end)
    return text.source.rfind("。", 0, start) + 1, stop if stop >= 0 else len(text.source)


def _inside(target: Target, sentence: Range) -> bool:
    return sentence[0] <= target.spans[0].start < sentence[1]


def _latest(deadlines: Iterable[Deadline]) -> date | None:
    return max((d.end for d in deadlines if d.end), default=None)


def _deadline_status(draft: TaskDraft, deadlines: Sequence[Deadline]) -> Status:
    statuses = {d.status for d in deadlines}
    if "resolved" in statuses:
        return "stated"
    if "vague" in statuses:
        return "vague"
    filled = any(p.setting == "cell" and p.passage for p in draft.deadlines)
    return "unread" if statuses or filled else "not_stated"


def _unread(draft: TaskDraft) -> bool:
    return any(p.setting == "cell" and p.passage for p in draft.agencies)


def _number(number: Passage | None) -> str | None:
    """As printed, closing punctuation stripped; brackets stay."""
    printed = _NUMBER_EDGES.sub("", number.printed) if number else ""
    return printed or None


def _location(draft: TaskDraft) -> Location:
    if draft.table_id is not None:
        return Location(type="table", table_id=draft.table_id, row=draft.row)
    return Location(type="clause", clause_id=draft.clause_id)


def _flags(own: Iterable[str], values: Iterable[Value]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([*own, *(flag for value in values for flag in value.flags)]))
