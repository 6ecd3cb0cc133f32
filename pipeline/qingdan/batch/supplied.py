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
    """Rows of a CSV file in any encoding that spreadsheets write, or of the first sheet of an .xlsx workbook.

    Raises MetadataError with line and advice.
    """
    try:
        data = path.read_bytes()
        lines = list(_read_sheet(data, path) if data.startswith(b"PK") else _read_csv(data, path))
    except OSError as error:
        raise MetadataError(f"{path}: cannot be opened: {error.strerror or error}") from error
    except ReadError as error:
        raise MetadataError(f"{path}: {error.message}") from error
    columns = [name.strip() for name in lines[0][1]] if lines else []
    _check_columns(columns, path)
    rows = [_build_row(columns, cells, f"{path}, line {n}", n) for n, cells in lines[1:] if any(map(str.strip, cells))]
    first: dict[str, int] = {}
    for row in rows:
        if first.setdefault(row.key, row.line) != row.line:
            raise MetadataError(f"{path}, line {row.line}: {row.key!r} was in line {first[row.key]} already")
    return rows


def _read_sheet(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lines of the first sheet that is shown, as it shows them."""
    from qingdan.readers.spreadsheet.xlsx import read_workbook

    sheet = next((sheet for sheet in read_workbook(data, path.name).sheets if not sheet.hidden), None)
    if sheet and (sheet.hidden_rows or sheet.hidden_columns):
        raise MetadataError(f"{path}: rows or columns are hidden; show them, or save what counts as CSV")
    for index, cells in sheet.rows.items() if sheet else ():
        yield index + 1, [cells.get(column, "") for column in range(max(cells) + 1)]


def _read_csv(data: bytes, path: Path) -> Iterator[tuple[int, list[str]]]:
    """Lines with the number of the line that each begins in."""
    from qingdan.readers.encodings import read_characters

    text = read_characters(data, path.name)[0].lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=text.partition("\n")[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise MetadataError(f"{path}, line {line}: {error}; quote the cell or save the file anew") from error


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
