"""Records → a calendar of deadlines (RFC 5545): all-day events with reminders, the same ids in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from qingdan.export.calendar.rhythm import find_rhythm
from qingdan.export.extras import import_extra
from qingdan.export.messages import Language
from qingdan.export.wording import word_agency, word_deadline, word_printed, word_target
from qingdan.models.record import Metadata, PolicyDocument, Task
from qingdan.models.values import Deadline

Event = tuple[str, bytes]
"""UID, and the lines of the event."""
_PRODUCT = "-//qingdan//qingdan//ZH"
_NAMES: dict[Language, str] = {"zh": "政策任务时限", "en": "Policy deadlines"}
_END = b"END:VCALENDAR\r\n"
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)  # a fixed date, so that the same notice gives the same bytes
_DAY_BEFORE, _WEEK_BEFORE = timedelta(days=-1, hours=9), timedelta(days=-7, hours=9)
"""At nine in the morning: an all-day event begins at midnight."""
_SHORT = ("week", "ten_days")
"""Rhythms in which a week before is the time of the last."""
_SUMMARY_CHARACTERS = 40
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def _clean(text: str) -> str:
    return _CONTROL.sub("", text)


def _summary(task: Task, deadline: Deadline) -> str:
    words = " ".join("：".join(filter(None, (deadline.label or task.title, task.text))).split())
    return words if len(words) <= _SUMMARY_CHARACTERS else words[: _SUMMARY_CHARACTERS - 1] + "…"


def _describe(document: PolicyDocument, task: Task, deadline: Deadline, language: Language) -> str:
    """The task, its agencies and targets, the deadline as printed, the notice: a line each."""
    metadata = document.metadata
    number = metadata.document_number.raw if metadata.document_number else None
    lines = [
        task.text,
        "；".join(word_agency(agency, language) for agency in task.responsibilities),
        "；".join(word_target(target, language) for target in task.targets),
        f"{word_deadline(deadline, language)}（{word_printed(deadline)}）",
        " ".join(filter(None, (metadata.title or document.source.name, number))),
    ]
    return "\n".join(line for line in lines if line)


def _begins(metadata: Metadata) -> date | None:
    return metadata.effective_on or metadata.signed_on or metadata.printed_on or metadata.published_on


def _ends(metadata: Metadata, deadline: Deadline) -> date | None:
    """Rhythms of a plan for one year end with it, those of every year do not."""
    is_of_year = metadata.policy_year_source in ("title", "caption", "supplied") and metadata.policy_year
    yearly = deadline.recurrence and deadline.recurrence.frequency == "year"
    return date(metadata.policy_year or 1, 12, 31) if is_of_year and not yearly and not deadline.ongoing else None


def _reminders(deadline: Deadline) -> tuple[timedelta, ...]:
    rhythm = deadline.recurrence
    return (_DAY_BEFORE,) if rhythm and rhythm.frequency in _SHORT else (_WEEK_BEFORE, _DAY_BEFORE)


def _place_in_time(deadline: Deadline, metadata: Metadata) -> dict[str, Any] | None:
    """`dtstart` and, for a rhythm, `rrule`; null where no day is known."""
    if deadline.recurrence:
        rhythm = find_rhythm(deadline, _begins(metadata), _ends(metadata, deadline))
        return {"dtstart": rhythm.first, "rrule": rhythm.rule} if rhythm else None
    return {"dtstart": deadline.end} if deadline.end else None


def _build_event(document: PolicyDocument, task: Task, deadline: Deadline, language: Language) -> Event | None:
    ical = import_extra("icalendar", "calendar")
    when = _place_in_time(deadline, document.metadata)
    if when is None:
        return None
    signed = document.metadata.signed_on
    uid = f"{deadline.value_id}@qingdan"
    event = ical.Event()
    properties = {
        "uid": uid,
        "dtstamp": datetime(signed.year, signed.month, signed.day, tzinfo=UTC) if signed else _UNDATED,
        **when,
        "summary": _clean(_summary(task, deadline)),
        "description": _clean(_describe(document, task, deadline, language)),
        "transp": "TRANSPARENT",
    }
    for name, value in properties.items():
        event.add(name, value)
    for before in _reminders(deadline):
        alarm = ical.Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", properties["summary"])
        alarm.add("trigger", before)
        event.add_component(alarm)
    return uid, event.to_ical()


def _build_events(document: PolicyDocument, language: Language) -> Iterator[Event]:
    for task in document.tasks:
        for deadline in task.deadlines:
            if event := _build_event(document, task, deadline, language):
                yield event


def render_calendar(document: PolicyDocument, language: Language) -> list[Event]:
    """An event for each deadline of a task that has a day or a rhythm. Raises MissingExtraError."""
    return list(_build_events(document, language))


class CalendarWriter:
    """Writes a calendar. A notice that lies there in two files is in it once. Raises MissingExtraError."""

    def __init__(self, path: Path, language: Language) -> None:
        calendar = import_extra("icalendar", "calendar").Calendar()
        for name, value in {
            "prodid": _PRODUCT, "version": "2.0", "calscale": "GREGORIAN", "method": "PUBLISH",
            "x-wr-calname": _NAMES[language],
        }.items():  # fmt: skip
            calendar.add(name, value)
        self.paths = [path]
        self._seen: set[str] = set()
        self._file = path.open("wb")
        self._file.write(calendar.to_ical().removesuffix(_END))

    def add(self, rendered: list[Event]) -> None:
        """Write the events of one document."""
        for uid, lines in rendered:
            if uid not in self._seen:
                self._seen.add(uid)
                self._file.write(lines)

    def close(self) -> None:
        """Finish the file."""
        self._file.write(_END)
        self._file.close()
