"""Agencies of two editions of a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from qingdan.diff.words import fold
from qingdan.models.diff import Change, Detail
from qingdan.models.values import Responsibility


def diff_agencies(old: Sequence[Responsibility], new: Sequence[Responsibility]) -> Iterator[Change]:
    """`agency_changed` for each that came or went, `role_changed` for each that stayed with another role."""
    rest = list(new)
    for before in old:
        after = next((a for a in rest if is_same_agency(before, a)), None)
        if after is None:
            yield _changed(before, "removed")
            continue
        rest.remove(after)
        if before.role != after.role:
            yield _other_role(before, after)
    for after in rest:
        yield _changed(after, "added")
    yield from _other_lead(old, new)


def _other_lead(old: Sequence[Responsibility], new: Sequence[Responsibility]) -> Iterator[Change]:
    """The lead passed between agencies that both editions name."""
    before, after = ([a for a in side if a.role == "lead"] for side in (old, new))
    stayed = [a for a in before if any(is_same_agency(a, b) for b in after)]
    named = all(any(is_same_agency(a, b) for b in other) for side, other in ((before, new), (after, old)) for a in side)
    if before and after and not stayed and named:
        yield Change(
            kind="agency_changed",
            field="responsibilities",
            old="、".join(a.name for a in before),
            new="、".join(a.name for a in after),
            detail=Detail(direction="replaced", name=after[0].name),
        )


def is_same_agency(a: Responsibility, b: Responsibility) -> bool:
    """The same full name, the same printed name, or one the short form of the other (卫健局, 卫生健康局)."""
    if a.canonical and b.canonical:
        return a.canonical == b.canonical
    first, second = sorted((fold(a.name), fold(b.name)), key=len)
    return first == second or (len(first) > 2 and _is_short_form(first, second))


def _is_short_form(short: str, whole: str) -> bool:
    """Its characters in the same order, same first and last; one character less is another name (大数据局, 数据局)."""
    rest = iter(whole.replace("和", ""))
    near = len(whole.replace("和", "")) - len(short) == 1
    return short[0] == whole[0] and short[-1] == whole[-1] and all(c in rest for c in short) and not near


def _changed(agency: Responsibility, direction: Literal["added", "removed"]) -> Change:
    gone = direction == "removed"
    return Change(
        kind="agency_changed",
        field="responsibilities",
        old=agency.name if gone else None,
        new=None if gone else agency.name,
        detail=Detail(
            direction=direction,
            name=agency.name,
            old_value_id=agency.value_id if gone else None,
            new_value_id=None if gone else agency.value_id,
        ),
    )


def _other_role(old: Responsibility, new: Responsibility) -> Change:
    ids = {"old_value_id": old.value_id, "new_value_id": new.value_id}
    return Change(
        kind="role_changed", field="responsibilities", old=old.role, new=new.role, detail=Detail(name=new.name, **ids)
    )
