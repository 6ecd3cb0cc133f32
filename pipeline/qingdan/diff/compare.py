"""The fields of two tasks that belong together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingdan.diff.agencies import diff_agencies
from qingdan.diff.deadlines import diff_deadlines
from qingdan.diff.parts import part_of
from qingdan.diff.targets import diff_targets
from qingdan.diff.wording import diff_wording
from qingdan.diff.words import fold
from qingdan.models.diff import Change, Detail
from qingdan.models.record import Task
from qingdan.rulepacks import RuleSet

_MOVES = frozenset({"number_changed", "section_changed"})


def diff_tasks(
    old: Task, new: Task, others: tuple[Sequence[Task], Sequence[Task]], years: int | None, rules: RuleSet
) -> tuple[Change, ...]:
    """Every change, field by field. `others`: further heirs of the old task, further sources of the new one.

    Of a split or merged task only the part that the pair is about is compared.
    """
    before, after = part_of(old, new, others[0]), part_of(new, old, others[1])
    targets = tuple(diff_targets(before.targets, after.targets))
    wording = diff_wording(before.text, after.text, rules)
    return (
        *wording,
        *_scope(targets, wording),
        *targets,
        *diff_deadlines(old.deadlines, new.deadlines, years),
        *diff_agencies(old.responsibilities, new.responsibilities),
        *_moves(old, new),
    )


def is_moved_only(changes: Sequence[Change]) -> bool:
    """Nothing but numbers and sections changed."""
    return all(change.kind in _MOVES for change in changes)


def _scope(targets: Sequence[Change], wording: Sequence[Change]) -> Iterator[Change]:
    """A target first set, or given up, changes the duty."""
    if any(change.kind == "scope_changed" for change in wording):
        return
    if any(change.kind == "target_added" for change in targets):
        yield Change(kind="scope_changed", field="targets", detail=Detail(direction="wider"))
    elif any(change.kind == "target_dropped" for change in targets):
        yield Change(kind="scope_changed", field="targets", detail=Detail(direction="narrower"))


def _moves(old: Task, new: Task) -> Iterator[Change]:
    if (old.number or "") != (new.number or ""):
        yield Change(kind="number_changed", field="number", old=old.number, new=new.number)
    for name, before, after in (
        ("path", " / ".join(old.path), " / ".join(new.path)),
        ("title", old.title or "", new.title or ""),
    ):
        if fold(before) != fold(after):
            yield Change(kind="section_changed", field=name, old=before or None, new=after or None)
