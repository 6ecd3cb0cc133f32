"""Drawn tables → logical tables: what a reader of the printed page would call one table, one row, one cell.

Section lines are path. Those that are drawn in a table lie inside its
run, and the outline has to take them from `Table.path` and `Row.section`; those printed above it are ordinary lines.
"""

from __future__ import annotations

from collections.abc import Iterable

from qingdan.models.notice import Column, ColumnRole, Table
from qingdan.models.source import Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.tables.captions import find_caption, split_section
from qingdan.structure.tables.columns import Heading, build_roles, kind_of
from qingdan.structure.tables.rows import build_rows, pad
from qingdan.structure.tables.stitching import Draft, Stitcher
from qingdan.structure.tables.streams import find_streams, number_of
from qingdan.text.passage import Passage, Range


def build_tables(source: Source, rules: RuleSet) -> tuple[Table, ...]:
    """The logical tables of a source, in order, numbered `t1`…; tables without a row of words are left out."""
    tables: list[Table] = []
    end = 0
    for stream in find_streams(source, rules):
        for draft in Stitcher(rules).stitch(stream):
            tables.append(_build_table(draft, f"t{len(tables) + 1}", source, end, rules))
            end = tables[-1].end
    return tuple(tables)


def table_ranges(tables: Iterable[Table]) -> tuple[Range, ...]:
    """What the tables take up of the text: their runs, and their titles unless these are numbered sections."""
    ranges: list[Range] = []
    for table in tables:
        ranges.append((table.start, table.end))
        numbered = {section.end for section in table.path}
        if table.caption and table.caption.end not in numbered:
            ranges += [r for r in table.caption.ranges if r[1] <= table.start]
    return tuple(sorted(ranges))


def _build_table(draft: Draft, table_id: str, source: Source, earliest: int, rules: RuleSet) -> Table:
    width = max([len(draft.headings), *(_used(row.grid.words) for row in draft.rows if not draft.headings)])
    headings = [*draft.headings, *[Heading("")] * (width - len(draft.headings))]
    padded = [pad(row, width) for row in draft.rows]
    texts = [[row[i].passage.text for row in padded if not row[i].inherited] for i in range(width)]
    roles = build_roles(headings, texts, rules)
    periods = [h.printed if role == "deadline" else None for h, role in zip(headings, roles, strict=True)]
    contents: list[ColumnRole] = ["other" if p else role for role, p in zip(roles, periods, strict=True)]
    caption, path = _name(draft, source, earliest, rules)
    return Table(
        table_id=table_id,
        kind=kind_of(roles),
        caption=caption,
        columns=tuple(
            Column(h.words, role, p, guessed=not h.known) for h, role, p in zip(headings, roles, periods, strict=True)
        ),
        rows=build_rows(draft, contents, rules),
        attachment_id=None,
        pages=tuple(draft.pages),
        start=draft.start,
        end=max(draft.end, *(row.grid.end for row in draft.rows)),
        path=path,
    )


def _used(words: list[str]) -> int:
    return max((i + 1 for i, word in enumerate(words) if word), default=1)


def _name(draft: Draft, source: Source, earliest: int, rules: RuleSet) -> tuple[Passage | None, tuple[Passage, ...]]:
    """Caption and path: from lines of one cell over the header, else from the lines above the table."""
    path = tuple(line for line in draft.titles if number_of(line.text, rules)[0])
    if path:
        return split_section(path[-1], rules), path
    if draft.titles:
        return draft.titles[-1], ()
    return find_caption(source, draft.start, earliest, rules)
