"""Tables and texts longer than any notice are read up to a limit, in every form, and the rest is told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qingdan.models.source import Source
from qingdan.readers import limits, read_source
from qingdan.readers.docx import content
from qingdan.readers.html import markup
from qingdan.readers.spreadsheet import ods, sheets
from tests.hostile.samples import make_word
from tests.readers.test_spreadsheet import make_ods, make_xlsx, ods_row, ods_table

ROWS = [["任务", "单位"], *([f"修路{n}", "县交通局"] for n in range(9))]


def page(rows: list[list[str]]) -> bytes:
    drawn = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><body><p>通知</p><table>{drawn}</table></body></html>".encode()


FORMS: dict[str, Callable[[list[list[str]]], bytes]] = {
    "bars": lambda rows: "\n".join(["通知", "", *map("|".join, rows)]).encode(),
    "tabs": lambda rows: "\n".join(["通知", "", *map("\t".join, rows)]).encode(),
    "html": page,
    "docx": lambda rows: make_word(["通知"], rows),
    "xlsx": lambda rows: make_xlsx({"1": rows}),
    "ods": lambda rows: make_ods(ods_table(*(ods_row(*row) for row in rows))),
}


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that small files reach."""
    for module in (limits, content, sheets, ods):
        monkeypatch.setattr(module, "MOST_ROWS", 4)
    monkeypatch.setattr(limits, "MOST_LINES", 5)
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 60)
    monkeypatch.setattr(markup, "_MOST_TAGS", 20)


def cells(source: Source) -> list[list[str]]:
    return [
        [source.text[a:b] for cell in row if cell for a, b in cell.ranges]
        for table in source.tables
        for row in table.rows
    ]


def told(source: Source) -> list[tuple[str, dict[str, str | int | None]]]:
    return [(d.code, d.params) for d in source.diagnostics]


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("form", [form for form in FORMS if form != "html"])
def test_rows_beyond_the_limit_are_told(form: str) -> None:
    source = read_source(FORMS[form](ROWS), "a")
    assert cells(source) == ROWS[:4]
    assert told(source) == [("row_limit", {"read": 4, "unread": 6})]


@pytest.mark.parametrize("form", FORMS)
def test_nothing_is_said_of_short_tables(form: str) -> None:
    source = read_source(FORMS[form](ROWS), "a")
    assert (cells(source), told(source)) == (ROWS, [])


@pytest.mark.usefixtures("few")
def test_a_page_is_cut_at_its_last_tag_that_is_read() -> None:
    source = read_source(page(ROWS), "a.html")
    assert cells(source) == [*ROWS[:2], ["修路1"]]
    assert [code for code, _ in told(source)] == ["text_limit"]


@pytest.mark.usefixtures("few")
def test_unread_rows_are_in_the_text_and_part_of_nothing() -> None:
    source = read_source(FORMS["bars"](ROWS), "a")
    [(start, end)] = source.furniture
    assert [f"修路{n}" in source.text[start:end] for n in range(9)] == [n > 2 for n in range(9)]
    assert not any(start <= line.start < end for line in source.lines)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize(
    ("lines", "read"), [(["修路"] * 5, 5), (["修路"] * 8, 5), (["修" * 25] * 4, 2)], ids=["few", "many", "long"]
)
def test_lines_beyond_the_limit_are_told(lines: list[str], read: int) -> None:
    source = read_source("\n".join(lines).encode(), "a.txt")
    assert len(source.lines) == read
    expected = [("text_limit", {"read": read * (len(lines[0]) + 1), "whole": len(source.text)})]
    assert told(source) == (expected if read < len(lines) else [])


@pytest.mark.usefixtures("few")
def test_no_table_behind_the_last_line_is_read() -> None:
    source = read_source("\n".join([*["修路"] * 8, "", *map("|".join, ROWS[:3])]).encode(), "a.txt")
    assert source.tables == ()


def test_a_row_wider_than_any_table_ends_what_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_COLUMNS", 2)
    source = read_source(FORMS["bars"]([*ROWS[:3], ["修路", "县交通局", "", "全年"], *ROWS[3:]]), "a")
    assert cells(source) == ROWS[:3]
    assert told(source) == [("row_limit", {"read": 3, "unread": 8})]
