"""Typeset the PDF and Word notices of the corpus from `sources/`; the same source gives the same bytes.

    python corpora/build.py [NAME...] [--out DIR]

Needs reportlab, python-docx and the Debian packages fonts-arphic-gbsn00lp, fonts-arphic-gkai00mp and
fonts-wqy-zenhei, which hold TrueType outlines under free licences.
`README.md` explains the directives of a source.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from pages import (
    BODY,
    LEADING,
    LEFT,
    RED,
    SONG,
    TITLE,
    Pages,
    missing_packages,
    register_fonts,
    without_glyph,
    wrap,
)
from reportlab.pdfgen.canvas import Canvas
from tables import table
from word import write_docx

HERE = Path(__file__).parent


def _head(pages: Pages, words: str) -> None:
    pages.red_head(words.split("|"))


def _number(pages: Pages, words: str) -> None:
    pages.y -= 14
    pages.centred(words, pages.body, BODY, LEADING)
    pages.rule(1.6, colour=RED, drop=10)
    pages.y -= 30


def _title(pages: Pages, words: str) -> None:
    pages.centred(words, SONG, TITLE, 33, bold=True)


def _caption(pages: Pages, words: str) -> None:
    pages.centred(words, pages.heading, 18, 30)


def _label(pages: Pages, words: str) -> None:
    pages.paragraph([(words, pages.heading)], indent=0)


def _to(pages: Pages, words: str) -> None:
    pages.y -= 12
    pages.paragraph([(words, pages.body)], indent=0)


def _sign(pages: Pages, words: str) -> None:
    names = words.split("|")
    if pages.room < (len(names) + 2) * LEADING:
        pages.open()
    pages.y -= LEADING
    for name in names:
        pages.right(name, 2)


def _date(pages: Pages, words: str) -> None:
    pages.right(words, 4)


def _imprint(pages: Pages, words: str) -> None:
    """版记: lines between rules."""
    pages.y -= LEADING
    pages.rule(1.0)
    for line in words.split("|"):
        for part in wrap([(line, pages.body)], pages.inner - 28, 14):
            pages.advance(24)
            pages.text(LEFT + 14, pages.y, part, 14)
        pages.rule(0.5)


def _faces(pages: Pages, words: str) -> None:
    pages.body, pages.heading, pages.sub = words.split()


def _gap(pages: Pages, words: str) -> None:
    pages.y -= float(words) * LEADING


def _page(pages: Pages, words: str) -> None:
    pages.open(landscape=words == "landscape")


DIRECTIVES: dict[str, Callable[[Pages, str], None]] = {
    "head": _head,
    "number": _number,
    "title": _title,
    "caption": _caption,
    "label": _label,
    "to": _to,
    "sign": _sign,
    "date": _date,
    "imprint": _imprint,
    "faces": _faces,
    "gap": _gap,
    "page": _page,
}
"""To add one: a function of the pages and the words after the directive, and its line in README.md."""


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _blocks(source: str) -> Iterator[tuple[str, str, list[list[str]]]]:
    """Directive (empty for a paragraph), its words, and the rows of a table."""
    lines = [line for line in source.splitlines() if line.strip()]
    while lines:
        line = lines.pop(0)
        name, _, words = line[1:].partition(" ") if line.startswith("@") else ("", "", line)
        rows = []
        while lines and lines[0].startswith("|"):
            rows.append(_cells(lines.pop(0)))
        yield name, words.strip(" "), rows


def write_pdf(source: Path, target: Path) -> None:
    """Typeset one source. Raises KeyError on a directive, ValueError on a character that cannot be printed."""
    text = source.read_text(encoding="utf-8")
    if strange := without_glyph(text):
        raise ValueError(f"{source.name}: no glyph for {' '.join(strange)}")
    canvas = Canvas(str(target), invariant=1, pageCompression=1)
    pages = Pages(canvas)
    pages.open()
    for name, words, rows in _blocks(text):
        if name == "table":
            size, *shares = map(float, words.split())
            table(pages, shares, size, rows)
        elif name:
            DIRECTIVES[name](pages, words)
        else:
            pages.paragraph(pages.headed(words))
    pages.close()
    canvas.save()


def write_word(source: Path, target: Path) -> None:
    """Write one source as a Word document. Raises KeyError on a directive."""
    write_docx(_blocks(source.read_text(encoding="utf-8")), target)


WRITERS: dict[str, Callable[[Path, Path], None]] = {".pdf": write_pdf, ".docx": write_word}


def typeset_notices() -> dict[str, Path]:
    """Identifier to the committed file."""
    index = tomllib.loads((HERE / "notices.toml").read_text(encoding="utf-8"))
    files = {n["id"]: HERE / n["file"] for n in index["notice"]}
    return {name: path for name, path in files.items() if path.suffix in WRITERS}


def main() -> int:
    """Build the named notices, or all."""
    parser = argparse.ArgumentParser(description="Typeset the PDF and Word notices of the corpus.")
    parser.add_argument("names", nargs="*", help="identifiers; all when none is given")
    parser.add_argument("--out", type=Path, help="write here instead of into the corpus")
    arguments = parser.parse_args()
    if packages := missing_packages():
        sys.stderr.write(f"fonts missing: apt-get install {' '.join(packages)}\n")
        return 1
    register_fonts()
    for name, path in typeset_notices().items():
        if not arguments.names or name in arguments.names:
            target = arguments.out / path.name if arguments.out else path
            WRITERS[path.suffix](HERE / "sources" / f"{name}.txt", target)
    return 0


if __name__ == "__main__":
    sys.exit(main())
