"""Two documents → NoticeDiff."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qingdan.diff.align import Link, Weights, align, read_weights
from qingdan.diff.compare import diff_tasks, is_moved_only
from qingdan.models.diff import Change, ChangeKind, NoticeDiff, Pair, Relation, Summary
from qingdan.models.record import PolicyDocument, Task
from qingdan.rulepacks import RuleSet, load_rules

_DIGITS = 4


def diff_notices(
    old: PolicyDocument,
    new: PolicyDocument,
    *,
    rules: RuleSet | None = None,
    as_printed: bool = False,
    weights: Weights | None = None,
) -> NoticeDiff:
    """What changed from one edition to the next. Total: any two documents give a diff.

    A day that only went on with the years between the editions did not move, unless dates are compared `as_printed`.
    `weights` are the trained ones unless given.
    """
    rules = rules or load_rules()
    links = align(old.tasks, new.tasks, rules, weights or read_weights())
    years = None if as_printed else _years_between(old, new)
    pairs = tuple(_pairs(old.tasks, new.tasks, links, years, rules))
    kept, come = {pair.old_task_id for pair in pairs}, {pair.new_task_id for pair in pairs}
    added = tuple(task.task_id for task in new.tasks if task.task_id not in come)
    removed = tuple(task.task_id for task in old.tasks if task.task_id not in kept)
    return NoticeDiff(
        old=old.document_id,
        new=new.document_id,
        pairs=pairs,
        added=added,
        removed=removed,
        summary=_summary(old, new, pairs, len(added), len(removed)),
    )


def _years_between(old: PolicyDocument, new: PolicyDocument) -> int:
    """From the years that the tasks are for; else from the years in which most of them are due."""
    years = [document.metadata.policy_year or _usual_year(document.tasks) for document in (old, new)]
    return years[1] - years[0] if years[0] and years[1] else 0


def _usual_year(tasks: Sequence[Task]) -> int | None:
    counts = Counter(task.due_on.year for task in tasks if task.due_on)
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _pairs(
    old: Sequence[Task], new: Sequence[Task], links: Sequence[Link], years: int | None, rules: RuleSet
) -> Iterator[Pair]:
    heirs, sources = Counter(link.old for link in links), Counter(link.new for link in links)
    for link in links:
        before, after = old[link.old], new[link.new]
        others = (
            tuple(new[x.new] for x in links if x.old == link.old and x.new != link.new),
            tuple(old[x.old] for x in links if x.new == link.new and x.old != link.old),
        )
        changes = diff_tasks(before, after, others, years, rules)
        yield Pair(
            old_task_id=before.task_id,
            new_task_id=after.task_id,
            relation=_relation(changes, heirs[link.old], sources[link.new]),
            similarity=round(link.evidence["words"], _DIGITS),
            confidence=round(link.confidence, _DIGITS),
            evidence={name: round(value, _DIGITS) for name, value in link.evidence.items()},
            changes=changes,
        )


def _relation(changes: Sequence[Change], heirs: int, sources: int) -> Relation:
    if heirs > 1:
        return "split"
    if sources > 1:
        return "merged"
    return "same" if is_moved_only(changes) else "continued"


def _summary(old: PolicyDocument, new: PolicyDocument, pairs: Sequence[Pair], added: int, removed: int) -> Summary:
    relations = Counter(pair.relation for pair in pairs)
    kinds: dict[ChangeKind, set[str]] = {}
    for pair in pairs:
        for change in pair.changes:
            kinds.setdefault(change.kind, set()).add(pair.new_task_id)
    return Summary(
        old_tasks=len(old.tasks),
        new_tasks=len(new.tasks),
        same=relations["same"],
        continued=relations["continued"],
        split=len({pair.old_task_id for pair in pairs if pair.relation == "split"}),
        merged=len({pair.new_task_id for pair in pairs if pair.relation == "merged"}),
        added=added,
        removed=removed,
        changes={kind: len(kinds[kind]) for kind in sorted(kinds)},
    )
