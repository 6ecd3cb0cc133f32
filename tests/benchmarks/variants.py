"""Notices for a large run, no two alike: those of `corpora/` with other places, years and figures, in three forms."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from functools import cache
from html import escape
from itertools import groupby
from pathlib import Path

from qingdan.readers.encodings import read_characters
from tests.readers.docx_files import make_docx, paragraph

CORPORA = Path(__file__).parents[2] / "corpora"
STEMS = ("青禾", "临河", "石桥", "南屏", "东湖", "白沙", "云岭", "安平", "金溪", "长岗")
_ISSUER = re.compile(r"([\u4e00-\u9fff]{2,4}?)[省市县区]人民政府")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])")
_FIGURE = re.compile(r"(?<![0-9.])[1-9][0-9]{0,3}(?=[^0-9.年月日号、）])")
_SERIAL = re.compile(r"(?<=〕)第?[0-9]+(?=号)")
_EARLIEST, _LATEST = 2006, 2026

Block = str | list[list[str]]
"""A paragraph, or the rows of a table."""


@cache
def templates() -> tuple[str, ...]:
    """The texts of the corpora, by path."""
    paths = sorted(path for folder in ("notices", "pairs") for path in (CORPORA / folder).rglob("*.txt"))
    return tuple(read_characters(path.read_bytes(), path.name)[0] for path in paths)


def vary(text: str, chance: random.Random) -> str:
    """The text with another issuer, its years moved together, and every plain figure another of the same length."""
    issuer = _ISSUER.search(text)
    if issuer:
        text = text.replace(issuer[1], chance.choice(STEMS))
    years = [int(year) for year in _YEAR.findall(text)] or [_LATEST]
    shift = chance.randint(_EARLIEST, _LATEST) - max(years)
    text = _YEAR.sub(lambda year: str(int(year[0]) + shift), text)

    def another(figure: re.Match[str]) -> str:
        size = len(figure[0])
        return figure[0] if _YEAR.fullmatch(figure[0]) else str(chance.randint(10 ** (size - 1), 10**size - 1))

    return _FIGURE.sub(another, text)


def _blocks(text: str) -> Iterator[Block]:
    """Paragraphs, and tables where lines begin with a bar."""
    lines = (line.strip() for line in text.splitlines())
    for is_table, group in groupby(filter(None, lines), lambda line: line.startswith("|")):
        if not is_table:
            yield from group
            continue
        rows = ([cell.strip() for cell in line.strip("|").split("|")] for line in group)
        yield [row for row in rows if not all(set(cell) <= set(":- ") for cell in row)]


def _to_html(text: str) -> bytes:
    parts = []
    for block in _blocks(text):
        if isinstance(block, str):
            parts.append(f"<p>{escape(block)}</p>")
        else:
            rows = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in block)
            parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return f'<html><head><meta charset="utf-8"></head><body>{"".join(parts)}</body></html>'.encode()


def _to_docx(text: str) -> bytes:
    parts = []
    for block in _blocks(text):
        if isinstance(block, str):
            parts.append(paragraph(escape(block)))
        else:
            rows = ("".join(f"<w:tc>{paragraph(escape(cell))}</w:tc>" for cell in row) for row in block)
            parts.append(f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>")
    return make_docx("".join(parts))


FORMS: tuple[tuple[str, Callable[[str], bytes]], ...] = (
    (".txt", str.encode), (".txt", str.encode), (".html", _to_html), (".docx", _to_docx),
)  # fmt: skip


def write_variant(folder: Path, number: int) -> None:
    """A notice by number: every template in turn, in every form in turn."""
    chance = random.Random(number)
    suffix, encode = FORMS[number // len(templates()) % len(FORMS)]
    text = _SERIAL.sub(str(number), vary(templates()[number % len(templates())], chance), count=1)
    (folder / f"{number:06}{suffix}").write_bytes(encode(text))
