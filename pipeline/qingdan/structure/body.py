"""What all files of a notice print, each read on its own: paragraphs, tables, and what is set aside."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Table
from qingdan.models.source import Line, Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.line_tables.build import add_line_tables
from qingdan.structure.lines.contents import without_contents
from qingdan.structure.lines.furniture import set_aside_furniture
from qingdan.structure.lines.paragraphs import Paragraph, build_paragraphs
from qingdan.structure.lines.parts import split_parts
from qingdan.structure.tables.build import build_tables, table_ranges
from qingdan.text.passage import Range


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs outside tables and the printed table of contents, and logical tables, in order of print."""

    paragraphs: list[Paragraph]
    tables: tuple[Table, ...]
    furniture: tuple[Range, ...]
    diagnostics: tuple[Diagnostic, ...]


def read_body(source: Source, rules: RuleSet) -> Body:
    """The body of a source."""
    files = split_parts(source)
    drawn = [add_line_tables(file, rules) for file in files]
    printed = [set_aside_furniture(file, rules) for file, _ in drawn]
    tables = tuple(_numbered(table for file, _ in drawn for table in build_tables(file, rules)))
    taken = table_ranges(tables)
    written = [
        paragraph
        for (file, _), kept in zip(drawn, printed, strict=True)
        for paragraph in build_paragraphs(file, _outside(kept.lines, taken), tables, rules)
    ]
    paragraphs, contents = without_contents(written, rules)
    furniture = (*(r for kept in printed for r in kept.furniture), *(r for p in contents for r in p.passage.ranges))
    left_out = (diagnostic for _, found in drawn for diagnostic in found)
    return Body(paragraphs, tables, furniture, (*(d for kept in printed for d in kept.diagnostics), *left_out))


def _numbered(tables: Iterable[Table]) -> Iterator[Table]:
    """The tables of all files, numbered through."""
    return (replace(table, table_id=f"t{number}") for number, table in enumerate(tables, 1))


def _outside(lines: Sequence[Line], ranges: Sequence[Range]) -> list[Line]:
    """The lines that no table takes up."""
    starts = [start for start, _ in ranges]
    kept: list[Line] = []
    for line in lines:
        index = bisect_right(starts, line.start) - 1
        if index < 0 or line.start >= ranges[index][1]:
            kept.append(line)
    return kept
