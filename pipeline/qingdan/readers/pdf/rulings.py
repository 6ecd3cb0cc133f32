"""The drawing of a page, from its path and image objects."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import partial

from qingdan.readers.paged.drawing import MAX_OBJECTS, MAX_SEGMENTS, Drawing, Point
from qingdan.readers.paged.geometry import IDENTITY, Matrix, multiply
from qingdan.readers.pdf import native
from qingdan.readers.pdf.native import PdfPage, address_of, pdfium

_MAX_FORM_DEPTH = 8


def read_drawing(page: PdfPage, matrix: Matrix) -> Drawing:
    """Ruling lines and pictures of the page, coordinates mapped by `matrix`."""
    drawing = Drawing()
    reader = _PathReader()
    objects = _ObjectReader()
    for kind, handle, place in objects.read_page(page, matrix):
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            drawing.path_count += 1
            add = drawing.add_stroke if reader.is_stroked(handle) else drawing.add_fill
            for points in reader.read(handle, place):
                add(points)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            drawing.picture_area += _area(handle, place)
        if reader.left <= 0 or drawing.is_full:
            drawing.complete = False
            break
    drawing.complete &= objects.left >= 0
    drawing.finish()
    return drawing


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
