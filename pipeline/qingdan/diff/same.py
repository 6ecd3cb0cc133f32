"""Within one notice: the clause and the table row that say the same, and where they contradict each other."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import log

from qingdan.diff.agencies import is_same_agency
from qingdan.diff.targets import likeness, pair_targets
from qingdan.diff.words import telling_words
from qingdan.models.record import DiagnosticRecord, PolicyDocument, Task
from qingdan.rulepacks import RuleSet

_HELD = 0.6
"""A row says the same as a clause when the clause, or the row, holds this share of the other's words."""
_ECHO = 0.25
"""The longer of the two is at least so far about it: a long clause that only mentions a row is none."""
_FEWEST = 5
"""Pairs of characters below which words are too few to be known again."""
_SURE = 0.6
"""Indicators less alike than this may be two."""

Bag = frozenset[str]
Links = Mapping[str, tuple[str, ...]]


def link_same(document: PolicyDocument, rules: RuleSet) -> PolicyDocument:
    """The document with `same_as` on its tasks and a diagnostic for each contradiction between two that are linked."""
    clauses = [t for t in document.tasks if t.located_in.type == "clause"]
    rows = [t for t in document.tasks if t.located_in.type == "table"]
    links = _links(clauses, rows, rules) if clauses and rows else {}
    if not links:
        return document
    by_id = {task.task_id: task for task in document.tasks}
    return document.model_copy(
        update={
            "tasks": tuple(t.model_copy(update={"same_as": links.get(t.task_id, ())}) for t in document.tasks),
            "diagnostics": (*document.diagnostics, *_conflicts(clauses, links, by_id)),
        }
    )


def _links(clauses: Sequence[Task], rows: Sequence[Task], rules: RuleSet) -> Links:
    """Each row with the clause that is likest, both ways; rare pairs of characters weigh more."""
    bags = {t.task_id: _bag(t, rules) for t in (*clauses, *rows)}
    counts = Counter(pair for bag in bags.values() for pair in bag)
    weights = {pair: log(1 + len(bags) / n) for pair, n in counts.items()}
    holders: dict[str, list[str]] = defaultdict(list)
    for clause in clauses:
        for pair in bags[clause.task_id]:
            holders[pair].append(clause.task_id)
    sizes = {task_id: sum(weights[pair] for pair in sorted(bag)) for task_id, bag in bags.items()}
    links: dict[str, tuple[str, ...]] = {}
    for row in rows:
        clause_id = _likest(bags[row.task_id], sizes[row.task_id], holders, weights, sizes)
        if clause_id and len(bags[clause_id]) >= _FEWEST:
            links[row.task_id] = (clause_id,)
            links[clause_id] = (*links.get(clause_id, ()), row.task_id)
    return links


def _bag(task: Task, rules: RuleSet) -> Bag:
    words = telling_words("，".join((task.text, *task.criteria)), rules)
    return frozenset(a + b for run in words.split() for a, b in pairwise(run))


def _likest(
    bag: Bag, size: float, holders: Mapping[str, list[str]], weights: Mapping[str, float], sizes: Mapping[str, float]
) -> str | None:
    if len(bag) < _FEWEST:
        return None
    shared: Counter[str] = Counter()
    for pair in sorted(bag):
        for holder in holders.get(pair, ()):
            shared[holder] += weights[pair]  # type: ignore[assignment]
    best = max(shared, key=lambda holder: (shared[holder], holder), default=None)
    if best is None or shared[best] < _HELD * min(size, sizes[best]):
        return None
    return best if shared[best] >= _ECHO * max(size, sizes[best]) else None


def _conflicts(clauses: Sequence[Task], links: Links, by_id: Mapping[str, Task]) -> Iterator[DiagnosticRecord]:
    for clause in clauses:
        rows = [by_id[row] for row in links.get(clause.task_id, ())]
        for row in rows:
            for field, first, second in _differences(clause, row, alone=len(rows) == 1):
                params = {"field": field, "task": _label(clause), "row": _label(row), "first": first, "second": second}
                yield DiagnosticRecord(
                    code="same_task_conflict", severity="warning", params=params, spans=(*clause.spans, *row.spans)
                )


def _label(task: Task) -> str:
    return task.number or f"#{task.ordinal}"


def _differences(clause: Task, row: Task, *, alone: bool) -> Iterator[tuple[str, str, str]]:
    """Field and both readings. Dates and leads are the whole clause's: one row of several may have its own."""
    if alone and clause.due_on and row.due_on and clause.due_on != row.due_on:
        yield "deadline", str(clause.due_on), str(row.due_on)
    leads = [[a for a in task.responsibilities if a.role == "lead"] for task in (clause, row)]
    if alone and all(leads) and not any(is_same_agency(a, b) for a in leads[0] for b in leads[1]):
        first, second = ("、".join(a.name for a in side) for side in leads)
        yield "agency", first, second
    for a, b in pair_targets(clause.targets, row.targets):
        if likeness(a, b) >= _SURE and a.direction == b.direction and (a.value, a.value_max) != (b.value, b.value_max):
            yield "target", a.raw, b.raw
