"""Scans made of drawn or printed pages."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
from PIL import Image


def scan(data: bytes, *, tilt: float = 0.0, quarters: int = 0, dpi: int = 150) -> bytes:
    """A PDF file as it comes back from a scanner: a grey picture a page, `tilt` degrees counter-clockwise, then turned."""
    document = pypdfium2.PdfDocument(data)
    pictures = [_to_picture(page, tilt, quarters, dpi) for page in document]
    document.close()
    buffer = BytesIO()
    pictures[0].save(buffer, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=80)
    return buffer.getvalue()


def _to_picture(page: pypdfium2.PdfPage, tilt: float, quarters: int, dpi: int) -> Image.Image:
    sheet = page.render(scale=dpi / 72).to_pil().convert("RGB")
    turned = sheet.rotate(tilt, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255)).rotate(90 * quarters, expand=True)
    return turned.point(lambda value: 20 + value * 0.86)
