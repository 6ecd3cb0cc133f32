"""Targets of two editions of a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from qingdan.diff.words import fold
from qingdan.models.diff import Change, ChangeKind, Detail
from qingdan.models.values import Target

_ALIKE = 0.3
"""Two indicators that share less of their characters are two indicators."""
_PER_YEAR = {"day": 365, "week": 52, "ten_days": 36, "month": 12, "quarter": 4, "half_year": 2, "year": 1}


def diff_targets(old: Sequence[Target], new: Sequence[Target]) -> Iterator[Change]:
    """`target_raised`, `target_lowered`, `target_added`, `target_dropped`.

    Raised asks for more: of a limit (≤, <) the smaller figure, of all else, grants included, the larger. A figure
    where only a direction was given is raised too.
    """
    pairs = pair_targets(old, new)
    for before, after in pairs:
        kind = _course(before, after)
        if kind:
            yield _change(kind, before, after)
    for before in old:
        if all(before is not a for a, _ in pairs):
            yield _lone("target_dropped", before)
    for after in new:
        if all(after is not b for _, b in pairs):
            yield _lone("target_added", after)


def pair_targets(old: Sequence[Target], new: Sequence[Target]) -> list[tuple[Target, Target]]:
    """Those of the same unit, direction and denominator, most alike indicators first; earlier ones where equal."""
    scored = sorted(
        ((-likeness(a, b), i, j) for i, a in enumerate(old) for j, b in enumerate(new) if _comparable(a, b)),
    )
    left, right, pairs = set(range(len(old))), set(range(len(new))), []
    for score, i, j in scored:
        if i in left and j in right and -score >= _ALIKE:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return [(old[i], new[j]) for i, j in sorted(pairs)]


def likeness(a: Target, b: Target) -> float:
    """0..1: how much of the characters of their indicators is shared; 1 where both name none."""
    first, second = (set(fold(t.indicator or "")) for t in (a, b))
    return 2 * len(first & second) / (len(first) + len(second)) if first or second else 1.0


def _comparable(a: Target, b: Target) -> bool:
    if a.per != b.per or (a.direction != b.direction and not _counts(a, b)):
        return False
    return a.value is None or b.value is None or _unit(a) == _unit(b)


def _counts(a: Target, b: Target) -> bool:
    """Things counted, newly (新增 300 个) or not: the words differ, what is asked does not."""
    rates = {"%", "‰", "百分点", "个百分点", "千分点", "个千分点", "倍"}
    return "decrease" not in {a.direction, b.direction} and all(t.unit and t.unit not in rates for t in (a, b))


def _unit(target: Target) -> str:
    unit = target.normalized_unit or target.unit or ""
    return unit.removeprefix("个") or unit


def _amounts(a: Target, b: Target) -> tuple[tuple[float, float], tuple[float, float]]:
    """Figures on one scale: money in yuan, rhythms by the year; a range by both its bounds."""
    normal = a.normalized_value is not None and b.normalized_value is not None
    rates = [_PER_YEAR[t.frequency] if t.frequency else 1 for t in (a, b)] if a.frequency and b.frequency else [1, 1]

    def scale(t: Target, rate: int) -> tuple[float, float]:
        low = (t.normalized_value if normal else t.value) or 0.0
        return low * rate, (t.value_max if t.value_max is not None else low) * rate

    first, second = (scale(t, rate) for t, rate in zip((a, b), rates, strict=True))
    return first, second


def _course(a: Target, b: Target) -> ChangeKind | None:
    if a.value is None or b.value is None:
        return None if a.value == b.value else "target_raised" if a.value is None else "target_lowered"
    first, second = _amounts(a, b)
    if first == second:
        return None
    return "target_raised" if (second > first) != is_limit(b) else "target_lowered"


def is_limit(target: Target) -> bool:
    """A figure not to be passed; the ceiling of a grant is none."""
    return target.comparator in {"<=", "<"} and target.normalized_unit != "元" and not target.direction


def _change(kind: ChangeKind, old: Target, new: Target) -> Change:
    known = old.value is not None and new.value is not None
    return Change(
        kind=kind,
        field="targets",
        old=old.raw,
        new=new.raw,
        detail=Detail(
            direction=("up" if _amounts(old, new)[1] > _amounts(old, new)[0] else "down") if known else None,
            indicator=new.indicator,
            unit=new.unit,
            old_value=old.value,
            new_value=new.value,
            old_value_id=old.value_id,
            new_value_id=new.value_id,
        ),
    )


def _lone(kind: Literal["target_added", "target_dropped"], target: Target) -> Change:
    side = "new" if kind == "target_added" else "old"
    return Change.model_validate(
        {
            "kind": kind,
            "field": "targets",
            side: target.raw,
            "detail": {
                "indicator": target.indicator,
                "unit": target.unit,
                f"{side}_value": target.value,
                f"{side}_value_id": target.value_id,
            },
        }
    )
