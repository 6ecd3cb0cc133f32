"""A comparison of two editions against an expert's: which tasks belong together, and what changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from qingdan.models.diff import ChangeKind, NoticeDiff
from qingdan.models.record import PolicyDocument, Task
from qingdan.text.passage import Passage

Gold = Mapping[str, Any]
"""`old_tasks`, `new_tasks`: the words of each task; `pairs`, `debatable`, `decoys` by their places, from 0."""
Places = tuple[int, int]
LABELLED: frozenset[ChangeKind] = frozenset(
    {"wording", "scope_changed", "target_raised", "target_lowered", "deadline_moved", "agency_changed"}
)
"""Kinds of change that experts label; the others follow from the fields."""


@dataclass
class Counts:
    """Hits, extras, misses."""

    hits: int = 0
    extras: int = 0
    misses: int = 0

    @property
    def f1(self) -> float:
        """0..1; 1 where there was nothing to find and nothing found."""
        return (
            2 * self.hits / (2 * self.hits + self.extras + self.misses)
            if self.hits or self.extras or self.misses
            else 1.0
        )

    def __add__(self, other: Counts) -> Counts:
        return Counts(self.hits + other.hits, self.extras + other.extras, self.misses + other.misses)


@dataclass
class Comparison:
    """What was found and what the expert says, by places in the gold lists; tasks not in them by their id."""

    pairs: Counts = field(default_factory=Counts)
    kinds: Counts = field(default_factory=Counts)
    decoys: list[Places] = field(default_factory=list)
    """Word-alike tasks that were joined."""


def score_editions(diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument, gold: Gold) -> Comparison:
    """Debatable pairs count neither way, nor do changes of `changes_ok`."""
    before, after = place_tasks(old.tasks, gold["old_tasks"]), place_tasks(new.tasks, gold["new_tasks"])
    found = {(before.get(p.old_task_id, -1), after.get(p.new_task_id, -1)): p for p in diff.pairs}
    wanted = {(p["old_index"], p["new_index"]): p for p in gold["pairs"]}
    open_ = {(p["old_index"], p["new_index"]) for p in gold["debatable"]}
    both = found.keys() & wanted.keys()
    score = Comparison(
        pairs=Counts(
            len(both - open_), len(found.keys() - wanted.keys() - open_), len(wanted.keys() - found.keys() - open_)
        )
    )
    for places in sorted(both):
        mine = LABELLED & {c.kind for c in found[places].changes}
        must, may = LABELLED & set(wanted[places]["changes"]), set(wanted[places]["changes_ok"])
        score.kinds += Counts(len(mine & must), len(mine - must - may), len(must - mine))
    joined = ((d["old_index"], d["new_index"]) for d in gold["decoys"])
    score.decoys = [places for places in joined if places in found]
    return score


def place_tasks(tasks: Sequence[Task], printed: Sequence[str]) -> dict[str, int]:
    """Task id to place in the gold list: the entry that holds its words, or is held by them, nearest in length."""
    folded = [_bare(words) for words in printed]
    places: dict[str, int] = {}
    for task in tasks:
        words = _bare(task.text)
        fits = [i for i, entry in enumerate(folded) if entry in words or words in entry]
        if fits:
            places[task.task_id] = min(fits, key=lambda i: abs(len(folded[i]) - len(words)))
    return places


def _bare(words: str) -> str:
    return Passage.of(words).text.strip("。；，")
