"""Editions from literal tasks."""

from __future__ import annotations

from typing import Any

from qingdan.models.record import Generator, Location, Metadata, PolicyDocument, SourceInfo, Task
from qingdan.models.values import Deadline, Responsibility, Target

EVIDENCE = {"spans": (), "rule": "test"}


def deadline(end: str | None = None, **fields: Any) -> Deadline:
    return Deadline.model_validate({"raw": end or "长期", "end": end, **EVIDENCE, **fields})


def agency(name: str, role: str = "responsible") -> Responsibility:
    return Responsibility.model_validate({"raw": name, "name": name, "role": role, **EVIDENCE})


def target(indicator: str, value: float | None, unit: str = "%", **fields: Any) -> Target:
    raw = f"{value}{unit}"
    plain = {"raw": raw, "indicator": indicator, "value": value, "unit": unit, "comparator": ">=", **EVIDENCE}
    return Target.model_validate({**plain, **fields})


def task(text: str, ordinal: int = 1, **fields: Any) -> Task:
    located = Location(type="clause", clause_id="c1")
    identity = {"task_id": f"t{ordinal}", "ordinal": ordinal, "kind": "task", "located_in": located, "spans": ()}
    return Task.model_validate({**identity, "text": text, **fields})


def edition(*texts: str | Task, year: int | None = 2024, name: str = "a") -> PolicyDocument:
    """Tasks numbered in order; a text alone is a task that says nothing else."""
    tasks = [t if isinstance(t, Task) else task(t) for t in texts]
    source = SourceInfo(name=name, path=name, sha256="", text_sha256="", media_type="text/plain", char_count=0)
    return PolicyDocument(
        document_id=name,
        notice_id=name,
        source=source,
        text="",
        metadata=Metadata(policy_year=year),
        tasks=tuple(t.model_copy(update={"task_id": f"{name}{i}", "ordinal": i}) for i, t in enumerate(tasks, 1)),
        generator=Generator(name="test", version="0", rule_packs={}),
    )
