"""Mentions of time → deadlines: each date by its rule, then what belongs together in one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from qingdan.models.mentions import Context, Mention
from qingdan.models.values import Deadline, Precision, Recurrence, Relative
from qingdan.normalise import calendar
from qingdan.normalise.dates import Dated, Words, Year, YearSource, read_date, read_holiday, read_range
from qingdan.normalise.evidence import spans_of
from qingdan.normalise.labels import label_of
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Passage

_NEAR = 3
"""Characters that may stand between a start and what it starts, in running text: `，于`."""
_LENGTHS: dict[str, Precision] = {"day": "day", "week": "week", "month": "month", "year": "year"}


@dataclass(frozen=True, slots=True)
class _Reading:
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
        return self.words.get("setting") == "prose"

    @property
    def is_dated(self) -> bool:
        """An end or a length of time; a bare start is none."""
        return self.last is not None or self.relative is not None

    @property
    def key(self) -> tuple[object, ...]:
        return self.last or self.first, self.ongoing, self.recurrence, self.relative, self.status

    @property
    def year(self) -> Year | None:
        moment = self.last or self.first
        return Year(moment.year, self.source) if moment else None


def build_deadlines(passage: Passage, mentions: Sequence[Mention], context: Context) -> tuple[Deadline, ...]:
    """Deadlines in the order of the text. A date whose year nothing tells stays `unresolved`."""
    found: list[_Reading] = []
    for mention in mentions:
        words = Words(passage.text, mention)
        bare = _Reading(words, mention.start, mention.end)
        dated = next((r for r in reversed(found) if r.year), None)
        found.append(_READERS[words.get("reads") or "unread"](bare, context, dated))
    kept = _once(r for r in _fold(found) if _counts(r, context))
    if any(r.is_dated or r.recurrence for r in kept):
        kept = [r for r in kept if r.status != "vague"]
    labels = label_of(passage.text, [(r.start, r.end) for r in kept]) if len(kept) > 1 else [None] * len(kept)
    return tuple(_deadline(passage, r, label) for r, label in zip(kept, labels, strict=True))


def _deadline(passage: Passage, reading: _Reading, label: str | None) -> Deadline:
    return Deadline(
        raw=passage.raw(reading.start, reading.end),
        spans=spans_of(passage, (reading.start, reading.end)),
        rule=reading.words.mention.rule,
        confidence=round(max(0.5, 0.98 - 0.06 * len(reading.flags)), 2) if reading.status == "resolved" else 0.5,
        flags=reading.flags,
        status=reading.status,
        start=reading.first,
        end=reading.last,
        precision=reading.precision,
        ongoing=reading.ongoing,
        recurrence=reading.recurrence,
        relative=reading.relative,
        label=label,
        year_source=reading.source,
    )


# ---------------------------------------------------------------- one mention


def _with_date(reading: _Reading, dated: Dated) -> _Reading:
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


def _read_date(reading: _Reading, context: Context, before: _Reading | None) -> _Reading:
    year, last = (before.year, before.last or before.first) if before else (None, None)
    return _with_date(reading, read_date(reading.words, context, year, last))


def _read_range(reading: _Reading, context: Context, before: _Reading | None) -> _Reading:
    dated = read_range(reading.words, context, before.year if before else None)
    if dated.period is None:
        return replace(reading, status="unresolved", source=dated.source, flags=dated.flags)
    first, last = dated.period.first, dated.period.last
    return replace(reading, first=first, last=last, precision="period", source=dated.source, flags=dated.flags)


def _read_plan(reading: _Reading, _context: Context, _before: _Reading | None) -> _Reading:
    first, last = (reading.words.get("plan") or "").split("-")
    at_edge = reading.words.has("edge")
    return replace(
        reading,
        first=None if at_edge else date(int(first), 1, 1),
        last=date(int(last), 12, 31),
        precision="year" if at_edge else "period",
        source="printed",
    )


def _read_holiday(reading: _Reading, context: Context, before: _Reading | None) -> _Reading:
    dated = read_holiday(reading.words, context, before.year if before else None)
    if dated.period is None:
        return replace(reading, status="unresolved", flags=dated.flags)
    last = calendar.day_before(dated.period.first)
    return replace(reading, last=last, precision="day", source=dated.source, flags=dated.flags)


def _read_issue(reading: _Reading, context: Context, _before: _Reading | None) -> _Reading:
    if context.signed_on is None:
        return replace(reading, status="unresolved", flags=("signed_on_unknown",))
    return replace(reading, first=context.signed_on, precision="day", source="signed_on")


def _read_length(reading: _Reading, context: Context, _before: _Reading | None) -> _Reading:
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


def _read_rhythm(reading: _Reading, _context: Context, _before: _Reading | None) -> _Reading:
    words = reading.words
    frequency, _, times = (words.get("unit") or "").partition("*")
    count = words.get("count") or "1"
    every = 1 + (parse_numeral(count[1:]) or 1) if count.startswith("隔") else words.number("count") or 1
    value = {"frequency": frequency, "interval": every * int(times or 1), "detail": words.get("detail") or None}
    recurrence = Recurrence.model_validate(value)
    return replace(reading, recurrence=recurrence, precision=None)


def _read_ongoing(reading: _Reading, _context: Context, _before: _Reading | None) -> _Reading:
    return replace(reading, ongoing=True)


def _read_vague(reading: _Reading, _context: Context, _before: _Reading | None) -> _Reading:
    return replace(reading, status="vague")


def _read_nothing(reading: _Reading, _context: Context, _before: _Reading | None) -> _Reading:
    return replace(reading, status="unresolved")


_READERS: dict[str, Callable[[_Reading, Context, _Reading | None], _Reading]] = {
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
    "unread": _read_nothing,
}

# ---------------------------------------------------------------- several mentions


def _fold(found: Iterable[_Reading]) -> list[_Reading]:
    """Joins what says one thing: a start and its end, a date and the rhythm or 持续 beside it."""
    folded: list[_Reading] = []
    for reading in found:
        if folded and _belong(folded[-1], reading):
            folded[-1] = _join(folded[-1], reading)
        else:
            folded.append(reading)
    return folded


def _belong(a: _Reading, b: _Reading) -> bool:
    if a.status != "resolved" or b.status != "resolved" or (a.is_dated and b.is_dated):
        return False
    if (a.ongoing and b.ongoing) or (a.recurrence and b.recurrence) or (a.first and b.first):
        return False
    return not a.in_prose or (a.first is not None and not a.is_dated and b.start - a.end <= _NEAR)


def _join(a: _Reading, b: _Reading) -> _Reading:
    dated = b if b.is_dated else a
    return replace(
        dated,
        start=a.start,
        end=b.end,
        first=a.first or b.first,
        precision="period" if a.first and b.last else dated.precision or a.precision or b.precision,
        ongoing=a.ongoing or b.ongoing,
        recurrence=a.recurrence or b.recurrence,
        flags=tuple(dict.fromkeys((*a.flags, *b.flags))),
    )


def _counts(reading: _Reading, context: Context) -> bool:
    """In running text a start alone is no deadline, and what lies before the notice is a fact."""
    if not reading.in_prose:
        return True
    if reading.last is None:
        return bool(reading.recurrence or reading.relative or reading.status != "resolved")
    issued = context.signed_on or (date(context.policy_year, 1, 1) if context.policy_year else None)
    if issued is None:
        return True
    return reading.last >= issued if reading.words.has("bare") else reading.last.year >= issued.year


def _once(readings: Iterable[_Reading]) -> list[_Reading]:
    """The same time said twice in one place is one deadline."""
    return list({reading.key: reading for reading in reversed(list(readings))}.values())[::-1]
