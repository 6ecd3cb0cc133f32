"""Tables drawn in plain text: with `|`, with tabs between cells, or with a tab before each cell's own line.

Every line gets a one-letter code, and a table is a regular run of codes; nothing is decided about headers.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from qingdan.models.source import RawCell, RawRow, RawTable, TableLayout
from qingdan.text.passage import Range

_BLANK: Final = " \t\r\n\u00a0\u3000\u200b\ufeff\x0b\x0c"
_BAR: Final = re.compile(r"(?<!\\)[|｜│┃║]")
_RULE: Final = re.compile(r"(?=[^\n]*[|｜│┃║+┼├┌└╔╚])[\s|｜│┃║:+\-—–─━═=┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
# A list number before a tab is how word processors write out their automatic numbers: prose, not a cell.
_LISTED: Final = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十百]{1,4}[.．、）)]|第[\d一二三四五六七八九十]{1,4}[章节条])\s*\t[^\t]*"
)
_SECTION: Final = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[、）)．.]")
_CLOSED: Final = re.compile(r"[。；;.！!？?：:]\s*\Z")
_HANGING: Final = re.compile(r"[、，,]\s*\Z")
_SHORT: Final = 40  # characters in a line that may carry a section or a caption
_HEADER: Final = 24  # characters in a header cell

# p, q: a line with bars, closed by one or not; r: a ruling of a drawn box; t: a tab inside; l: a tab only in front;
# e: nothing but tabs; b: blank; s: a short line; x: any other line.
_PIPED: Final = re.compile(
    r"[pr](?:(?:b{0,2}|s|bsb?)(?:[pr]|q[xsq]{0,11}p))+|q[xsq]{0,11}p(?:b{0,2}(?:p|q[xsq]{0,11}p))+|q(?:(?:b{0,2}|s{1,2})[qr])+"
)
_TABBED: Final = re.compile(r"t(?:(?:b{0,2}|[sx]{1,3}|bsb{0,2})[tle])+[sx]?")
_CELLED: Final = re.compile(r"[le](?:[lesx]|b{1,3}(?=[le]))*")
_BLOCK: Final = re.compile(r"[le][lesx]*")


def find_text_tables(text: str) -> tuple[RawTable, ...]:
    """The tables of a text in its order, found in time linear in its length."""
    bars, tabs = _BAR.search(text) is not None, "\t" in text
    if not bars and not tabs:
        return ()
    page = _Printed(text)
    found: list[RawTable] = []
    if bars:
        found += page.take(_PIPED, _read_piped)
    if tabs:
        found += page.take(_TABBED, _read_tabbed)
        found += page.take(_CELLED, _read_celled)
    return tuple(sorted(found, key=lambda table: table.start))


class _Printed:
    """The lines of a text, their codes, and how to cut them into cells."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Range] = []
        start = 0
        for line in text.split("\n"):
            self.lines.append((start, start + len(line)))
            start += len(line) + 1
        self.codes = "".join(_code(text[a:b]) for a, b in self.lines)

    def take(self, run: re.Pattern[str], read: Callable[[_Printed, re.Match[str]], list[RawTable]]) -> list[RawTable]:
        """The tables of all such runs; the lines of a run that held any are then free for no other layout."""
        found: list[RawTable] = []
        codes = []
        for match in run.finditer(self.codes):
            tables = read(self, match)
            found += tables
            codes += [(match.span(), bool(tables))]
        position, rest = 0, []
        for (first, last), used in codes:
            rest += [self.codes[position:first], "-" * (last - first) if used else self.codes[first:last]]
            position = last
        self.codes = "".join([*rest, self.codes[position:]])
        return found

    def strip(self, piece: Range) -> Range | None:
        """The range without white space around it; None when nothing is left."""
        words = self.text[slice(*piece)]
        start = piece[0] + len(words) - len(words.lstrip(_BLANK))
        end = piece[0] + len(words.rstrip(_BLANK))
        return (start, end) if start < end else None

    def cell(self, *pieces: Range) -> RawCell:
        return RawCell(tuple(stripped for piece in pieces if (stripped := self.strip(piece))))

    def words(self, index: int) -> str:
        return self.text[slice(*self.lines[index])]

    def pieces(self, index: int, separator: re.Pattern[str]) -> list[Range]:
        """The stretches of a line between separators."""
        start, end = self.lines[index]
        cuts = [(start, start), *(m.span() for m in separator.finditer(self.text, start, end)), (end, end)]
        return [(a, b) for (_, a), (b, _) in itertools.pairwise(cuts)]

    def table(self, layout: TableLayout, rows: Sequence[RawRow], lines: Sequence[int]) -> list[RawTable]:
        """One table, or none unless two rows have two filled cells."""
        if sum(sum(1 for cell in row if cell and cell.ranges) > 1 for row in rows) < 2:
            return []
        run = self.strip((self.lines[lines[0]][0], self.lines[lines[-1]][1]))
        return [RawTable(layout, tuple(rows), *run)] if run else []


def _code(line: str) -> str:
    words = line.strip(_BLANK)
    if not words:
        return "e" if "\t" in line else "b"
    if _BAR.search(words) or words[0] in "+┌└├╔╚":
        if _RULE.fullmatch(words):
            return "r"
        if _BAR.search(words):
            return "p" if _BAR.match(words, len(words) - 1) else "q"
    if "\t" in words:
        return "x" if _LISTED.fullmatch(words) else "t"
    if "\t" in line and line.lstrip(" \u3000\u00a0").startswith("\t"):
        return "t" if line.startswith("\t\t") else "l"
    return "s" if len(words) <= _SHORT and not _CLOSED.search(words) else "x"


# --- bars ---


def _read_piped(page: _Printed, match: re.Match[str]) -> list[RawTable]:
    """Rows closed by a bar or drawn in a box may run over several lines; others are read like those with tabs."""
    lines = range(*match.span())
    if sum(page.codes[i] == "r" for i in lines) >= 4:
        groups, boxed = _boxed_rows(page, lines), True
    elif any(page.codes[i] == "p" for i in lines):
        groups, boxed = _closed_rows(page, lines), False
    else:
        return _read_open(page, match, _BAR, "pipes")
    groups = list(groups)
    opens = bool(groups) and _BAR.match(page.words(groups[0][0]).strip(_BLANK)) is not None
    rows: list[RawRow] = []
    for group in groups:
        columns: list[list[Range]] = []
        for index in group:
            pieces = page.pieces(index, _BAR)
            pieces = pieces[1:] if opens and len(pieces) > 1 and (boxed or not columns) else pieces
            pieces = pieces[:-1] if page.codes[index] == "p" else pieces
            _extend(columns, pieces, across=boxed)
        rows.append(tuple(page.cell(*column) for column in columns))
    return page.table("pipes", rows, lines)


def _extend(columns: list[list[Range]], pieces: list[Range], across: bool) -> None:
    """A further line of a row: in a box it goes on in every column, else in the last cell only."""
    first = 0 if across else max(0, len(columns) - 1)
    for position, piece in enumerate(pieces, first):
        if position < len(columns):
            columns[position].append(piece)
        else:
            columns.append([piece])


def _boxed_rows(page: _Printed, lines: range) -> Iterator[list[int]]:
    group: list[int] = []
    for index in lines:
        if page.codes[index] == "r" and group:
            yield group
            group = []
        elif page.codes[index] in "pqsx":
            group.append(index)
    if group:
        yield group


def _closed_rows(page: _Printed, lines: range) -> Iterator[list[int]]:
    group: list[int] = []
    for index in lines:
        code = page.codes[index]
        if code in "pqsx":
            group.append(index)
        if group and (code in "pr" or (code in "sx" and group == [index])):
            yield group
            group = []
    if group:
        yield group


# --- one row a line ---

_TAB: Final = re.compile("\t")


def _read_tabbed(page: _Printed, match: re.Match[str]) -> list[RawTable]:
    return _read_open(page, match, _TAB, "tabs")


def _read_open(page: _Printed, match: re.Match[str], separator: re.Pattern[str], layout: TableLayout) -> list[RawTable]:
    """Tables of a run; a long line that stands after a whole row parts two tables."""
    width = len(page.pieces(match.start(), separator))
    tables: list[RawTable] = []
    rows: list[list[list[Range]]] = []
    lines: list[int] = []

    def close() -> None:
        if lines:
            tables.extend(page.table(layout, [tuple(page.cell(*cell) for cell in row) for row in rows], lines))
        rows.clear()
        lines.clear()

    for index in range(*match.span()):
        code = page.codes[index]
        if code in "ber":
            continue
        pieces = page.pieces(index, separator)
        if rows and _runs_on(page, rows[-1], pieces, width, index):
            _extend(rows[-1], pieces, across=False)
        elif code == "x" or (code == "s" and index == match.end() - 1):
            close()
            continue
        else:
            rows.append([[piece] for piece in pieces])
        lines.append(index)
    close()
    return tables


def _runs_on(page: _Printed, row: list[list[Range]], pieces: list[Range], width: int, index: int) -> bool:
    """Whether a line goes on inside the last cell of the row above."""
    if page.codes[index - 1] == "b" or not page.strip(pieces[0]):
        return False
    if _SECTION.match(page.text, pieces[0][0], pieces[0][1]):
        return False
    hanging = _HANGING.search(page.text[slice(*row[-1][-1])]) is not None
    if len(row) < width:
        begins = page.text[slice(*pieces[0])].strip(_BLANK)[:1].isdigit()
        return len(row) + len(pieces) - 1 == width and (hanging or not begins)
    return hanging and len(pieces) == 1


# --- a tab before each cell's own line ---


def _read_celled(page: _Printed, match: re.Match[str]) -> list[RawTable]:
    """Tables of blocks between blank lines; a row is a block of as many cells as the first one, the header."""
    matches = list(_BLOCK.finditer(page.codes, *match.span()))
    blocks = [_cells_of(page, block) for block in matches]
    spans = [block.span() for block in matches]
    trimmed = "e" not in page.codes[slice(*match.span())]
    tables: list[RawTable] = []
    start = 0
    while start < len(blocks):  # prose between the blocks parts two tables
        end = next((i for i in range(start, len(blocks)) if _is_prose(page, blocks[i])), len(blocks))
        tables += _read_blocks(page, blocks[start:end], spans[start:end], trimmed)
        start = end + 1
    return tables


def _read_blocks(page: _Printed, blocks: list[list[RawCell]], spans: list[Range], trimmed: bool) -> list[RawTable]:
    head = next((i for i, cells in enumerate(blocks) if _is_header(page, cells)), None)
    if head is None:
        return []
    width, first, end = len(blocks[head]), head, len(blocks)
    while first and len(blocks[first - 1]) == 1:
        first -= 1
    while len(blocks[end - 1]) == 1 and not trimmed:
        end -= 1
    rows = _celled_rows(page, blocks[first:end], spans[first:end], width if trimmed else 0)
    if sum(len(row) == width for row in rows) < 2:
        return []
    return page.table("tab_cells", rows, range(spans[first][0], spans[end - 1][1]))


def _cells_of(page: _Printed, block: re.Match[str]) -> list[RawCell]:
    cells: list[list[Range]] = []
    for index in range(*block.span()):
        if page.codes[index] in "le":
            cells.append([])
        cells[-1].append(page.lines[index])
    return [page.cell(*cell) for cell in cells]


def _read(page: _Printed, cell: RawCell) -> str:
    return "".join(page.text[a:b] for a, b in cell.ranges)


def _is_prose(page: _Printed, cells: list[RawCell]) -> bool:
    words = _read(page, cells[0])
    return len(cells) == 1 and len(words) > _SHORT and _CLOSED.search(words) is not None


def _is_header(page: _Printed, cells: list[RawCell]) -> bool:
    words = [_read(page, cell) for cell in cells]
    return len(words) > 1 and all(0 < len(w) <= _HEADER and not _CLOSED.search(w) for w in words)


def _celled_rows(page: _Printed, blocks: list[list[RawCell]], spans: list[Range], width: int) -> list[RawRow]:
    """Rows. With a width, an empty cell may have lost its tab and stand as a blank line: its row is put together."""
    rows: list[list[RawCell]] = []
    for index, (cells, (start, _)) in enumerate(zip(blocks, spans, strict=True)):
        gap = start - spans[index - 1][1] if index else 1
        fits = bool(rows) and len(rows[-1]) + gap + len(cells) <= width
        if fits and not any(_SECTION.match(_read(page, row[0])) for row in (rows[-1], cells)):
            rows[-1] += [RawCell()] * gap + cells
        else:
            rows.append([RawCell()] * (gap - 1 if gap - 1 + len(cells) <= width else 0) + cells)
    return [tuple(row) for row in rows]
