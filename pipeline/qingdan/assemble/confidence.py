"""How likely each value is right: log odds of few factors, each with a weight that was measured, added up.

A value is right where its task is one and its own reading holds, so the two chances are multiplied.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from typing import TypeVar

from qingdan.assemble.factors import (
    KINDS,
    find_unread,
    reference_facts,
    task_facts,
    task_words,
    value_facts,
    value_words,
)
from qingdan.assemble.scene import UNREAD, Scene, scene_of
from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Actor, Deadline, Reference, Responsibility, Target, Value
from qingdan.rulepacks import RuleSet

V = TypeVar("V", Deadline, Responsibility, Target, Actor)
Weights = Mapping[str, Mapping[str, float]]
"""Kind of value to weight by factor: a `bias`, and what `doubt unproved` and the like add where no weight is given."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Rated:
    """What speaks for and against a value, and the flags that say so."""

    factors: tuple[str, ...]
    flags: tuple[str, ...]


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """The measured ones, written by `corpora/confidence.py`."""
    return tomllib.loads((files("qingdan.assemble") / "confidence.toml").read_text(encoding="utf-8"))


def weigh(kind: str, factors: Iterable[str], weights: Weights) -> float:
    """The chance, 0..1, of a value of this kind with these factors."""
    table = weights[kind]
    odds = table["bias"] + sum(table.get(factor, _unproved(factor, table)) for factor in factors)
    return 1 / (1 + exp(-odds))


def _unproved(factor: str, table: Mapping[str, float]) -> float:
    """A flag or a doubt that was never seen weighs what such ones are assumed to; other factors nothing."""
    word = "doubt" if factor.startswith("doubt.") else factor.split(" ", 1)[0]
    return table.get(f"{word} unproved", 0.0)


def rate_task(task: Task, scene: Scene) -> Rated:
    """Of the task itself: that it is one, with all of its words."""
    doubts = tuple(scene.raise_doubts("task", task_words(task)))
    return Rated((*task_facts(task, scene), *(d.id for d in doubts)), _flags(d.value for d in doubts))


def rate_value(
    value: Value, scene: Scene, holder: Task | Objective | None = None, unread: Collection[str] = ()
) -> Rated:
    """Of one value; `unread` are the ids of those beside which words were left."""
    doubts = tuple(scene.raise_doubts(KINDS[type(value)], value_words(value, holder, scene)))
    factors, flags = (*value_facts(value, scene, holder), *(d.id for d in doubts)), _flags(d.value for d in doubts)
    if value.value_id in unread:
        return Rated((*factors, f"doubt.{UNREAD}"), (*flags, UNREAD))
    return Rated(factors, flags)


def rate_reference(reference: Reference, scene: Scene) -> Rated:
    """Of a cited document: that it is one, under its whole title."""
    doubts = tuple(scene.raise_doubts("reference", {"name": reference.title or ""}))
    return Rated((*reference_facts(reference), *(d.id for d in doubts)), ())


def _flags(values: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value["flag"] for value in values if "flag" in value))


def rate_document(document: PolicyDocument, rules: RuleSet, weights: Weights | None = None) -> PolicyDocument:
    """The document with the confidence of every task, value and reference, and the flags of what makes them doubtful.

    What a value had before, such as the score of its recognised characters, is multiplied with it. `weights` are the
    measured ones unless given.
    """
    scene, measured = scene_of(document, rules), weights or read_weights()
    tasks = tuple(_rated_task(task, scene, measured) for task in document.tasks)
    objectives = tuple(_rated_objective(objective, scene, measured) for objective in document.objectives)
    references = tuple(_rated_reference(reference, scene, measured) for reference in document.references)
    return document.model_copy(update={"tasks": tasks, "objectives": objectives, "references": references})


def rate_values(
    values: Sequence[V],
    scene: Scene,
    weights: Weights,
    holder: Task | Objective | None = None,
    *,
    chance: float = 1.0,
    unread: Collection[str] = (),
) -> tuple[V, ...]:
    """Values with their confidence: `chance`, that of what holds them, times their own; and the flags of doubts."""
    return tuple(_rated_value(value, rate_value(value, scene, holder, unread), weights, chance) for value in values)


def _rated_value(value: V, found: Rated, weights: Weights, chance: float) -> V:
    confidence = value.confidence * chance * weigh(KINDS[type(value)], found.factors, weights)
    flags = tuple(dict.fromkeys([*value.flags, *found.flags]))
    return value.model_copy(update={"confidence": round(confidence, _DIGITS), "flags": flags})


def _rated_task(task: Task, scene: Scene, weights: Weights) -> Task:
    own, unread = rate_task(task, scene), find_unread(task, scene)
    chance = weigh("task", own.factors, weights)
    fields = {
        name: rate_values(getattr(task, name), scene, weights, task, chance=chance, unread=unread)
        for name in ("deadlines", "responsibilities", "targets", "actors")
    }
    assigned = [v for name, values in fields.items() if name != "actors" for v in values]
    confidence = min([round(task.confidence * chance, _DIGITS), *(v.confidence for v in assigned)])
    flags = dict.fromkeys([*task.flags, *own.flags, *(flag for v in assigned for flag in v.flags)])
    return task.model_copy(update={**fields, "confidence": confidence, "flags": tuple(flags)})


def _rated_objective(objective: Objective, scene: Scene, weights: Weights) -> Objective:
    fields = {
        name: rate_values(getattr(objective, name), scene, weights, objective) for name in ("deadlines", "targets")
    }
    return objective.model_copy(update=fields)


def _rated_reference(reference: Reference, scene: Scene, weights: Weights) -> Reference:
    chance = weigh("reference", rate_reference(reference, scene).factors, weights)
    return reference.model_copy(update={"confidence": round(chance, _DIGITS)})
