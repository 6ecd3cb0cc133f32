"""What Datasette shows beside a database: what each table holds, facets, a search for words of any length."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qingdan.export.database.views import VIEWS
from qingdan.export.tables import DATABASE_TABLES, Table

_FINDS = """
{0}.rowid IN (SELECT rowid FROM {1}_fts WHERE {1}_fts MATCH '"' || replace(:words, '"', '""') || '"')
  OR length(:words) < 3 AND {2}
"""
"""Three characters and more by the index; fewer, which it does not know, by looking through the table."""
_SEARCHES = {
    "search_tasks": (
        "搜索任务 Search tasks",
        f"""
SELECT t.title, t.text, t.due_on, d.title AS notice, d.document_number, t.task_key
FROM tasks AS t JOIN documents AS d ON d.document_id = t.document_id
WHERE {_FINDS.format("t", "tasks", "(instr(t.text, :words) OR instr(t.title, :words))").strip()}
ORDER BY t.due_on, t.document_id, t.ordinal
LIMIT 200
""",  # noqa: S608 - filled from constants
    ),
    "search_notices": (
        "搜索全文 Search whole texts",
        f"""
SELECT d.title, d.document_number, d.signed_on,
  '…' || replace(substr(x.text, max(1, instr(x.text, :words) - 30), 80), char(10), ' ') || '…' AS words, d.document_id
FROM texts AS x JOIN documents AS d ON d.document_id = x.document_id
WHERE {_FINDS.format("x", "texts", "instr(x.text, :words)").strip()}
ORDER BY d.signed_on DESC, d.document_id
LIMIT 200
""",  # noqa: S608 - filled from constants
    ),
}
_SHOWN: dict[str, dict[str, Any]] = {
    "documents": {"facets": ["document_type", "policy_year"], "sort_desc": "signed_on", "label_column": "title"},
    "tasks": {"facets": ["kind", "deadline_status"], "sort": "due_on", "label_column": "title"},
    "deadlines": {"facets": ["precision", "year_source"], "sort": "end_on", "label_column": "raw"},
    "responsibilities": {"facets": ["role", "kind"], "label_column": "name"},
    "targets": {"facets": ["comparator", "unit"], "label_column": "indicator"},
    "objectives": {"label_column": "text"},
    "references": {"facets": ["relation"], "label_column": "title"},
    "diagnostics": {"facets": ["severity", "code"]},
    "texts": {"size": 10},
    "tasks_by_agency": {"facets": ["role"]},
    "tasks_by_month": {"facets": ["month"]},
    "tasks_by_province": {"facets": ["province", "policy_year"]},
}


def _table(table: Table) -> dict[str, Any]:
    return {"description": f"{table.english} {table.chinese}", **_SHOWN.get(table.name, {})}


def build_datasette_metadata(database: str) -> dict[str, Any]:
    """The metadata for a database of this name."""
    views = {name: {"description": words, **_SHOWN.get(name, {})} for name, (words, _) in VIEWS.items()}
    return {
        "title": "政策任务清单",
        "description": "Tasks, deadlines, responsible agencies and targets read from government notices.",
        "databases": {
            database: {
                "tables": {**{table.name: _table(table) for table in DATABASE_TABLES}, **views},
                "queries": {
                    name: {"title": title, "sql": query.strip(), "params": ["words"], "hide_sql": True}
                    for name, (title, query) in _SEARCHES.items()
                },
            }
        },
    }


def write_datasette_metadata(database: Path) -> Path:
    """Write `<name>.metadata.json` beside the database; gives its path."""
    path = database.with_suffix(".metadata.json")
    text = json.dumps(build_datasette_metadata(database.stem), ensure_ascii=False, indent=1) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    return path
