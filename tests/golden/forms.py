"""A txt notice of the corpus in the forms that another program writes it in."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby
from pathlib import Path

from qingdan.readers.office import find_program

Row = tuple[str, ...]
Block = str | list[Row]
"""A paragraph, or the rows of a table, header first; an empty cell goes on from the cell above."""

WRITER = "HTML (StarWriter)"
CALC = "calc_HTML_WebQuery"
FORMS = {
    "pdf": WRITER, "docx": WRITER, "doc": WRITER, "rtf": WRITER, "odt": WRITER, "html": WRITER,
    "xlsx": CALC, "ods": CALC, "xls": CALC,
}  # fmt: skip
"""The form and the part of LibreOffice that writes it."""
_FILTERS = {"html": "html:HTML (StarWriter)"}


def find_blocks(text: str) -> Iterator[Block]:
    """Paragraphs and tables of a notice whose tables are drawn with bars."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    for drawn, group in groupby(lines, key=lambda line: line.startswith("|")):
        if drawn:
            rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in group]
            yield [row for row in rows if set("".join(row)) != {"-"}]
        else:
            yield from group


def to_page(blocks: Sequence[Block]) -> str:
    """A page that LibreOffice is given."""
    body = "".join(f"<p>{escape(b)}</p>" if isinstance(b, str) else _to_table(b) for b in blocks)
    return f'<html><head><meta charset="utf-8"></head><body>{body}</body></html>'


def _to_table(rows: Sequence[Row]) -> str:
    drawn = "".join(f"<tr>{''.join(_to_cells(rows, index))}</tr>" for index in range(len(rows)))
    return f'<table border="1" cellspacing="0">{drawn}</table>'


def _to_cells(rows: Sequence[Row], index: int) -> Iterator[str]:
    for column, cell in enumerate(rows[index]):
        if cell:
            below = next((n for n, row in enumerate(rows[index + 1 :]) if row[column]), len(rows) - index - 1)
            yield f'<td rowspan="{below + 1}">{escape(cell)}</td>'


def rewritten(page: str, form: str, folder: Path) -> bytes:
    """The page as LibreOffice writes it in a form."""
    (folder / "given.html").write_text(page, encoding="utf-8")
    subprocess.run(
        [
            str(find_program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            f"--infilter={FORMS[form]}", "--convert-to", _FILTERS.get(form, form),
            "--outdir", str(folder / "out"), str(folder / "given.html"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / "out" / f"given.{form}").read_bytes()
