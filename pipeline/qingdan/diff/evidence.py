"""What speaks for two tasks being one: a matrix a kind of evidence, old tasks down, new tasks across."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qingdan.diff.grams import Grams
from qingdan.diff.words import fold, without_figures
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from qingdan.diff.grams import Matrix

Evidence = dict[str, "Matrix"]
Reader = Callable[[Task], str]


def weigh(old: Sequence[Task], new: Sequence[Task], rules: RuleSet) -> Evidence:
    """All kinds, 0..1 each. What neither task says is as likely as between any two tasks."""
    words = _grams(old, new, lambda t: without_figures(t.text, rules))
    likeness = words.cosine()
    taken, given = words.shared()
    return {
        "words": likeness,
        "kept": taken,
        "known": given,
        "whole": _grams(old, new, lambda t: without_figures((t.title or "") + t.text, rules)).cosine(),
        "title": _where_said(old, new, lambda t: without_figures(t.title or "", rules)),
        "section": _where_said(old, new, lambda t: fold("".join(t.path))),
        "agencies": _where_said(old, new, lambda t: "、".join(sorted(fold(a.name) for a in t.responsibilities))),
        "targets": _where_said(old, new, lambda t: "、".join(fold(q.indicator or "") for q in t.targets)),
        "number": _same_number(old, new),
        "order": _order(len(old), len(new)),
        **_relative(likeness),
    }


def _grams(old: Sequence[Task], new: Sequence[Task], read: Reader) -> Grams:
    return Grams.of([read(t) for t in old], [read(t) for t in new])


def _where_said(old: Sequence[Task], new: Sequence[Task], read: Reader) -> Matrix:
    """Likeness where both say something; elsewhere its mean."""
    import numpy as np

    likeness = _grams(old, new, read).cosine()
    said = np.outer([bool(read(t)) for t in old], [bool(read(t)) for t in new])
    mean = float(likeness[said].mean()) if said.any() else 0.0
    return np.where(said, likeness, mean)


def _same_number(old: Sequence[Task], new: Sequence[Task]) -> Matrix:
    import numpy as np

    return np.array([[float(bool(a.number) and a.number == b.number) for b in new] for a in old])


def _order(old: int, new: int) -> Matrix:
    """1 at the same place in the notice, 0 at the other end."""
    import numpy as np

    places = [np.arange(n) / max(1, n - 1) for n in (old, new)]
    return 1 - np.abs(places[0][:, None] - places[1][None, :])


def _relative(likeness: Matrix) -> Evidence:
    """Likeness measured by what else these two notices offer: this tells a rewritten plan from a revised table."""
    import numpy as np

    rivals = np.maximum(_best_other(likeness), _best_other(likeness.T).T)
    best = np.maximum(likeness.max(axis=1)[:, None], likeness.max(axis=0)[None, :])
    level = float(np.median(np.concatenate([likeness.max(axis=1), likeness.max(axis=0)])))
    return {
        "lead": np.clip(likeness - rivals, -1, 1),
        "share": likeness / np.maximum(best, 1e-9),
        "level": np.clip(likeness / max(level, 1e-9), 0, 2) / 2,
    }


def _best_other(likeness: Matrix) -> Matrix:
    """The best of the row without the cell itself."""
    import numpy as np

    if likeness.shape[1] < 2:
        return np.zeros_like(likeness)
    ordered = np.sort(likeness, axis=1)
    first, second = ordered[:, -1:], ordered[:, -2:-1]
    return np.where(likeness == first, second, first)
