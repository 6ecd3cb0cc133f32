"""Every hostile file gives a sound document or one clear line, in bounded time and memory, and nothing invented."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.hostile import sandbox
from tests.hostile.cases import GROUPS, damage
from tests.hostile.cases.case import Case
from tests.hostile.cases.disguise import INVISIBLE, hidden
from tests.hostile.samples import LINES, TABLE, as_text, make_word, to_page
from tests.readers.test_spreadsheet import make_xlsx

CASES = [case for group in GROUPS.values() for case in group]


def outcome_of(case: Case, folder: Path) -> sandbox.Outcome:
    path = folder / case.name
    path.write_bytes(case.build())
    return sandbox.run(sandbox.read, path)


def assert_harmless(case: Case, found: sandbox.Outcome) -> None:
    """The one promise, and what the case expects beyond it."""
    assert found.kind in ("read", "refused"), found.message
    if found.kind == "refused":
        assert found.message.startswith(f"{case.name}: ")
        assert "\n" not in found.message
    if case.expected == "nothing":
        assert (found.tasks, found.values) == (0, 0)
    elif case.expected != "any":
        assert found.kind == case.expected, found.message


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_sound_document_or_one_clear_line(case: Case, tmp_path: Path) -> None:
    assert_harmless(case, outcome_of(case, tmp_path))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice reads these forms")
@pytest.mark.parametrize("case", damage.THROUGH_OFFICE_CASES, ids=lambda case: case.name)
def test_damaged_files_that_libreoffice_reads(case: Case, tmp_path: Path) -> None:
    assert_harmless(case, outcome_of(case, tmp_path))


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gbk", "gb18030"])
def test_the_encoding_makes_no_difference(encoding: str, tmp_path: Path) -> None:
    case = Case("notice.txt", lambda: as_text().encode(encoding))
    assert outcome_of(case, tmp_path).text == as_text()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "gbk", "gb18030"])
def test_a_character_torn_at_the_end_costs_that_character(encoding: str, tmp_path: Path) -> None:
    words = "\n".join(LINES)
    case = Case("notice.txt", lambda: words.encode(encoding) + "县".encode(encoding)[:1])
    assert outcome_of(case, tmp_path).text.rstrip("\ufffd") == words


@pytest.mark.parametrize("character", INVISIBLE, ids=lambda character: f"{ord(character):04x}")
def test_characters_that_print_nothing_hide_nothing(character: str, tmp_path: Path) -> None:
    plain = outcome_of(Case("plain.txt", lambda: as_text().encode()), tmp_path)
    found = outcome_of(Case("hidden.txt", lambda: hidden(character)), tmp_path)
    assert (found.tasks, found.values) == (plain.tasks, plain.values)


def to_sheet(lines: list[str], rows: list[list[str]]) -> bytes:
    cells: list[list[object]] = [[line] for line in lines]
    return make_xlsx({"清单": [*cells, *([*row] for row in rows)]})


FORMS: dict[str, Callable[[list[str], list[list[str]]], bytes]] = {
    "html": to_page,
    "docx": make_word,
    "xlsx": to_sheet,
}


@pytest.mark.parametrize("form", FORMS)
def test_nor_do_they_in_other_forms(form: str, tmp_path: Path) -> None:
    found = []
    for number, mark in enumerate(("", "\u200b", "\u202e")):
        lines, rows = [mark.join(line) for line in LINES], [[mark.join(cell) for cell in row] for row in TABLE]
        outcome = outcome_of(Case(f"{number}.{form}", partial(FORMS[form], lines, rows)), tmp_path)
        found.append((outcome.tasks, outcome.values))
    assert found == [found[0]] * 3
    assert min(found[0]) > 3
