"""Small PDF files, drawn for one test each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from itertools import pairwise

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
pdfmetrics.registerFont(UnicodeCIDFont(FONT))

Draw = Callable[[Canvas], None]


def make_pdf(*pages: Draw, password: str | None = None, size: tuple[float, float] = (WIDTH, HEIGHT)) -> bytes:
    """A file with one page per drawing; the origin of each is at the top left, y downwards by `text` and `rules`."""
    buffer = BytesIO()
    encryption = StandardEncryption(password) if password else None
    canvas = Canvas(buffer, pagesize=size, encrypt=encryption, invariant=True)
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def put(canvas: Canvas, x: float, y: float, text: str, *, size: float = 12, font: str = FONT) -> None:
    """Text with its baseline `y` points below the top of an A4 page."""
    canvas.setFont(font, size)
    canvas.drawString(x, HEIGHT - y, text)


def rule(canvas: Canvas, x0: float, y0: float, x1: float, y1: float) -> None:
    """A stroked line, y from the top."""
    canvas.line(x0, HEIGHT - y0, x1, HEIGHT - y1)


def texts(*lines: tuple[float, float, str]) -> Draw:
    """A drawing of some strings at (x, y from the top)."""

    def draw(canvas: Canvas) -> None:
        for x, y, text in lines:
            put(canvas, x, y, text)

    return draw


Piece = tuple[float, float, float, float]
"""x0, y0, x1, y1 of a line, y from the top."""


def pieces(xs: Sequence[float], ys: Sequence[float]) -> list[Piece]:
    """The lines of a grid, one for each side of a cell."""
    across = [(a, y, b, y) for y in ys for a, b in pairwise(xs)]
    return across + [(x, a, x, b) for x in xs for a, b in pairwise(ys)]


def grid(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], *, without: Iterable[Piece] = ()) -> None:
    """Draws the lines of a grid, but those given."""
    left_out = set(without)
    for piece in pieces(xs, ys):
        if piece not in left_out:
            rule(canvas, *piece)


def fill(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """A string in each cell of a grid."""
    for y, row in zip(ys, rows, strict=False):
        for x, text in zip(xs, row, strict=False):
            put(canvas, x + 4, y + 16, text, size=10)
