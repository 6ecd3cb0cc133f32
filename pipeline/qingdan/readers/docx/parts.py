"""The parts of a Word file that say what is printed, and names of their elements."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from qingdan.errors import BrokenFileError, EncryptedFileError
from qingdan.readers.archive import Archive

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_RELATIONSHIP: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OFF: Final = frozenset(("0", "false", "off", "none"))


class Package:
    """A Word file opened: its main document and the parts that belong to it."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises EncryptedFileError or BrokenFileError when there is no document that can be read."""
        self._archive = Archive(data, name)
        if "EncryptedPackage" in self._archive:
            raise EncryptedFileError(name, "this Office document asks for a password; save it without one")
        main = next(iter(self._targets("", "officeDocument")), "word/document.xml")
        self._related = main
        self.document = self._archive.read_xml(main)
        """The root of the main part, `w:document`."""
        if self.document.find(f"{W}body") is None:
            raise BrokenFileError(name, "holds no Word document; save it again as .docx or PDF")

    def related(self, kind: str) -> _Element | None:
        """The root of the part that the document calls its `styles`, `numbering`, `footnotes`…; None without one."""
        for part in self._targets(self._related, kind):
            if part in self._archive:
                return self._archive.read_xml(part)
        return None

    def _targets(self, source: str, kind: str) -> list[str]:
        folder, name = posixpath.split(source)
        part = posixpath.join(folder, "_rels", f"{name}.rels")
        if part not in self._archive:
            return []
        found = []
        for relation in self._archive.read_xml(part).iter(_RELATIONSHIP):
            own_kind, target = relation.get("Type") or "", relation.get("Target") or ""
            if own_kind.endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                found.append(posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/"))
        return found


def find_child(element: _Element | None, *path: str) -> _Element | None:
    """The first child of each name in turn: `find_child(paragraph, "pPr", "numPr")`."""
    for name in path:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value_of(element: _Element | None, *path: str) -> str | None:
    """The `w:val` of the element at a path; None without it."""
    found = find_child(element, *path)
    return None if found is None else found.get(f"{W}val")


def number_at(element: _Element | None, *path: str, default: int = 0) -> int:
    """The whole number in `w:val` at a path."""
    return to_number(value_of(element, *path), default)


def to_number(value: str | None, default: int = 0) -> int:
    """The whole number that an attribute holds, or the default."""
    try:
        return int((value or "")[:9])
    except ValueError:
        return default


def switch_at(element: _Element | None, *path: str) -> bool | None:
    """Whether a property is on or off; None where nothing is said of it."""
    found = find_child(element, *path)
    return None if found is None else (found.get(f"{W}val") or "on").lower() not in _OFF
