from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from qingdan.export.calendar.icalendar import CalendarWriter, render_calendar
from qingdan.models.record import PolicyDocument

icalendar = pytest.importorskip("icalendar", reason="the extra calendar is not installed")


def write(path: Path, *documents: PolicyDocument) -> Path:
    with closing(CalendarWriter(path, "zh")) as writer:
        for document in documents:
            writer.add(render_calendar(document, "zh"))
    return path


@pytest.fixture
def path(tmp_path: Path, document: PolicyDocument) -> Path:
    return write(tmp_path / "deadlines.ics", document)


@pytest.fixture
def events(path: Path) -> list[Any]:
    return list(icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"))


def test_days_and_ids(events: list[Any]) -> None:
    assert [(str(event["UID"]), event["DTSTART"].dt) for event in events] == [
        ("t-aaaa0001.d1@qingdan", date(2024, 6, 30)),
        ("t-aaaa0002.d1@qingdan", date(2024, 3, 5)),
        ("t-aaaa0003.d1@qingdan", date(2024, 3, 31)),
        ("t-aaaa0003.d2@qingdan", date(2024, 3, 1)),
    ]


def test_a_rhythm_of_a_plan_for_one_year_ends_with_it(events: list[Any]) -> None:
    assert events[1]["RRULE"] == {
        "FREQ": ["MONTHLY"], "UNTIL": [date(2024, 12, 31)], "INTERVAL": [1], "BYMONTHDAY": [5],
    }  # fmt: skip


def test_words(events: list[Any]) -> None:
    assert str(events[0]["SUMMARY"]) == "推进一窗通办：整合12个窗口，群众满意度不低于95%。"
    assert str(events[0]["DESCRIPTION"]).splitlines() == [
        "整合12个窗口，群众满意度不低于95%。",
        "县政务服务局（牵头单位）；各镇（配合单位）",
        "群众满意度 ≥95%；窗口 12.5个",
        "2024-06-30（2024年6月底前）",
        "青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知 青禾政办〔2024〕7号",
    ]


def test_words_that_a_line_of_the_page_breaks(tmp_path: Path, document: PolicyDocument) -> None:
    task = document.tasks[0]
    broken = task.deadlines[0].model_copy(update={"raw": "2024年\n6月底前"})
    tasks = (task.model_copy(update={"deadlines": (broken,)}),)
    path = write(tmp_path / "deadlines.ics", document.model_copy(update={"tasks": tasks}))
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert "2024-06-30（2024年6月底前）" in str(event["DESCRIPTION"])


def test_reminders(events: list[Any]) -> None:
    assert [alarm["TRIGGER"].dt for alarm in events[0].walk("VALARM")] == [
        timedelta(days=-7, hours=9), timedelta(days=-1, hours=9),
    ]  # fmt: skip


def test_lines_are_folded_and_end_as_the_format_asks(path: Path) -> None:
    data = path.read_bytes()
    assert data.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert data.count(b"\n") == data.count(b"\r\n")


def test_same_notice_same_bytes(tmp_path: Path, document: PolicyDocument, path: Path) -> None:
    assert write(tmp_path / "b.ics", document).read_bytes() == path.read_bytes()


def test_a_notice_in_two_files_is_there_once(tmp_path: Path, document: PolicyDocument, path: Path) -> None:
    again = document.model_copy(update={"document_id": "d-other"})
    assert write(tmp_path / "b.ics", document, again).read_bytes() == path.read_bytes()


def test_odd_words_stay_words(tmp_path: Path, document: PolicyDocument) -> None:
    words = "甲;乙,丙\\丁\r\nBEGIN:VEVENT\nX\x00\x0b\ud800"
    task = document.tasks[0].model_copy(update={"title": words, "text": words})
    path = write(tmp_path / "b.ics", document.model_copy(update={"tasks": (task,)}))
    (event,) = icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT")
    assert str(event["DESCRIPTION"]).startswith("甲;乙,丙\\丁\nBEGIN:VEVENT\nX\n")
