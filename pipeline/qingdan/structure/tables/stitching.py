"""Drawn rows → drafts of logical tables: page breaks bridged, headers, section rows and notes told apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.tables.columns import (
    Heading,
    is_header,
    is_periods,
    read_content,
    read_heading,
    read_stacked_heading,
)
from qingdan.structure.tables.grid import GridRow
from qingdan.structure.tables.streams import MAX_SECTION, classify_line, number_of
from qingdan.text.passage import Passage, join

_MAX_HEADER_ROWS: Final = 3
_LONGEST_HEADING: Final = 20
_CLOSED: Final = re.compile(r"[。；，、]$")


@dataclass(frozen=True, slots=True)
class DraftRow:
    """A row of a draft with the section rows that stand above it."""

    grid: GridRow
    section: tuple[Passage, ...]
    after_break: bool


@dataclass(slots=True)
class Draft:
    """A logical table before its cells are put right."""

    headings: tuple[Heading, ...] = ()
    header_rows: list[GridRow] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    sections: list[Passage] = field(default_factory=list)
    notes: list[GridRow] = field(default_factory=list)
    titles: list[Passage] = field(default_factory=list)
    """Lines of one cell before the header, numbered ones included."""
    start: int = 0
    end: int = 0
    pages: list[int] = field(default_factory=list)


class Stitcher:
    """Puts the rows of one stream into drafts."""

    def __init__(self, rules: RuleSet) -> None:
        self.rules = rules
        self.drafts: list[Draft] = []
        self.pending: list[GridRow] = []
        """Lines of one cell since the last row."""
        self.broken = False

    def stitch(self, stream: Sequence[GridRow]) -> list[Draft]:
        """The drafts in their order."""
        position = 0
        while position < len(stream):
            row = stream[position]
            self.broken |= row.after_break
            known = is_header(row.words, self.rules) and len(row.filled) > 1
            count = self._header_rows(stream, position) if known else self._unknown_header(stream, position)
            if count:
                self._take_header(stream[position : position + count])
                position += count
                continue
            self._take_row(row)
            position += 1
        self._settle_pending()
        for draft in self.drafts:
            if not draft.rows:  # words that look like a header but head nothing
                draft.rows = [DraftRow(row, (), after_break=False) for row in draft.header_rows]
                draft.headings, draft.header_rows = (), []
        return [draft for draft in self.drafts if draft.rows]

    def _header_rows(self, stream: Sequence[GridRow], position: int) -> int:
        depth = min(stream[position].depth, _MAX_HEADER_ROWS)
        while position + depth < len(stream) and depth < _MAX_HEADER_ROWS:
            below, first = stream[position + depth].words, stream[position].words
            heads = is_header(below, self.rules) or is_periods(below, self.rules)
            if below == first or not heads or not _complements(first, below):
                break
            depth += 1
        return min(depth, len(stream) - position)

    def _take_header(self, rows: Sequence[GridRow]) -> None:
        headings = self._headings(rows)
        current = self.drafts[-1] if self.drafts else None
        same = current is not None and _same(current.headings, headings)
        titled = bool(self.pending) and (
            bool(current and current.titles) or self.pending[-1].outside or not rows[0].after_break
        )
        if current and same and not titled:
            self.broken = True  # the header printed again on a new page
            current.end = max(row.end for row in rows)
            return
        draft = Draft(headings, list(rows), start=rows[0].start, end=rows[-1].end)
        self.drafts.append(draft)
        self._keep_page(rows[0])
        draft.titles = [row.cells[row.filled[0]].passage for row in self.pending]
        draft.start = min([draft.start, *(row.start for row in self.pending if not row.outside)])
        self.pending = []
        self.broken = False

    def _headings(self, rows: Sequence[GridRow]) -> tuple[Heading, ...]:
        width = max(len(row.cells) for row in rows)
        columns: list[list[str]] = [[] for _ in range(width)]
        for level, row in enumerate(rows):
            words = _spread(row.words, width, rows[level + 1].words if level + 1 < len(rows) else [])
            below = rows[level + 1].words if level + 1 < len(rows) else []
            for column in range(width):
                if not words[column] and column and column < len(below) and below[column]:
                    words[column] = words[column - 1]  # a header cell merged over this column
                columns[column].append(words[column])
        headings = [read_stacked_heading(column, self.rules) for column in columns]
        return tuple(replace(h, printed=_printed(rows, i)) if h.period else h for i, h in enumerate(headings))

    def _take_row(self, row: GridRow) -> None:
        if not row.filled:
            return
        if row.filled == [0] and not any(row.words[1:]) and self._is_line(row):
            self.pending.append(row)
            return
        line = classify_line(row.words[row.filled[0]], self.rules)[1]
        if not self.drafts:
            self._open_without_header(row)
        draft = self._settle_pending()
        draft.end = max(draft.end, row.end)
        self._keep_page(row)
        if line == "note":
            draft.notes.append(row)
        else:
            draft.rows.append(DraftRow(row, tuple(draft.sections), self.broken))
            self.broken = False

    def _is_line(self, row: GridRow) -> bool:
        """Whether the only cell of a row is a line over the whole table and not the rest of a row."""
        text = row.words[0]
        kind = classify_line(text, self.rules)[1]
        if kind in ("note", "continued"):
            return True
        style = number_of(text, self.rules)[0]
        first = self.drafts[-1].headings[0].role if self.drafts and self.drafts[-1].headings else ""
        if first == "task" and not row.drawn:
            return style not in ("", "arabic", "enclosed")
        if read_content(text, self.rules) == "number":
            return False
        return kind == "section" or (len(text) <= MAX_SECTION and not _CLOSED.search(text))

    def _unknown_header(self, stream: Sequence[GridRow], position: int) -> int:
        """The rows of a table's header that has no known word: short words, no two alike, at its head.

        One row without a gap; several where a cell over the words below is merged over their columns.
        """
        row = stream[position]
        if self.drafts or len(row.filled) < 2:
            return 0
        whole = len(row.filled) == len(row.cells)
        count = 1 if whole else min(row.depth, _MAX_HEADER_ROWS)
        rows = [[each.words[i] for i in each.filled] for each in stream[position : position + count]]
        heads = all(len(set(words)) == len(words) and all(map(self._may_head, words)) for words in rows)
        return count if heads and (whole or count > 1) else 0

    def _may_head(self, word: str) -> bool:
        return len(word) <= _LONGEST_HEADING and (
            read_content(word, self.rules) == "text" or read_heading(word, self.rules).known
        )

    def _open_without_header(self, row: GridRow) -> None:
        self.drafts.append(Draft(start=row.start, end=row.end))
        self.drafts[-1].titles = [line.cells[line.filled[0]].passage for line in self.pending]
        self.drafts[-1].start = min([row.start, *(line.start for line in self.pending)])
        self.pending = []

    def _settle_pending(self) -> Draft:
        """Lines that no header followed are section rows, or notes where they end the table."""
        if not self.drafts:
            self.drafts.append(Draft())
        draft = self.drafts[-1]
        for row in self.pending:
            passage = row.cells[0].passage
            kind = classify_line(passage.text, self.rules)[1]
            draft.end = max(draft.end, row.end)
            if kind in ("note", "continued"):
                draft.notes.append(row)
            else:
                self._enter_section(draft, passage)
        self.pending = []
        return draft

    def _enter_section(self, draft: Draft, passage: Passage) -> None:
        style = number_of(passage.text, self.rules)[0]
        styles = [number_of(section.text, self.rules)[0] for section in draft.sections]
        if style in styles:
            del draft.sections[styles.index(style) :]
        draft.sections.append(passage)

    def _keep_page(self, row: GridRow) -> None:
        pages = self.drafts[-1].pages
        if row.page is not None and row.page not in pages:
            pages.append(row.page)


def _printed(rows: Sequence[GridRow], column: int) -> Passage:
    """The words that head a column, outermost first, each cell once."""
    cells = [row.cells[column].passage for row in rows if column < len(row.cells)]
    return join(cells[0].source, dict.fromkeys(cell for cell in cells if cell))


def _spread(words: Sequence[str], width: int, below: Sequence[str]) -> list[str]:
    """A header row in its columns: where merged cells vanished, those over the words below take their room."""
    missing = width - len(words)
    first = next((i for i, word in enumerate(below) if word), len(words))
    if missing and first < len(words) and len(below) == width and sum(map(bool, below)) == missing + 1:
        return [*words[: first + 1], *[""] * missing, *words[first + 1 :]]
    return [*words, *[""] * missing]


def _same(old: Sequence[Heading], new: Sequence[Heading]) -> bool:
    """The same header again, perhaps with a word lost at the page break."""
    words = [(a.words, b.words) for a, b in zip(old, new, strict=False) if a.words or b.words]
    return bool(words) and 4 * sum(a == b for a, b in words) >= 3 * len(words) and abs(len(old) - len(new)) <= 1


def _complements(first: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a second header row fills what the first leaves open."""
    shared = sum(bool(a) and bool(b) for a, b in zip(first, below, strict=False))
    return 2 * shared <= sum(map(bool, first)) and not _repeats(first, below)


def _repeats(first: Sequence[str], below: Sequence[str]) -> bool:
    """Whether a word stands in both rows."""
    return bool({word for word in first if word} & {word for word in below if word})
