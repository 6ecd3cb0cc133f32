"""Which old task belongs to which new one: one to one first, then splits and merges among what is left."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qingdan.diff.evidence import weigh
from qingdan.diff.remainders import turn, weigh_parts
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from qingdan.diff.evidence import Evidence
    from qingdan.diff.grams import Matrix

EVEN = 0.5
"""Likelier than not."""
PART = 0.6
"""A part must be surer than a partner: what is left over is new or dropped more often. The pairs for training and
development give the same F1 from .5 to .65."""


@dataclass(frozen=True, slots=True)
class Link:
    """Places of two tasks that belong together, from 0."""

    old: int
    new: int
    confidence: float
    evidence: Mapping[str, float]


Found = dict[tuple[int, int], float]
"""Places of an old and a new task, and how likely they belong together."""


Weights = Mapping[str, Mapping[str, float]]


@lru_cache(maxsize=1)
def read_weights() -> Weights:
    """`one`: for pairs, `part`: for splits and merges; each a bias and a weight a kind of evidence."""
    return tomllib.loads((files("qingdan.diff") / "weights.toml").read_text(encoding="utf-8"))


def align(old: Sequence[Task], new: Sequence[Task], rules: RuleSet, weights: Weights) -> list[Link]:
    """Links in the order of the new notice, then of the old one."""
    if not old or not new:
        return []
    evidence = weigh(old, new, rules)
    ones = _assign(likelihood(evidence, weights["one"]))
    parts = weigh_parts(old, new, rules)
    splits = _splits(likelihood(parts, weights["part"]), ones)
    merges = _splits(likelihood(turn(parts), weights["part"]), _turned(ones))
    found = {**splits, **_turned(merges), **ones}
    return sorted(_links(evidence, found), key=lambda link: (link.new, link.old))


def likelihood(evidence: Evidence, weights: Mapping[str, float]) -> Matrix:
    """0..1, how likely each pair is; evidence without a weight is left aside."""
    import numpy as np

    score = sum((weights[name] * matrix for name, matrix in evidence.items() if name in weights), weights["bias"])
    likely: Matrix = 1 / (1 + np.exp(-np.asarray(score)))
    return likely


def _assign(likely: Matrix) -> Found:
    """The pairs that are likeliest together, no task in two, each likelier than not."""
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    worth = np.log(likely / (1 - likely + 1e-12)).clip(min=0)
    rows, columns = linear_sum_assignment(worth, maximize=True)
    found = {(int(i), int(j)): float(likely[i, j]) for i, j in zip(rows, columns, strict=True)}
    return {places: chance for places, chance in found.items() if chance > EVEN}


def _splits(likely: Matrix, ones: Found) -> Found:
    """New tasks left alone, each with the old one that it is likeliest a part of and that has its partner already."""
    hosts = sorted(i for i, _ in ones)
    alone = sorted(set(range(likely.shape[1])) - {j for _, j in ones})
    if not hosts:
        return {}
    best = {j: hosts[int(likely[hosts, j].argmax())] for j in alone}
    return {(i, j): float(likely[i, j]) for j, i in best.items() if likely[i, j] > PART}


def _turned(found: Found) -> Found:
    return {(j, i): chance for (i, j), chance in found.items()}


def _links(evidence: Evidence, found: Found) -> Iterator[Link]:
    for (i, j), confidence in found.items():
        said = {name: float(matrix[i, j]) for name, matrix in evidence.items()}
        silent = {name.removesuffix("_said") for name, value in said.items() if name.endswith("_said") and not value}
        shown = {k: v for k, v in said.items() if not k.endswith("_said") and k.removesuffix("_lead") not in silent}
        yield Link(i, j, confidence, shown)
