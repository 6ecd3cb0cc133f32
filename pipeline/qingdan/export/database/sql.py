"""The long tables as SQL: one schema, written for SQLite and for PostgreSQL from the same definitions."""

# ruff: noqa: S608 - names come from the tables below, values are parameters
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from qingdan.export.database.views import VIEWS
from qingdan.export.rows import Cell, build_rows
from qingdan.export.tables import DATABASE_TABLES, Column, ColumnType, Table
from qingdan.models.record import PolicyDocument

TableRows = list[list[list[Cell]]]
"""Rows of one document for every table of `DATABASE_TABLES`."""


@dataclass(frozen=True, slots=True)
class Dialect:
    """What the two databases say differently."""

    types: Mapping[ColumnType, str]
    placeholder: str
    is_among: str
    """Tells whether a key is among those of one parameter, for `{0}`."""
    words: Mapping[str, str]
    """Fills the templates of `VIEWS`."""


def quote(name: str) -> str:
    """A name as an identifier: `references` and `end` are words of SQL."""
    return f'"{name}"'


def _list(names: Iterator[str] | tuple[str, ...]) -> str:
    return ", ".join(quote(name) for name in names)


def _column(table: Table, column: Column, dialect: Dialect) -> tuple[str, str]:
    key = " NOT NULL PRIMARY KEY" if column.name == table.primary_key else ""
    return f"{quote(column.name)} {dialect.types[column.type]}{key}", f"{column.english} {column.chinese}"


def _reference(column: str, other: str) -> tuple[str, str]:
    key = next(table.primary_key for table in DATABASE_TABLES if table.name == other)
    return f"FOREIGN KEY ({quote(column)}) REFERENCES {quote(other)} ({quote(key)}) ON DELETE CASCADE", ""


def build_create_table(table: Table, dialect: Dialect) -> str:
    """`CREATE TABLE` with keys, each column explained. Deleting a document deletes what was read from it."""
    lines = [_column(table, column, dialect) for column in table.columns]
    lines += [_reference(column, other) for column, other in table.foreign_keys]
    commas = [","] * (len(lines) - 1) + [""]
    body = "\n".join(
        f"  {definition}{comma}{f' -- {comment}' if comment else ''}"
        for (definition, comment), comma in zip(lines, commas, strict=True)
    )
    return f"CREATE TABLE IF NOT EXISTS {quote(table.name)} ( -- {table.english} {table.chinese}\n{body}\n)"


def build_indexes(table: Table) -> Iterator[str]:
    """One `CREATE INDEX` for every foreign key and for what the table is asked by."""
    referring = (column for column, _ in table.foreign_keys if column != table.primary_key)
    for column in (*referring, *table.indexed):
        name = quote(f"{table.name}_{column}")
        yield f"CREATE INDEX IF NOT EXISTS {name} ON {quote(table.name)} ({quote(column)})"


def build_views(dialect: Dialect) -> Iterator[str]:
    """Every view anew, so that those of an earlier version do not stay."""
    for name, (_, query) in VIEWS.items():
        yield f"DROP VIEW IF EXISTS {quote(name)}"
        yield f"CREATE VIEW {quote(name)} AS\n{query.format_map(dialect.words).strip()}"


def build_upsert(table: Table, dialect: Dialect) -> str:
    """`INSERT` of one row that updates the row which has its key."""
    names = tuple(column.name for column in table.columns)
    values = ", ".join([dialect.placeholder] * len(names))
    updates = ", ".join(f"{quote(name)} = excluded.{quote(name)}" for name in names[1:])
    return (
        f"INSERT INTO {quote(table.name)} ({_list(names)}) VALUES ({values}) "
        f"ON CONFLICT ({quote(table.primary_key)}) DO UPDATE SET {updates}"
    )


def build_delete_stale(table: Table, dialect: Dialect) -> str:
    """`DELETE` of a document's rows whose keys are not in the list: parameters are the document's id and the keys."""
    is_among = dialect.is_among.format(quote(table.primary_key))
    return f"DELETE FROM {quote(table.name)} WHERE document_id = {dialect.placeholder} AND NOT ({is_among})"


def build_schema(dialect: Dialect) -> Iterator[str]:
    """Tables, each after those it refers to, and indexes."""
    for table in DATABASE_TABLES:
        yield build_create_table(table, dialect)
        yield from build_indexes(table)


def _to_storable(cell: Cell) -> Cell:
    """Neither database holds NUL or half a character in its texts."""
    if isinstance(cell, str):
        return cell.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    return cell


def render_rows(document: PolicyDocument) -> TableRows:
    """The rows of one document for every table of a database."""
    return [[[_to_storable(cell) for cell in row] for row in build_rows(table, document)] for table in DATABASE_TABLES]
