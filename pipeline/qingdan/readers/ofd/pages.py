"""Opens an OFD file and reads its pages one by one, within bounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

from qingdan.errors import BrokenFileError
from qingdan.models.source import Box
from qingdan.readers.ofd.package import Package, PagePart, Resources, find_children, page_box
from qingdan.readers.ofd.shapes import Shapes
from qingdan.readers.paged.content import (
    FileContent,
    PageContent,
    PageText,
    gather_pages,
    is_broken,
    to_broken_page,
    to_page,
)
from qingdan.readers.paged.drawing import Drawing
from qingdan.readers.paged.geometry import (
    IDENTITY,
    Frame,
    Glyph,
    Matrix,
    Run,
    Weight,
    map_box,
    multiply,
    page_frame,
    turn_back,
)
from qingdan.readers.paged.lines import find_runs

if TYPE_CHECKING:
    from lxml.etree import _Element

_POINTS = 72 / 25.4
"""In a millimetre."""
_UPWARD: Matrix = (_POINTS, 0.0, 0.0, -_POINTS, 0.0, 0.0)
"""Millimetres, y downwards, to points, y upwards."""


def read_pages(data: bytes, name: str) -> FileContent:
    """All pages of an OFD file. Raises EncryptedFileError and BrokenFileError."""
    package = Package(data, name)
    parts = list(package.find_pages())
    content = gather_pages(len(parts), (_read_page(package, part, number) for number, part in enumerate(parts, 1)))
    if all(map(is_broken, content.pages)):
        raise BrokenFileError(name, "no page of this OFD file can be read; fetch the file again")
    return content


def _read_page(package: Package, page: PagePart, number: int) -> PageContent:
    try:
        root = package.read_xml(page.part)
    except BrokenFileError:
        return to_broken_page(number)
    shapes = Shapes()
    for template in _find_templates(package, root, page):
        _add_layers(template, page.resources, shapes)
    package.add_resources(root, page.part, page.resources)
    _add_layers(root, page.resources, shapes)
    return _build_page(number, page_box(root, "Area") or page.box, shapes)


def _find_templates(package: Package, root: _Element, page: PagePart) -> Iterator[_Element]:
    """What is printed on several pages: a letterhead, the frame of a form."""
    for reference in find_children(root, "Template"):
        with suppress(BrokenFileError):  # the page itself can be read without
            yield package.read_xml(page.templates.get(reference.get("TemplateID", ""), ""))


def _add_layers(root: _Element, resources: Resources, shapes: Shapes) -> None:
    for content in find_children(root, "Content"):
        shapes.add(content, IDENTITY, resources)


def _build_page(number: int, box: Box, shapes: Shapes) -> PageContent:
    sheet = 0.0, (box[1] - box[3]) * _POINTS, (box[2] - box[0]) * _POINTS, 0.0
    turn = _find_turn(shapes)
    frame = page_frame(sheet, turn)
    matrix = multiply(_UPWARD, frame.matrix)
    shown = multiply(turn_back(frame.matrix), page_frame(sheet, 0).matrix) if turn else IDENTITY
    text, drawing = _build_text(shapes, frame, matrix), _build_drawing(shapes, matrix)
    return to_page(number, (frame.width, frame.height), text, drawing, shown)


def _find_turn(shapes: Shapes) -> int:
    """The quarter turns clockwise of the sheet that set most of its text upright."""
    turns: Counter[int] = Counter()
    for text in shapes.texts:
        if text.turn is not None:
            turns[-text.turn % 4] += len(text.glyphs)
    turn, votes = turns.most_common(1)[0] if turns else (0, 0)
    return turn if 2 * votes > turns.total() else 0


def _build_text(shapes: Shapes, frame: Frame, matrix: Matrix) -> PageText:
    glyphs: list[Glyph] = []
    weights: list[Weight] = []
    slanted: list[Glyph] = []
    for text in shapes.texts:
        moved = (Glyph(glyph.char, *map_box(glyph[1:], matrix)) for glyph in text.glyphs)
        printed = [glyph for glyph in moved if frame.shows(glyph)]
        if text.turn is None:
            slanted += printed
        else:
            glyphs += printed
            weights += [text.weight] * len(printed)
    runs: list[Run] = []
    start = 0
    for run in find_runs(glyphs):
        end = start + len(run)
        runs.append(Run(run, min(weights[start], weights[end - 1])))
        start = end
    return PageText(runs, slanted, not shapes.is_full, looked_at=len(glyphs) + len(slanted))


def _build_drawing(shapes: Shapes, matrix: Matrix) -> Drawing:
    a, b, c, d, e, f = matrix
    drawing = Drawing(picture_area=shapes.picture_area * _POINTS**2, path_count=len(shapes.paths))
    for path, is_stroked in shapes.paths:
        points = [(a * x + c * y + e, b * x + d * y + f) for x, y in path]
        (drawing.add_stroke if is_stroked else drawing.add_fill)(points)
        if drawing.is_full:
            drawing.complete = False
            break
    drawing.finish()
    return drawing
