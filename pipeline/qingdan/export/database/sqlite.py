"""Records → one SQLite file with keys, indexes, views and a search that understands Chinese."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from qingdan.errors import ExportError
from qingdan.export.database.datasette import write_datasette_metadata
from qingdan.export.database.sql import (
    Dialect,
    TableRows,
    build_delete_stale,
    build_schema,
    build_upsert,
    build_views,
    quote,
    render_rows,
)
from qingdan.export.messages import Language
from qingdan.export.rows import Cell
from qingdan.export.tables import DATABASE_TABLES, Table
from qingdan.models.record import SCHEMA_VERSION, PolicyDocument

SQLITE = Dialect(
    types={"string": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "BOOLEAN", "date": "DATE"},
    placeholder="?",
    is_among="{0} IN (SELECT value FROM json_each(?))",
    words={"month": "substr(l.end_on, 1, 7)", "join_names": "group_concat(r.name, '、')"},
)
_APPLICATION_ID = 0x716C6463  # "qldc": tells `file` whose database it is
_MAJOR_VERSION = int(SCHEMA_VERSION.split(".", maxsplit=1)[0])


def build_search(table: Table) -> str:
    """The index of a table's running text: `MATCH` finds words of three characters and more in it."""
    columns = ", ".join(quote(name) for name in table.searched)
    # Datasette offers a box that asks with MATCH where content is quoted; words of two characters would find nothing
    return (
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {table.name}_fts "
        f"USING fts5({columns}, content={table.name}, tokenize='trigram')"
    )


def _to_parameter(cell: Cell) -> Cell:
    return cell.isoformat() if isinstance(cell, date) else cell


def render_sqlite(document: PolicyDocument, _: Language) -> TableRows:
    """The rows of one document for every table, dates in ISO form."""
    return [[[_to_parameter(cell) for cell in row] for row in rows] for rows in render_rows(document)]


class SqliteWriter:
    """Writes a database, or updates the documents of one that is there, in one transaction.

    The same documents in the same order give a new file with the same bytes, as far as the library is the same.
    """

    def __init__(self, path: Path, _: Language) -> None:
        self.paths = [path]
        self._upserts = [(build_upsert(table, SQLITE), build_delete_stale(table, SQLITE)) for table in DATABASE_TABLES]
        self._database = sqlite3.connect(path, isolation_level=None)
        with self._explained("give a new file, or a database that qingdan wrote"):
            self._begin()

    @contextmanager
    def _explained(self, advice: str) -> Iterator[None]:
        """Raises ExportError for what SQLite refuses, the disk being full among it; nothing is changed then."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise ExportError(f"{self.paths[0]}: {error}; {advice}") from error

    def _begin(self) -> None:
        execute = self._database.execute
        held, version = (execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version"))
        if (held or execute("SELECT 1 FROM sqlite_master").fetchone()) and (held, version) != (
            _APPLICATION_ID,
            _MAJOR_VERSION,
        ):
            raise sqlite3.DatabaseError("not a database of qingdan, or of another version of its contract")
        execute("PRAGMA foreign_keys = ON")
        execute("BEGIN IMMEDIATE")
        execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        execute(f"PRAGMA user_version = {_MAJOR_VERSION}")
        searches = (build_search(table) for table in DATABASE_TABLES if table.searched)
        for statement in (*build_schema(SQLITE), *searches, *build_views(SQLITE)):
            execute(statement)

    def add(self, rendered: TableRows) -> None:
        """Write one document, in place of what was read from the same file before."""
        document_id = rendered[0][0][0]
        with self._explained("nothing was changed"):
            for (upsert, delete), rows in zip(self._upserts, rendered, strict=True):
                self._database.executemany(upsert, rows)
                self._database.execute(delete, (document_id, json.dumps([row[0] for row in rows])))

    def close(self) -> None:
        """Index the texts, commit."""
        with self._explained("nothing was changed"):
            for table in DATABASE_TABLES:
                if table.searched:
                    name = f"{table.name}_fts"
                    self._database.execute(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608
            self._database.execute("COMMIT")
        self._database.close()
        self.paths.append(write_datasette_metadata(self.paths[0]))

    def discard(self) -> None:
        """Leave the database as it was."""
        self._database.close()
