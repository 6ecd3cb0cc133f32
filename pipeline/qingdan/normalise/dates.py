"""The words of one date → the days it names, with its year found and every inference flagged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qingdan.models.mentions import Context, Mention
from qingdan.normalise import calendar
from qingdan.normalise.calendar import Period
from qingdan.text.numerals import parse_numeral

YearSource = Literal["printed", "title", "caption", "body", "signed_on", "document_number", "supplied", "none"]
_SOURCES: dict[str | None, YearSource] = {
    "title": "title", "caption": "caption", "body": "body", "signed_on": "signed_on", "supplied": "supplied",
}  # fmt: skip
_YEAR_GROUPS = ("year", "short_year", "year_word")
_TEN_DAYS = "上中下"
_FARTHEST = 50
"""Years from the year of the notice that a plan looks ahead, or a slip of print lies beyond."""


@dataclass(frozen=True, slots=True)
class Words:
    """The groups of a mention by name: the rule's meaning for them, else the words themselves."""

    text: str
    mention: Mention

    def get(self, name: str) -> str | None:
        """None when the group took no part."""
        if name in self.mention.value:
            return str(self.mention.value[name])
        return self.text[slice(*self.mention.parts[name])] if name in self.mention.parts else None

    def number(self, name: str) -> int | None:
        """The group as a number; None when it took no part or is none."""
        return parse_numeral(self.get(name) or "")

    def has(self, *names: str) -> bool:
        """Whether one of the groups took part."""
        return any(self.get(name) is not None for name in names)


@dataclass(frozen=True, slots=True)
class Year:
    """A year and where it comes from; `number` is None when nothing tells it."""

    number: int | None
    source: YearSource
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Dated:
    """What a date says. `period` is None when no such day exists or its year is unknown."""

    period: Period | None
    source: YearSource = "none"
    flags: tuple[str, ...] = ()


def has_year(words: Words, prefix: str = "") -> bool:
    """Whether a year is printed or named at this end of the mention."""
    return words.has(*(prefix + group for group in _YEAR_GROUPS))


def read_year(words: Words, context: Context, before: Year | None, prefix: str = "") -> Year:
    """Printed before the year of the date before, that before the policy year, that before the year of issue."""
    if (printed := words.number(prefix + "year")) is not None:
        about = _year_of_the_notice(context).number
        if about is not None and abs(printed - about) > _FARTHEST:
            return Year(None, "none", ("year_implausible",))
        return Year(printed, "printed")
    if (short := words.number(prefix + "short_year")) is not None:
        return Year(2000 + short, "printed", ("century_inferred",))
    word = words.get(prefix + "year_word")
    if word in ("next", "same", None) and before and before.number is not None:
        return Year(before.number + (word == "next"), before.source, ("year_inferred",))
    base = _year_of_the_notice(context)
    if base.number is None or not word:
        return base
    return replace(base, number=base.number + (1 if word == "next" else 0 if word == "same" else int(word)))


def _year_of_the_notice(context: Context) -> Year:
    if context.policy_year is not None:
        return Year(context.policy_year, _SOURCES.get(context.policy_year_source, "none"), ("year_inferred",))
    if context.signed_on is not None:
        return Year(context.signed_on.year, "signed_on", ("year_inferred",))
    if context.number_year is not None:
        return Year(context.number_year, "document_number", ("year_inferred",))
    return Year(None, "none", ("year_unknown",))


def read_date(words: Words, context: Context, before: Year | None, last: date | None) -> Dated:
    """The days that a date names, before 底, 前 and the like are looked at. `last` is the date read before."""
    if words.has("same_month"):
        number = words.number("day")
        if last is None or number is None:
            return Dated(None, "none", ("month_unknown",))
        inherited = Year(last.year, before.source if before else "none", ("year_inferred", "month_inferred"))
        return _dated(words, inherited, last.month)
    if (offset := words.get("month_word")) is not None:
        if context.signed_on is None:
            return Dated(None, "none", ("month_unknown",))
        month = calendar.shift(context.signed_on.replace(day=1), int(offset), "month") or context.signed_on
        return _dated(words, Year(month.year, "signed_on", ("year_inferred", "month_inferred")), month.month)
    dated = _dated(words, read_year(words, context, before))
    return dated if has_year(words) or before or not context.frame else _framed(words, dated, context.frame)


def _framed(words: Words, dated: Dated, frame: tuple[date, date]) -> Dated:
    """A date without a year is that of the stage it falls in: 3月15日 in 2023年11月—2024年3月 is in 2024."""
    for number in range(frame[0].year, frame[1].year + 1):
        inside = _dated(words, Year(number, dated.source, ("year_inferred",)))
        if inside.period and frame[0] <= inside.period.last <= frame[1]:
            return inside
    return dated


def _dated(words: Words, year: Year, month: int | None = None, prefix: str = "") -> Dated:
    if year.number is None:
        return Dated(None, "none", year.flags)
    try:
        period = _period(words, year.number, month or words.number(prefix + "month"), prefix)
    except ValueError:
        return Dated(None, year.source, (*year.flags, "invalid_date"))
    return Dated(period, year.source, year.flags)


def _period(words: Words, year: int, month: int | None, prefix: str) -> Period:
    if month is not None:
        if (number := words.number(prefix + "day")) is not None:
            return calendar.day(year, month, number)
        if tens := words.get(prefix + "ten_days"):
            return calendar.ten_days(year, month, _TEN_DAYS.index(tens[0]), _TEN_DAYS.index(tens[-1]))
        return calendar.months(year, month, 1, "month")
    if quarters := words.get(prefix + "quarter"):
        first, last = (parse_numeral(end) or 0 for end in (quarters.split("-") * 2)[:2])
        return calendar.months(year, 3 * first - 2, 3 * (last - first + 1), "quarter")
    if half := words.get(prefix + "half"):
        return calendar.months(year, 6 * int(half) - 5, 6, "half_year")
    return calendar.months(year, 1, 12, "year")


def read_range(words: Words, context: Context, before: Year | None) -> Dated:
    """From the first day of one date to the last of another; runs on into the next year rather than backwards."""
    to_year = read_year(words, context, before)
    if has_year(words, "from_"):
        from_year = read_year(words, context, before, "from_")
        to_year = read_year(words, context, from_year) if has_year(words) else from_year
    elif words.get("year_word") is not None:
        from_year = read_year(Words(words.text, Mention("", 0, 0)), context, before)
        to_year = read_year(words, context, from_year)
    else:
        from_year = to_year
    month = words.number("month") if words.has("from_day") and not words.has("from_month") else None
    start, end = _dated(words, from_year, month, "from_"), _dated(words, to_year)
    if start.period and end.period and start.period.first > end.period.last:
        start, end = _roll_on(words, from_year, to_year)
    flags = tuple(dict.fromkeys((*start.flags, *end.flags)))
    if start.period is None or end.period is None or start.period.first > end.period.last:
        return Dated(None, end.source, flags)
    first = start.period.last if words.get("from_edge") in ("底", "末") else start.period.first
    last = (calendar.beginning(end.period) if words.get("edge") == "初" else end.period).last
    return Dated(Period(first, last, "period"), end.source, flags)


def _roll_on(words: Words, from_year: Year, to_year: Year) -> tuple[Dated, Dated]:
    """11月至2月: into the next year; 11月至2024年2月: from the year before."""
    inferred = ("year_inferred",)
    if not has_year(words) and to_year.number is not None:
        to_year = Year(to_year.number + 1, to_year.source, inferred)
    elif not has_year(words, "from_") and from_year.number is not None:
        from_year = Year(from_year.number - 1, from_year.source, inferred)
    return _dated(words, from_year, None, "from_"), _dated(words, to_year)


def read_holiday(words: Words, context: Context, before: Year | None) -> Dated:
    """The day itself; without a printed year the first one on or after the date of signature."""
    year, days = read_year(words, context, before), words.get("holiday") or ""
    if year.number is None:
        return Dated(None, "none", year.flags)
    found = _holiday(days, year.number)
    if found and not has_year(words) and context.signed_on and found < context.signed_on:
        found = _holiday(days, year.number + 1)
    flags = (*year.flags, "holiday_looked_up")
    return Dated(Period(found, found, "day") if found else None, year.source, flags)


def _holiday(days: str, year: int) -> date | None:
    if len(days) == len("10-01"):
        return date.fromisoformat(f"{year}-{days}")
    return next((date.fromisoformat(one) for one in days.split() if one.startswith(f"{year}-")), None)
