"""Which old task belongs to which new one: one to one first, then splits and merges among what is left."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from qingdan.diff.evidence import weigh
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from qingdan.diff.evidence import Evidence
    from qingdan.diff.grams import Matrix


@dataclass(frozen=True, slots=True)
class Link:
    """Places of two tasks that belong together, from 0."""

    old: int
    new: int
    confidence: float
    evidence: Mapping[str, float]


@lru_cache(maxsize=1)
def read_weights() -> Mapping[str, Any]:
    """`one`: for pairs, `part`: for splits and merges; each a bias and a weight a kind of evidence."""
    return tomllib.loads((files("qingdan.diff") / "weights.toml").read_text(encoding="utf-8"))


def align(old: Sequence[Task], new: Sequence[Task], rules: RuleSet) -> list[Link]:
    """Links in the order of the new notice, then of the old one."""
    if not old or not new:
        return []
    evidence = weigh(old, new, rules)
    ones = _assign(likelihood(evidence, read_weights()["one"]))
    parts = _parts(evidence, ones)
    return sorted(_links(evidence, {**ones, **parts}), key=lambda link: (link.new, link.old))


def likelihood(evidence: Evidence, weights: Mapping[str, float]) -> Matrix:
    """0..1, how likely each pair is."""
    import numpy as np

    score = sum((weights[name] * matrix for name, matrix in evidence.items() if name in weights), weights["bias"])
    likely: Matrix = 1 / (1 + np.exp(-np.asarray(score)))
    return likely


def _assign(likely: Matrix) -> dict[tuple[int, int], float]:
    """The pairs that are likeliest together, none of a task in two, each more likely than not."""
    from scipy.optimize import linear_sum_assignment

    rows, columns = linear_sum_assignment(likely, maximize=True)
    found = {(int(i), int(j)): float(likely[i, j]) for i, j in zip(rows, columns, strict=True)}
    return {pair: p for pair, p in found.items() if p >= 0.5}


def _parts(evidence: Evidence, ones: Mapping[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    """A task left alone that stands for the greater part inside one that is paired already."""
    weights = read_weights()["part"]
    likely = likelihood(evidence, weights)
    old, new = ({pair[side] for pair in ones} for side in (0, 1))
    found: dict[tuple[int, int], float] = {}
    for i in sorted(set(range(likely.shape[0])) - old):
        j = int(likely[i].argmax())
        if j in new and likely[i, j] >= 0.5:
            found[i, j] = float(likely[i, j])
    for j in sorted(set(range(likely.shape[1])) - new):
        i = int(likely[:, j].argmax())
        if i in old and likely[i, j] >= 0.5:
            found[i, j] = float(likely[i, j])
    return found


def _links(evidence: Evidence, found: Mapping[tuple[int, int], float]) -> Iterator[Link]:
    for (i, j), confidence in found.items():
        yield Link(i, j, confidence, {name: float(matrix[i, j]) for name, matrix in evidence.items()})
