"""A folder of outputs: one run at a time writes to it, and a file in it is whole or not there."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from qingdan.errors import QingdanError

DOCUMENTS = "documents"
_LOCK = ".lock"
_TEMPORARY = ".tmp"
_STAGING = ".staging" + _TEMPORARY


class FolderBusyError(QingdanError):
    """Another run is writing to the folder."""


@contextmanager
def hold_folder(out: Path) -> Iterator[None]:
    """Make the folder, keep other runs out of it, and clear away what a killed run left half written.

    The lock ends with the process, however that ends. Raises FolderBusyError, OSError.
    """
    out.mkdir(parents=True, exist_ok=True)
    with (out / _LOCK).open("a+b") as lock:
        try:
            _lock(lock)
        except OSError as error:
            raise FolderBusyError(
                f"{out}: another run is writing there; wait for it, or give another folder"
            ) from error
        _clear(out)
        yield
        _clear(out)


def _lock(file: IO[bytes]) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _clear(out: Path) -> None:
    for path in [*out.glob(f".*{_TEMPORARY}"), *(out / DOCUMENTS).glob(f".*{_TEMPORARY}")]:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def write_temporary(folder: Path, key: str, data: bytes) -> Path:
    """Write the bytes to the disk under a name that `hold_folder` clears away. Raises OSError."""
    path = folder / f".{key}-{os.getpid()}{_TEMPORARY}"
    try:
        with path.open("wb") as file:
            file.write(data)
            flush(file)
    except OSError as error:
        with suppress(OSError):
            path.unlink(missing_ok=True)  # a full disk has no room for halves
        raise OSError(error.errno, error.strerror, str(folder)) from error
    return path


def write_whole(path: Path, data: bytes) -> None:
    """Write a file that is there as a whole or as it was before. Raises OSError."""
    write_temporary(path.parent, path.name, data).replace(path)


def flush(file: IO[bytes]) -> None:
    """Hand everything written so far to the disk."""
    file.flush()
    os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Hand new names in a folder to the disk, where the system can."""
    with suppress(PermissionError):  # Windows opens no folders
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def stage(out: Path) -> Iterator[Path]:
    """A folder to write several files to, which become outputs together when all are whole."""
    staging = out / _STAGING
    staging.mkdir()
    yield staging
    written = [path for path in sorted(staging.rglob("*")) if path.is_file()]
    for path in written:
        with path.open("r+b") as file:
            flush(file)
    for path in written:
        target = out / path.relative_to(staging)
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
    shutil.rmtree(staging)
    flush_folder(out)


def find_digest(path: Path) -> str | None:
    """SHA-256 of a file, read piece by piece; None when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def remove_outputs(out: Path, names: Iterable[str]) -> None:
    """Remove files inside the folder; a name that leads out of it is left alone."""
    for name in names:
        path = out / name
        if path.resolve().is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)
