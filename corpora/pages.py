"""Pages of an official document: fonts, margins, lines, red head, signature, page numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.colors import HexColor, black
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import getFont, registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

SONG, HEI, KAI = "Song", "Hei", "Kai"
FONTS = {
    SONG: (Path("/usr/share/fonts/truetype/arphic-gbsn00lp/gbsn00lp.ttf"), "fonts-arphic-gbsn00lp"),
    HEI: (Path("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"), "fonts-wqy-zenhei"),
    KAI: (Path("/usr/share/fonts/truetype/arphic-gkai00mp/gkai00mp.ttf"), "fonts-arphic-gkai00mp"),
}
"""Face: file and the Debian package that installs it."""
RED = HexColor(0xC8102E)
BODY, LEADING, TITLE = 16.0, 28.5, 22.0
LEFT, RIGHT, TOP, BOTTOM = 28 * mm, 26 * mm, 37 * mm, 33 * mm
SHORT, LONG = 210 * mm, 297 * mm

Run = tuple[str, str]
"""Words and their face."""
Line = list[Run]

_UNIT = re.compile(r"[0-9A-Za-z.%+/-]+|.")
_NOT_FIRST = set("，。、；：！？）〕》〉”’％%…")
_NOT_LAST = set("（〔《〈“‘")


def missing_packages() -> list[str]:
    """Debian packages whose font files are not installed."""
    return [package for path, package in FONTS.values() if not path.exists()]


def register_fonts() -> None:
    """Make the faces known to reportlab; each is embedded as the subset that a document uses."""
    for face, (path, _) in FONTS.items():
        registerFont(TTFont(face, str(path), subfontIndex=0))


def without_glyph(text: str) -> list[str]:
    """Characters that one of the faces cannot print, in code order."""
    glyphs = [getFont(face).face.charToGlyph for face in FONTS]
    return sorted({c for c in text if c != "\n" and not all(ord(c) in g for g in glyphs)})


def _units(runs: Line) -> list[Run]:
    """Words that may not be broken: a figure, or a character with the punctuation that clings to it."""
    units: list[Run] = []
    for words, face in runs:
        for word in _UNIT.findall(words):
            if units and (word in _NOT_FIRST or units[-1][0][-1] in _NOT_LAST):
                units[-1] = (units[-1][0] + word, units[-1][1])
            else:
                units.append((word, face))
    return units


def wrap(runs: Line, width: float, size: float, indent: float = 0.0) -> list[Line]:
    """Lines no wider than `width` points, the first one shorter by `indent`."""
    lines: list[Line] = [[]]
    room = width - indent
    for word, face in _units(runs):
        need = stringWidth(word, face, size)
        if need > room and lines[-1]:
            lines.append([])
            room = width
        room -= need
        last = lines[-1]
        if last and last[-1][1] == face:
            last[-1] = (last[-1][0] + word, face)
        else:
            last.append((word, face))
    return lines


def line_width(line: Line, size: float) -> float:
    """Width in points."""
    return float(sum(stringWidth(words, face, size) for words, face in line))


@dataclass
class Pages:
    """A canvas with a cursor `y` that counts down from the top margin; opens pages as they are needed."""

    canvas: Canvas
    width: float = SHORT
    height: float = LONG
    number: int = 0
    y: float = 0.0
    body: str = SONG
    heading: str = HEI
    sub: str = KAI

    @property
    def inner(self) -> float:
        """Width between the margins."""
        return self.width - float(LEFT + RIGHT)

    @property
    def room(self) -> float:
        """Points left above the bottom margin."""
        return self.y - float(BOTTOM)

    def open(self, *, landscape: bool | None = None) -> None:
        """Start a page, in the present orientation unless told."""
        self.close()
        if landscape is not None:
            self.width, self.height = (LONG, SHORT) if landscape else (SHORT, LONG)
        self.canvas.setPageSize((self.width, self.height))
        self.number += 1
        self.y = self.height - (TOP if self.height > self.width else LEFT)

    def close(self) -> None:
        """Print the page number, outside as in a bound document, and end the page."""
        if not self.number:
            return
        label = f"— {self.number} —"
        x = self.width - RIGHT - 14 - stringWidth(label, self.body, 14) if self.number % 2 else LEFT + 14
        self.text(x, BOTTOM - 24, [(label, self.body)], 14)
        self.canvas.showPage()

    def text(self, x: float, y: float, line: Line, size: float, *, bold: bool = False) -> None:
        """One line with its baseline at `y`; `bold` thickens the strokes of a face without a bold cut."""
        self.canvas.saveState()
        at = self.canvas.beginText(x, y)
        if bold:
            at.setTextRenderMode(2)
            self.canvas.setLineWidth(size / 45)
        for words, face in line:
            at.setFont(face, size)
            at.textOut(words)
        self.canvas.drawText(at)
        self.canvas.restoreState()

    def advance(self, height: float) -> None:
        """Go down, over to a new page when the line would not fit."""
        if self.room < height:
            self.open()
        self.y -= height

    def centred(self, words: str, face: str, size: float, leading: float, *, bold: bool = False) -> None:
        """A centred line, broken when too long."""
        for line in wrap([(words, face)], self.inner, size):
            self.advance(leading)
            self.text(LEFT + (self.inner - line_width(line, size)) / 2, self.y, line, size, bold=bold)

    def paragraph(self, runs: Line, *, indent: float = 2.0) -> None:
        """Body text, first line indented by so many characters."""
        for index, line in enumerate(wrap(runs, self.inner, BODY, indent * BODY)):
            self.advance(LEADING)
            self.text(LEFT + (0 if index else indent * BODY), self.y, line, BODY)

    def headed(self, words: str) -> Line:
        """The runs of a clause: 一、 and （一） with their headings in faces of their own, all else in the body's."""
        if re.match(r"[一二三四五六七八九十]+、|第.{1,3}[章节]", words):
            face = self.heading
        elif re.match(r"（[一二三四五六七八九十]+）", words):
            face = self.sub
        else:
            return [(words, self.body)]
        cut = words.find("。") + 1 or len(words)
        return [run for run in ((words[:cut], face), (words[cut:], self.body)) if run[0]]

    def right(self, words: str, back: float) -> None:
        """A line that ends `back` characters before the right margin."""
        self.advance(LEADING)
        line = [(words, self.body)]
        self.text(self.width - RIGHT - back * BODY - line_width(line, BODY), self.y, line, BODY)

    def rule(self, width: float, *, colour: HexColor = black, drop: float = 8.0) -> None:
        """A line from margin to margin."""
        self.y -= drop
        self.canvas.setStrokeColor(colour)
        self.canvas.setLineWidth(width)
        self.canvas.line(LEFT, self.y, self.width - RIGHT, self.y)
        self.canvas.setStrokeColor(black)

    def red_head(self, names: list[str]) -> None:
        """发文机关标志, as large as the width allows."""
        size = min(44.0, *(self.inner * 0.96 / max(len(name), 1) for name in names))
        self.canvas.setFillColor(RED)
        self.canvas.setStrokeColor(RED)
        for name in names:
            self.centred(name, SONG, size, size * 1.35, bold=True)
        self.canvas.setFillColor(black)
        self.canvas.setStrokeColor(black)
