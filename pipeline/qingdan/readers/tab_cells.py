"""Tables of one cell a line, a tab before each; rows are blocks between blank lines, as word processors dump them."""

from __future__ import annotations

import re
from typing import Final

from qingdan.models.source import RawCell, RawRow, RawTable
from qingdan.readers.printed_lines import CLOSED, SECTION, SHORT, PrintedLines
from qingdan.text.passage import Range

CELL_RUN: Final = re.compile(r"[le](?:[lesx]|b{1,3}(?=[le]))*")
_BLOCK: Final = re.compile(r"[le][lesx]*")
_HEADER: Final = 24  # characters in a header cell


def read_cell_tables(page: PrintedLines, match: re.Match[str]) -> list[RawTable]:
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


def _read_blocks(page: PrintedLines, blocks: list[list[RawCell]], spans: list[Range], trimmed: bool) -> list[RawTable]:
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


def _cells_of(page: PrintedLines, block: re.Match[str]) -> list[RawCell]:
    cells: list[list[Range]] = []
    for index in range(*block.span()):
        if page.codes[index] in "le":
            cells.append([])
        cells[-1].append(page.lines[index])
    return [page.cell(*cell) for cell in cells]


def _read(page: PrintedLines, cell: RawCell) -> str:
    return "".join(page.text[a:b] for a, b in cell.ranges)


def _is_prose(page: PrintedLines, cells: list[RawCell]) -> bool:
    words = _read(page, cells[0])
    return len(cells) == 1 and len(words) > SHORT and CLOSED.search(words) is not None


def _is_header(page: PrintedLines, cells: list[RawCell]) -> bool:
    words = [_read(page, cell) for cell in cells]
    return len(words) > 1 and all(0 < len(w) <= _HEADER and not CLOSED.search(w) for w in words)


def _celled_rows(page: PrintedLines, blocks: list[list[RawCell]], spans: list[Range], width: int) -> list[RawRow]:
    """Rows. With a width, an empty cell may have lost its tab and stand as a blank line: its row is put together."""
    rows: list[list[RawCell]] = []
    for index, (cells, (start, _)) in enumerate(zip(blocks, spans, strict=True)):
        gap = start - spans[index - 1][1] if index else 1
        fits = bool(rows) and len(rows[-1]) + gap + len(cells) <= width
        if fits and not any(SECTION.match(_read(page, row[0])) for row in (rows[-1], cells)):
            rows[-1] += [RawCell()] * gap + cells
        else:
            rows.append([RawCell()] * (gap - 1 if gap - 1 + len(cells) <= width else 0) + cells)
    return [tuple(row) for row in rows]
