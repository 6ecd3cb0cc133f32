"""The parts of a Word file that say what is printed, and names of their elements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from qingdan.errors import BrokenFileError
from qingdan.readers.archive import Archive
from qingdan.readers.relationships import read_relations

if TYPE_CHECKING:
    from lxml.etree import _Element

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MAIN: Final = "word/document.xml"
_OFF: Final = frozenset(("0", "false", "off", "none"))


class Package:
    """A Word file opened: its main document and the parts that belong to it."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises EncryptedFileError, or BrokenFileError when there is no document that can be read."""
        self._archive = Archive(data, name)
        main = next((r.part for r in read_relations(self._archive, "") if r.kind == "officeDocument"), _MAIN)
        self._relations = read_relations(self._archive, main)
        self.document = self._archive.read_xml(main)
        """The root of the main part, `w:document`."""
        if self.document.find(f"{W}body") is None:
            raise BrokenFileError(name, "holds no Word document; save it again as .docx or PDF")

    def related(self, kind: str) -> _Element | None:
        """The root of the part that the document calls its `styles`, `numbering`, `footnotes`…; None without one."""
        part = next((r.part for r in self._relations if r.kind == kind and r.part in self._archive), None)
        return None if part is None else self._archive.read_xml(part)


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
