"""Recurring duties as recurrence rules (RFC 5545) with the day on which the first falls due."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from qingdan.models.values import Deadline, Recurrence

_FREQUENCIES = {
    "week": ("WEEKLY", 1), "ten_days": ("MONTHLY", 1), "month": ("MONTHLY", 1),
    "quarter": ("MONTHLY", 3), "half_year": ("MONTHLY", 6), "year": ("YEARLY", 1),
}  # fmt: skip
_LAST = -1
_WEEKDAYS = {"一": "MO", "二": "TU", "三": "WE", "四": "TH", "五": "FR", "六": "SA", "日": "SU", "天": "SU"}
_NUMBERS = tuple(dict.fromkeys(_WEEKDAYS.values()))
_TENS = {"上旬": 10, "中旬": 20, "下旬": _LAST}
_DETAIL = re.compile(
    r"(?:(?P<month>\d{1,2})月份?)?(?:(?P<day>\d{1,2})[日号]|(?P<tens>[上中下]旬)|(?P<last>[底末]))?(?:以?前)?"
)
_WEEK_DETAIL = re.compile(r"(?:每?周|星期)(?P<weekday>[一二三四五六日天])(?:以?前)?")
_LONGEST_SEARCH = 8 * 366
"""Days; 29 February comes once in eight years where a century is skipped."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """A recurrence rule and its first day."""

    first: date
    rule: dict[str, object]
    """Parts of the RRULE."""


@dataclass(frozen=True, slots=True)
class _Due:
    """The days on which a duty can fall due; empty where all may."""

    months: tuple[int, ...] = ()
    days: tuple[int, ...] = ()
    weekday: str | None = None

    def __contains__(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        return (
            (not self.months or day.month in self.months)
            and (not self.days or day.day in self.days or (_LAST in self.days and day.day == last))
            and (self.weekday is None or _NUMBERS[day.weekday()] == self.weekday)
        )


_USUAL = {
    "week": _Due(weekday="SU"),
    "ten_days": _Due(days=(10, 20, _LAST)),
    "month": _Due(days=(_LAST,)),
    "quarter": _Due((3, 6, 9, 12), (_LAST,)),
    "half_year": _Due((6, 12), (_LAST,)),
    "year": _Due((12,), (_LAST,)),
}
"""The last day of each period, for a rhythm that names none."""


def _read_detail(frequency: str, words: str) -> _Due | None:
    """The days that the words name; null where they do not name them for this rhythm."""
    if frequency == "week":
        week = _WEEK_DETAIL.fullmatch(words)
        return _Due(weekday=_WEEKDAYS[week["weekday"]]) if week else None
    found = _DETAIL.fullmatch(words)
    if not found or frequency == "ten_days" or bool(found["month"]) != (frequency == "year"):
        return None
    if frequency in ("quarter", "half_year") and not found["last"]:
        return None  # 每季度5日前 does not say of which month
    day = int(found["day"]) if found["day"] else _TENS.get(found["tens"], _LAST)
    return _Due((int(found["month"]),) if found["month"] else _USUAL[frequency].months, (day,))


def _find_due(recurrence: Recurrence) -> _Due | None:
    """The last allowed days of a duty; null where its words are not understood."""
    if recurrence.frequency == "day":
        return None  # what is due every day needs no calendar
    if recurrence.detail:
        return _read_detail(recurrence.frequency, recurrence.detail)
    return _USUAL[recurrence.frequency]


def find_rhythm(deadline: Deadline, begins: date | None, ends: date | None = None) -> Rhythm | None:
    """The rule of a recurring deadline from its start, else from `begins`, to its end, else to `ends`.

    Null where the day or the beginning are unknown, where no day falls between them, and for what is due every day.
    """
    recurrence, begins, ends = deadline.recurrence, deadline.start or begins, deadline.end or ends
    due = _find_due(recurrence) if recurrence else None
    if recurrence is None or due is None or begins is None:
        return None
    candidates = (begins + timedelta(days=n) for n in range(min(_LONGEST_SEARCH, (date.max - begins).days)))
    first = next((day for day in candidates if day in due), None)
    if first is None or (ends and first > ends):
        return None
    return Rhythm(first, _build_rule(recurrence, due, ends))


def _build_rule(recurrence: Recurrence, due: _Due, ends: date | None) -> dict[str, object]:
    frequency, step = _FREQUENCIES[recurrence.frequency]
    parts = {
        "FREQ": frequency,
        "INTERVAL": step * recurrence.interval,
        "UNTIL": ends,
        "BYDAY": due.weekday,
        "BYMONTHDAY": list(due.days),
        "BYMONTH": list(due.months) if frequency == "YEARLY" else None,
    }
    return {name: part for name, part in parts.items() if part}
