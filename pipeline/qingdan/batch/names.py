"""Names of files as words."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import PurePosixPath

_FIRST_OF_CHINESE = "\u2e80"
_ADDED = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


def decode_name(data: bytes) -> str:
    """A name whose encoding nothing tells: UTF-8, or GBK as in old archives; what is neither is replaced.

    Short names in GBK, 通知 for one, are UTF-8 too, of scripts that no Chinese archive uses.
    """
    with suppress(UnicodeDecodeError):
        name = data.decode("utf-8")
        if name.isascii() or max(name) >= _FIRST_OF_CHINESE:
            return name
    with suppress(UnicodeDecodeError):
        return data.decode("gb18030")
    return data.decode("utf-8", "replace")


def readable(name: str) -> str:
    """The name of a file as words: those from old archives are GBK bytes where names are bytes."""
    return name if name.isascii() or os.name == "nt" else decode_name(os.fsencode(name))


def is_hidden(path: str) -> bool:
    """True for names that start with a dot, the lock files of Office, and what macOS and Windows add to folders."""
    return any(part.startswith((".", "~$")) or part in _ADDED for part in PurePosixPath(path).parts)
