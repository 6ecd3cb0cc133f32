"""The bytes of an input, without reading them as a notice: their digest and extent."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qingdan.batch.inputs import Input, open_file
from qingdan.batch.limits import Extent
from qingdan.models.source import digest_of_parts

_PIECE = 1 << 20
_PAGE = re.compile(rb"/Type\s*/Page\b")
_PDF_WITHIN = 1024


@dataclass(frozen=True, slots=True)
class Content:
    """What an input holds."""

    sha256: str
    extent: Extent


def identify(source: Input) -> Content:
    """Digest and extent of an input. Raises OSError, or a ReadError where there are no bytes to be read."""
    if source.attachments:
        contents = [identify(file) for file in source.files]
        extents = [content.extent for content in contents]
        extent = Extent(
            sum(e.size for e in extents), sum(e.page_marks for e in extents), any(e.is_pdf for e in extents)
        )
        return Content(digest_of_parts([content.sha256 for content in contents]), extent)
    pieces = iter([source.read_bytes()]) if source.members else _read_file(source.path)
    digest, size, marks, is_pdf = hashlib.sha256(), 0, 0, False
    for piece in pieces:
        is_pdf = is_pdf or (size == 0 and b"%PDF" in piece[:_PDF_WITHIN])
        digest.update(piece)
        size += len(piece)
        marks += sum(1 for _ in _PAGE.finditer(piece)) if is_pdf else 0
    return Content(digest.hexdigest(), Extent(size, marks, is_pdf))


def _read_file(path: Path) -> Iterator[bytes]:
    with open_file(path) as file:
        while piece := file.read(_PIECE):
            yield piece
