"""Ruled tables: cells merged downwards and sideways, rows torn by page breaks, the header repeated."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pages import LEFT, Line, Pages, line_width, wrap

ABOVE, ASIDE = "^", "<"
"""A cell that belongs to the one above it, or to the one on its left."""
PAD = 4.0


@dataclass(frozen=True)
class Row:
    """A row, or the part of a torn row that stands on one page."""

    cells: tuple[list[Line] | None, ...]
    """Wrapped lines; None where a merged cell reaches over."""
    below: tuple[bool, ...]
    """True where the cell goes on from the row above."""
    spans: tuple[int, ...]
    """Columns that a cell takes up; 0 where its left neighbour covers it."""
    height: float
    torn: bool = False


@dataclass(frozen=True)
class Grid:
    """Columns and type of one table."""

    widths: tuple[float, ...]
    size: float

    @property
    def leading(self) -> float:
        """Distance of two lines."""
        return self.size * 1.45

    def tall(self, lines: int) -> float:
        """Height of a cell of so many lines."""
        return lines * self.leading + 2 * PAD


def _span(cells: list[str], column: int) -> int:
    if cells[column] == ASIDE:
        return 0
    end = column + 1
    while end < len(cells) and cells[end] == ASIDE:
        end += 1
    return end - column


def _row(grid: Grid, cells: list[str], face: str) -> Row:
    spans = tuple(_span(cells, column) for column in range(len(cells)))
    wrapped: list[list[Line] | None] = []
    for column, words in enumerate(cells):
        if words in (ABOVE, ASIDE):
            wrapped.append(None)
            continue
        width = sum(grid.widths[column : column + spans[column]]) - 2 * PAD
        pieces = [[(part, face)] for part in words.split("\\n")]
        wrapped.append([line for piece in pieces for line in wrap(piece, width, grid.size)] if words else [])
    return Row(tuple(wrapped), tuple(words == ABOVE for words in cells), spans, 0.0)


def _heights(grid: Grid, rows: list[Row]) -> list[Row]:
    """Rows tall enough for their own cells, and together for the cells merged over them."""

    def merged(index: int, column: int) -> bool:
        return index + 1 < len(rows) and rows[index + 1].below[column]

    heights = []
    for index, row in enumerate(rows):
        own = [len(cell) for column, cell in enumerate(row.cells) if cell and not merged(index, column)]
        heights.append(grid.tall(max(own, default=1)))
    for column in range(len(grid.widths)):
        start = 0
        for index, row in enumerate(rows):
            start = start if row.below[column] else index
            lines = len(rows[start].cells[column] or ())
            if not merged(index, column) and (lack := grid.tall(lines) - sum(heights[start : index + 1])) > 0:
                heights[index] += lack
    return [replace(row, height=height) for row, height in zip(rows, heights, strict=True)]


def _tear(grid: Grid, row: Row, room: float) -> tuple[Row, Row] | None:
    """The row in two parts, the first no taller than `room`; None when that leaves a part without a line."""
    fit = int((room - 2 * PAD) / grid.leading)
    most = max(len(cell or ()) for cell in row.cells)
    if fit < 2 or most - fit < 1:
        return None
    first = tuple(cell[:fit] if cell is not None else None for cell in row.cells)
    rest = tuple(cell[fit:] if cell is not None else None for cell in row.cells)
    upper = replace(row, cells=first, height=grid.tall(fit), torn=True)
    return upper, replace(row, cells=rest, height=grid.tall(most - fit), torn=True)


def _draw(pages: Pages, grid: Grid, rows: list[Row]) -> None:
    """The rows that stand on one page, from the cursor down."""
    tops = [pages.y]
    for row in rows:
        tops.append(tops[-1] - row.height)
    lefts = [LEFT + sum(grid.widths[:column]) for column in range(len(grid.widths) + 1)]
    for index, row in enumerate(rows):
        for column, span in enumerate(row.spans):
            if not span or (row.below[column] and index > 1):
                continue
            end = index + 1
            while index and end < len(rows) and rows[end].below[column]:  # the header stands alone
                end += 1
            box = (lefts[column], tops[end], lefts[column + span], tops[index])
            pages.canvas.setLineWidth(0.6)
            pages.canvas.rect(box[0], box[1], box[2] - box[0], box[3] - box[1])
            _write(pages, grid, row, column, box)
    pages.y = tops[-1]


def _write(pages: Pages, grid: Grid, row: Row, column: int, box: tuple[float, float, float, float]) -> None:
    """The lines of a cell: in the middle of its height unless torn, short ones in the middle of its width."""
    lines = row.cells[column] or []
    left, bottom, right, top = box
    free = 0.0 if row.torn else (top - bottom - 2 * PAD - len(lines) * grid.leading) / 2
    y = top - PAD - free - grid.size * 1.12
    for line in lines:
        spare = right - left - 2 * PAD - line_width(line, grid.size)
        shift = spare / 2 if len(lines) == 1 or right - left < 90 else 0.0
        pages.text(left + PAD + shift, y, line, grid.size)
        y -= grid.leading


def table(pages: Pages, shares: list[float], size: float, cells: list[list[str]]) -> None:
    """A table from its rows of words, the first of them the header, over as many pages as it takes."""
    grid = Grid(tuple(pages.inner * share / sum(shares) for share in shares), size)
    header = _heights(grid, [_row(grid, cells[0], pages.heading)])[0]
    faces = [pages.heading if row[1:] == [ASIDE] * (len(row) - 1) else pages.body for row in cells[1:]]
    rows = _heights(grid, [_row(grid, row, face) for row, face in zip(cells[1:], faces, strict=True)])
    pages.y -= 9
    if pages.room < header.height + grid.tall(2):
        pages.open()
    here = [header]
    while rows:
        row = rows.pop(0)
        room = pages.room - sum(r.height for r in here)
        if row.height <= room:
            here.append(row)
            continue
        if parts := _tear(grid, row, room):
            here.append(parts[0])
            row = parts[1]
        _draw(pages, grid, here)
        pages.open()
        here = [header]
        rows.insert(0, row)
    _draw(pages, grid, here)
    pages.y -= 10
