"""The ruling lines of a page, from its path objects: strokes, and filled rectangles thin enough to be strokes."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import pairwise

from qingdan.models.source import Box
from qingdan.readers.pdf import native
from qingdan.readers.pdf.edges import merge_edges
from qingdan.readers.pdf.geometry import IDENTITY, Edge, Matrix, multiply
from qingdan.readers.pdf.native import PdfPage, address_of, pdfium

MAX_OBJECTS = 100_000
MAX_SEGMENTS = 200_000
MAX_EDGES = 20_000
MAX_CROSSINGS = 100_000
"""Horizontal times vertical lines of a page; a table of 100 rows and 40 columns has 4,000."""
_MAX_FORM_DEPTH = 8
_SLANT = 1.0
"""A stroke that leaves its direction by less, in points, is level or upright."""
_BAR = 3.0
"""A filled rectangle up to this thickness, in points, is a line."""
_FAR = 20_000.0
"""PDF pages reach 14,400 points; what is drawn beyond is no table."""

Point = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What is drawn on a page beside text."""

    horizontal: list[Edge] = field(default_factory=list)
    vertical: list[Edge] = field(default_factory=list)
    """Whole lines, as merge_edges leaves them."""
    picture_area: float = 0.0
    """Square points under pictures, overlaps counted twice."""
    path_count: int = 0
    complete: bool = True
    """False when a cap was reached and the rest was left out."""


def read_drawing(page: PdfPage, matrix: Matrix) -> Drawing:
    """Ruling lines and pictures of the page, coordinates mapped by `matrix`."""
    drawing = Drawing()
    reader = _PathReader()
    objects = _ObjectReader()
    for kind, handle, place in objects.read_page(page, matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawing.path_count += 1
            add = _add_sides if reader.is_stroked(handle) else _add_bar
            for points in reader.read(handle, place):
                add(drawing, points)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawing.picture_area += _area(handle, place)
        if reader.left <= 0 or len(drawing.horizontal) + len(drawing.vertical) > MAX_EDGES:
            drawing.complete = False
            break
    drawing.complete &= objects.left >= 0
    _merge(drawing)
    return drawing


def _merge(drawing: Drawing) -> None:
    """Pieces into whole lines; a mesh too dense for any table is dropped."""
    drawing.horizontal = merge_edges(drawing.horizontal)
    drawing.vertical = merge_edges(drawing.vertical)
    if len(drawing.horizontal) * len(drawing.vertical) > MAX_CROSSINGS:
        drawing.horizontal, drawing.vertical, drawing.complete = [], [], False


class _ObjectReader:
    """Walks over the objects of a page that are not text, those inside form XObjects included."""

    def __init__(self) -> None:
        self.left = MAX_OBJECTS
        """Objects that may still be looked at; below zero when some were not."""

    def read_page(self, page: PdfPage, matrix: Matrix) -> Iterator[tuple[int, int, Matrix]]:
        """Kind, handle and placing of each object."""
        count = pdfium.FPDFPage_CountObjects(page.raw)
        return self._read(partial(native.get_object, address_of(page.raw)), count, matrix, _MAX_FORM_DEPTH)

    def _read(
        self, get: Callable[[int], int | None], count: int, matrix: Matrix, depth: int
    ) -> Iterator[tuple[int, int, Matrix]]:
        within, self.left = min(count, self.left), self.left - count
        for index in range(within):
            handle = get(index)
            kind = native.get_type(handle) if handle else pdfium.FPDF_PAGEOBJ_UNKNOWN
            if not handle or kind == pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            yield kind, handle, matrix
            if kind == pdfium.FPDF_PAGEOBJ_FORM and depth:
                inner = multiply(_own_matrix(handle), matrix)
                children = partial(native.get_form_object, handle)
                yield from self._read(children, native.count_form_objects(handle), inner, depth - 1)


def _own_matrix(handle: int) -> Matrix:
    values = (ctypes.c_float * 6)()
    if not native.get_matrix(handle, ctypes.addressof(values)):
        return IDENTITY
    a, b, c, d, e, f = values
    return a, b, c, d, e, f


def _area(handle: int, matrix: Matrix) -> float:
    """Square points under an image, which PDF draws in the unit square."""
    a, b, c, d, _, _ = multiply(_own_matrix(handle), matrix)
    return abs(a * d - b * c)


class _PathReader:
    """Paths as polylines, with the buffers that PDFium writes a point into."""

    def __init__(self) -> None:
        self.left = MAX_SEGMENTS
        """Segments that may still be read."""
        self._x, self._y = ctypes.c_float(), ctypes.c_float()
        self._mode, self._stroke = ctypes.c_int(), ctypes.c_int()
        self._to_mode, self._to_stroke = ctypes.byref(self._mode), ctypes.byref(self._stroke)
        self._to_x, self._to_y = ctypes.byref(self._x), ctypes.byref(self._y)

    def is_stroked(self, handle: int) -> bool:
        """True when the outline is drawn, false when the path is only filled."""
        return bool(native.get_draw_mode(handle, self._to_mode, self._to_stroke) and self._stroke.value)

    def read(self, handle: int, matrix: Matrix) -> Iterator[list[Point]]:
        """The points of each part of the path that has straight sides only."""
        count = min(native.count_segments(handle), self.left)
        self.left -= count
        a, b, c, d, e, f = multiply(_own_matrix(handle), matrix)
        points: list[Point] = []
        for index in range(count):
            segment = native.get_segment(handle, index)
            kind = native.get_segment_type(segment)
            if kind != pdfium.FPDF_SEGMENT_LINETO:
                yield points
                points = []
            native.get_segment_point(segment, self._to_x, self._to_y)
            x, y = self._x.value, self._y.value
            points.append((a * x + c * y + e, b * x + d * y + f))
            if kind == pdfium.FPDF_SEGMENT_LINETO and native.get_segment_close(segment):
                points.append(points[0])
        yield points


def _add_sides(drawing: Drawing, points: list[Point]) -> None:
    """The level and upright strokes of a polyline."""
    for (x0, y0), (x1, y1) in pairwise(points):
        _add_edge(drawing, (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)), _SLANT)


def _add_bar(drawing: Drawing, points: list[Point]) -> None:
    """A filled shape thin enough to be a line. Broad ones are shading, whose outline nobody sees as a line."""
    if len(points) > 3:
        xs, ys = zip(*points, strict=True)
        _add_edge(drawing, (min(xs), min(ys), max(xs), max(ys)), _BAR)


def _add_edge(drawing: Drawing, box: Box, thickness: float) -> None:
    x0, top, x1, bottom = box
    if not all(-_FAR < value < _FAR for value in box):
        return
    if bottom - top <= thickness < x1 - x0:
        drawing.horizontal.append(Edge((top + bottom) / 2, x0, x1))
    elif x1 - x0 <= thickness < bottom - top:
        drawing.vertical.append(Edge((x0 + x1) / 2, top, bottom))
