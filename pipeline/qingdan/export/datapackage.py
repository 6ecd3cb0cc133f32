"""The tables described for programs (Frictionless Data Package v1) and for readers (a codebook)."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from qingdan.export.columns import allowed_values, holds_list
from qingdan.export.escaping import ESCAPED, escape
from qingdan.export.rows import LIST_SEPARATOR
from qingdan.export.tables import TABLES, Column, Table
from qingdan.models.record import SCHEMA_VERSION

_MEDIA_TYPES = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}


def _field(table: Table, column: Column, form: str) -> dict[str, Any]:
    is_csv = form == "csv"
    constraints: dict[str, Any] = {"required": True} if column.name == table.primary_key else {}
    if words := allowed_values(table, column):
        constraints["enum"] = [escape(word) if is_csv else word for word in words]  # as the file has them
    return {
        "name": column.name,
        "type": "array" if not is_csv and holds_list(table, column) else column.type,
        "title": column.chinese,
        "description": column.english,
        **({"constraints": constraints} if constraints else {}),
    }


def _resource(table: Table, form: str, keys: Mapping[str, str]) -> dict[str, Any]:
    return {
        "name": table.name,
        "title": table.chinese,
        "description": table.english,
        "path": f"{table.name}.{form}",
        "profile": "tabular-data-resource",
        "format": form,
        "mediatype": _MEDIA_TYPES[form],
        **({"encoding": "utf-8"} if form == "csv" else {}),
        "schema": {
            "fields": [_field(table, column, form) for column in table.columns],
            "missingValues": [""],
            "primaryKey": [table.primary_key],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": other, "fields": [keys[other]]}}
                for column, other in table.foreign_keys
            ],
        },
    }


def build_datapackage(form: str = "csv", tables: Sequence[Table] = TABLES) -> dict[str, Any]:
    """The descriptor: every table with types, keys, allowed words; titles are Chinese, descriptions English.

    `form` is that of the files: `csv` or `parquet`.
    """
    keys = {table.name: table.primary_key for table in tables}
    return {
        "profile": "tabular-data-package",
        "name": "qingdan-tables",
        "title": "政策任务清单数据表",
        "description": "Tasks, deadlines, responsible agencies and targets read from government notices.",
        "version": SCHEMA_VERSION,
        "resources": [_resource(table, form, keys) for table in tables],
    }


_CODEBOOK_HEAD = f"""# Codebook 数据说明

Version 版本 {SCHEMA_VERSION}

- CSV: UTF-8 with BOM, comma, CRLF; an empty cell is an unknown value. 空单元格表示未知。
- Types 类型: `string`, `integer`, `number`, `boolean` (`true`/`false`), `date` (ISO 8601). Read every `string` column
  as text, so that numbers as printed (`1.10`) and codes keep their zeros. 请将 string 列按文本读入。
- Lists stand in one cell with `{LIST_SEPARATOR}` between. 多个值以 `{LIST_SEPARATOR}` 分隔。
- `start`, `end`, `spans` count characters (code points) in the document's `text`, end exclusive.
  位置按字符计，不含结束位置。
- A text that a spreadsheet would run as a formula has one apostrophe before it. To undo: drop the first character of
  a text that begins with an apostrophe and matches the pattern. 可能被当作公式的文字前加一个撇号，还原方法如下。

```
pattern  {ESCAPED}
pandas   s.where(~(s.str.startswith("'") & s.str.contains(pattern, regex=True)), s.str[1:])
R        ifelse(startsWith(s, "'") & grepl(pattern, s, perl = TRUE), substring(s, 2), s)
```
"""


def build_codebook(tables: Sequence[Table] = TABLES) -> str:
    """Markdown, English and Chinese: how to read the files, then every table and column."""
    parts = [_CODEBOOK_HEAD]
    for table in tables:
        parts.append(f"## {table.name}\n\n{table.english} {table.chinese}\n")
        parts.append("| column 列 | type 类型 | English | 中文 | values 取值 |\n| --- | --- | --- | --- | --- |")
        references = dict(table.foreign_keys)
        for column in table.columns:
            values = " ".join(f"`{escape(word)}`" for word in allowed_values(table, column))
            if column.name in references:
                values = f"→ {references[column.name]}"
            parts.append(f"| `{column.name}` | {column.type} | {column.english} | {column.chinese} | {values} |")
        parts.append("")
    return "\n".join(parts)


def write_datapackage(folder: Path, form: str = "csv", tables: Sequence[Table] = TABLES) -> list[Path]:
    """Write `datapackage.json` beside the tables, and `codebook.md` for CSV; gives their paths."""
    texts = {"datapackage.json": json.dumps(build_datapackage(form, tables), ensure_ascii=False, indent=1) + "\n"}
    if form == "csv":
        texts["codebook.md"] = build_codebook(tables)
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return [folder / name for name in texts]
