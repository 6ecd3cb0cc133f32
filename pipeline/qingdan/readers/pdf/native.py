"""The PDFium calls made once per character or object, bound to plain addresses.

The bindings of pypdfium2 build a pointer object for every handle that passes; bound to integers the
same calls take half the time, and they are most of the time that a page takes.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfiumError, PdfPage, PdfTextPage

__all__ = ["PdfDocument", "PdfPage", "PdfTextPage", "PdfiumError", "address_of", "pdfium"]

_handle = ctypes.c_void_p
_int = ctypes.c_int
_float = ctypes.POINTER(ctypes.c_float)


def _bind(function: Any, result: Any, *arguments: Any) -> Callable[..., Any]:
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)  # type: ignore[arg-type]


def address_of(handle: Any) -> int:
    """The address behind a handle of pypdfium2; 0 for none."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


get_loose_box = _bind(pdfium.FPDFText_GetLooseCharBox, _int, _handle, _int, _handle)
has_map_error = _bind(pdfium.FPDFText_HasUnicodeMapError, _int, _handle, _int)
get_character_matrix = _bind(pdfium.FPDFText_GetMatrix, _int, _handle, _int, _handle)
get_text_object = _bind(pdfium.FPDFText_GetTextObject, _handle, _handle, _int)
get_font = _bind(pdfium.FPDFTextObj_GetFont, _handle, _handle)
get_render_mode = _bind(pdfium.FPDFTextObj_GetTextRenderMode, _int, _handle)
get_fill_colour = _bind(pdfium.FPDFPageObj_GetFillColor, _int, _handle, *[ctypes.POINTER(ctypes.c_uint)] * 4)
get_object = _bind(pdfium.FPDFPage_GetObject, _handle, _handle, _int)
get_form_object = _bind(pdfium.FPDFFormObj_GetObject, _handle, _handle, ctypes.c_ulong)
count_form_objects = _bind(pdfium.FPDFFormObj_CountObjects, _int, _handle)
get_type = _bind(pdfium.FPDFPageObj_GetType, _int, _handle)
get_matrix = _bind(pdfium.FPDFPageObj_GetMatrix, _int, _handle, _handle)
get_draw_mode = _bind(pdfium.FPDFPath_GetDrawMode, _int, _handle, ctypes.POINTER(_int), ctypes.POINTER(_int))
count_segments = _bind(pdfium.FPDFPath_CountSegments, _int, _handle)
get_segment = _bind(pdfium.FPDFPath_GetPathSegment, _handle, _handle, _int)
get_segment_type = _bind(pdfium.FPDFPathSegment_GetType, _int, _handle)
get_segment_point = _bind(pdfium.FPDFPathSegment_GetPoint, _int, _handle, _float, _float)
get_segment_close = _bind(pdfium.FPDFPathSegment_GetClose, _int, _handle)
