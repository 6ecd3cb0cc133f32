import csv
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from frictionless import validate
from hypothesis import given
from hypothesis import strategies as st

from qingdan.export.csv import CsvWriter, render_csv, to_csv
from qingdan.export.escaping import escape, unescape
from qingdan.export.tables import TABLES
from qingdan.models.record import PolicyDocument

CELLS = [
    (None, ""),
    ("", ""),
    (True, "true"),
    (False, "false"),
    (date(2024, 6, 30), "2024-06-30"),
    (95.0, "95"),
    (0.5, "0.5"),
    (-3.25, "-3.25"),
    (7, "7"),
    ("6.10", "6.10"),
    ("=SUM(A1)", "'=SUM(A1)"),
    ("=", "'="),
    (">=", ">="),
    ("+86", "'+86"),
    ("-2℃", "'-2℃"),
    ("@名称", "'@名称"),
    ("\t=1", "'\t=1"),
    (" =1", "' =1"),
    ("\r", "'\r"),
    ("＝1", "'＝1"),
    ("'=1", "''=1"),
    ("'引号", "'引号"),
    ("一、任务", "一、任务"),
]


@pytest.mark.parametrize(("cell", "expected"), CELLS)
def test_cell(cell: object, expected: str) -> None:
    assert to_csv(cell) == expected  # type: ignore[arg-type]


@given(st.text(st.sampled_from("'=+-@\t\r\n 一＝a"), max_size=6) | st.text())
def test_escape_is_reversible_and_leaves_no_formula(text: str) -> None:
    escaped = escape(text)
    assert unescape(escaped) == text
    assert not escaped.lstrip().startswith(("=", "+", "-", "@"))


@pytest.fixture
def folder(tmp_path: Path, document: PolicyDocument) -> Path:
    with closing(CsvWriter(tmp_path, "zh")) as writer:
        writer.add(render_csv(document, "zh"))
    return tmp_path


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_package_is_valid(folder: Path) -> None:
    report = validate(str(folder / "datapackage.json"))
    assert report.flatten(["type", "note", "rowNumber", "fieldName"]) == []
    assert report.stats["tasks"] == len(TABLES)


def test_files_begin_with_a_byte_order_mark(folder: Path) -> None:
    assert {path.read_bytes()[:3] for path in folder.glob("*.csv")} == {b"\xef\xbb\xbf"}


def test_rows(folder: Path) -> None:
    counts = {table.name: len(_read(folder / f"{table.name}.csv")) for table in TABLES}
    assert counts == {
        "documents": 1, "tasks": 3, "deadlines": 6, "responsibilities": 2, "targets": 3, "objectives": 1,
        "references": 1, "diagnostics": 2,
    }  # fmt: skip


def test_a_value_knows_its_task_or_objective(folder: Path) -> None:
    rows = _read(folder / "deadlines.csv")
    assert [(row["task_key"].rpartition("/")[2], row["objective_key"].rpartition("/")[2]) for row in rows] == [
        ("t-aaaa0001", ""), ("t-aaaa0002", ""), ("t-aaaa0002", ""), ("t-aaaa0003", ""), ("t-aaaa0003", ""), ("", "o-1"),
    ]  # fmt: skip


def test_formula_in_the_notice_stays_text(folder: Path) -> None:
    assert _read(folder / "tasks.csv")[1]["text"] == "'=2.开展走访"


def test_offsets_read_the_words(folder: Path, document: PolicyDocument) -> None:
    for row in _read(folder / "targets.csv"):
        assert document.text[int(row["start"]) : int(row["end"])] == row["raw"]
