"""Section lines that are drawn inside a table's run: entries of the outline like any other heading (T5)."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Clause, Table
from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.text.passage import Passage


def with_sections(clauses: Sequence[Clause], tables: Iterable[Table], rules: RuleSet) -> tuple[Clause, ...]:
    """The clauses and the section lines of tables, in order of print."""
    return tuple(sorted([*clauses, *_sections(tables, rules)], key=lambda c: c.ranges[:1]))


def gaps_left(gaps: Iterable[Diagnostic], tables: Sequence[Table], rules: RuleSet) -> list[Diagnostic]:
    """Gaps in the numbering that no section line of a table fills."""
    lines = [line for table in tables for line in (*table.path, *(line for row in table.rows for line in row.section))]
    drawn = {(number.style, number.values) for line in lines if (number := read_number(line.text, rules))}
    return [gap for gap in gaps if not lines or not _filled(gap, lines[0].source, drawn, rules)]


def _filled(gap: Diagnostic, text: str, drawn: Container[tuple[str, tuple[int, ...]]], rules: RuleSet) -> bool:
    """Whether all numbers that a gap leaves out are drawn in tables."""
    after, found = gap.params.get("after"), gap.params.get("found")
    printed = Passage(text, ((gap.ranges[0][0], gap.ranges[-1][1] + 1),)).text if gap.ranges else ""
    number = read_number(printed, rules)
    if gap.code != "numbering_gap" or number is None or not isinstance(after, int) or not isinstance(found, int):
        return False
    return all((number.style, (*number.values[:-1], missing)) in drawn for missing in range(after + 1, found))


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
