import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qingdan.errors import ExportError
from qingdan.export.database.datasette import build_datasette_metadata
from qingdan.export.database.sqlite import SqliteWriter, render_sqlite
from qingdan.export.database.views import VIEWS
from qingdan.export.rows import build_rows
from qingdan.export.tables import DATABASE_TABLES, TABLES
from qingdan.models.record import PolicyDocument


def write(path: Path, *documents: PolicyDocument) -> Path:
    with closing(SqliteWriter(path, "zh")) as writer:
        for document in documents:
            writer.add(render_sqlite(document, "zh"))
    return path


def ask(path: Path, query: str, *parameters: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as database:
        return database.execute(query, parameters).fetchall()


@pytest.fixture
def path(tmp_path: Path, document: PolicyDocument) -> Path:
    return write(tmp_path / "notices.db", document)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_holds_the_rows_of_the_tables(path: Path, document: PolicyDocument, table: Any) -> None:
    expected = [tuple(str(c) if hasattr(c, "isoformat") else c for c in row) for row in build_rows(table, document)]
    assert ask(path, f'SELECT * FROM "{table.name}"') == expected


def test_is_sound(path: Path) -> None:
    assert ask(path, "PRAGMA integrity_check") == [("ok",)]
    assert ask(path, "PRAGMA foreign_key_check") == []


def test_keys_are_kept(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("UPDATE deadlines SET task_key = 'nowhere' WHERE task_key IS NOT NULL")
        database.execute("DELETE FROM documents")
        left = {table.name: database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone()[0] for table in TABLES}
    assert set(left.values()) == {0}


@pytest.mark.parametrize(
    ("table", "column"), [(t, c) for t in DATABASE_TABLES for c in (*dict(t.foreign_keys), *t.indexed)]
)
def test_is_asked_by_index(path: Path, table: Any, column: str) -> None:
    plan = ask(path, f'EXPLAIN QUERY PLAN SELECT * FROM "{table.name}" WHERE "{column}" = ?', "x")
    assert "USING INDEX" in plan[0][3]


def test_match_finds_words_of_three_characters(path: Path) -> None:
    query = "SELECT t.task_id FROM tasks_fts f JOIN tasks t ON t.rowid = f.rowid WHERE tasks_fts MATCH ?"
    assert ask(path, query, "满意度") == [("t-aaaa0001",)]


def test_whole_texts_are_searched(path: Path, document: PolicyDocument) -> None:
    assert ask(path, "SELECT count(*) FROM texts_fts WHERE texts_fts MATCH '现印发任务'") == [(1,)]
    assert ask(path, "SELECT text FROM texts") == [(document.text,)]


FOUND = [
    ("窗", 1),
    ("窗口", 1),
    ("满意度", 1),
    ("群众满意度不低于", 1),
    ("12", 1),
    ("没有", 0),
    ("没有的话", 0),
    ('"', 0),
    ('a"b"c', 0),
    ("", 1),
]


@pytest.mark.parametrize("name", build_datasette_metadata("x")["databases"]["x"]["queries"])
@pytest.mark.parametrize(("words", "count"), FOUND)
def test_queries_of_datasette_find_words_of_any_length(
    tmp_path: Path, document: PolicyDocument, name: str, words: str, count: int
) -> None:
    path = write(tmp_path / "a.db", document.model_copy(update={"tasks": document.tasks[:1]}))
    query = build_datasette_metadata("x")["databases"]["x"]["queries"][name]["sql"]
    with closing(sqlite3.connect(path)) as database:
        assert len(database.execute(query, {"words": words}).fetchall()) == count


def test_datasette_is_told_of_columns_that_exist(path: Path) -> None:
    for name, shown in build_datasette_metadata("x")["databases"]["x"]["tables"].items():
        columns = {row[1] for row in ask(path, f'PRAGMA table_info("{name}")')}
        named = {*shown.get("columns", {}), *shown.get("facets", []), shown.get("label_column"), shown.get("sort")}
        assert named - {None} <= columns, name


VIEW_ROWS = {
    "tasks_by_agency": (
        "agency, role, due_on",
        [("各镇", "support", "2024-06-30"), ("青禾县政务服务局", "lead", "2024-06-30")],
    ),
    "tasks_by_month": (
        "month, due_on, agencies",
        [
            ("2024-03", "2024-03-01", None),
            ("2024-03", "2024-03-31", None),
            ("2024-06", "2024-06-30", "县政务服务局、各镇"),
        ],
    ),
    "tasks_by_province": (
        "province, jurisdiction, due_on",
        [("浙江省", "青禾县", "2024-06-30"), ("浙江省", "青禾县", None), ("浙江省", "青禾县", "2024-03-31")],
    ),
}


@pytest.mark.parametrize("name", VIEWS)
def test_view(tmp_path: Path, document: PolicyDocument, name: str) -> None:
    columns, rows = VIEW_ROWS[name]
    path = write(tmp_path / "a.db", in_province(document))
    assert ask(path, f"SELECT {columns} FROM {name}") == rows


def in_province(document: PolicyDocument) -> PolicyDocument:
    place = document.metadata.jurisdiction.model_copy(update={"code": "331199"})  # type: ignore[union-attr]
    return document.model_copy(update={"metadata": document.metadata.model_copy(update={"jurisdiction": place})})


def test_same_documents_same_bytes(tmp_path: Path, document: PolicyDocument, path: Path) -> None:
    assert write(tmp_path / "b.db", document).read_bytes() == path.read_bytes()


def test_a_second_run_updates_in_place(path: Path, document: PolicyDocument) -> None:
    first = document.tasks[0].model_copy(update={"kind": "duty"})
    write(path, document.model_copy(update={"tasks": (first,)}))
    assert ask(path, "SELECT rowid, task_id, kind FROM tasks") == [(1, "t-aaaa0001", "duty")]
    assert ask(path, "SELECT count(*) FROM deadlines WHERE task_key IS NOT NULL") == [(1,)]
    assert ask(path, "SELECT count(*) FROM tasks_fts WHERE tasks_fts MATCH '公布名单'") == [(0,)]


def test_other_documents_stay(path: Path, document: PolicyDocument) -> None:
    write(path, document.model_copy(update={"document_id": "d-other"}))
    assert ask(path, "SELECT document_id FROM documents") == [("d-0123456789abcdef",), ("d-other",)]


def test_discarded_changes_leave_nothing(path: Path, document: PolicyDocument) -> None:
    before = path.read_bytes()
    writer = SqliteWriter(path, "zh")
    writer.add(render_sqlite(document.model_copy(update={"document_id": "d-other"}), "zh"))
    writer.discard()
    assert path.read_bytes() == before


def test_a_database_of_others_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE tasks (id)")
    with pytest.raises(ExportError, match="not a database of qingdan"):
        SqliteWriter(path, "zh")


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    path.write_text("words, many enough to be no header of a database" * 9)
    with pytest.raises(ExportError, match=r"notes\.db"):
        SqliteWriter(path, "zh")


def test_what_sqlite_refuses_is_said_in_one_line(tmp_path: Path, document: PolicyDocument) -> None:
    path = tmp_path / "a.db"
    writer = SqliteWriter(path, "zh")
    writer._database.execute("PRAGMA max_page_count = 1")  # a disk that is full
    long = document.model_copy(update={"text": "长" * 2_000_000})
    with pytest.raises(ExportError, match=r"a\.db: database or disk is full; nothing was changed"):
        writer.add(render_sqlite(long, "zh"))
    assert ask(path, "SELECT count(*) FROM sqlite_master") == [(0,)]


def test_text_that_a_database_cannot_hold(tmp_path: Path, document: PolicyDocument) -> None:
    odd = document.tasks[0].model_copy(update={"text": "甲\0乙\ud800丙"})
    path = write(tmp_path / "a.db", document.model_copy(update={"tasks": (odd,)}))
    assert ask(path, "SELECT text FROM tasks") == [("甲\ufffd乙?丙",)]
