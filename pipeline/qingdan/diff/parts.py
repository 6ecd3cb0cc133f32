"""The part of a split or merged task that one of its partners is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.diff.grams import WORD, grams_of
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
    grams = [set(grams_of(fold(party.text), WORD)) for party in parties]
    clauses = [c for c in _CLAUSE.findall(fold(task.text)) if c]
    mine = [clause for clause, owner in zip(clauses, _owners(clauses, grams), strict=True) if owner == 0]
    targets = tuple(t for t in task.targets if _owner(t, parties) == 0)
    return Part("".join(mine).rstrip("，；。"), targets)


def _owners(clauses: Sequence[str], grams: Sequence[set[str]]) -> Iterator[int | None]:
    """Which party says most of each clause; where none says more than the others, the party of the clause before."""
    owner = None
    for clause in clauses:
        own = set(grams_of(clause, WORD))
        shares = [len(own & party) for party in grams]
        if shares.count(max(shares)) == 1:
            owner = shares.index(max(shares))
        yield owner


def _owner(target: Target, parties: Sequence[Task]) -> int:
    scores = [max((likeness(target, t) for t in party.targets), default=0.0) for party in parties]
    return scores.index(max(scores))
