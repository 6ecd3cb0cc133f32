"""What speaks for two tasks being one: a matrix a kind of evidence, old tasks down, new tasks across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qingdan.diff.grams import WORD, Grams
from qingdan.diff.words import fold, telling_words
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from qingdan.diff.grams import Matrix

_TITLE = 2
"""How often the words of a title count."""
_FAINT = 0.1
"""Likeness that chance alone gives: the best of nothing better than this is no partner."""

Evidence = dict[str, "Matrix"]
Reader = Callable[[Task], str]


def weigh(old: Sequence[Task], new: Sequence[Task], rules: RuleSet) -> Evidence:
    """All kinds of evidence, 0..1 each, leads -1..1.

    `X_said`: both tasks say something of this kind, without which `X` is 0.
    """
    before, after = ([telling_words(_words(task), rules) for task in side] for side in (old, new))
    likeness = Grams.of(before, after).cosine()
    return {
        "words": likeness,
        **_relative(likeness),
        **_titles(old, new, rules),
        **_where_said("section", old, new, lambda t: fold("".join(t.path))),
        **_where_said("agencies", old, new, lambda t: "、".join(sorted(fold(a.name) for a in t.responsibilities))),
        **_where_said("targets", old, new, lambda t: "、".join(fold(q.indicator or "") for q in t.targets)),
        "number": _same_number(old, new),
        "order": _order(len(old), len(new)),
    }


def _words(task: Task) -> str:
    return "，".join((*_TITLE * [task.title or ""], task.text, *task.criteria))


def _where_said(name: str, old: Sequence[Task], new: Sequence[Task], read: Reader) -> Evidence:
    import numpy as np

    texts = [read(t) for t in old], [read(t) for t in new]
    spoken = [np.array([bool(text) for text in side]) for side in texts]
    said = spoken[0][:, None] & spoken[1][None, :]
    return {name: Grams.of(*texts).cosine(), f"{name}_said": said.astype(float)}


def _titles(old: Sequence[Task], new: Sequence[Task], rules: RuleSet) -> Evidence:
    """How much of the title of one stands in the other, and by how much that is more than anywhere else."""
    import numpy as np

    old_said, new_said = _titles_said(old, new, rules), _titles_said(new, old, rules)
    said = np.maximum(old_said, new_said.T)
    titled = [np.array([bool(task.title) for task in side]) for side in (old, new)]
    return {
        "title": said,
        "title_said": (titled[0][:, None] & titled[1][None, :]).astype(float),
        "title_lead": np.clip(said - rivals(said), -1, 1),
    }


def _titles_said(tasks: Sequence[Task], others: Sequence[Task], rules: RuleSet) -> Matrix:
    """How much of each title stands in each of the other tasks, 0..1; 0 where there is no title."""
    titles = [telling_words(task.title or "", rules) for task in tasks]
    return Grams.of(titles, [telling_words(f"{t.title or ''}，{t.text}", rules) for t in others], WORD).said()[0]


def _same_number(old: Sequence[Task], new: Sequence[Task]) -> Matrix:
    import numpy as np

    before, after = (np.array([t.number or "" for t in side], dtype=object) for side in (old, new))
    same: Matrix = ((before[:, None] == after[None, :]) & (before != "")[:, None]).astype(float)
    return same


def _order(old: int, new: int) -> Matrix:
    """1 at the same place in the notice, 0 at the other end."""
    import numpy as np

    places = [np.arange(n) / max(1, n - 1) for n in (old, new)]
    return 1 - np.abs(places[0][:, None] - places[1][None, :])


def _relative(likeness: Matrix) -> Evidence:
    """Likeness measured by what else these two notices offer: this tells a rewritten plan from a revised table."""
    import numpy as np

    best = np.maximum(likeness.max(axis=1)[:, None], likeness.max(axis=0)[None, :])
    level = float(np.median(np.concatenate([likeness.max(axis=1), likeness.max(axis=0)])))
    return {
        "lead": np.clip(likeness - rivals(likeness), -1, 1),
        "share": likeness / (best + _FAINT),
        "level": np.clip(likeness / max(level, 1e-9), 0, 2) / 2,
    }


def rivals(likeness: Matrix) -> Matrix:
    """The best that either of two tasks has elsewhere."""
    import numpy as np

    best: Matrix = np.maximum(_best_other(likeness), _best_other(likeness.T).T)
    return best


def _best_other(likeness: Matrix) -> Matrix:
    """The best of the row without the cell itself."""
    import numpy as np

    if likeness.shape[1] < 2:
        return np.zeros_like(likeness)
    ordered = np.sort(likeness, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(likeness == first, second, first)
