"""The table of what the user knows: one row a notice, keyed by path or digest."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from qingdan.batch.content import identify
from qingdan.batch.inputs import Input
from qingdan.errors import MetadataError, ReadError

_KEYS = ("path", "sha256")
_SHORTEST_DIGEST = 8
_DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class SuppliedRow:
    """A row of the table, empty cells left out."""

    line: int
    """Where it starts in the file, 1.."""
    path: str
    """With `/`; empty where the row is keyed by digest."""
    sha256: str
    fields: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """What it is keyed by, as printed."""
        return self.path or self.sha256


def read_supplied(path: Path) -> list[SuppliedRow]:
    """Rows of a CSV file in any encoding that spreadsheets write. Raises MetadataError with line and advice."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise MetadataError(f"{path}: cannot be opened: {error.strerror or error}") from error
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        raise MetadataError(f"{path}: this is a workbook; save the sheet as CSV UTF-8")
    rows = list(_parse(_decode(data, path), path))
    seen: dict[str, int] = {}
    for row in rows:
        if row.key in seen:
            raise MetadataError(f"{path}, line {row.line}: {row.key!r} was in line {seen[row.key]} already")
        seen[row.key] = row.line
    return rows


def _decode(data: bytes, path: Path) -> str:
    from qingdan.readers.encodings import read_characters

    try:
        return read_characters(data, path.name)[0]
    except ReadError as error:
        raise MetadataError(f"{path}: {error.message}") from error


def _parse(text: str, path: Path) -> Iterator[SuppliedRow]:
    header, _, _ = text.lstrip("\ufeff").partition("\n")
    delimiter = max(_DELIMITERS, key=header.count)
    reader = csv.reader(io.StringIO(text.lstrip("\ufeff"), newline=""), delimiter=delimiter, strict=True)
    try:
        columns = [name.strip() for name in next(reader, [])]
        _check_columns(columns, path)
        line = reader.line_num + 1
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _build_row(columns, cells, f"{path}, line {line}", line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise MetadataError(f"{path}, line {reader.line_num}: {error}; quote the cell or save the file anew") from error


def _check_columns(columns: Sequence[str], path: Path) -> None:
    if not set(columns) & set(_KEYS):
        raise MetadataError(
            f"{path}, line 1: no column `path` or `sha256`, by which a row says which notice it is about; "
            f"the columns are: {', '.join(columns) or 'none'}"
        )
    twice = sorted({name for name in columns if columns.count(name) > 1})
    if twice or "" in columns:
        raise MetadataError(f"{path}, line 1: every column needs one name of its own: {', '.join(twice) or 'empty'}")


def _build_row(columns: Sequence[str], cells: Sequence[str], where: str, line: int) -> SuppliedRow:
    if len(cells) > len(columns):
        raise MetadataError(f"{where}: {len(cells)} cells under {len(columns)} columns; quote cells that hold commas")
    given = {name: cell.strip() for name, cell in zip(columns, cells, strict=False) if cell.strip()}
    path, digest = given.pop("path", ""), given.pop("sha256", "").lower()
    if not path and not digest:
        raise MetadataError(f"{where}: neither `path` nor `sha256`: which notice is this about?")
    if digest and (len(digest) < _SHORTEST_DIGEST or digest.strip("0123456789abcdef")):
        raise MetadataError(f"{where}: sha256 {digest!r} is no digest of {_SHORTEST_DIGEST} to 64 digits 0-9a-f")
    _check_values(given, where)
    key = PurePosixPath(path.replace("\\", "/")).as_posix() if path else ""
    return SuppliedRow(line, key, digest, tuple(given.items()))


def _check_values(given: dict[str, str], where: str) -> None:
    from qingdan.normalise.metadata import read_date
    from qingdan.rulepacks.places import load_places
    from qingdan.text.passage import Passage

    code, signed_on = given.get("division_code"), given.get("date")
    if code and not load_places().history(code):
        raise MetadataError(f"{where}: division_code {code!r} is no code of GB/T 2260 (six digits, as 130434)")
    if signed_on and not read_date(Passage.of(signed_on)):
        raise MetadataError(f"{where}: date {signed_on!r} is no day; write 2023-05-04")


def attach_supplied(inputs: Iterable[Input], rows: Sequence[SuppliedRow]) -> tuple[list[Input], list[SuppliedRow]]:
    """Inputs with what their rows say, a path's row before a digest's; rows that fit no input.

    A row's path is the input's name, a path as given on the command line, or a file name that one input alone has.
    """
    inputs = list(inputs)
    by_path = {row.path: row for row in rows if row.path}
    digests = [row for row in rows if not row.path]
    names = [PurePosixPath(source.name).name for source in inputs]
    used: set[int] = set()
    attached = []
    for source, name in zip(inputs, names, strict=True):
        keys = [source.name, source.shown, *([name] if names.count(name) == 1 else [])]
        row = next((by_path[key] for key in keys if key in by_path), None) or _find_by_digest(source, digests)
        if row:
            used.add(row.line)
        attached.append(replace(source, supplied=row.fields) if row else source)
    return attached, [row for row in rows if row.line not in used]


def _find_by_digest(source: Input, rows: Sequence[SuppliedRow]) -> SuppliedRow | None:
    """The row of the file's digest; files are looked into only where rows are keyed so."""
    if not rows:
        return None
    try:
        digest = identify(source).sha256
    except (OSError, ReadError):  # reading it gives the reason
        return None
    return next((row for row in rows if digest.startswith(row.sha256)), None)
