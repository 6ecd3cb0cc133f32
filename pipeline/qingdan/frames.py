"""The long tables as data frames of pandas or polars, whichever is installed."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from qingdan.errors import MissingExtraError
from qingdan.export.columns import holds_list
from qingdan.export.rows import build_typed_rows
from qingdan.export.stored import read_documents
from qingdan.export.tables import TABLES, Table
from qingdan.models.record import PolicyDocument

Library = Literal["pandas", "polars"]
Rows = list[list[Any]]

_PANDAS = {
    "string": "string", "integer": "Int64", "number": "Float64", "boolean": "boolean", "date": "datetime64[s]",
}  # fmt: skip
_POLARS = {"string": "String", "integer": "Int64", "number": "Float64", "boolean": "Boolean", "date": "Date"}


def _to_pandas(table: Table, rows: Rows) -> Any:
    pandas = import_module("pandas")
    types = ["object" if holds_list(table, column) else _PANDAS[column.type] for column in table.columns]
    return pandas.DataFrame(
        {
            column.name: pandas.Series([row[place] for row in rows], dtype=types[place])
            for place, column in enumerate(table.columns)
        }
    )


def _to_polars(table: Table, rows: Rows) -> Any:
    polars = import_module("polars")
    schema = {}
    for column in table.columns:
        kind = getattr(polars, _POLARS[column.type])
        schema[column.name] = polars.List(kind) if holds_list(table, column) else kind
    return polars.DataFrame(rows, schema=schema, orient="row")


_BUILDERS: dict[str, Callable[[Table, Rows], Any]] = {"pandas": _to_pandas, "polars": _to_polars}


def _find_library(wanted: Library | None) -> str:
    for name in [wanted] if wanted else _BUILDERS:
        try:
            import_module(name)
        except ImportError:
            continue
        return name
    raise MissingExtraError(f"{wanted or 'pandas or polars'} is not installed; run: pip install {wanted or 'pandas'}")


def build_frames(documents: Iterable[PolicyDocument] | str | Path, library: Library | None = None) -> dict[str, Any]:
    """All tables by name (`documents tasks deadlines …`), with the columns of the CSV files; dates and lists are typed.

    `documents` may be an output folder of `qingdan convert`. Takes pandas before polars where `library` does not say.
    Raises MissingExtraError when there is neither, BrokenFileError for a folder without documents.
    """
    name = _find_library(library)
    given = read_documents(Path(documents)) if isinstance(documents, str | Path) else documents
    rows: dict[str, Rows] = {table.name: [] for table in TABLES}
    for document in given:
        for table in TABLES:
            rows[table.name].extend(build_typed_rows(table, document))
    return {table.name: _BUILDERS[name](table, rows[table.name]) for table in TABLES}
