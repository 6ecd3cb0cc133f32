"""Measure how much each factor says about a value.

    python corpora/confidence.py [--check]

Writes `pipeline/qingdan/assemble/confidence.toml`; the same notices and rules give the same file. The rules were
written with the notices of this corpus in sight, so on them as they are almost nothing is wrong. What is wrong on
notices that nobody has thought of is learnt from two sources: the notices of the `train` split read without a part of
the rules and words, one part after the other; and `first-readings.tsv`, what versions of the program made of notices
that they had not seen. `--check` prints what the weights are worth on `dev`.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from observations import ORDER, PARTS, Seen, read_first, see, see_without

from qingdan import read_notice
from qingdan.assemble.confidence import Weights, weigh
from qingdan.evaluate.corpus import AnnotatedNotice, read_corpus
from qingdan.evaluate.figures import SURE

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "pipeline/qingdan/assemble/confidence.toml"
INTACT = 0.2
"""How much a value of the reading with all rules counts; those without a part count 1 together."""
FIRST = 0.5
"""How much a value of a first reading counts."""
DISPUTED = 0.005
"""Share of values that two careful readers see differently with nothing to tell why."""
NEWNESS = -1.0
"""Log odds added for a notice whose like is not in the measured ones, where more is wrong."""
SHRINK = 5.0
"""Strength of the pull of each weight towards what is assumed without evidence."""
ASSUMED = {
    "doubt": -3.0,
    "origin": -2.0,
    "flag": -1.0,
    "kind": 0.0,
    "in": 0.0,
    "stands": 0.0,
    "relation": 0.0,
    "rule": 0.0,
}
"""What a factor of this sort is assumed to add before anything is measured."""
USUAL = frozenset({"indicator known", "with its number"})
"""Factors said in code that speak for a value."""
ODD = -1.2
"""What any other factor is: each is something that most values have not."""

Matrix = NDArray[Any]


def main() -> None:
    """Write the weights, or print what they are worth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="print what holds on dev instead of writing")
    checked = parser.parse_args().check
    seen = list(see_all())
    weights = train(seen)
    if not checked:
        WEIGHTS.write_text(to_toml(weights, seen), encoding="utf-8", newline="\n")
        return
    dev = list(read_corpus(HERE, "dev"))
    for name, held_out in (("dev", read_whole(dev, 1.0)), ("dev without parts", see_without(dev, 1.0))):
        sys.stdout.write(f"{name}\n")
        check(weights, held_out)


def see_all() -> Iterator[Seen]:
    """All that weights are measured on."""
    notices = list(read_corpus(HERE, "train"))
    yield from read_whole(notices, INTACT)
    yield from see_without(notices, 1 / PARTS)
    yield from read_first(FIRST)
    yield from read_proposed(list(read_corpus(HERE, "dev")), 1.0)


def read_whole(notices: Sequence[AnnotatedNotice], weight: float) -> Iterator[Seen]:
    """With all rules."""
    for notice in notices:
        yield from see(read_notice(notice.path, ner="off"), notice.gold, weight)


def read_proposed(notices: Sequence[AnnotatedNotice], weight: float) -> Iterator[Seen]:
    """Names that the model proposed: of notices that it was not trained on."""
    for notice in notices:
        seen = see(read_notice(notice.path, ner="on"), notice.gold, weight)
        yield from (s for s in seen if "origin ner" in s.factors)


def train(seen: Sequence[Seen]) -> dict[str, dict[str, float]]:
    """Weights by kind of value."""
    return {kind: train_kind([s for s in seen if s.kind == kind]) for kind in ORDER}


def train_kind(seen: Sequence[Seen]) -> dict[str, float]:
    """Bias, then the factors by name, then what doubts, flags and origins add that were never seen."""
    names = sorted({factor for s in seen for factor in s.factors})
    groups: dict[frozenset[str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for s in seen:
        groups[frozenset(s.factors)][0] += s.weight
        groups[frozenset(s.factors)][1] += s.weight * (s.right * (1 - 2 * DISPUTED) + DISPUTED)
    features = np.array([[1.0, *(name in factors for name in names)] for factors in groups], dtype=float)
    weight, right = np.array(list(groups.values())).T
    fitted = fit(features, right / weight, weight, np.array([0.0, *map(assume, names)]))
    table = {"bias": float(fitted[0]) + NEWNESS}
    for name, value in zip(names, fitted[1:], strict=True):
        table[name] = min(float(value), 0.0) if name.startswith("doubt.") else float(value)
    table |= {f"{sort} unproved": ASSUMED[sort] for sort in ("doubt", "flag", "origin")}
    return {name: round(value, 2) for name, value in table.items()}


def assume(factor: str) -> float:
    """What a factor is assumed to add."""
    sort = "doubt" if factor.startswith("doubt.") else factor.split(" ", 1)[0]
    return ASSUMED.get(sort, 0.0 if factor in USUAL else ODD)


def fit(features: Matrix, right: Matrix, weight: Matrix, assumed: Matrix) -> Matrix:
    """Weighted logistic regression by Newton's method, pulled towards what is assumed; the bias, first, is not."""
    weights, pull = assumed.copy(), np.eye(len(assumed)) * SHRINK
    pull[0, 0] = 1e-6
    for _ in range(200):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (weight * (chance - right)) + pull @ (weights - assumed)
        curve = (features.T * (weight * chance * (1 - chance) + 1e-9)) @ features + pull
        step = np.clip(np.linalg.solve(curve, slope), -1, 1)  # a whole one may overshoot
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def to_toml(weights: Weights, seen: Sequence[Seen]) -> str:
    """The file that the program reads: behind each weight how many values it was measured on, right of all."""
    lines = [
        "# Written by corpora/confidence.py; do not edit. Log odds that a value is right: `bias`, and what factors",
        f"# add. Measured on the train split, read with all rules and {PARTS} times without a part, and on first",
        "# readings of other notices; behind each weight how many of the values with it were right in all of these.",
        "# What is seldom seen weighs what such factors are assumed to. Right actors: those that annotators name.",
    ]
    for kind, table in weights.items():
        lines.append(f"\n[{kind}]")
        own = [s for s in seen if s.kind == kind]
        for name, weight in table.items():
            found = [s.right for s in own if name == "bias" or name in s.factors]
            measured = f"  # {sum(found)} of {len(found)}" if found else ""
            lines.append(f"{name if name == 'bias' else repr(name).replace(chr(39), chr(34))} = {weight}{measured}")
    return "\n".join(lines) + "\n"


def check(weights: Weights, seen: Iterable[Seen]) -> None:
    """By kind, each by itself: how many reach .9, how many of these are right, how many wrong ones do not."""
    by_kind: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in ORDER}
    for s in seen:
        by_kind[s.kind].append((weigh(s.kind, s.factors, weights), s.right))
    for kind, rated in by_kind.items():
        sure, wrong = [right for chance, right in rated if chance >= SURE], [c for c, right in rated if not right]
        share, right = len(sure) / max(1, len(rated)), sum(sure) / max(1, len(sure))
        told = f"{len(rated):6} values, {share:.3f} reach .9, {right:.4f} of them right"
        caught = sum(chance < SURE for chance in wrong)
        sys.stdout.write(f"{kind:9}{told}; {caught} of {len(wrong)} wrong ones do not reach it\n")


if __name__ == "__main__":
    main()
