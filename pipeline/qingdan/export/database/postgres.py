"""Records → a PostgreSQL database: the schema of the SQLite file, updated in one transaction."""

from __future__ import annotations

from pathlib import Path

from qingdan.errors import ExportError
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
from qingdan.export.extras import import_extra
from qingdan.export.messages import Language
from qingdan.export.tables import DATABASE_TABLES
from qingdan.models.record import PolicyDocument

POSTGRES = Dialect(
    types={
        "string": "text", "integer": "integer", "number": "double precision", "boolean": "boolean", "date": "date",
    },
    placeholder="%s",
    is_among="{0} = ANY (%s)",
    words={"month": "to_char(l.end_on, 'YYYY-MM')", "join_names": "string_agg(r.name, '、' ORDER BY r.value_key)"},
)  # fmt: skip
_LOCK = 0x716C6463


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _comments() -> list[str]:
    """Every table and column explained where `psql` and database tools show it."""
    found = []
    for table in DATABASE_TABLES:
        found.append(f"COMMENT ON TABLE {quote(table.name)} IS {_literal(f'{table.english} {table.chinese}')}")
        for column in table.columns:
            words = _literal(f"{column.english} {column.chinese}")
            found.append(f"COMMENT ON COLUMN {quote(table.name)}.{quote(column.name)} IS {words}")
    return found


def render_postgres(document: PolicyDocument, _: Language) -> TableRows:
    """The rows of one document for every table."""
    return render_rows(document)


class PostgresWriter:
    """Writes to the database at an address (`postgresql://user@host/name`), everything in one transaction.

    Raises ExportError when the server cannot be reached or refuses, MissingExtraError without psycopg. What is in
    the tables of other documents stays; nobody sees half a run.
    """

    def __init__(self, address: str, _: Language) -> None:
        self.paths: list[Path] = []
        self._psycopg = import_extra("psycopg", "postgres")
        self._upserts = [
            (build_upsert(table, POSTGRES), build_delete_stale(table, POSTGRES)) for table in DATABASE_TABLES
        ]
        try:
            self._connection = self._psycopg.connect(address, options="-c client_min_messages=warning")
            self._cursor = self._connection.cursor()
            self._begin()
        except self._psycopg.Error as error:
            raise self._explain(error) from error

    def _explain(self, error: Exception) -> ExportError:
        """One line without the address, which may hold a password."""
        return ExportError(f"PostgreSQL: {' '.join(str(error).split())}")

    def _begin(self) -> None:
        # two runs at once would wait for each other's rows in another order; the second waits here instead
        self._cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        for statement in (*build_schema(POSTGRES), *build_views(POSTGRES), *_comments()):
            self._cursor.execute(statement)

    def add(self, rendered: TableRows) -> None:
        """Write one document, in place of what was read from the same file before."""
        document_id = rendered[0][0][0]
        try:
            for (upsert, delete), rows in zip(self._upserts, rendered, strict=True):
                self._cursor.executemany(upsert, rows)
                self._cursor.execute(delete, (document_id, [row[0] for row in rows]))
        except self._psycopg.Error as error:
            raise self._explain(error) from error

    def close(self) -> None:
        """Commit."""
        try:
            self._connection.commit()
        except self._psycopg.Error as error:
            raise self._explain(error) from error
        finally:
            self._connection.close()

    def discard(self) -> None:
        """Leave the database as it was."""
        self._connection.close()
