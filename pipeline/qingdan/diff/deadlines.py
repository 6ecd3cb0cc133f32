"""Deadlines of two editions of a task."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date

from qingdan.models.diff import Change, Detail, Direction
from qingdan.models.values import Deadline


def diff_deadlines(old: Sequence[Deadline], new: Sequence[Deadline], years: int | None) -> Iterator[Change]:
    """`deadline_moved`, one a deadline. `years` lie between the editions: the same day so much later is no move.

    Without `years` any other day is one.
    """
    before, after = [d for d in old if _says_when(d)], [d for d in new if _says_when(d)]
    for first, second in _partners(before, after, years):
        direction, days = _move(first, second, years)
        if direction:
            yield Change(
                kind="deadline_moved",
                field="deadlines",
                old=_word(first),
                new=_word(second),
                detail=Detail(
                    direction=direction,
                    days=days,
                    old_value_id=first.value_id if first else None,
                    new_value_id=second.value_id if second else None,
                ),
            )


def _says_when(deadline: Deadline) -> bool:
    return deadline.status == "resolved"


def _word(deadline: Deadline | None) -> str | None:
    return deadline.raw if deadline else None


def shift(day: date, years: int) -> date:
    """The same day in another year; the last of February stays the last."""
    year = min(max(day.year + years, date.min.year), date.max.year)
    last = monthrange(year, day.month)[1]
    is_last = day.day == monthrange(day.year, day.month)[1]
    return date(year, day.month, last if is_last else min(day.day, last))


def _partners(
    old: Sequence[Deadline], new: Sequence[Deadline], years: int | None
) -> Iterator[tuple[Deadline | None, Deadline | None]]:
    """Those that did not move first, then those of the same label, then in order of print."""
    left, right = list(old), list(new)
    for alike in (lambda a, b: not _move(a, b, years)[0], lambda a, b: bool(a.label) and a.label == b.label):
        for first in tuple(left):
            second = next((b for b in right if alike(first, b)), None)
            if second:
                left.remove(first)
                right.remove(second)
                yield first, second
    for i in range(max(len(left), len(right))):
        yield left[i] if i < len(left) else None, right[i] if i < len(right) else None


def _move(old: Deadline | None, new: Deadline | None, years: int | None) -> tuple[Direction | None, int | None]:
    if old is None or new is None:
        return ("set" if old is None else "dropped"), None
    if old.end and new.end:
        still = (0,) if years is None else (0, 1, years)
        if new.end not in {shift(old.end, n) for n in still}:
            days = (new.end - shift(old.end, years or 0)).days
            return ("later" if days > 0 else "earlier"), days
    elif old.end or new.end:
        return ("set" if new.end else "dropped"), None
    if _rhythm(old) != _rhythm(new):
        return "rhythm", None
    return None, None


def _rhythm(deadline: Deadline) -> tuple[object, ...]:
    recurrence, relative = deadline.recurrence, deadline.relative
    return (
        (recurrence.frequency, recurrence.interval) if recurrence else None,
        (relative.direction, relative.count, relative.unit) if relative else None,
    )
