"""How a character looks: how dark, and which way it stands."""

from __future__ import annotations

import ctypes

from qingdan.readers.paged.faces import find_weight
from qingdan.readers.paged.geometry import Matrix, Weight
from qingdan.readers.pdf import native
from qingdan.readers.pdf.native import PdfTextPage, address_of, pdfium

_FILL_AND_STROKE = 2
_SLANT = 0.05
"""A base line that rises or falls by more, per point, is aslant."""
_FAINT = 120
"""From this brightness on, 0 to 255 on white paper, the darkest of red, green and blue is faint."""


class TextStyles:
    """The looks of the characters of a page, by their index."""

    def __init__(self, text_page: PdfTextPage, matrix: Matrix) -> None:
        self._page = text_page
        self._handle = address_of(text_page.raw)
        self._matrix = matrix
        self._weights: dict[int, Weight] = {}
        self._turned = (ctypes.c_float * 6)()
        self._colour = [ctypes.c_uint() for _ in range(4)]
        self._to_colour = [ctypes.byref(value) for value in self._colour]

    def turn_of(self, index: int) -> int | None:
        """The quarter turns clockwise that set the character upright; None for one that stands aslant."""
        if not native.get_character_matrix(self._handle, index, ctypes.addressof(self._turned)):
            return 0
        along, up = self._turned[0], self._turned[1]
        a, b, c, d, _, _ = self._matrix
        across, down = a * along + c * up, b * along + d * up
        if abs(down) <= _SLANT * abs(across):
            return 0 if across >= 0 else 2
        if abs(across) <= _SLANT * abs(down):
            return 1 if down < 0 else 3
        return None

    def style_of(self, index: int) -> tuple[Weight, bool]:
        """The weight, and whether the colour is faint. An outline stroked as well as filled is bold."""
        text_object = native.get_text_object(self._handle, index)
        if not text_object:
            return Weight.PLAIN, False
        faint = self._is_faint(text_object)
        if native.get_render_mode(text_object) == _FILL_AND_STROKE:
            return Weight.BOLD, faint
        font = native.get_font(text_object) or 0
        if font not in self._weights:  # asked once per font
            self._weights[font] = self._face_weight(index)
        return self._weights[font], faint

    def _is_faint(self, text_object: int) -> bool:
        if not native.get_fill_colour(text_object, *self._to_colour):
            return False
        *colours, opacity = (value.value for value in self._colour)
        return 255 - opacity * (255 - min(colours)) / 255 >= _FAINT

    def _face_weight(self, index: int) -> Weight:
        buffer = ctypes.create_string_buffer(256)
        pdfium.FPDFText_GetFontInfo(self._page.raw, index, buffer, len(buffer), None)
        name = buffer.value.decode("utf-8", "replace")
        return find_weight(name, pdfium.FPDFText_GetFontWeight(self._page.raw, index))
