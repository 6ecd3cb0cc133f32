"""`python -m tests.benchmarks.editions`: pairs of the corpus joined by this program, by a plain ratio, by daff; and time."""

from __future__ import annotations

import json
import random
import time
import tomllib
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import daff
import numpy as np
from rich.console import Console
from rich.table import Table
from scipy.optimize import linear_sum_assignment

from qingdan import diff_notices, read_notice
from qingdan.evaluate.editions import Counts, place_tasks
from qingdan.models.record import PolicyDocument

PAIRS = Path(__file__).parents[2] / "corpora" / "pairs"
Documents = tuple[PolicyDocument, PolicyDocument]
Joined = set[tuple[str, str]]


def by_qingdan(old: PolicyDocument, new: PolicyDocument) -> Joined:
    """The pairs of the comparison."""
    return {(p.old_task_id, p.new_task_id) for p in diff_notices(old, new).pairs}


def by_ratio(old: PolicyDocument, new: PolicyDocument) -> Joined:
    """The best one-to-one assignment of difflib's ratio, from .5 up."""
    ratios = np.array([[SequenceMatcher(None, a.text, b.text).ratio() for b in new.tasks] for a in old.tasks])
    found = zip(*linear_sum_assignment(ratios, maximize=True), strict=True)
    return {(old.tasks[i].task_id, new.tasks[j].task_id) for i, j in found if ratios[i, j] >= 0.5}


def by_daff(old: PolicyDocument, new: PolicyDocument) -> Joined:
    """Rows that daff aligns in tables of title, text, agencies and deadlines."""
    views = [daff.PythonTableView(_rows(document)) for document in (old, new)]
    aligned = daff.Coopy.compareTables(*views).align()
    found = ((i, aligned.a2b(i)) for i in range(1, len(old.tasks) + 1))
    return {(old.tasks[i - 1].task_id, new.tasks[j - 1].task_id) for i, j in found if j}


def _rows(document: PolicyDocument) -> list[list[str]]:
    rows = [["title", "text", "agencies", "deadlines"]]
    for task in document.tasks:
        agencies, deadlines = (a.name for a in task.responsibilities), (d.raw for d in task.deadlines)
        rows.append([task.title or "", task.text, "、".join(agencies), "、".join(deadlines)])
    return rows


METHODS: dict[str, Callable[[PolicyDocument, PolicyDocument], Joined]] = {
    "qingdan": by_qingdan,
    "ratio": by_ratio,
    "daff": by_daff,
}


def score(joined: Joined, documents: Documents, gold: dict[str, Any]) -> Counts:
    """Debatable pairs count neither way."""
    before, after = (place_tasks(d.tasks, gold[f"{s}_tasks"]) for d, s in zip(documents, ("old", "new"), strict=True))
    open_ = {(p["old_index"], p["new_index"]) for p in gold["debatable"]}
    found = {(before.get(a, -1), after.get(b, -1)) for a, b in joined} - open_
    wanted = {(p["old_index"], p["new_index"]) for p in gold["pairs"]} - open_
    return Counts(len(found & wanted), len(found - wanted), len(wanted - found))


def grown(documents: Sequence[PolicyDocument], size: int, seed: int) -> PolicyDocument:
    """A notice of so many tasks, each made of two of the corpus."""
    draw = random.Random(seed)
    pool = [task for document in documents for task in document.tasks]
    tasks = []
    for i in range(size):
        task, other = draw.choice(pool), draw.choice(pool)
        text = task.text + other.text[: draw.randint(0, 30)]
        tasks.append(task.model_copy(update={"task_id": f"{seed}-{i}", "text": text}))
    return documents[0].model_copy(update={"tasks": tuple(tasks)})


def main() -> None:
    """Measure and print."""
    table = Table("pair", *METHODS, title="F1 of pairs")
    entries = tomllib.loads((PAIRS / "pairs.toml").read_text(encoding="utf-8"))["pair"]
    totals: dict[str, Counts] = dict.fromkeys(METHODS, Counts())
    read: list[Documents] = []
    for entry in entries:
        gold = json.loads((PAIRS / entry["id"] / "gold.json").read_text(encoding="utf-8"))
        old, new = (read_notice(PAIRS / entry["id"] / gold[side]) for side in ("old", "new"))
        read.append((old, new))
        counts = {name: score(join(old, new), (old, new), gold) for name, join in METHODS.items()}
        totals = {name: totals[name] + counts[name] for name in METHODS}
        table.add_row(f"{entry['id']} ({entry['split']})", *(f"{c.f1:.2f}" for c in counts.values()))
    table.add_row("all", *(f"{c.f1:.2f}" for c in totals.values()), style="bold")
    console = Console()
    console.print(table)
    documents = [document for pair in read for document in pair]
    for what, compare in (
        ("1,000 tasks against 1,000", lambda: diff_notices(grown(documents, 1000, 1), grown(documents, 1000, 2))),
        ("100 pairs of the corpus", lambda: [diff_notices(*read[i % len(read)]) for i in range(100)]),
    ):
        start = time.process_time()
        compare()
        console.print(f"{what}: {time.process_time() - start:.1f} CPU seconds")


if __name__ == "__main__":
    main()
