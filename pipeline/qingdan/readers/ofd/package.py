"""The parts of an OFD file: which pages there are, and what they refer to."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.models.source import Box
from qingdan.readers.archive import Archive, local_name
from qingdan.readers.ofd.values import read_box, read_flag
from qingdan.readers.paged.faces import find_weight
from qingdan.readers.paged.geometry import Weight

if TYPE_CHECKING:
    from lxml.etree import _Element

_A4: Box = (0.0, 0.0, 210.0, 297.0)


def find_children(element: _Element, *path: str) -> Iterator[_Element]:
    """Elements below, by their names step by step, without namespace: drafts of the standard have others."""
    if not path:
        yield element
        return
    for child in element:
        if local_name(child) == path[0]:
            yield from find_children(child, *path[1:])


def find_child(element: _Element, *path: str) -> _Element | None:
    """The first of them."""
    return next(find_children(element, *path), None)


@dataclass(slots=True)
class Resources:
    """What the pages of a document refer to by number."""

    weights: dict[str, Weight] = field(default_factory=dict)
    """Of fonts."""
    drawings: dict[str, _Element] = field(default_factory=dict)
    """Contents that several pages may show."""


@dataclass(frozen=True, slots=True)
class PagePart:
    """A page, not read yet."""

    part: str
    """Name in the zip file; empty when it points nowhere."""
    templates: dict[str, str]
    """Template to its part."""
    box: Box
    resources: Resources


class Package:
    """The zip file of an OFD document."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises BrokenFileError, EncryptedFileError."""
        self._archive = Archive(data, name)
        self._parts = {part.replace("\\", "/").lower(): part for part in self._archive.names()}
        if "encryptions.xml" in self._parts:
            raise EncryptedFileError(name, "this OFD file is locked; save it without encryption")
        if "ofd.xml" not in self._parts:
            raise BrokenFileError(name, "this OFD file lacks its main part; fetch or export it again")

    def read_xml(self, part: str) -> _Element:
        """The root of a part. Raises BrokenFileError."""
        return self._archive.read_xml(part)

    def find_pages(self) -> Iterator[PagePart]:
        """The pages of all documents in the file, in order, each once. Raises BrokenFileError on a damaged document."""
        places = find_children(self.read_xml(self._parts["ofd.xml"]), "DocBody", "DocRoot")
        for part in dict.fromkeys(self._resolve(place.text, "") for place in places):
            if part:
                yield from self._find_document_pages(self.read_xml(part), part)

    def add_resources(self, owner: _Element, part: str, resources: Resources) -> None:
        """Reads the resource files that an element of a part names; text is text without them."""
        for kind in ("PublicRes", "DocumentRes", "PageRes"):
            for place in find_children(owner, kind):
                with suppress(BrokenFileError):
                    _add_resources(self.read_xml(self._resolve(place.text, part)), resources)

    def _find_document_pages(self, root: _Element, part: str) -> Iterator[PagePart]:
        resources = Resources()
        templates: dict[str, str] = {}
        box = _A4
        for common in find_children(root, "CommonData"):
            self.add_resources(common, part, resources)
            for template in find_children(common, "TemplatePage"):
                templates[template.get("ID", "")] = self._resolve(_location(template), part)
            box = page_box(common, "PageArea") or box
        for page in find_children(root, "Pages", "Page"):
            yield PagePart(self._resolve(_location(page), part), templates, box, resources)

    def _resolve(self, location: str | None, part: str) -> str:
        """The name of the part at a location, which is relative to the part that names it, or else to the file."""
        words = (location or "").strip().replace("\\", "/")
        folder = "" if words.startswith("/") else posixpath.dirname(part)
        for base in (folder, ""):
            path = posixpath.normpath(posixpath.join(base, words.lstrip("/"))).lower()
            if path in self._parts:
                return self._parts[path]
        return ""


def page_box(element: _Element, area: str) -> Box | None:
    """The size of the sheet that an element declares."""
    physical = find_child(element, area, "PhysicalBox")
    box = None if physical is None else read_box(physical.text)
    return box if box and box[2] > box[0] and box[3] > box[1] else None


def _location(element: _Element) -> str | None:
    """`BaseLoc`, which some programs write as an element."""
    child = find_child(element, "BaseLoc")
    return element.get("BaseLoc") or (None if child is None else child.text)


def _add_resources(root: _Element, resources: Resources) -> None:
    for font in find_children(root, "Fonts", "Font"):
        names = f"{font.get('FontName')} {font.get('FamilyName')}"
        bold = read_flag(font.get("Bold"), default=False)
        resources.weights[font.get("ID", "")] = Weight.BOLD if bold else find_weight(names)
    for unit in find_children(root, "CompositeGraphicUnits", "CompositeGraphicUnit"):
        content = find_child(unit, "Content")
        if content is not None:
            resources.drawings[unit.get("ID", "")] = content
