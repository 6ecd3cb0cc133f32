"""Tables of one row a line, its cells parted by tabs or bars; a row may run on inside its last cell."""

from __future__ import annotations

import re
from typing import Final

from qingdan.models.source import RawTable, TableLayout
from qingdan.readers.printed_lines import BLANK, SECTION, PrintedLines
from qingdan.text.passage import Range

TAB_RUN: Final = re.compile(r"t(?:(?:b{0,2}|[sx]{1,3}|bsb{0,2})[tleu])+[sx]?")
HANGING: Final = re.compile(r"[、，,]\s*\Z")
_TAB: Final = re.compile("\t")


def read_tab_tables(page: PrintedLines, match: re.Match[str]) -> list[RawTable]:
    """Tables of a run of lines with tabs inside."""
    return read_open_rows(page, match, _TAB, "tabs")


def read_open_rows(
    page: PrintedLines, match: re.Match[str], separator: re.Pattern[str], layout: TableLayout
) -> list[RawTable]:
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
        if rows and not _is_header_again(page, rows[0], pieces) and _runs_on(page, rows[-1], pieces, width, index):
            extend_row(rows[-1], pieces, across=False)
        elif code == "x" or (code == "s" and index == match.end() - 1):
            close()
            continue
        else:
            rows.append([[piece] for piece in pieces])
        lines.append(index)
    close()
    return tables


def _runs_on(page: PrintedLines, row: list[list[Range]], pieces: list[Range], width: int, index: int) -> bool:
    """Whether a line goes on inside the last cell of the row above."""
    if page.codes[index - 1] == "b" or not page.strip(pieces[0]):
        return False
    if SECTION.match(page.text, pieces[0][0], pieces[0][1]):
        return False
    hanging = HANGING.search(page.text[slice(*row[-1][-1])]) is not None
    if len(row) < width:
        begins = page.text[slice(*pieces[0])].strip(BLANK)[:1].isdigit()
        return len(row) + len(pieces) - 1 == width and (hanging or not begins)
    return hanging and len(pieces) == 1


def _is_header_again(page: PrintedLines, first: list[list[Range]], pieces: list[Range]) -> bool:
    """Whether a line prints the first row once more: then a lone line above it is a section's."""
    printed = ["".join(page.text[slice(*piece)] for piece in cell).strip(BLANK) for cell in first]
    return printed == [page.text[slice(*piece)].strip(BLANK) for piece in pieces]


def extend_row(columns: list[list[Range]], pieces: list[Range], across: bool) -> None:
    """A further line of a row: in a box it goes on in every column, else in the last cell only."""
    first = 0 if across else max(0, len(columns) - 1)
    for position, piece in enumerate(pieces, first):
        if position < len(columns):
            columns[position].append(piece)
        else:
            columns.append([piece])
