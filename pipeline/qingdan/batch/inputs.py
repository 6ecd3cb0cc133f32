"""What to read: files, folders and patterns, in a fixed order."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, and how it is named in the output."""

    path: Path
    name: str
    """Relative to the folder that was given, with `/`; the file name alone for a single file."""

    @property
    def shown(self) -> str:
        """The path as words."""
        return readable(str(self.path))


def readable(name: str) -> str:
    """A name as words: names of files from old archives are GBK bytes that the system could not decode."""
    if name.isprintable():
        return name
    data = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return data.decode("utf-8", "replace")


def _walk(folder: Path, skip: Path | None) -> Iterator[Input]:
    """Files below a folder by name, links to folders not followed, hidden and Office lock files left out."""
    found: list[tuple[str, Path]] = []
    for root, folders, names in os.walk(folder):
        here = Path(root)
        folders[:] = [name for name in folders if not name.startswith(".") and (here / name).resolve() != skip]
        visible = [name for name in names if not name.startswith((".", "~$"))]
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


def find_inputs(given: Iterable[str | Path], *, skip: Path | None = None) -> list[Input]:
    """All files, in the order given, inside a folder or pattern by name, each once.

    Folder `skip` (the output) is left out of folders. A path that does not exist stays in the list:
    reading it gives an outcome that says so.
    """
    skip = skip.resolve() if skip else None
    once: dict[Path, Input] = {}
    for argument in given:
        for found in _expand(argument, skip):
            once.setdefault(found.path.resolve(), found)
    return list(once.values())
