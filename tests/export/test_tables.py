import re
from datetime import date
from typing import Any

import pytest

from qingdan.export.datapackage import build_codebook, build_datapackage
from qingdan.export.rows import build_rows
from qingdan.export.tables import TABLES, Column, Table
from qingdan.models.record import PolicyDocument

COLUMNS = [
    pytest.param(table, column, id=f"{table.name}.{column.name}") for table in TABLES for column in table.columns
]
TYPES: dict[str, tuple[type[Any], ...]] = {
    "string": (str,), "integer": (int,), "number": (int, float), "boolean": (bool,), "date": (date,),
}  # fmt: skip


@pytest.mark.parametrize(("table", "column"), COLUMNS)
def test_column(table: Table, column: Column, document: PolicyDocument) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,31}", column.name)
    assert column.english.endswith(".")
    assert re.search(r"[\u4e00-\u9fff]", column.chinese)
    index = table.columns.index(column)
    for row in build_rows(table, document):
        assert row[index] is None or type(row[index]) in TYPES[column.type]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_names_are_unique(table: Table) -> None:
    assert len({column.name for column in table.columns}) == len(table.columns)


@pytest.mark.parametrize("table", [t for t in TABLES if t.name != "documents"], ids=lambda table: table.name)
def test_every_value_has_its_evidence(table: Table) -> None:
    assert {"start", "end", "page", "raw"} <= {column.name for column in table.columns}


def test_keys_name_existing_columns() -> None:
    names = {table.name for table in TABLES}
    for table in TABLES:
        for column, other in table.foreign_keys:
            assert column in {c.name for c in table.columns}
            assert other in names


def test_closed_lists_come_from_the_models() -> None:
    deadlines = next(r for r in build_datapackage()["resources"] if r["name"] == "deadlines")
    status = next(field for field in deadlines["schema"]["fields"] if field["name"] == "status")
    assert status["constraints"] == {"enum": ["resolved", "vague", "unresolved"]}


def test_codebook_names_every_column_in_both_languages() -> None:
    codebook = build_codebook()
    for table in TABLES:
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} | {column.english} | {column.chinese} |" in codebook
