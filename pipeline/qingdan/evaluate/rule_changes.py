"""What a pack changes on notices: the values read before and after it, compared one by one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qingdan.export.wording import word_agency, word_deadline, word_target
from qingdan.models.record import PolicyDocument, Task
from qingdan.models.values import Span, Value


@dataclass(frozen=True, slots=True)
class Reading:
    """One value as it was read, without what changes from run to run."""

    kind: Literal["task", "objective", "deadline", "agency", "target", "actor"]
    raw: str
    value: str
    """In words: `2025-03-31`, `县民政局（牵头单位）`."""
    line: int
    """Of the text, from 1, where it is printed."""


@dataclass(frozen=True, slots=True)
class Change:
    """A value that only one of two readings of a notice has."""

    file: str
    sign: Literal["gained", "lost"]
    reading: Reading


def find_changes(file: str, before: PolicyDocument, after: PolicyDocument) -> list[Change]:
    """Gains and losses in the order of the text; a value that changed is a loss and a gain."""
    old, new = Counter(_readings(before)), Counter(_readings(after))
    lost = [Change(file, "lost", reading) for reading in (old - new).elements()]
    gained = [Change(file, "gained", reading) for reading in (new - old).elements()]
    return sorted([*lost, *gained], key=lambda c: (c.reading.line, c.reading.kind, c.reading.raw, c.sign == "gained"))


def _readings(document: PolicyDocument) -> Iterator[Reading]:
    text = document.text
    for task in document.tasks:
        yield Reading("task", task.text, " / ".join(filter(None, (task.number, task.title))), _line(text, task.spans))
        yield from (_reading("deadline", d, word_deadline(d, "zh"), text) for d in task.deadlines)
        yield from _assigned(task, text)
        yield from (_reading("target", t, word_target(t, "zh"), text) for t in task.targets)
    for objective in document.objectives:
        yield Reading("objective", objective.text, "", _line(text, objective.spans))
        yield from (_reading("deadline", d, word_deadline(d, "zh"), text) for d in objective.deadlines)
        yield from (_reading("target", t, word_target(t, "zh"), text) for t in objective.targets)


def _assigned(task: Task, text: str) -> Iterator[Reading]:
    for agency in task.responsibilities:
        full = f" = {agency.canonical}" if agency.canonical else ""
        yield _reading("agency", agency, word_agency(agency, "zh") + full, text)
    yield from (_reading("actor", actor, actor.name, text) for actor in task.actors)


def _reading(kind: Literal["deadline", "agency", "target", "actor"], value: Value, words: str, text: str) -> Reading:
    return Reading(kind, value.raw, words, _line(text, value.spans))


def _line(text: str, spans: tuple[Span, ...]) -> int:
    return text.count("\n", 0, spans[0].start) + 1 if spans else 1
