"""Plain text (`.txt`, `.md`): the characters as they are, with the tables that are drawn in them."""

from __future__ import annotations

import re
from bisect import bisect_right

from qingdan.errors import UnsupportedFormatError
from qingdan.models.source import Line, RawTable, Source
from qingdan.readers.encodings import find_doubt, read_characters
from qingdan.readers.text_tables import find_text_tables
from qingdan.text.blanks import BLANKS

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_NAME = r'"?[A-Za-z_][\w .\-]{0,40}"?'
_DATA_HEADERS = tuple((mark, re.compile(rf"{_NAME}(?:{mark}{_NAME})+{mark}?")) for mark in ("\t", ",", ";", r"\|"))


def read_text(data: bytes, name: str) -> Source:
    """The source of a text file. Raises BrokenFileError (empty) or UnsupportedFormatError (no text, a data table)."""
    text, encoding = read_characters(data, name)
    if _is_data_table(text):
        raise UnsupportedFormatError(name, "looks like a data table, not a notice")
    tables = find_text_tables(text)
    media_type = "text/markdown" if name.lower().endswith((".md", ".markdown")) else "text/plain"
    lines = _find_lines(text, tables)
    return Source(text, media_type, lines, tables, encoding, diagnostics=find_doubt(text, encoding))


def _find_lines(text: str, tables: tuple[RawTable, ...]) -> tuple[Line, ...]:
    """Non-blank lines outside the tables, without the white space around them."""
    starts = [table.start for table in tables]
    lines = []
    for match in _LINE.finditer(text):
        printed = match[0]
        start = match.start() + len(printed) - len(printed.lstrip(BLANKS))
        end = match.start() + len(printed.rstrip(BLANKS))
        index = bisect_right(starts, start) - 1
        if start < end and (index < 0 or start >= tables[index].end):
            lines.append(Line(start, end))
    return tuple(lines)


def _is_data_table(text: str) -> bool:
    """A header of Latin column names over rows with as many separators."""
    head, _, rest = text.partition("\n")
    for mark, header in _DATA_HEADERS:
        if header.fullmatch(head.strip()):
            separator = mark[-1]
            rows = [line for line in rest.splitlines()[:50] if line.strip()]
            columns = head.strip().count(separator)
            return bool(rows) and all(row.count(separator) >= columns for row in rows)
    return False
