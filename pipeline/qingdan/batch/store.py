"""Files of a job on many machines: in a folder that all of them see, or behind the address of an object store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from operator import itemgetter
from pathlib import Path
from typing import Any
from urllib.parse import quote

from qingdan.batch.folder import write_whole
from qingdan.batch.inputs import Input
from qingdan.export.extras import import_extra

_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class RemoteInput(Input):
    """A file behind an address."""

    url: str = ""
    size: int = 0
    """Bytes, as the store says."""

    @property
    def shown(self) -> str:
        """The address."""
        return self.url

    @property
    def files(self) -> tuple[Input, ...]:
        """The file alone: attachments are grouped where files can be listed by folder."""
        return (self,)

    def read_bytes(self) -> bytes:
        """The bytes of the file. Raises OSError."""
        system, path = _open_store(self.url)
        with system.open_input_stream(path) as file:
            data: bytes = file.read()
        return data


def is_remote(given: str) -> bool:
    """True for an address, `s3://bucket/folder` or another that names its scheme."""
    return "://" in given


def _open_store(url: str) -> tuple[Any, str]:
    """File system and path inside it. What lets in is found in the environment; names are taken as they are written."""
    system, path = import_extra("pyarrow.fs", "cluster").FileSystem.from_uri(quote(url, safe=":/@"))
    return system, path


def join(out: str, name: str) -> str:
    """The path or address of a file in a folder."""
    return f"{out.rstrip('/')}/{name}"


def list_remote(url: str) -> list[Input]:
    """The file at an address, those below it, or those of a pattern (`*` within a name, `**` any folders), by name."""
    parts = url.rstrip("/").split("/")
    fixed = next((place for place, part in enumerate(parts) if _MAGIC & set(part)), len(parts))
    base, patterns = "/".join(parts[:fixed]), parts[fixed:] or ["**"]
    system, folder = _open_store(base)
    there = system.get_file_info(folder)
    selector = import_extra("pyarrow.fs", "cluster").FileSelector(folder, recursive=True, allow_not_found=True)
    found = [there] if there.is_file else [info for info in system.get_file_info(selector) if info.is_file]
    named = ((info.path.removeprefix(folder).strip("/") or info.base_name, info) for info in found)
    root = base.removesuffix(folder)
    return [
        RemoteInput(Path(info.base_name), name, url=root + info.path, size=info.size or 0)
        for name, info in sorted(named, key=itemgetter(0))
        if _fits(name.split("/"), patterns)
    ]


def _fits(names: Sequence[str], patterns: Sequence[str]) -> bool:
    """Whether folders and name of a file are what a pattern says part by part."""
    if not names or not patterns:
        return not names and not any(pattern != "**" for pattern in patterns)
    if patterns[0] == "**":
        return _fits(names, patterns[1:]) or _fits(names[1:], patterns)
    return fnmatchcase(names[0], patterns[0]) and _fits(names[1:], patterns[1:])


def find_names(out: str, prefix: str) -> set[str]:
    """Names of the files in a folder that begin so; empty where there is no such folder yet."""
    if not is_remote(out):
        return {path.name for path in Path(out).glob(f"{prefix}*")}
    system, path = _open_store(out)
    selector = import_extra("pyarrow.fs", "cluster").FileSelector(path, allow_not_found=True)
    return {info.base_name for info in system.get_file_info(selector) if info.base_name.startswith(prefix)}


def put(target: str, data: bytes) -> None:
    """Write a file that is there as a whole or not at all. Raises OSError."""
    if is_remote(target):
        system, path = _open_store(target)
        with system.open_output_stream(path) as file:  # a store shows an object when its upload is complete
            file.write(data)
    else:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
        write_whole(Path(target), data)


def remove(target: str) -> None:
    """Remove a file."""
    if is_remote(target):
        system, path = _open_store(target)
        system.delete_file(path)
    else:
        Path(target).unlink(missing_ok=True)
