"""Several editions → what became of each task and of each figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from qingdan.diff.build import diff_notices
from qingdan.diff.words import fold
from qingdan.models.diff import NoticeDiff, Pair
from qingdan.models.history import Edition, History, Series, SeriesPoint, TaskPoint, Thread
from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Target
from qingdan.rulepacks import RuleSet


def build_history(documents: Sequence[PolicyDocument], *, rules: RuleSet | None = None) -> History:
    """The editions in the order given, each compared with the one before."""
    diffs = [diff_notices(old, new, rules=rules) for old, new in pairwise(documents)]
    return History(
        editions=tuple(_edition(document) for document in documents),
        threads=tuple(_threads(documents, diffs)),
        series=tuple(_series(documents)),
    )


def _edition(document: PolicyDocument) -> Edition:
    metadata = document.metadata
    return Edition(
        document_id=document.document_id, name=document.source.name, title=metadata.title, year=metadata.policy_year
    )


def _threads(documents: Sequence[PolicyDocument], diffs: Sequence[NoticeDiff]) -> Iterator[Thread]:
    """A task goes on in its surest heir; other heirs are threads of their own, with their origin."""
    threads: list[tuple[str | None, list[TaskPoint]]] = []
    current: dict[str, int] = {}
    for edition, document in enumerate(documents):
        parents = _parents(diffs[edition - 1]) if edition else {}
        following: dict[str, int] = {}
        for task in document.tasks:
            pair = parents.get(task.task_id)
            point = _point(edition, task, pair)
            thread = current.get(pair.old_task_id) if pair else None
            if thread is None or thread in following.values():
                threads.append((None if thread is None else f"h{thread + 1}", []))
                thread = len(threads) - 1
            threads[thread][1].append(point)
            following[task.task_id] = thread
        current = following
    for number, (origin, points) in enumerate(threads, 1):
        yield Thread(thread_id=f"h{number}", origin=origin, points=tuple(points))


def _parents(diff: NoticeDiff) -> dict[str, Pair]:
    """New task to its surest pair."""
    surest: dict[str, Pair] = {}
    for pair in diff.pairs:
        known = surest.get(pair.new_task_id)
        if known is None or pair.confidence > known.confidence:
            surest[pair.new_task_id] = pair
    return surest


def _point(edition: int, task: Task, pair: Pair | None) -> TaskPoint:
    return TaskPoint(
        edition=edition,
        task_id=task.task_id,
        number=task.number,
        text=task.text,
        due_on=task.due_on,
        agencies=tuple(agency.name for agency in task.responsibilities),
        changes=tuple(dict.fromkeys(change.kind for change in pair.changes)) if pair else (),
    )


Key = tuple[str, str | None, str | None, str | None, str | None]
"""Indicator, unit, direction, denominator, scope."""


def _series(documents: Sequence[PolicyDocument]) -> Iterator[Series]:
    """Figures of one indicator in one unit; those that stand in one edition and year only are left out."""
    points: dict[Key, list[SeriesPoint]] = {}
    named: dict[Key, Target] = {}
    for edition, document in enumerate(documents):
        for holder_id, holder in _holders(document):
            for target in holder.targets:
                if target.value is None or not target.indicator:
                    continue
                key = _key(target)
                named.setdefault(key, target)
                points.setdefault(key, []).append(_figure(edition, document, holder_id, holder, target))
    for key, found in points.items():
        figures = _in_order(_said_best(found))
        if len({(p.edition, p.year) for p in figures}) > 1:
            first = named[key]
            yield Series(
                indicator=first.indicator or "",
                indicator_id=first.indicator_id,
                unit=first.normalized_unit or first.unit,
                scope=first.scope,
                points=figures,
            )


def _said_best(points: Sequence[SeriesPoint]) -> Iterator[SeriesPoint]:
    """Without those that the same edition says again with the date on which they are due."""
    dated = {(point.edition, point.value) for point in points if point.dated}
    yield from (point for point in points if point.dated or (point.edition, point.value) not in dated)


def _in_order(found: Iterable[SeriesPoint]) -> tuple[SeriesPoint, ...]:
    """By year; by edition where a year is not known."""
    points = tuple(found)
    known = all(point.year for point in points)
    return tuple(sorted(points, key=lambda p: (p.year or 0, p.edition) if known else (p.edition, p.year or 0)))


def _holders(document: PolicyDocument) -> Iterator[tuple[str, Task | Objective]]:
    for objective in document.objectives:
        yield objective.objective_id, objective
    for task in document.tasks:
        yield task.task_id, task


def _key(target: Target) -> Key:
    name = target.indicator_id or fold(target.indicator or "")
    return name, target.normalized_unit or target.unit, target.direction, target.per, target.scope


def _figure(
    edition: int, document: PolicyDocument, holder_id: str, holder: Task | Objective, target: Target
) -> SeriesPoint:
    ends = [deadline.end for deadline in holder.deadlines if deadline.end]
    due = target.due_on or (max(ends) if ends else None)
    value = target.value if target.normalized_value is None else target.normalized_value
    return SeriesPoint(
        edition=edition,
        year=due.year if due else document.metadata.policy_year,
        dated=due is not None,
        comparator=target.comparator,
        value=value or 0.0,
        raw=target.raw,
        holder_id=holder_id,
        value_id=target.value_id,
    )
