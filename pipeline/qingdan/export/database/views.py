"""Views of a database, as data: what they show, and a query that both databases understand once it is filled."""

# ruff: noqa: S608 - filled from constants of this file
from __future__ import annotations

_AGENCIES = """(SELECT {join_names} FROM responsibilities AS r WHERE r.task_key = t.task_key)"""
_TASK = "t.title AS task_title, t.text AS task"
_NOTICE = "d.title AS notice, d.document_number, t.task_key, t.document_id"

VIEWS = {
    "tasks_by_agency": (
        "Who does what: one row for each body assigned to a task. 各单位的任务。",
        f"""
SELECT coalesce(r.canonical, r.name) AS agency, r.role, t.due_on, {_TASK}, {_NOTICE}
FROM responsibilities AS r
JOIN tasks AS t ON t.task_key = r.task_key
JOIN documents AS d ON d.document_id = t.document_id
ORDER BY agency, t.due_on, t.document_id, t.ordinal
""",
    ),
    "tasks_by_month": (
        "What is due when: one row for each dated deadline of a task. 各月到期的任务。",
        f"""
SELECT {{month}} AS month, l.end_on AS due_on, l.label, {_TASK}, {_AGENCIES} AS agencies, {_NOTICE}
FROM deadlines AS l
JOIN tasks AS t ON t.task_key = l.task_key
JOIN documents AS d ON d.document_id = t.document_id
WHERE l.end_on IS NOT NULL
ORDER BY l.end_on, t.document_id, t.ordinal
""",
    ),
    "tasks_by_province": (
        "Where: one row for each task of a notice whose province is known. 各省份的任务。",
        f"""
SELECT d.province, d.jurisdiction, d.policy_year, t.due_on, {_TASK}, {_AGENCIES} AS agencies, {_NOTICE}
FROM tasks AS t
JOIN documents AS d ON d.document_id = t.document_id
WHERE d.province IS NOT NULL
ORDER BY d.jurisdiction_code, d.policy_year, t.document_id, t.ordinal
""",
    ),
}
"""Name to a description and a query. `{month}` and `{join_names}` differ between the databases."""
