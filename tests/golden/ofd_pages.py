"""Paragraphs and ruled tables set on pages of OFD by hand. Lengths are millimetres."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.readers import ofd_files

LEFT, TOP, WIDTH, BOTTOM = 25.0, 30.0, 160.0, 260.0
SIZE, LEADING, CELL_SIZE, CELL_LEADING = 5.0, 8.0, 4.0, 6.0
PADDING = 1.0


class Pages:
    """Objects of pages under a cursor that opens the next page where room ends."""

    def __init__(self) -> None:
        self.done: list[list[str]] = [[]]
        self.y = TOP

    def put(self, objects: Iterable[str]) -> None:
        """Draw on the open page."""
        self.done[-1].extend(objects)

    def need(self, height: float) -> None:
        """Open a page unless there is room."""
        if self.y + height > BOTTOM:
            self.done.append([])
            self.y = TOP

    def paragraph(self, words: str) -> None:
        """Lines as broad as the page allows, with room after the last."""
        for line in wrap(words, WIDTH, SIZE):
            self.need(LEADING)
            self.put([ofd_files.text(line, LEFT, self.y, size=SIZE)])
            self.y += LEADING
        self.y += LEADING / 2

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Equal columns; no rule stands between a cell and the empty one under it."""
        xs = [LEFT + WIDTH * n / len(rows[0]) for n in range(len(rows[0]) + 1)]
        cells = [[wrap(cell, xs[1] - xs[0] - 2 * PADDING, CELL_SIZE) for cell in row] for row in rows]
        heights = [CELL_LEADING * max(map(len, row)) + 2 * PADDING for row in cells]
        self.need(sum(heights))
        for index, (row, height) in enumerate(zip(cells, heights, strict=True)):
            self.put(rule(x, self.y, x, self.y + height) for x in xs)
            self.put(
                rule(a, self.y, b, self.y) for (a, b), cell in zip(pairwise(xs), row, strict=True) if cell or not index
            )
            self.put(
                ofd_files.text(line, x + PADDING, self.y + PADDING + n * CELL_LEADING, size=CELL_SIZE)
                for x, cell in zip(xs, row, strict=False)
                for n, line in enumerate(cell)
            )
            self.y += height
        self.put([rule(xs[0], self.y, xs[-1], self.y)])
        self.y += LEADING


def wrap(words: str, width: float, size: float) -> list[str]:
    """Lines of as many characters as fit, every one as broad as it is high."""
    most = int(width / size)
    return [words[start : start + most] for start in range(0, len(words), most)]


def rule(x0: float, y0: float, x1: float, y1: float) -> str:
    """A drawn line."""
    return ofd_files.path(f"M {x0} {y0} L {x1} {y1}")


def to_ofd(blocks: Iterable[str | Sequence[Sequence[str]]]) -> bytes:
    """A file of paragraphs and tables."""
    pages = Pages()
    for block in blocks:
        if isinstance(block, str):
            pages.paragraph(block)
        else:
            pages.table(block)
    return ofd_files.make_ofd(*(ofd_files.page(*objects) for objects in pages.done))
