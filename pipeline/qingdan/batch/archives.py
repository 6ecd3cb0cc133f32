"""A zip file of notices is a folder: which files it holds, and their bytes. Nothing of it is written to disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import IO

from qingdan.batch.names import decode_name, is_hidden
from qingdan.errors import BrokenFileError, EncryptedFileError, ReadError
from qingdan.readers.archive import DAMAGE, MOST_MEMBERS, MOST_PART_BYTES, is_bomb, is_locked
from qingdan.readers.sniff import find_zip_form

Members = tuple[str, ...]
"""Name of a member as the directory of the zip file has it; before it, that of the zip file inside which it lies."""

_ZIP = b"PK\x03\x04"
_UTF8_NAMES = 0x800
_STAND_IN = "cp437"
"""What the standard library decodes other names with, byte by byte."""


def is_archive(file: IO[bytes]) -> bool:
    """True for a zip file that is no document itself, as .docx, .xlsx and .ofd are."""
    is_zip = file.read(len(_ZIP)) == _ZIP
    file.seek(0)
    return is_zip and find_zip_form(file) == "zip"


def find_members(path: Path) -> list[tuple[str, Members]]:
    """The files in an archive, those in archives inside it included, as words and as `read_member` takes them.

    By name, at most MOST_MEMBERS. Raises ReadError when the archive is damaged or holds more.
    """
    archive = _open(path, path.stat().st_mtime_ns)
    found: list[tuple[str, Members]] = []
    for label, member in _files(archive):
        inner: list[tuple[str, Members]] = []
        if label.lower().endswith(".zip"):
            with suppress(ReadError):  # reading it as a file gives the reason
                nested = _open_nested(path, path.stat().st_mtime_ns, member)
                inner = [(f"{label}/{name}", (member, name_inside)) for name, name_inside in _files(nested)]
        found += inner or [(label, (member,))]
        if len(found) > MOST_MEMBERS:
            raise BrokenFileError(path.name, f"holds more than {MOST_MEMBERS} files; unpack it")
    return sorted(found)


def read_member(path: Path, members: Members) -> bytes:
    """The bytes of a file in an archive. Raises ReadError, OSError."""
    stamp = path.stat().st_mtime_ns
    if len(members) == 1:
        return _read(_open(path, stamp), members[0])
    return _read(_open_nested(path, stamp, members[0]), members[1])


def check_archive(data: bytes, name: str) -> None:
    """Raises a ReadError where the bytes are an archive: why it was not read as a folder."""
    if data.startswith(_ZIP) and is_archive(BytesIO(data)) and not list(_files(_to_zip(BytesIO(data), name))):
        raise BrokenFileError(name, "this archive holds no files")


def _to_zip(file: str | IO[bytes], name: str) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGE as error:
        raise BrokenFileError(name, "this archive is damaged; fetch it again") from error
    if len(archive.filelist) > MOST_MEMBERS:
        raise BrokenFileError(name, f"holds more than {MOST_MEMBERS} files; unpack it")
    return archive


@lru_cache(maxsize=1)
def _open(path: Path, stamp: int) -> zipfile.ZipFile:  # noqa: ARG001 - a file that was changed is opened anew
    """Open between members, since reading the directory of a large archive costs more than most of its files."""
    return _to_zip(str(path), path.name)


@lru_cache(maxsize=1)
def _open_nested(path: Path, stamp: int, member: str) -> zipfile.ZipFile:
    data = _read(_open(path, stamp), member)
    if not is_archive(BytesIO(data)):
        raise BrokenFileError(member, "this is no zip file")
    return _to_zip(BytesIO(data), member)


def _read(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        found = archive.getinfo(member)
        if is_locked(found):
            raise EncryptedFileError(member, "asks for a password; give the file itself, unlocked")
        if found.file_size > MOST_PART_BYTES or is_bomb(found):
            raise BrokenFileError(member, "unpacks to far more than a notice can hold; it was not unpacked")
        return archive.read(found)
    except (KeyError, *DAMAGE) as error:
        raise BrokenFileError(member, "this member of the archive is damaged; fetch the archive again") from error


def _files(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The files to be read: their paths as words and their names in the directory, in its order."""
    for member in archive.infolist():
        label = _to_label(member)
        if label and not member.is_dir() and not is_hidden(label):
            yield label, member.filename


def _to_label(member: zipfile.ZipInfo) -> str:
    """The path as words."""
    name = member.filename
    if not member.flag_bits & _UTF8_NAMES:
        with suppress(UnicodeEncodeError):
            name = decode_name(name.encode(_STAND_IN))
    parts = name.replace("\\", "/").split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))
