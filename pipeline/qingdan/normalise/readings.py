"""One mention of time → what it says by itself: dates, lengths of time, rhythms."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qingdan.models.mentions import Context
from qingdan.models.values import Precision, Recurrence, Relative
from qingdan.normalise import calendar
from qingdan.normalise.dates import Dated, Words, Year, YearSource, read_date, read_holiday, read_range
from qingdan.text.numerals import parse_numeral

_LENGTHS: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class Reading:
    """One deadline in the making, with its place in the passage's view."""

    words: Words
    start: int
    end: int
    first: date | None = None
    last: date | None = None
    precision: Precision | None = None
    ongoing: bool = False
    recurrence: Recurrence | None = None
    relative: Relative | None = None
    status: Literal["resolved", "vague", "unresolved"] = "resolved"
    source: YearSource = "none"
    flags: tuple[str, ...] = ()

    @property
    def in_prose(self) -> bool:
        """Whether it stands in running text."""
        return self.words.get("setting") == "prose"

    @property
    def is_dated(self) -> bool:
        """An end or a length of time; a bare start is none."""
        return self.last is not None or self.relative is not None

    @property
    def key(self) -> tuple[object, ...]:
        """What it says, wherever it stands."""
        return self.last or self.first, self.ongoing, self.recurrence, self.relative, self.status

    @property
    def year(self) -> Year | None:
        """The year that a date after it takes; None when it names no date."""
        moment = self.last or self.first
        return Year(moment.year, self.source) if moment else None


def _with_date(reading: Reading, dated: Dated) -> Reading:
    """The days of the date as far as its words bound them: 底 gives no start, 起 no end, 前 may step back a day."""
    words, period = reading.words, dated.period
    flags = dated.flags + (("approximate",) if words.has("approx") else ())
    if period is None:
        return replace(reading, status="unresolved", source=dated.source, flags=flags)
    if words.has("middle"):
        period = calendar.middle(period)
    elif words.get("edge") == "初":
        period = calendar.beginning(period)
    at_edge = words.has("edge", "middle", "until")
    first: date | None = None if at_edge or period.unit == "day" else period.first
    last: date | None = period.last
    if words.has("onward"):
        first, last = period.first, None
    elif words.has("bound"):
        first = None
        if period.unit in ("year", "month", "quarter") and not words.has("edge", "middle"):
            last = calendar.day_before(period.first)
    return replace(reading, first=first, last=last, precision=period.unit, source=dated.source, flags=flags)


def _read_date(reading: Reading, context: Context, before: Reading | None) -> Reading:
    year, last = (before.year, before.last or before.first) if before else (None, None)
    return _with_date(reading, read_date(reading.words, context, year, last))


def _read_range(reading: Reading, context: Context, before: Reading | None) -> Reading:
    dated = read_range(reading.words, context, before.year if before else None)
    if dated.period is None:
        return replace(reading, status="unresolved", source=dated.source, flags=dated.flags)
    first, last = dated.period.first, dated.period.last
    return replace(reading, first=first, last=last, precision="period", source=dated.source, flags=dated.flags)


def _read_plan(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    first, last = (reading.words.get("plan") or "").split("-")
    at_edge = reading.words.has("edge")
    return replace(
        reading,
        first=None if at_edge else date(int(first), 1, 1),
        last=date(int(last), 12, 31),
        precision="year" if at_edge else "period",
        source="printed",
    )


def _read_holiday(reading: Reading, context: Context, before: Reading | None) -> Reading:
    dated = read_holiday(reading.words, context, before.year if before else None)
    if dated.period is None:
        return replace(reading, status="unresolved", flags=dated.flags)
    last = calendar.day_before(dated.period.first)
    return replace(reading, last=last, precision="day", source=dated.source, flags=dated.flags)


def _read_issue(reading: Reading, context: Context, _before: Reading | None) -> Reading:
    if context.signed_on is None:
        return replace(reading, status="unresolved", flags=("signed_on_unknown",))
    return replace(reading, first=context.signed_on, precision="day", source="signed_on")


def _read_length(reading: Reading, context: Context, _before: Reading | None) -> Reading:
    words = reading.words
    relative = _relative(words)
    if relative is None:
        return replace(reading, status="unresolved")
    flags = ("event_inferred",) if relative.event == "implicit" else ()
    reading = replace(reading, relative=relative, flags=flags, precision=_LENGTHS.get(relative.unit))
    if not words.has("anchored") or context.signed_on is None:
        return reading
    last = calendar.shift(context.signed_on, relative.count, relative.unit)
    return replace(reading, last=last, source="signed_on" if last else "none")


def _relative(words: Words) -> Relative | None:
    count, unit, event = words.number("count"), words.get("unit"), words.get("event") or "implicit"
    if words.get("count") == "半" and unit in ("year", "month"):
        count, unit = (6, "month") if unit == "year" else (15, "day")
    if count is None:
        return None
    return Relative.model_validate({"event": event, "direction": words.get("direction"), "count": count, "unit": unit})


def _read_rhythm(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    words = reading.words
    frequency, _, times = (words.get("unit") or "").partition("*")
    count = words.get("count") or "1"
    every = 1 + (parse_numeral(count[1:]) or 1) if count.startswith("隔") else words.number("count") or 1
    value = {"frequency": frequency, "interval": every * int(times or 1), "detail": words.get("detail") or None}
    recurrence = Recurrence.model_validate(value)
    return replace(reading, recurrence=recurrence, precision=None)


def _read_ongoing(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    return replace(reading, ongoing=True)


def _read_vague(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    return replace(reading, status="vague")


def _read_implausible(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    return replace(reading, status="unresolved", flags=("year_implausible",))


def _read_nothing(reading: Reading, _context: Context, _before: Reading | None) -> Reading:
    return replace(reading, status="unresolved")


READERS: dict[str, Callable[[Reading, Context, Reading | None], Reading]] = {
    # `reads` of a rule → what its groups mean; a new kind of words needs an entry here and rules that name it
    "date": _read_date,
    "range": _read_range,
    "plan": _read_plan,
    "holiday": _read_holiday,
    "issue": _read_issue,
    "length": _read_length,
    "rhythm": _read_rhythm,
    "ongoing": _read_ongoing,
    "vague": _read_vague,
    "implausible": _read_implausible,
    "unread": _read_nothing,
}
