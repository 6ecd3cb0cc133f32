"""Where a key of a TOML file stands: tomllib does not say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_.\-]+|'[^']*'|\"[^\"]*\")\s*=")


def find_line(text: str, keys: Sequence[str | int]) -> int | None:
    """The line, from 1, of the deepest part of a path (`rule, 2, pattern`) that stands on a line of its own."""
    best: tuple[int, int] | None = None
    for line, path in _paths(text):
        depth = len(path)
        if tuple(path) == tuple(keys[:depth]) and (best is None or depth > best[0]):
            best = depth, line
    return best[1] if best else None


def _paths(text: str) -> Iterator[tuple[int, tuple[str | int, ...]]]:
    """Every header and key with its path; counts of arrays of tables are written as indices."""
    table: tuple[str | int, ...] = ()
    counts: dict[tuple[str | int, ...], int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        header, key = _HEADER.match(line), _KEY.match(line)
        if header:
            table = _table(header[2], header[1] == "[[", counts)
            yield number, table
        elif key:
            yield number, (*table, _bare(key[1]))


def _table(name: str, repeated: bool, counts: dict[tuple[str | int, ...], int]) -> tuple[str | int, ...]:
    path: tuple[str | int, ...] = ()
    parts = [_bare(part.strip()) for part in name.split(".")]
    for part in parts[:-1]:
        path = (*path, part)
        if path in counts:
            path = (*path, counts[path])
    path = (*path, parts[-1])
    if repeated:
        counts[path] = counts.get(path, -1) + 1
        path = (*path, counts[path])
    return path


def _bare(key: str) -> str:
    return key[1:-1] if key[:1] in "'\"" else key
