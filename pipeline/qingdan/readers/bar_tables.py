"""Tables whose cells are parted by `|`: Markdown, drawn boxes, web pages whose tags were taken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from qingdan.models.source import RawRow, RawTable
from qingdan.readers.open_rows import extend_row, read_open_rows
from qingdan.readers.printed_lines import BAR, BLANK, PrintedLines
from qingdan.text.passage import Range

BAR_RUN: Final = re.compile(
    r"[pr](?:(?:b{0,2}|s|bsb?)(?:[pr]|q(?:[xsq]{0,11}p)?))+|q(?:(?:b{0,2}|[sx]{1,3})[pqr])+[sx]?"
)


def read_bar_tables(page: PrintedLines, match: re.Match[str]) -> list[RawTable]:
    """Rows closed by a bar or drawn in a box may run over several lines; others are read like those with tabs."""
    lines = range(*match.span())
    if sum(page.codes[i] == "r" for i in lines) >= 4:
        groups, boxed = list(_boxed_rows(page, lines)), True
    elif page.codes[match.start()] in "pr":
        groups, boxed = list(_closed_rows(page, lines)), False
    else:
        return read_open_rows(page, match, BAR, "pipes")
    opens = bool(groups) and BAR.match(page.words(groups[0][0]).strip(BLANK)) is not None
    rows: list[RawRow] = []
    for group in groups:
        columns: list[list[Range]] = []
        for index in group:
            pieces = page.pieces(index, BAR)
            pieces = pieces[1:] if opens and len(pieces) > 1 and (boxed or not columns) else pieces
            pieces = pieces[:-1] if page.codes[index] == "p" else pieces
            extend_row(columns, pieces, across=boxed)
        rows.append(tuple(page.cell(*column) for column in columns))
    return page.table("pipes", rows, lines)


def _boxed_rows(page: PrintedLines, lines: range) -> Iterator[list[int]]:
    group: list[int] = []
    for index in lines:
        if page.codes[index] == "r" and group:
            yield group
            group = []
        elif page.codes[index] in "pqsx":
            group.append(index)
    if group:
        yield group


def _closed_rows(page: PrintedLines, lines: range) -> Iterator[list[int]]:
    """A row goes on until a closing bar or until it has as many cells as the first."""
    width = next((len(page.pieces(i, BAR)) - 1 for i in lines if page.codes[i] == "p"), 2)
    group: list[int] = []
    bars = 0
    for index in lines:
        code = page.codes[index]
        if code in "pqsx":
            group.append(index)
            bars += len(page.pieces(index, BAR)) - 1
        lone = code in "sx" and group == [index]
        if group and (code in "pr" or lone or bars + 1 >= width):
            yield group
            group, bars = [], 0
    if group:
        yield group
