"""The rows under header words: where each begins, and which of its pieces stand in which column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from qingdan.models.notice import ColumnRole
from qingdan.models.source import RawCell, RawRow, Source
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.line_tables.cells import EMPTY, Header, Printed, read_line, read_pieces, read_words
from qingdan.structure.line_tables.rows import fits, place
from qingdan.structure.tables.columns import STRICT, build_roles
from qingdan.structure.tables.streams import number_of

_MAX_SERIAL: Final = 4
_MAX_BLOCK: Final = 60  # pieces under one number
_MAX_OPEN: Final = 2000  # pieces of a table whose rows begin nowhere in particular
_SECTIONS: Final = ("part", "han", "bracketed")


@dataclass(slots=True)
class Found:
    """The rows of one table as far as they are read."""

    roles: tuple[ColumnRole, ...]
    header: tuple[RawCell, ...]
    rows: list[RawRow] = field(default_factory=list)
    left_out: list[Printed] = field(default_factory=list)
    """The beginnings of rows that fit no columns."""

    @property
    def whole(self) -> int:
        """Rows but section lines."""
        return sum(len(row) > 1 for row in self.rows)


def read_rows(source: Source, header: Header, end: int, rules: RuleSet) -> Found:
    """The rows between a header and the line `end`."""
    found = Found(_roles(header, rules), header.cells)
    for block in _blocks(source, header, end, found, rules):
        one = header.printed == "spaces"
        rows = build_cells(block, found.roles, one=one) if len(block) > 1 else [(RawCell(block[0].ranges),)]
        found.rows += rows or []
        if rows is None:
            found.left_out.append(block[0])
    while found.rows and len(found.rows[-1]) == 1:
        found.rows.pop()
    return found


def build_cells(block: Sequence[Printed], roles: Sequence[ColumnRole], *, one: bool = False) -> list[RawRow] | None:
    """The rows that a block makes up: as printed, blank lines taken for empty cells, else as its words say."""
    spread = [each for printed in block for each in (*[EMPTY] * printed.blanks, printed)]
    for pieces in (block, spread):
        if fits([p.piece for p in pieces], roles):
            return [tuple(RawCell(p.ranges) for p in pieces)]
    filled = [printed for printed in block if printed.words]
    if one and len(filled) > len(roles) and sum(role not in STRICT for role in roles) > 1:
        return None  # which of the spaces part cells is left open
    placed = place([printed.piece for printed in filled], roles, one=one)
    if placed is None:
        return [tuple(RawCell(p.ranges) for p in block)] if len(block) == len(roles) else None
    return [
        tuple(RawCell(tuple(r for i in row.get(column, ()) for r in filled[i].ranges)) for column in range(len(roles)))
        for row in placed
    ]


def _roles(header: Header, rules: RuleSet) -> tuple[ColumnRole, ...]:
    """The roles of the columns; what is due in a period is said in words of any kind."""
    roles = build_roles(header.headings, [()] * len(header.headings), rules)
    return tuple("other" if h.period else role for h, role in zip(header.headings, roles, strict=True))


def _blocks(source: Source, header: Header, end: int, found: Found, rules: RuleSet) -> Iterator[Sequence[Printed]]:
    """Section lines, and the pieces from the beginning of one row to that of the next."""
    if header.printed == "spaces":
        return _lined(source, header, end, found.roles, rules)
    pieces = read_pieces(source, header, end, rules)
    if found.roles[0] == "number":
        return _Numbered(found, pieces, rules).blocks()
    if header.printed == "bars":
        return _barred(found, pieces[:_MAX_OPEN], rules)
    if any(printed.blanks for printed in pieces):
        return _parted(pieces, found.roles, rules)
    return _closed(pieces[:_MAX_OPEN], found.roles, rules)


def _lined(
    source: Source, header: Header, end: int, roles: Sequence[ColumnRole], rules: RuleSet
) -> Iterator[Sequence[Printed]]:
    """Rows of one line each: they count on, or have a word for each column."""
    number = 0
    for line in source.lines[header.last : end]:
        whole, words = read_line(source, line, rules), read_words(source, line, rules)
        if _is_section(whole, rules):
            yield [whole]
            continue
        serial = _serial(words[0])
        if not (serial in (number + 1, 1 if number else serial) if roles[0] == "number" else _fits(words, roles)):
            return
        number = serial or 0
        yield words


def _parted(pieces: Sequence[Printed], roles: Sequence[ColumnRole], rules: RuleSet) -> Iterator[Sequence[Printed]]:
    """Rows between blank lines, each of as many lines as the header, or such that its words tell their columns."""
    starts = [i for i, printed in enumerate(pieces) if printed.blanks]
    if not starts or starts[0]:
        return
    for start, end in zip(starts, [*starts[1:], len(pieces)], strict=True):
        block = [printed._replace(blanks=0) for printed in pieces[start:end]]
        section = len(block) == 1 and _is_section(block[0], rules)
        if not section and len(block) != len(roles) and not _tells(block, roles):
            return
        yield block


def _closed(pieces: Sequence[Printed], roles: Sequence[ColumnRole], rules: RuleSet) -> Iterator[Sequence[Printed]]:
    """Rows one after another, each closed by what its last column looks like; they end where one does not fit."""
    closing = STRICT.get(roles[-1])
    blocks: list[Sequence[Printed]] = []
    start = 0
    for at, printed in enumerate(pieces):
        if at == start and _is_section(printed, rules):
            blocks.append([printed])
            start = at + 1
        elif printed.piece.content == closing:
            block = [each._replace(blanks=0) for each in pieces[start : at + 1]]
            if not _tells(block, roles):
                break
            blocks.append(block)
            start = at + 1
    return iter(blocks if sum(len(block) > 1 for block in blocks) > 1 else [])


def _tells(block: Sequence[Printed], roles: Sequence[ColumnRole]) -> bool:
    """Whether a block makes up one row with a cell that looks like its column."""
    rows = build_cells(block, roles) if 1 < len(block) <= _MAX_BLOCK else None
    named = {STRICT[role] for role in roles if role in STRICT}
    return rows is not None and len(rows) == 1 and any(printed.piece.content in named for printed in block)


def _barred(found: Found, pieces: Sequence[Printed], rules: RuleSet) -> Iterator[Sequence[Printed]]:
    """Rows of cells with a bar behind each: as many as the header has, else all of them as their words say."""
    width, at = len(found.roles), 0
    blocks: list[Sequence[Printed]] = []
    while at < len(pieces):
        whole = _fits(pieces[at : at + width], found.roles)
        if not whole and not _is_section(pieces[at], rules):
            break
        blocks.append(pieces[at : at + (width if whole else 1)])
        at += len(blocks[-1])
    if at >= len(pieces):
        return iter(blocks)
    serials = [serial for printed in pieces if (serial := _serial(printed))]
    if len(serials) > 1 and serials == list(range(serials[0], serials[0] + len(serials))):
        column = next(i for i, role in enumerate(found.roles) if role in ("task", "indicator"))
        found.roles = (*found.roles[:column], "number", *found.roles[column:])
        found.header = (*found.header[:column], RawCell(), *found.header[column:])
    return iter([pieces])


class _Numbered:
    """Rows that begin with numbers that count on; only section lines stand between them."""

    def __init__(self, found: Found, pieces: Sequence[Printed], rules: RuleSet) -> None:
        self.roles = found.roles
        self.left_out = found.left_out
        self.pieces = pieces
        self.rules = rules
        self.lasts: Counter[int] = Counter()
        """Columns that the rows so far end in."""
        self.grown = False
        """A last cell had several lines."""

    def blocks(self) -> Iterator[Sequence[Printed]]:
        """Each row with what follows up to the next number, and the section lines."""
        at, number = 0, self._serial(0) or 1
        while at < len(self.pieces):
            if self._serial(at) == number:
                end = self._end(at, number + 1)
                if end is None:
                    self.left_out.append(self.pieces[at])
                    return
                number += 1
            elif _is_section(self.pieces[at], self.rules) and (following := self._serial(at + 1)) in (number, 1):
                end, number = at + 1, following
            else:
                return
            yield self.pieces[at:end]
            at = end

    def _serial(self, at: int) -> int | None:
        return _serial(self.pieces[at]) if at < len(self.pieces) else None

    def _opens(self, at: int, number: int) -> bool:
        """Whether the row of this number, or a section, begins here."""
        if self._serial(at) == number:
            return True
        section = at < len(self.pieces) and _is_section(self.pieces[at], self.rules)
        return section and self._serial(at + 1) in (number, 1)

    def _end(self, at: int, number: int) -> int | None:
        """Where the row at `at` ends: preferably it is as long as the header, else each column has its cell."""
        exact = at + len(self.roles)
        ends = [i for i in range(at + 2, min(at + _MAX_BLOCK, len(self.pieces))) if self._opens(i, number)]
        if not ends:
            return self._last_end(at)
        known = {end: rows for end in ends if (rows := build_cells(self.pieces[at:end], self.roles))}
        whole = [end for end, rows in known.items() if self._is_whole(rows[0])]
        end = exact if exact in ends else next(iter([*whole, *known, *ends]))
        self._learn(known.get(end, []))
        return end

    def _is_whole(self, row: RawRow) -> bool:
        return all(cell and cell.ranges for cell, role in zip(row, self.roles, strict=True) if role in STRICT)

    def _learn(self, rows: Sequence[RawRow]) -> None:
        for row in rows:
            last = _last(row)
            self.lasts[last] += 1
            cell = row[last]
            self.grown |= cell is not None and len(cell.ranges) > 1

    def _last_end(self, at: int) -> int | None:
        """The end of the last row: it ends in the column that the others end in."""
        width = len(self.roles)
        bounds = range(at + 1, min(at + _MAX_BLOCK, len(self.pieces)))
        limit = next((i for i in bounds if _is_section(self.pieces[i], self.rules)), bounds.stop)
        last = self.lasts.most_common(1)[0][0] if self.lasts else width - 1
        exact = [at + width] if last == width - 1 and at + width <= limit else []
        for end in (*exact, *range(at + 2, limit + 1)):
            block = self.pieces[at:end]
            rows = build_cells(block, self.roles) or []
            ends = len(rows) == 1 and _last(rows[0]) == last
            if ends and (end not in exact or _fits(block, self.roles)):
                return self._extend(end, limit, last)
        return exact[0] if exact and set(self.lasts) <= {last} and not self.grown else None

    def _extend(self, end: int, limit: int, last: int) -> int:
        """Further lines of the last cell, where such cells occur; a date below makes them a signature."""
        if not self.grown or STRICT.get(self.roles[last]) != "agency":
            return end
        first = end
        while end < limit and self.pieces[end].piece.content == "agency":
            end += 1
        return first if end < len(self.pieces) and self.pieces[end].piece.content == "deadline" else end


def _fits(block: Sequence[Printed], roles: Sequence[ColumnRole]) -> bool:
    return fits([printed.piece for printed in block], roles)


def _last(row: RawRow) -> int:
    """The last column with words."""
    return max(i for i, cell in enumerate(row) if cell and cell.ranges)


def _serial(printed: Printed) -> int | None:
    """The number that the words are and nothing else."""
    words = printed.words.rstrip(".、")
    return int(words) if words.isdecimal() and len(words) <= _MAX_SERIAL else None


def _is_section(printed: Printed, rules: RuleSet) -> bool:
    return number_of(printed.words, rules)[0] in _SECTIONS
