"""Measure how much each factor says about a value, on the notices of the `train` split.

    python corpora/confidence.py [--check]

Writes `pipeline/qingdan/assemble/confidence.toml`; the same notices and rules give the same file. The rules were
written with these notices in sight, so on them as they are almost nothing is wrong. Therefore each notice is also read
with a part of the rules and words left out, one part after the other: what the rest makes of wordings that it does not
know is what the program makes of those that nobody has thought of. `--check` prints what the weights are worth on
`dev`.
"""

from __future__ import annotations

import argparse
import sys
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from qingdan import read_notice
from qingdan.assemble.confidence import Weights, rate_task, rate_value, weigh
from qingdan.assemble.factors import KINDS, find_unread, scene_of
from qingdan.evaluate.corpus import AnnotatedNotice, read_corpus
from qingdan.evaluate.items import fold
from qingdan.evaluate.judge import judge_notice
from qingdan.evaluate.pairing import pair_tasks
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import RuleSet, load_rules
from qingdan.rulepacks.load import Merger, merge_packs

HERE = Path(__file__).parent
WEIGHTS = HERE.parent / "pipeline/qingdan/assemble/confidence.toml"
PARTS = 16
"""Into how many parts rules and words are dealt."""
INTACT = 1.0
"""How much the reading with all rules counts; those without a part count 1 together."""
LEFT_OUT = (
    "actor", "agency", "assignment", "column", "deadline", "heading_role", "not_deadline", "target",
    "target_mask",
)  # fmt: skip
"""Kinds of rule that are left out; the others the program cannot do without."""
DISPUTED = 0.015
"""Share of values on which two careful readers differ (they agree on .985): nothing is surer than that."""
FEW = 12
"""A factor seen with fewer values is not measured."""
SHRINK = 1.0
"""Strength of the pull of each weight towards what is assumed without evidence."""
ASSUMED = {"doubt": -4.0, "rule": -0.5, "origin": -2.0, "flag": -0.5}
"""What a factor of this sort is assumed to add before anything is measured."""
ORDER = ("task", "deadline", "agency", "target", "actor")

Matrix = NDArray[Any]


@dataclass(frozen=True)
class Seen:
    """A value with its factors, and whether it is right."""

    kind: str
    factors: tuple[str, ...]
    right: bool
    weight: float


def main() -> None:
    """Write the weights, or print what they are worth."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="print what holds on dev instead of writing")
    seen = list(see_all(list(read_corpus(HERE, "train"))))
    if parser.parse_args().check:
        check(train(seen), see_all(list(read_corpus(HERE, "dev"))))
    else:
        WEIGHTS.write_text(to_toml(train(seen), seen), encoding="utf-8", newline="\n")


def see_all(notices: Sequence[AnnotatedNotice]) -> Iterator[Seen]:
    """Every value of every reading: with all rules, then without each part."""
    for part in (None, *range(PARTS)):
        rules = load_rules() if part is None else leave_out(part)
        for notice in notices:
            document = read_notice(notice.path, rules=rules)
            yield from see(document, notice.gold, INTACT if part is None else 1 / PARTS)


def leave_out(part: int) -> RuleSet:
    """The rules that ship without those, and without the words, that were dealt to this part."""
    merger: Merger = merge_packs()
    for name, (rule, _, _) in list(merger.entries.items()):
        if rule.kind in LEFT_OUT and rule.value.get("form") != "plain" and dealt(name) == part:
            del merger.entries[name]
    for name, lexicon in merger.lexicons.items():
        if len(lexicon.map) >= PARTS and not name.startswith(("marks.", "organ.")):
            kept = {word: meaning for word, meaning in lexicon.map.items() if dealt(name + word) != part}
            merger.lexicons[name] = replace(lexicon, map=kept)
    return merger.build()


def dealt(name: str) -> int:
    """The part that a rule or a word belongs to."""
    return zlib.crc32(name.encode()) % PARTS


def see(document: PolicyDocument, gold: Mapping[str, Any], weight: float) -> Iterator[Seen]:
    """The values of one reading. Those of a task that is none say nothing about their own reading."""
    scene, plain = scene_of(document, load_rules()), document.model_dump(mode="json")
    outcomes = {o.value_id: o.hit for o in judge_notice(plain, gold) if o.value_id and o.field in ORDER}
    acting = dict(_acting(plain["tasks"], gold["tasks"]))
    for task in document.tasks:
        if task.task_id not in outcomes:
            continue
        right = outcomes[task.task_id]
        yield Seen("task", rate_task(task, scene).factors, right, weight)
        unread = find_unread(task, scene) if right else ()
        for value in (*task.deadlines, *task.responsibilities, *task.targets) if right else ():
            if value.value_id in outcomes:  # second readings are open
                factors = rate_value(value, scene, task, unread).factors
                yield Seen(KINDS[type(value)], factors, outcomes[value.value_id], weight)
        for actor in task.actors if right else ():
            named = fold(actor.name) in acting[task.task_id]
            yield Seen("actor", rate_value(actor, scene, task).factors, named, weight)


def _acting(found: Sequence[Any], wanted: Sequence[Any]) -> Iterator[tuple[str, set[str]]]:
    """Names that the annotation gives, by the id of the task found."""
    for i, j in pair_tasks(found, wanted):
        assigned = (agency["name"] for agency in wanted[j].get("responsibilities") or ())
        yield found[i]["task_id"], set(map(fold, [*assigned, *(wanted[j].get("agencies_ok") or ())]))


def train(seen: Sequence[Seen]) -> dict[str, dict[str, float]]:
    """Weights by kind of value."""
    return {kind: train_kind([s for s in seen if s.kind == kind]) for kind in ORDER}


def train_kind(seen: Sequence[Seen]) -> dict[str, float]:
    """Bias, what unmeasured rules and doubts add, then the factors by name."""
    counts = Counter(factor for s in seen for factor in s.factors)
    names = sorted(factor for factor, count in counts.items() if count >= FEW)
    features = np.array([[name in s.factors for name in names] for s in seen], dtype=float)
    assumed = np.array([0.0, *(ASSUMED.get(sort_of(name), 0.0) for name in names)])
    right, weight = (np.array([getattr(s, field) for s in seen], dtype=float) for field in ("right", "weight"))
    right = right * (1 - 2 * DISPUTED) + DISPUTED
    weights = fit(np.c_[np.ones(len(seen)), features], right, weight, assumed)
    weights = np.array(
        [min(w, 0.0) if sort_of(n) == "doubt" else w for n, w in zip(("bias", *names), weights, strict=True)]
    )
    unproved = {f"{sort} unproved": added for sort, added in ASSUMED.items()}
    return dict(zip(("bias", *names), (round(float(w), 2) for w in weights), strict=True)) | unproved


def sort_of(factor: str) -> str:
    """`doubt`, `rule`, `flag`, `origin`, or the factor itself."""
    return "doubt" if factor.startswith("doubt.") else factor.split(" ", 1)[0]


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
        f"# add. Measured on the train split, read with all rules and {PARTS} times without a part; behind each",
        "# weight how many of the values with it were right in these readings. Right actors: those annotators name.",
    ]
    for kind, table in weights.items():
        lines.append(f"\n[{kind}]")
        own = [s for s in seen if s.kind == kind]
        for name, weight in table.items():
            found = [s.right for s in own if name == "bias" or name in s.factors]
            measured = f"  # {sum(found)} of {len(found)}" if found else ""
            lines.append(f"{name if name == 'bias' else repr(name).replace(chr(39), chr(34))} = {weight}{measured}")
    return "\n".join(lines) + "\n"


def check(weights: Weights, seen: Iterator[Seen]) -> None:
    """By kind: how many reach .9, how many of these are right, how many wrong ones do not."""
    by_kind: dict[str, list[tuple[float, bool]]] = {kind: [] for kind in ORDER}
    for s in seen:
        by_kind[s.kind].append((weigh(s.kind, s.factors, weights), s.right))
    for kind, rated in by_kind.items():
        sure, wrong = [r for c, r in rated if c >= 0.9], [c for c, r in rated if not r]
        share, right = len(sure) / len(rated), sum(sure) / max(1, len(sure))
        told = f"{len(rated):6} values, {share:.3f} reach .9, {right:.4f} of them right"
        caught = sum(c < 0.9 for c in wrong)
        sys.stdout.write(f"{kind:9}{told}; {caught} of {len(wrong)} wrong ones do not reach it\n")


if __name__ == "__main__":
    main()
