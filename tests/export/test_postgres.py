from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from qingdan.errors import ExportError
from qingdan.export.database.postgres import PostgresWriter, render_postgres
from qingdan.export.database.sqlite import SqliteWriter, render_sqlite
from qingdan.export.database.views import VIEWS
from qingdan.export.formats import DATABASES
from qingdan.export.tables import DATABASE_TABLES
from qingdan.export.write import write_format
from qingdan.models.record import PolicyDocument

from .postgres_server import INITDB, serve
from .test_sqlite import ask, in_province

psycopg = pytest.importorskip("psycopg", reason="the extra postgres is not installed")
pytestmark = pytest.mark.skipif(INITDB is None, reason="no PostgreSQL server is installed")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with serve() as address:
        yield address


@pytest.fixture
def address(server: str) -> Iterator[str]:
    """A database that nothing was written to."""
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute("CREATE DATABASE fresh")
        yield server.replace("/postgres?", "/fresh?")
        connection.execute("DROP DATABASE fresh WITH (FORCE)")


def fetch(address: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(address) as connection:
        return [tuple(map(as_sqlite, row)) for row in connection.execute(query).fetchall()]


def as_sqlite(cell: Any) -> Any:
    """SQLite holds dates as text and truth as 0 and 1, which Python takes as equal."""
    return str(cell) if isinstance(cell, date) else cell


@pytest.mark.parametrize("updated", [False, True], ids=["first run", "second run"])
def test_holds_what_sqlite_holds(address: str, tmp_path: Path, document: PolicyDocument, updated: bool) -> None:
    document = in_province(document)
    other = document.model_copy(update={"document_id": "d-other"})
    runs = [[document, other]]
    if updated:
        changed = document.tasks[0].model_copy(update={"kind": "duty", "deadlines": ()})
        runs.append([document.model_copy(update={"tasks": (changed, document.tasks[2])})])
    path = tmp_path / "notices.db"
    for run in runs:
        write_format(run, "postgres", address)
        write_format(run, "sqlite", str(path))
    for name in (*(table.name for table in DATABASE_TABLES), *VIEWS):
        rows = fetch(address, f'SELECT * FROM "{name}"')
        assert sorted(rows, key=repr) == sorted(ask(path, f'SELECT * FROM "{name}"'), key=repr), name


def test_a_second_run_updates_in_place(address: str, document: PolicyDocument) -> None:
    write_format([document], "postgres", address)
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE notes (task_key text REFERENCES tasks ON DELETE RESTRICT)")
        connection.execute("INSERT INTO notes SELECT task_key FROM tasks")
    write_format([document], "postgres", address)
    assert fetch(address, "SELECT count(*) FROM notes") == [(3,)]


def test_half_a_run_is_not_seen(address: str, document: PolicyDocument) -> None:
    def run() -> Iterator[PolicyDocument]:
        yield document
        raise RuntimeError

    with pytest.raises(RuntimeError):
        write_format(run(), "postgres", address)
    assert fetch(address, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_text_that_the_server_cannot_hold(address: str, document: PolicyDocument) -> None:
    odd = document.tasks[0].model_copy(update={"text": "甲\0乙\ud800丙"})
    write_format([document.model_copy(update={"tasks": (odd,)})], "postgres", address)
    assert fetch(address, "SELECT text FROM tasks") == [("甲\ufffd乙?丙",)]


def test_columns_are_explained(address: str, document: PolicyDocument) -> None:
    write_format([document], "postgres", address)
    query = "SELECT col_description('tasks'::regclass, 1), obj_description('tasks'::regclass)"
    assert fetch(address, query) == [("Key: document and task. 主键：文件与任务", "One row per task. 每项任务一行。")]


def test_errors_are_one_line_without_the_password() -> None:
    with pytest.raises(ExportError) as error:
        PostgresWriter("postgresql://me:geheim@localhost:1/x", "zh")
    assert "geheim" not in str(error.value)
    assert "\n" not in str(error.value)


def test_both_databases_take_the_same_document(document: PolicyDocument) -> None:
    assert set(DATABASES) == {"sqlite", "postgres"}
    shapes = [[len(rows) for rows in render(document, "zh")] for render in (render_postgres, render_sqlite)]
    assert shapes[0] == shapes[1]


def test_closing_an_empty_run_makes_the_tables(address: str, tmp_path: Path) -> None:
    with closing(PostgresWriter(address, "zh")), closing(SqliteWriter(tmp_path / "a.db", "zh")):
        pass
    assert fetch(address, "SELECT count(*) FROM tasks") == ask(tmp_path / "a.db", "SELECT count(*) FROM tasks")
