"""Train the weights by which tasks of two editions are joined, on the pairs of the `train` split.

    python corpora/pairs/train.py [--check]

Writes `pipeline/qingdan/diff/weights.toml`. The same pairs give the same file. `--check` leaves out one pair of `train`
and `dev` after the other, trains on the rest and prints what the pair left out scores; `test` is never looked at.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from qingdan import diff_notices, read_notice
from qingdan.diff.evidence import Evidence, weigh
from qingdan.diff.remainders import turn, weigh_parts
from qingdan.evaluate.editions import place_tasks, score_editions
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import load_rules

HERE = Path(__file__).parent
WEIGHTS = HERE.parents[1] / "pipeline/qingdan/diff/weights.toml"
ONE = (
    "words", "lead", "share", "level", "title_lead", "section", "section_said", "agencies", "agencies_said",
    "targets", "targets_said", "number", "order",
)  # fmt: skip
PART = ("owned", "mutual")
SHRINK = {"one": 5.0, "part": 0.01}
"""Strength of the pull of weights towards zero; chosen by leaving pairs out."""

Matrix = NDArray[Any]
Weights = dict[str, float]


@dataclass(frozen=True)
class Example:
    """Two editions with what speaks for each pair of tasks, and which pairs are right; open ones do not count."""

    old: PolicyDocument
    new: PolicyDocument
    gold: dict[str, Any]
    evidence: Evidence
    parts: Evidence
    right: Matrix
    counted: Matrix


def read_example(name: str) -> Example:
    """One pair of notices, read as a user would."""
    gold = json.loads((HERE / name / "gold.json").read_text(encoding="utf-8"))
    old, new = (read_notice(HERE / name / gold[side]) for side in ("old", "new"))
    places = [place_tasks(d.tasks, gold[f"{side}_tasks"]) for d, side in ((old, "old"), (new, "new"))]
    rows, columns = ([p.get(t.task_id, -1) for t in d.tasks] for d, p in zip((old, new), places, strict=True))

    def marked(pairs: Sequence[dict[str, Any]]) -> Matrix:
        wanted = {(p["old_index"], p["new_index"]) for p in pairs}
        return np.array([[(i, j) in wanted for j in columns] for i in rows])

    sides = old.tasks, new.tasks, load_rules()
    return Example(
        old, new, gold, weigh(*sides), weigh_parts(*sides), marked(gold["pairs"]), ~marked(gold["debatable"])
    )


def variants(name: str, evidence: Evidence) -> Iterator[Evidence]:
    """As it is; then renumbered in another order; then without agencies; without sections and titles; without both."""
    none = np.zeros_like(evidence["words"])
    rows, columns = none.shape
    shuffled = np.random.default_rng(zlib.crc32(name.encode())).permutation(columns)
    order = 1 - np.abs((np.arange(rows) / max(1, rows - 1))[:, None] - (shuffled / max(1, columns - 1))[None, :])
    renumbered = {**evidence, "order": order, "number": none}
    nobody = {"agencies": none, "agencies_said": none}
    nowhere = dict.fromkeys(("title_lead", "section", "section_said"), none)
    yield evidence
    yield renumbered
    yield {**renumbered, **nobody}
    yield {**evidence, **nowhere}
    yield {**evidence, **nowhere, **nobody}


def fit(features: Matrix, right: Matrix, shrink: float) -> Matrix:
    """Logistic regression with squared shrinkage by Newton's method; the bias, first, is not shrunk."""
    features = np.c_[np.ones(len(features)), features]
    weights = np.zeros(features.shape[1])
    pull = np.eye(len(weights)) * shrink
    pull[0, 0] = 1e-6
    for _ in range(50):
        chance = 1 / (1 + np.exp(-features @ weights))
        slope = features.T @ (chance - right) + pull @ weights
        step = np.linalg.solve((features.T * (chance * (1 - chance) + 1e-9)) @ features + pull, slope)
        weights -= step
        if np.abs(step).max() < 1e-9:
            break
    return weights


def named(names: Sequence[str], weights: Matrix) -> Weights:
    """Bias first, three decimals."""
    return dict(zip(("bias", *names), (round(float(w), 3) for w in weights), strict=True))


def train_one(examples: dict[str, Example]) -> Weights:
    """For pairs, on every two tasks of every variant of every example."""
    features, right = [], []
    for name, example in examples.items():
        for evidence in variants(name, example.evidence):
            features.append(np.stack([evidence[kind] for kind in ONE], -1)[example.counted])
            right.append(example.right[example.counted])
    return named(ONE, fit(np.concatenate(features), np.concatenate(right).astype(float), SHRINK["one"]))


def train_part(examples: dict[str, Example]) -> Weights:
    """For splits and merges, on tasks left alone when each task has its best right partner."""
    rows = [row for example in examples.values() for row in part_rows(example)]
    features, right = zip(*rows, strict=True)
    return named(PART, fit(np.array(features), np.array(right, dtype=float), SHRINK["part"]))


def part_rows(example: Example) -> Iterator[tuple[list[float], bool]]:
    """Evidence for each task left alone with each that has its partner, and whether it is a part of it."""
    right = example.right & example.counted
    found = zip(*linear_sum_assignment(right * (1 + example.evidence["words"]), maximize=True), strict=True)
    pairs = [(int(i), int(j)) for i, j in found if right[i, j]]
    paired = [np.isin(np.arange(n), [pair[side] for pair in pairs]) for side, n in enumerate(right.shape)]
    turned = turn(example.parts)
    for i, j in np.argwhere(example.counted & (paired[0][:, None] != paired[1][None, :])):
        evidence = turned if paired[1][j] else example.parts  # where the new task is the host, a merge
        places = (j, i) if paired[1][j] else (i, j)
        yield [float(evidence[kind][places]) for kind in PART], bool(right[i, j])


def train(examples: dict[str, Example]) -> dict[str, Weights]:
    """Both tables."""
    return {"one": train_one(examples), "part": train_part(examples)}


def to_toml(weights: dict[str, Weights], names: Sequence[str]) -> str:
    """The file that the program reads."""
    head = [
        "# Written by corpora/pairs/train.py; do not edit. Log odds that two tasks belong together: `one` for pairs,",
        "# `part` for a task that is a part of one which has its partner already.",
        f"# Trained on {', '.join(names)}.",
    ]
    tables = ([f"\n[{key}]", *(f"{name} = {value}" for name, value in table.items())] for key, table in weights.items())
    return "\n".join([*head, *(line for table in tables for line in table)]) + "\n"


def check(examples: dict[str, Example]) -> None:
    """Leave one pair out at a time."""
    for name, example in examples.items():
        weights = train({other: e for other, e in examples.items() if other != name})
        diff = diff_notices(example.old, example.new, weights=weights)
        score = score_editions(diff, example.old, example.new, example.gold)
        found = f"pairs {score.pairs.f1:.3f}  kinds {score.kinds.f1:.3f}  decoys joined {len(score.decoys)}"
        sys.stdout.write(f"{name:20} {found}\n")


def main() -> None:
    """Write the weights, or print what each pair left out scores."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="leave one pair out at a time instead of writing")
    wanted = ("train", "dev") if parser.parse_args().check else ("train",)
    entries = tomllib.loads((HERE / "pairs.toml").read_text(encoding="utf-8"))["pair"]
    examples = {e["id"]: read_example(e["id"]) for e in entries if e["split"] in wanted}
    if "dev" in wanted:
        check(examples)
    else:
        WEIGHTS.write_text(to_toml(train(examples), list(examples)), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
