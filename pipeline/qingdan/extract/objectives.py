"""Goals of the whole notice: paragraphs under headings of goals, rows of target tables."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.models.drafts import ObjectiveDraft
from qingdan.models.notice import Notice, Table
from qingdan.text.passage import join


def find_objectives(notice: Notice) -> Iterator[ObjectiveDraft]:
    """Drafts: clauses first, then tables, each in order of print."""
    for clause in notice.clauses:
        if clause.role == "objective":
            for paragraph in clause.paragraphs or (
                (clause.heading,) if _stands_alone(clause.clause_id, notice) else ()
            ):
                if paragraph:
                    yield ObjectiveDraft(paragraph, paragraph.ranges, clause_id=clause.clause_id)
    for table in notice.tables:
        if table.kind == "target":
            yield from _rows(table)


def _stands_alone(clause_id: str, notice: Notice) -> bool:
    """A heading without a body or children is the goal itself."""
    clause = next(c for c in notice.clauses if c.clause_id == clause_id)
    return not clause.holds_table and not any(c.parent_id == clause_id for c in notice.clauses)


def _rows(table: Table) -> Iterator[ObjectiveDraft]:
    for row in table.rows:
        cells = [c.passage for c in row.cells if c.passage]
        if cells:
            text = join(cells[0].source, cells)
            yield ObjectiveDraft(text, text.ranges, table_id=table.table_id)
