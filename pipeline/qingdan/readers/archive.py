"""Zip files of XML parts (Word, Excel, OpenDocument): read in memory, within bounds, nothing from outside."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import IO, TYPE_CHECKING, Final

from qingdan.errors import BrokenFileError, EncryptedFileError

if TYPE_CHECKING:
    from lxml.etree import _Element

MOST_MEMBERS: Final = 10_000
MOST_BYTES: Final = 512 << 20
"""Unpacked size of all members together."""
MOST_PART_BYTES: Final = 128 << 20
"""Unpacked size of a part that is read as one tree."""
_MOST_RATIO: Final = 250
_SMALL: Final = 16 << 20
"""A member up to this size may be packed as tightly as it will."""
_LOCKED: Final = 0x1
_STRICT: Final = tuple(
    (f"http://purl.oclc.org/ooxml/{name}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for name, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)
"""Namespaces of strict Office files, and what all others call them."""
DAMAGE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
"""What the standard library raises for damaged members."""


def is_locked(member: zipfile.ZipInfo) -> bool:
    """True for a member that asks for a password."""
    return bool(member.flag_bits & _LOCKED)


def is_bomb(member: zipfile.ZipInfo) -> bool:
    """True for a member packed more tightly than any document."""
    return member.file_size > max(_SMALL, _MOST_RATIO * member.compress_size)


class Archive:
    """The members of a zip file. Sizes are checked before anything is unpacked, and no path is ever written."""

    def __init__(self, data: bytes, name: str) -> None:
        """Raises BrokenFileError (damaged, or unpacks to too much) or EncryptedFileError."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except DAMAGE as error:
            raise self._damaged() from error
        members = self._zip.infolist()
        self._check(members)
        self._members = {member.filename: member for member in members}

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def names(self) -> list[str]:
        """Names of all members, in the order of the file."""
        return list(self._members)

    def read(self, part: str) -> bytes:
        """The bytes of a member. Raises BrokenFileError when it is missing, damaged or too large to be held."""
        member = self._members.get(part)
        if member is None:
            raise BrokenFileError(self.name, f"the part {part} is missing; save the file again")
        if member.file_size > MOST_PART_BYTES:
            raise self._too_large()
        try:
            return self._zip.read(member)
        except DAMAGE as error:
            raise self._damaged() from error

    def read_xml(self, part: str) -> _Element:
        """The root of an XML part, comments left out. Raises BrokenFileError as `read`, or for XML that is no XML."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            root = etree.fromstring(_with_usual_names(self.read(part)), parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            raise self._damaged() from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._has_dtd()
        return root

    def iter_xml(self, part: str, *names: str) -> Iterator[_Element]:
        """The elements of these names (without namespace) as they end, each emptied after it was given.

        For parts that are too large for a tree. Errors as of `read_xml`.
        """
        from lxml import etree

        try:
            with self._open(part) as stream:
                elements = etree.iterparse(
                    stream,
                    tag=[f"{{*}}{name}" for name in names],
                    resolve_entities=False,
                    no_network=True,
                    load_dtd=False,
                    huge_tree=False,
                    remove_comments=True,
                    remove_pis=True,
                )
                for index, (_, element) in enumerate(elements):
                    if index == 0 and element.getroottree().docinfo.internalDTD is not None:
                        raise self._has_dtd()
                    yield element
                    _empty(element)
        except (etree.XMLSyntaxError, *DAMAGE) as error:
            raise self._damaged() from error

    def _open(self, part: str) -> IO[bytes]:
        member = self._members.get(part)
        if member is None:
            raise BrokenFileError(self.name, f"the part {part} is missing; save the file again")
        return self._zip.open(member)

    def _check(self, members: list[zipfile.ZipInfo]) -> None:
        if any(map(is_locked, members)):
            raise EncryptedFileError(self.name, "this file asks for a password; save it without one")
        too_many = len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES
        if too_many or any(map(is_bomb, members)):
            raise self._too_large()

    def _too_large(self) -> BrokenFileError:
        return BrokenFileError(self.name, "unpacks to far more than a notice can hold; it was not unpacked")

    def _damaged(self) -> BrokenFileError:
        return BrokenFileError(self.name, "the file is damaged; fetch it again or save it again")

    def _has_dtd(self) -> BrokenFileError:
        return BrokenFileError(self.name, "declares entities (DOCTYPE); it was not read")


def local_name(element: _Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _empty(element: _Element) -> None:
    """Free an element and those before it."""
    element.clear(keep_tail=False)
    parent = element.getparent()
    if parent is not None:
        while element.getprevious() is not None:
            del parent[0]


def _with_usual_names(data: bytes) -> bytes:
    for strict, usual in _STRICT:
        data = data.replace(strict, usual)
    return data
