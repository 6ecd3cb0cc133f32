"""Calendar arithmetic: units of time and their first and last days. Impossible dates raise ValueError."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from qingdan.models.values import Precision, RelativeUnit


@dataclass(frozen=True, slots=True)
class Period:
    """Some calendar days in a row, and the unit that was printed."""

    first: date
    last: date
    unit: Precision


def months(year: int, first: int, count: int, unit: Precision) -> Period:
    """`count` whole months from month `first` (1..12) of a year."""
    last = first + count - 1
    return Period(date(year, first, 1), date(year, last, monthrange(year, last)[1]), unit)


def day(year: int, month: int, number: int) -> Period:
    """One day."""
    only = date(year, month, number)
    return Period(only, only, "day")


def ten_days(year: int, month: int, first: int, last: int) -> Period:
    """上旬, 中旬, 下旬 are 0, 1, 2; `first` to `last` of one month."""
    whole = months(year, month, 1, "month")
    end = whole.last if last == 2 else date(year, month, 10 * (last + 1))
    return Period(date(year, month, 10 * first + 1), end, "ten_days")


def beginning(period: Period) -> Period:
    """年初, 季度初 mean the first month, 月初 the first ten days."""
    first = period.first
    if period.unit == "month":
        return Period(first, first.replace(day=10), "ten_days")
    return Period(first, months(first.year, first.month, 1, "month").last, "month")


def middle(period: Period) -> Period:
    """年中 means the end of June, 月中 the middle ten days."""
    first = period.first
    if period.unit == "month":
        return ten_days(first.year, first.month, 1, 1)
    return Period(first, date(first.year, 6, 30), "half_year")


def day_before(moment: date) -> date:
    """The day before."""
    return moment - timedelta(days=1)


def shift(moment: date, count: int, unit: RelativeUnit) -> date | None:
    """The day so many units later; None for units that are no calendar days (hours, working days)."""
    if unit in ("day", "week"):
        return moment + timedelta(days=count * (7 if unit == "week" else 1))
    if unit not in ("month", "year"):
        return None
    index = moment.year * 12 + moment.month - 1 + count * (12 if unit == "year" else 1)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(moment.day, monthrange(year, month + 1)[1]))
