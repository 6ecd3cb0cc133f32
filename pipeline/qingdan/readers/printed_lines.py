"""The lines of a plain text, each with a one-letter code, so that a table is a regular run of codes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Final

from qingdan.models.source import RawCell, RawRow, RawTable, TableLayout
from qingdan.text.passage import Range

BLANK: Final = " \t\r\n\u00a0\u3000\u200b\ufeff\x0b\x0c"
BAR: Final = re.compile(r"(?<!\\)[|｜│┃║]")
_RULE: Final = re.compile(r"(?=[^\n]*[|｜│┃║+┼├┌└╔╚])[\s|｜│┃║:+\-—–─━═=┌┬┐├┼┤└┴┘╔╦╗╠╬╣╚╩╝]+")
# A list number before a tab is how word processors write out their automatic numbers: prose, not a cell.
_LISTED: Final = re.compile(
    r"\s*(?:[（(]?[\d一二三四五六七八九十百]{1,4}[.．、）)]|第[\d一二三四五六七八九十]{1,4}[章节条])\s*\t[^\t]*"
)
SECTION: Final = re.compile(r"\s*[（(]?[一二三四五六七八九十]{1,3}[、）)．.]")
CLOSED: Final = re.compile(r"[。；;.！!？?：:]\s*\Z")
_OTHER_BREAKS: Final = re.compile("[\r\x85\u2028\u2029]")
SHORT: Final = 40  # characters in a line that may carry a section or a caption


class PrintedLines:
    """The lines of a text, their codes, and how to cut them into cells."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines: list[Range] = []
        start = 0
        # Where nothing else ends a line, these do; beside line feeds they stand inside lines.
        for line in text.split("\n") if "\n" in text else _OTHER_BREAKS.split(text):
            self.lines.append((start, start + len(line)))
            start += len(line) + 1
        self.codes = "".join(_code(text[a:b]) for a, b in self.lines)

    def take(
        self, run: re.Pattern[str], read: Callable[[PrintedLines, re.Match[str]], list[RawTable]]
    ) -> list[RawTable]:
        """The tables of all such runs; the lines of a run that held any are then free for no other layout."""
        found: list[RawTable] = []
        codes = []
        for match in run.finditer(self.codes):
            tables = read(self, match)
            found += tables
            codes += [(match.span(), bool(tables))]
        position, rest = 0, []
        for (first, last), used in codes:
            rest += [self.codes[position:first], "-" * (last - first) if used else self.codes[first:last]]
            position = last
        self.codes = "".join([*rest, self.codes[position:]])
        return found

    def strip(self, piece: Range) -> Range | None:
        """The range without white space around it; None when nothing is left."""
        words = self.text[slice(*piece)]
        start = piece[0] + len(words) - len(words.lstrip(BLANK))
        end = piece[0] + len(words.rstrip(BLANK))
        return (start, end) if start < end else None

    def cell(self, *pieces: Range) -> RawCell:
        """A cell that is printed in these stretches."""
        return RawCell(tuple(stripped for piece in pieces if (stripped := self.strip(piece))))

    def words(self, index: int) -> str:
        """What a line reads."""
        return self.text[slice(*self.lines[index])]

    def pieces(self, index: int, separator: re.Pattern[str]) -> list[Range]:
        """The stretches of a line between separators."""
        start, end = self.lines[index]
        cuts = [(start, start), *(m.span() for m in separator.finditer(self.text, start, end)), (end, end)]
        return [(a, b) for (_, a), (b, _) in pairwise(cuts)]

    def table(self, layout: TableLayout, rows: Sequence[RawRow], lines: Sequence[int]) -> list[RawTable]:
        """One table, or none unless two rows have two filled cells."""
        if sum(sum(1 for cell in row if cell and cell.ranges) > 1 for row in rows) < 2:
            return []
        run = self.strip((self.lines[lines[0]][0], self.lines[lines[-1]][1]))
        return [RawTable(layout, tuple(rows), *run)] if run else []


# p, q: a line with bars, closed by one or not; r: a ruling of a drawn box; t: a tab inside; l: a tab only in front;
# u: a tab only behind; e: nothing but tabs; b: blank; s: a short line; x: any other line.
def _code(line: str) -> str:
    words = line.strip(BLANK)
    if not words:
        return "e" if "\t" in line else "b"
    if words[0] in "|｜│┃║+┌├└╔╚" and _RULE.fullmatch(words):
        return "r"
    if BAR.search(words):
        return "p" if BAR.match(words, len(words) - 1) else "q"
    if "\t" in line:
        return _tab_code(line, words)
    return "s" if len(words) <= SHORT and not CLOSED.search(words) else "x"


def _tab_code(line: str, words: str) -> str:
    if "\t" in words:
        return "x" if _LISTED.fullmatch(words) else "t"
    if line.lstrip(" \u3000\u00a0").startswith("\t"):
        return "t" if line.startswith("\t\t") else "l"
    return "u"
