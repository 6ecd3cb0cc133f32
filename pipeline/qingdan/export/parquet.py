"""Records → Parquet: the long tables, and whole documents with lists and structs."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from qingdan.export.columns import holds_list, is_model, strip_null
from qingdan.export.datapackage import write_datapackage
from qingdan.export.extras import import_extra
from qingdan.export.messages import Language
from qingdan.export.rows import TypedCell, build_typed_rows
from qingdan.export.tables import TABLES, Table
from qingdan.models.record import PolicyDocument

Rendered = tuple[dict[str, Any], list[list[list[TypedCell]]]]
"""The whole document as plain data, and its rows for every table."""
_ROW_GROUP = 256
"""Documents that are gathered before they are written: few enough to hold, enough to compress well."""
_COLUMN_TYPES = {"string": "string", "integer": "int64", "number": "float64", "boolean": "bool_", "date": "date32"}
_TYPES = {str: "string", int: "int64", float: "float64", bool: "bool_", date: "date32"}


def build_arrow_type(annotation: Any, arrow: Any) -> Any:
    """The Arrow type of a model's field: models are structs, tuples lists, mappings maps of words to words."""
    annotation = strip_null(annotation)
    if is_model(annotation):
        fields = annotation.model_fields.items()
        return arrow.struct([(name, build_arrow_type(field.annotation, arrow)) for name, field in fields])
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is tuple:
        return arrow.list_(build_arrow_type(parts[0], arrow))
    if origin is dict:
        words = not is_model(parts[1]) and get_origin(parts[1]) is not tuple
        return arrow.map_(arrow.string(), arrow.string() if words else build_arrow_type(parts[1], arrow))
    return arrow.string() if origin is Literal else getattr(arrow, _TYPES[annotation])()


def _to_plain(value: Any) -> Any:
    """Models as dicts, mappings as pairs whose single values are words."""
    if isinstance(value, dict):
        return [
            (key, _to_plain(member) if isinstance(member, tuple) else _word(member)) for key, member in value.items()
        ]
    if isinstance(value, tuple):
        return [_to_plain(member) for member in value]
    if is_model(type(value)):
        return {name: _to_plain(member) for name, member in value}
    return value


def _word(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else json.dumps(value)


def render_parquet(document: PolicyDocument, _: Language) -> Rendered:
    """One document for the file of whole documents, and for every table."""
    return _to_plain(document), [list(build_typed_rows(table, document)) for table in TABLES]


class ParquetWriter:
    """Writes `notices.parquet` (whole documents), `<table>.parquet` and `datapackage.json` into a folder.

    Raises MissingExtraError without pyarrow.
    """

    def __init__(self, folder: Path, _: Language) -> None:
        self._arrow = import_extra("pyarrow", "parquet")
        folder.mkdir(parents=True, exist_ok=True)
        schemas = {"notices": self._arrow.schema(list(build_arrow_type(PolicyDocument, self._arrow)))}
        schemas |= {table.name: self._table_schema(table) for table in TABLES}
        files = [folder / f"{name}.parquet" for name in schemas]
        self.paths = [*files, *write_datapackage(folder, "parquet")]
        open_file = import_extra("pyarrow.parquet", "parquet").ParquetWriter
        self._schemas = list(schemas.values())
        self._files = [
            open_file(path, schema, compression="zstd") for path, schema in zip(files, self._schemas, strict=True)
        ]
        self._waiting: list[Rendered] = []

    def _table_schema(self, table: Table) -> Any:
        arrow = self._arrow
        fields = []
        for column in table.columns:
            one = getattr(arrow, _COLUMN_TYPES[column.type])()
            kind = arrow.list_(one) if holds_list(table, column) else one
            words = {"description": column.english, "title": column.chinese}
            fields.append(arrow.field(column.name, kind, nullable=column.name != table.primary_key, metadata=words))
        return arrow.schema(fields, metadata={"title": table.chinese, "description": table.english})

    def add(self, rendered: Rendered) -> None:
        """Add one document."""
        self._waiting.append(rendered)
        if len(self._waiting) == _ROW_GROUP:
            self._write()

    def _write(self) -> None:
        documents = [document for document, _ in self._waiting]
        self._files[0].write_table(self._arrow.Table.from_pylist(documents, self._schemas[0]))
        for position, (file, schema) in enumerate(zip(self._files[1:], self._schemas[1:], strict=True)):
            rows = [row for _, tables in self._waiting for row in tables[position]]
            columns = [
                self._arrow.array([row[place] for row in rows], field.type) for place, field in enumerate(schema)
            ]
            file.write_table(self._arrow.Table.from_arrays(columns, schema=schema))
        self._waiting.clear()

    def close(self) -> None:
        """Write what waits, finish all files."""
        if self._waiting:
            self._write()
        for file in self._files:
            file.close()
