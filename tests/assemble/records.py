"""Drafts and records from literal words, for tests of assembly."""

from __future__ import annotations

from typing import Any

from qingdan.assemble.identity import TaskIds
from qingdan.assemble.places import Places
from qingdan.assemble.tasks import build_task
from qingdan.models.drafts import Printed, TaskDraft, TaskValues
from qingdan.models.record import Task
from qingdan.models.values import Deadline, Responsibility, Target
from qingdan.text.passage import Passage

SOURCE = "1.建设站点，2024年5月底前选址。建成30个。县民政局负责。适时评估、适时复核。4.待定"


def passage(words: str, source: str = SOURCE) -> Passage:
    """The words where they first stand in the source."""
    start = source.index(words)
    return Passage(source, ((start, start + len(words)),))


def evidence(words: str, source: str = SOURCE) -> dict[str, Any]:
    """What every value carries."""
    return {"raw": words, "spans": [{"start": a, "end": b} for a, b in passage(words, source).ranges], "rule": "test"}


def deadline(words: str, **fields: Any) -> Deadline:
    return Deadline.model_validate({**evidence(words), **fields})


def agency(words: str, **fields: Any) -> Responsibility:
    return Responsibility.model_validate({**evidence(words), "name": words, "role": "lead", **fields})


def target(words: str, **fields: Any) -> Target:
    return Target.model_validate({**evidence(words), **fields})


def draft(text: str = "建设站点，2024年5月底前选址。建成30个。", **fields: Any) -> TaskDraft:
    """A task of a clause unless told otherwise."""
    words = passage(text)
    plain: dict[str, Any] = {"kind": "task", "number": None, "path": (), "title": None, "clause_id": "c1"}
    return TaskDraft(text=words, ranges=words.ranges, **{**plain, **fields})


CELL = Printed(passage("待定"), "cell")
"""A filled cell of which nothing may be read."""


def task(of: TaskDraft | None = None, **values: Any) -> Task:
    """The first task of a notice."""
    return build_task(of or draft(), TaskValues(**values), 1, TaskIds("n"), Places(None))
