"""What speaks for a task left alone being a part of one that has its partner already: a split, or a merge."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qingdan.diff.grams import WORD, Grams
from qingdan.diff.words import telling_words
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from qingdan.diff.evidence import Evidence
    from qingdan.diff.grams import Matrix

_STOP = re.compile("[，。；]")


def weigh_parts(old: Sequence[Task], new: Sequence[Task], rules: RuleSet) -> Evidence:
    """Old tasks down, new tasks across, 0..1 each.

    `owned`: how much of the old task stands in clauses that the new task says best of all new ones; `held`: the same
    of the new task among the old ones; `mutual`: their geometric mean.
    """
    import numpy as np

    cut = [[tuple(_clauses(task, rules)) for task in side] for side in (old, new)]
    owned, held = _owned(cut[0], cut[1]), _owned(cut[1], cut[0]).T
    return {"owned": owned, "held": held, "mutual": np.sqrt(owned * held)}


def turn(parts: Evidence) -> Evidence:
    """The same with the new tasks as the old ones: what tells a merge."""
    return {"owned": parts["held"].T, "held": parts["owned"].T, "mutual": parts["mutual"].T}


def _clauses(task: Task, rules: RuleSet) -> Iterator[str]:
    for clause in _STOP.split("，".join((task.text, *task.criteria))):
        words = telling_words(clause, rules)
        if words:
            yield words


def _owned(tasks: Sequence[Sequence[str]], others: Sequence[Sequence[str]]) -> Matrix:
    """Every clause goes to the one other task that says most of it, with as much as it says."""
    import numpy as np

    clauses = [clause for task in tasks for clause in task]
    owners = np.repeat(np.arange(len(tasks)), [len(task) for task in tasks])
    said, weights = Grams.of(clauses, [" ".join(task) for task in others], WORD).said()
    best = said.argmax(axis=1)
    owned = np.zeros((len(tasks), len(others)))
    np.add.at(owned, (owners, best), said[np.arange(len(clauses)), best] * weights)
    whole = np.bincount(owners, weights, minlength=len(tasks))
    shares: Matrix = owned / np.maximum(whole, 1e-9)[:, None]
    return shares
