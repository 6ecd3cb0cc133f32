"""Rules alone, model alone, both: actors and agencies of clauses against annotations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qingdan.evaluate.items import fold
from qingdan.evaluate.pairing import ALIKE, pair_tasks
from qingdan.extract.agencies.tagger import tag
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

Json = dict[str, Any]
Names = frozenset[str]


@dataclass
class Score:
    """Hits, extras and misses of one field."""

    right: int = 0
    extra: int = 0
    wanted: int = 0
    reached: int = 0
    """Of those wanted, how many were found; they may be found as another field."""

    @property
    def precision(self) -> float:
        """Share of those found that the annotation names."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 1.0

    @property
    def recall(self) -> float:
        """Share of those wanted that were found."""
        return self.reached / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def add_actors(self, found: Names, assigned: Names, acting: Names, responsible: Names) -> None:
        """`found` counts as right when the annotation names it as acting or as assigned."""
        self.right += len(found & (acting | responsible))
        self.extra += len(found - acting - responsible)
        self.wanted += len(acting)
        self.reached += len(acting & (found | assigned))

    def add_agencies(self, assigned: Names, acting: Names, responsible: Names) -> None:
        """Names of organisations that merely act count neither way."""
        self.right += len(assigned & responsible)
        self.extra += len(assigned - responsible - acting)
        self.wanted += len(responsible)
        self.reached += len(assigned & responsible)


def read_with_model(document: Json, task: Json) -> tuple[Names, Names]:
    """Names that the model alone takes for acting and for assigned; a clause is read with its closing bracket."""
    printed = task["text"]
    if task["located_in"]["type"] == "clause":
        printed = "".join(document["text"][span["start"] : span["end"]] for span in task["spans"])
    text = Passage.of(printed).text
    found: dict[str, set[str]] = {"ACTOR": set(), "AGENCY": set()}
    for start, end, label, _ in tag(text, load_rules()):
        if label in found:
            found[label].add(fold(text[start:end]))
    return frozenset(found["ACTOR"]), frozenset(found["AGENCY"])


def read_from_values(task: Json) -> tuple[Names, Names]:
    """Names that the program gave as acting and as assigned."""
    acting = frozenset(fold(a["name"]) for a in task["actors"])
    return acting, frozenset(fold(r["name"]) for r in task["responsibilities"])


def measure(pairs: Iterable[tuple[Json, Json]], alone: bool = False) -> tuple[Score, Score]:
    """Actors, and agencies of clauses, of documents with their annotations; `alone`: as the model reads their tasks."""
    actors, agencies = Score(), Score()
    for document, task, annotated in _tasks(pairs):
        found, assigned = read_with_model(document, task) if alone else read_from_values(task)
        acting = frozenset(map(fold, annotated.get("agencies_ok") or ()))
        responsible = frozenset(fold(r["name"]) for r in annotated["responsibilities"])
        actors.add_actors(found, assigned, acting, responsible)
        if task["located_in"]["type"] == "clause":
            agencies.add_agencies(assigned, acting, responsible)
    return actors, agencies


def _tasks(pairs: Iterable[tuple[Json, Json]]) -> Iterator[tuple[Json, Json, Json]]:
    for document, gold in pairs:
        for found, wanted in pair_tasks(document["tasks"], gold["tasks"], ALIKE["normalised"]):
            yield document, document["tasks"][found], gold["tasks"][wanted]
