"""Files of a job on many machines: in a folder that all of them see, or behind the address of an object store."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

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
    """File system and path inside it; what it needs to be let in it finds in the environment."""
    system, path = import_extra("pyarrow.fs", "cluster").FileSystem.from_uri(url)
    return system, path


def join(out: str, name: str) -> str:
    """The path or address of a file in a folder."""
    return f"{out.rstrip('/')}/{name}"


def list_remote(daft: Any, url: str) -> list[Input]:
    """Files behind an address, which may be a pattern, by name; those of a folder with what lies below it."""
    pattern = url if _MAGIC & set(url) else f"{url.rstrip('/')}/**"
    base = "/".join(part for part in _fixed(url))
    found = daft.from_glob_path(pattern).select("path", "size").to_pydict()
    files = sorted(zip(found["path"], found["size"], strict=True))
    return [
        RemoteInput(Path(PurePosixPath(path).name), _name(path, base), url=path, size=size or 0) for path, size in files
    ]


def _fixed(url: str) -> list[str]:
    """The parts of an address before its first pattern."""
    parts = url.rstrip("/").split("/")
    stop = next((place for place, part in enumerate(parts) if _MAGIC & set(part)), len(parts))
    return parts[:stop]


def _name(path: str, base: str) -> str:
    return path.removeprefix(base).strip("/") or PurePosixPath(path).name


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
