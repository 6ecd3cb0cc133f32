"""The part of a split or merged task that one of its partners is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qingdan.diff.grams import grams_of
from qingdan.diff.targets import likeness
from qingdan.diff.words import fold
from qingdan.models.record import Task
from qingdan.models.values import Target

_CLAUSE = re.compile(r"[^，；。]*[，；。]?")


@dataclass(frozen=True, slots=True)
class Part:
    """Words and targets of a task, or of a part of it."""

    text: str
    targets: tuple[Target, ...]


def part_of(task: Task, partner: Task, rivals: Sequence[Task]) -> Part:
    """What of the task is nearer to this partner than to any of its rivals; all of it where there is no rival."""
    if not rivals:
        return Part(task.text, task.targets)
    parties = [partner, *rivals]
    grams = [set(grams_of(fold(party.text))) for party in parties]
    clauses = [c for c in _CLAUSE.findall(fold(task.text)) if c]
    mine = [clause for clause in clauses if _nearest(clause, grams) == 0]
    targets = tuple(t for t in task.targets if _owner(t, parties) == 0)
    return Part("".join(mine).rstrip("，；。"), targets)


def _nearest(clause: str, grams: Sequence[set[str]]) -> int:
    """Which party shares most of the clause; the first where equal."""
    own = set(grams_of(clause))
    shares = [len(own & party) for party in grams]
    return shares.index(max(shares))


def _owner(target: Target, parties: Sequence[Task]) -> int:
    scores = [max((likeness(target, t) for t in party.targets), default=0.0) for party in parties]
    return scores.index(max(scores))
