"""A notice as its structure stands: zones, clause tree, logical tables. No meaning read yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Source
from qingdan.text.passage import Passage, Range

ClauseRole = Literal["background", "objective", "task", "milestone", "safeguard", "duty", "other"]
ColumnRole = Literal[
    "number", "group", "task", "agency", "lead_agency", "support_agency", "deadline", "criteria", "method",
    "indicator", "target", "baseline", "remark", "other",
]  # fmt: skip
TableKind = Literal["task", "target", "other"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A numbered clause. `heading` and `paragraphs` never overlap; children's words are in neither."""

    clause_id: str
    parent_id: str | None
    level: int
    """1.. by depth in the tree, whatever the style of number."""
    number: str
    """As printed, with its punctuation: `（一）`, `1.`; empty for an item of duties that has none."""
    heading: Passage
    """The clause's own heading without the number; empty when it has none and starts with its body."""
    paragraphs: tuple[Passage, ...]
    """The clause's own words after the heading, up to its first child."""
    role: ClauseRole
    attachment_id: str | None
    ranges: tuple[Range, ...]
    """Number, heading and own paragraphs."""
    holds_table: bool = False
    """A table stands behind its words, before the next clause."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a logical table."""

    header: str
    role: ColumnRole
    period: Passage | None = None
    """The printed header where it names the time in which the words of its cells are due: `一季度`."""
    guessed: bool = False
    """No header says the role: its cells look like it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A logical cell: halves of a torn row joined, merges resolved."""

    passage: Passage
    inherited: bool = False
    """The words stand in another row's cell that was merged over this one."""
    realigned: bool = False
    """The words were printed in another column and moved here."""


@dataclass(frozen=True, slots=True)
class Row:
    """A logical row, one cell a column."""

    cells: tuple[Cell, ...]
    section: tuple[Passage, ...] = ()
    """Section rows above it, outermost first, numbers included."""
    joined: bool = False
    """Put together from halves that a page break tore apart."""


@dataclass(frozen=True, slots=True)
class Table:
    """A logical table: page breaks joined, repeated headers and section rows dropped."""

    table_id: str
    kind: TableKind
    caption: Passage | None
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    attachment_id: str | None
    pages: tuple[int, ...]
    start: int
    end: int
    path: tuple[Passage, ...] = ()
    """Section lines before the table (`一、…`) that are path of its rows, outermost first."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """An attachment that is printed in the file, from its label to the next one's."""

    attachment_id: str
    label: str
    """`附件2`"""
    title: Passage
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Unnumbered words outside every clause: introductions, the closing formula."""

    passage: Passage
    attachment_id: str | None = None


@dataclass(frozen=True, slots=True)
class Notice:
    """The whole structure. `fields` maps names of metadata to where their values are printed, best first."""

    source: Source
    fields: dict[str, tuple[Passage, ...]]
    clauses: tuple[Clause, ...]
    tables: tuple[Table, ...]
    attachments: tuple[Attachment, ...]
    paragraphs: tuple[Paragraph, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
    furniture: tuple[Range, ...] = field(default=())
