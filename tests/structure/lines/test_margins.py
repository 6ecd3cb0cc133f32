"""Which lines run to the margin, which are indented: torn lines from ends of paragraphs (C7)."""

from __future__ import annotations

import pytest

from qingdan.models.source import Line
from qingdan.structure.lines.margins import read_margins
from tests.structure.texts import source_of


def marks(text: str, *, whole: bool = False) -> str:
    """A letter a line: `f` full, `i` indented, `b` both, `-` neither."""
    margins = read_margins(text, source_of(text).lines, whole=whole)
    return "".join("-fib"[f + 2 * i] for f, i in zip(margins.full, margins.indented, strict=True))


LINE = "建设站点"
TEXTS: dict[str, tuple[str, str]] = {
    "short lines end": (f"{LINE}\n{LINE}", "--"),
    "31 characters may go on": (f"{'建' * 31}\n{'建' * 30}", "f-"),
    "ideographic spaces indent": (f"{LINE}\n\u3000\u3000{LINE}", "-i"),
    "ASCII spaces and tabs indent": (f"{LINE}\n  {LINE}\n\t{LINE}\n\xa0{LINE}", "-iii"),
    "the first line at the very start is not": (f"{LINE}", "-"),
    "both": (f"\u3000\u3000{'建' * 40}\n{LINE}", "b-"),
    "wrapped text has a width of its own": ("\n".join(["建" * 24] * 9 + ["建" * 20]), "fffffffff-"),
    "one long line says that it was not wrapped": ("\n".join(["建" * 24] * 19 + ["建" * 61]), "-" * 19 + "f"),
    "few lines say nothing of the width": ("\n".join(["建" * 24] * 7), "-------"),
    "no lines": ("", ""),
}


@pytest.mark.parametrize(("text", "expected"), TEXTS.values(), ids=TEXTS.keys())
def test_lines_of_text(text: str, expected: str) -> None:
    assert marks(text) == expected


def test_whole_lines_were_never_torn() -> None:
    assert marks(f"{'建' * 40}\n{LINE}", whole=True) == "ii"


def boxed(*lines: tuple[int, float, float]) -> str:
    """Page, left and right edge of each line, all ten points tall."""
    found = [Line(0, 4, page, (x0, 10.0 * n, x1, 10.0 * n + 10)) for n, (page, x0, x1) in enumerate(lines)]
    margins = read_margins(LINE, found)
    return "".join("-fib"[f + 2 * i] for f, i in zip(margins.full, margins.indented, strict=True))


BODY = (1, 50.0, 400.0)
BOXES: dict[str, tuple[tuple[tuple[int, float, float], ...], str]] = {
    "lines to the margin": ((BODY, BODY, BODY), "fff"),
    "a line that ends before it": ((BODY, BODY, (1, 50.0, 300.0)), "ff-"),
    "two characters short may go on": ((BODY, BODY, (1, 50.0, 380.0)), "fff"),
    "an indented line": ((BODY, (1, 70.0, 400.0), BODY), "fbf"),
    "half a character is no indent": ((BODY, (1, 55.0, 400.0), BODY), "fff"),
    "each page has its margins": ((BODY, BODY, (2, 100.0, 300.0), (2, 100.0, 300.0)), "ffff"),
}


@pytest.mark.parametrize(("lines", "expected"), BOXES.values(), ids=BOXES.keys())
def test_lines_on_pages(lines: tuple[tuple[int, float, float], ...], expected: str) -> None:
    assert boxed(*lines) == expected


def spaced(*bottoms: float) -> list[bool]:
    """Lines of one page by their lower edges."""
    return list(read_margins(LINE, [Line(0, 4, 1, (50.0, y - 10, 400.0, y)) for y in bottoms]).spaced)


def test_a_paragraph_set_apart_by_space() -> None:
    assert spaced(20, 35, 50, 75, 90) == [False, False, False, True, False]


def test_lines_at_one_distance_set_nothing_apart() -> None:
    assert spaced(20, 35, 51, 66) == [False] * 4


def test_a_new_page_sets_nothing_apart() -> None:
    lines = [Line(0, 4, page, (50.0, 10.0, 400.0, 20.0)) for page in (1, 2)]
    assert list(read_margins(LINE, lines).spaced) == [False, False]
