"""What to read: files, folders and patterns, in a fixed order."""

from __future__ import annotations

import glob
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO

from qingdan.batch.archives import Members, check_archive, find_members, is_archive, read_member
from qingdan.batch.names import is_hidden, readable
from qingdan.errors import ReadError, UnsupportedFormatError


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, and how it is named in the output."""

    path: Path
    name: str
    """Relative to the folder that was given, with `/`; the file name alone for a single file."""
    members: Members = ()
    """Where the file lies inside the archive at `path`; empty for the file at `path` itself."""
    label: str = ""
    """Its path inside the archive, as words."""
    supplied: tuple[tuple[str, str], ...] = ()
    """What the user knows of the notice, name and value."""

    attachments: tuple[Input, ...] = ()
    """Files that are read as part of this notice."""

    @property
    def files(self) -> tuple[Input, ...]:
        """The notice alone, then its attachments."""
        return (replace(self, attachments=()), *self.attachments)

    @property
    def shown(self) -> str:
        """The path as words."""
        return "/".join(filter(None, (readable(str(self.path)), self.label)))

    def read_bytes(self) -> bytes:
        """The bytes of the file. Raises OSError, or a ReadError for an archive that gives none."""
        if self.members:
            data = read_member(self.path, self.members)
        else:
            with open_file(self.path) as file:
                data = file.read()
        check_archive(data, self.name)
        return data


def open_file(path: Path) -> IO[bytes]:
    """A regular file for reading; a pipe or a device is refused and not waited for. Raises OSError, ReadError."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UnsupportedFormatError(path.name, "this is no file but a pipe, a device or a folder; leave it out")
    return open(descriptor, "rb")


def _walk(folder: Path, skip: Path | None) -> Iterator[Input]:
    """Files below a folder by name, links to folders not followed, hidden and Office lock files left out."""
    found: list[tuple[str, Path]] = []
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() != skip]
        visible = [name for name in names if not is_hidden(name)]
        found += [((here / name).relative_to(folder).as_posix(), here / name) for name in visible]
    return (Input(path, readable(name)) for name, path in sorted(found))


def _expand(given: str | Path, skip: Path | None) -> Iterator[Input]:
    path = Path(given)
    if path.is_dir():
        yield from _walk(path, skip)
    elif not path.exists() and glob.has_magic(str(given)):
        for match in sorted(glob.glob(str(given), recursive=True)):
            if Path(match).is_file():
                yield Input(Path(match), readable(Path(match).name))
    else:
        yield Input(path, readable(path.name))


def _open_archives(found: Input) -> list[Input]:
    """The file, or the files in it where it is an archive."""
    inside: list[Input] = []
    with suppress(OSError, ReadError):  # reading it as a file gives the reason
        with open_file(found.path) as file:
            opened = is_archive(file)
        if opened:
            inside = [
                Input(found.path, f"{found.name}/{label}", members, label)
                for label, members in find_members(found.path)
            ]
    return inside or [found]


def find_inputs(given: Iterable[str | Path], *, skip: Path | None = None) -> list[Input]:
    """All files, in the order given, inside a folder, archive or pattern by name, each once.

    Folder `skip` (the output) is left out of folders. A path that does not exist stays in the list:
    reading it gives an outcome that says so.
    """
    skip = skip.resolve() if skip else None
    once: dict[Path, Input] = {}
    for argument in given:
        for found in _expand(argument, skip):
            once.setdefault(Path(os.path.realpath(found.path)), found)
    return [file for found in once.values() for file in _open_archives(found)]
