"""Section lines that are drawn inside a table's run: entries of the outline like any other heading (T5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qingdan.models.notice import Clause, Table
from qingdan.rulepacks import RuleSet
from qingdan.structure.numbering import read_number


def with_sections(clauses: Sequence[Clause], tables: Iterable[Table], rules: RuleSet) -> tuple[Clause, ...]:
    """The clauses and the section lines of tables, in order of print."""
    return tuple(sorted([*clauses, *_sections(tables, rules)], key=lambda c: c.ranges[:1]))


def _sections(tables: Iterable[Table], rules: RuleSet) -> Iterator[Clause]:
    for table in tables:
        for depth, line in enumerate(table.path, 1):
            number = read_number(line.text, rules)
            if number is None or line.start < table.start:
                continue  # printed above the table, where the clause tree has it
            yield Clause(
                clause_id=f"{table.table_id}s{depth}",
                parent_id=None,
                level=depth,
                number=line.slice(number.start, number.end).printed,
                heading=line.slice(number.end, len(line)),
                paragraphs=(),
                role="other",
                attachment_id=table.attachment_id,
                ranges=line.ranges,
                holds_table=True,
            )
