"""What the program read rightly and wrongly, as factors: of notices here, and of others at its first sight of them."""

from __future__ import annotations

import csv
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from qingdan import read_notice
from qingdan.assemble.confidence import rate_reference, rate_task, rate_value
from qingdan.assemble.factors import KINDS, find_unread
from qingdan.assemble.scene import Scene, scene_of
from qingdan.evaluate.corpus import AnnotatedNotice
from qingdan.evaluate.items import fold
from qingdan.evaluate.judge import judge_notice
from qingdan.evaluate.pairing import pair_tasks
from qingdan.models.record import PolicyDocument, Task
from qingdan.rulepacks import RuleSet, load_rules
from qingdan.rulepacks.load import Merger, merge_packs

FIRST_READINGS = Path(__file__).parent / "first-readings.tsv"
COLUMNS = ("sample", "kind", "right", "wrong", "factors")
PARTS = 16
"""Into how many parts rules and words are dealt."""
LEFT_OUT = (
    "actor", "agency", "assignment", "column", "deadline", "heading_role", "not_deadline", "target",
    "target_mask",
)  # fmt: skip
"""Kinds of rule that are left out; the others the program cannot do without."""
ORDER = ("task", "deadline", "agency", "target", "actor", "reference")


@dataclass(frozen=True)
class Seen:
    """A value with its factors, and whether it is right."""

    kind: str
    factors: tuple[str, ...]
    right: bool
    weight: float = 1.0


def see_without(notices: Sequence[AnnotatedNotice], weight: float) -> Iterator[Seen]:
    """Every value of the notices as read without each part of the rules and words in turn."""
    for part in range(PARTS):
        rules = leave_out(part)
        for notice in notices:
            yield from see(read_notice(notice.path, rules=rules, ner="off"), notice.gold, weight)


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


def see(document: PolicyDocument, gold: Mapping[str, Any], weight: float = 1.0) -> Iterator[Seen]:
    """The values of one reading against its annotation; second readings are open."""
    scene, plain = scene_of(document, load_rules()), document.model_dump(mode="json")
    judged = {o.value_id: o.hit for o in judge_notice(plain, gold) if o.value_id and o.field in ORDER}
    acting = dict(_acting(plain["tasks"], gold["tasks"]))
    for task in document.tasks:
        named = acting.get(task.task_id, frozenset())
        yield from see_task(task, scene, judged | {a.value_id: fold(a.name) in named for a in task.actors}, weight)
    cited = {fold(r["title"] or r["document_number"]) for r in gold.get("references") or ()}
    for reference in document.references if cited else ():
        right = fold(reference.title or reference.document_number) in cited
        yield Seen("reference", rate_reference(reference, scene).factors, right, weight)


def see_task(task: Task, scene: Scene, judged: Mapping[str, bool], weight: float = 1.0) -> Iterator[Seen]:
    """A task and its values, where `judged` has by id whether they are right.

    Those of a task that is none say nothing about their own reading.
    """
    if task.task_id not in judged:
        return
    right = judged[task.task_id]
    yield Seen("task", rate_task(task, scene).factors, right, weight)
    unread = find_unread(task, scene)
    for value in (*task.deadlines, *task.responsibilities, *task.targets, *task.actors) if right else ():
        if value.value_id in judged:
            factors = rate_value(value, scene, task, unread).factors
            yield Seen(KINDS[type(value)], factors, judged[value.value_id], weight)


def _acting(found: Sequence[Any], wanted: Sequence[Any]) -> Iterator[tuple[str, frozenset[str]]]:
    """Names that the annotation gives, by the id of the task found."""
    for i, j in pair_tasks(found, wanted):
        assigned = (agency["name"] for agency in wanted[j].get("responsibilities") or ())
        yield found[i]["task_id"], frozenset(map(fold, [*assigned, *(wanted[j].get("agencies_ok") or ())]))


def read_first(weight: float, path: Path = FIRST_READINGS) -> Iterator[Seen]:
    """The values of the table of first readings."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t"):
            factors = tuple(row["factors"].split("; ")) if row["factors"] else ()
            for right in (True, False):
                count = int(row["right" if right else "wrong"])
                yield from [Seen(row["kind"], factors, right, weight)] * count


def write_first(samples: Mapping[str, Iterable[Seen]], path: Path = FIRST_READINGS) -> None:
    """The table, from the values of each sample: equal ones counted, no word of a notice."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for sample, seen in samples.items():
            counts = Counter((s.kind, "; ".join(sorted(set(s.factors))), s.right) for s in seen)
            for kind, factors in sorted({(kind, factors) for kind, factors, _ in counts}):
                writer.writerow([sample, kind, counts[kind, factors, True], counts[kind, factors, False], factors])
