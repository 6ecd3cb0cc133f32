"""The elements of a Word document → its blocks, as the page prints them when all changes are accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Final

from qingdan.readers.docx.blocks import Block, Paragraph, Table
from qingdan.readers.docx.grid import Grid
from qingdan.readers.docx.numbering import Numbering
from qingdan.readers.docx.parts import W, find_child, number_at, switch_at
from qingdan.readers.docx.styles import Styles
from qingdan.readers.limits import MOST_ROWS

if TYPE_CHECKING:
    from lxml.etree import _Element

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT_PATH: Final = "{urn:schemas-microsoft-com:vml}textpath"
_OPENED: Final = frozenset(
    W + name
    for name in (
        *("ins", "moveTo", "sdt", "sdtContent", "customXml", "smartTag"),
        *("hyperlink", "fldSimple", "dir", "bdo", "ruby", "rubyBase"),
    )
)
"""Elements whose children are printed as if they stood in their place; `w:del`, `w:moveFrom` are not among them."""
_WORDS: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_SYMBOLS: Final = {
    "wingdings": {0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "✓", 0xFE: "☑", 0xFD: "☒"},
    "wingdings 2": {0x50: "✓", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x2A: "□"},
    "symbol": {0xB7: "•", 0xA3: "≤", 0xB3: "≥", 0xB1: "±", 0xB4: "×"},
}
"""What the characters of symbol fonts look like."""


def read_children(element: _Element) -> Iterator[_Element]:
    """The children that are printed: wrappers opened, deletions left out, alternatives read once."""
    for child in element:
        if child.tag in _OPENED:
            yield from read_children(child)
        elif child.tag == f"{_MC}AlternateContent":
            chosen = child.find(f"{_MC}Choice")
            chosen = child.find(f"{_MC}Fallback") if chosen is None else chosen
            if chosen is not None:
                yield from read_children(chosen)
        else:
            yield child


@dataclass(slots=True)
class _Words:
    """The words of a paragraph as they come together."""

    parts: list[str] = field(default_factory=list)
    boxes: list[Block] = field(default_factory=list)
    """What stands in its text boxes."""


class ContentReader:
    """Reads blocks in order of print, counting list numbers and following fields from one to the next."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._fields: list[bool] = []
        """Open fields, innermost last: True while their code is being read, which is not printed."""
        self.rows = 0
        """Rows of tables that were read."""
        self.unread_rows = 0
        """Rows beyond the limit."""

    def read_blocks(self, container: _Element) -> list[Block]:
        """The blocks of a body, cell, text box or note."""
        blocks: list[Block] = []
        words = _Words()
        for child in read_children(container):
            if child.tag == f"{W}p":
                self._read_words(child, words)
                if find_child(child, "pPr", "rPr", "del") is not None:
                    continue  # its mark was deleted: the next paragraph goes on in it
                blocks += self._build_paragraph(child, words)
                words = _Words()
            elif child.tag == f"{W}tbl":
                blocks.append(self._read_table(child))
        return blocks + self._build_paragraph(None, words)

    def _build_paragraph(self, paragraph: _Element | None, words: _Words) -> list[Block]:
        text = "".join(words.parts)
        label = ""
        if paragraph is not None and (text.strip() or not switch_at(paragraph, "pPr", "rPr", "vanish")):
            label = self._numbering.label(paragraph)
        self._fields = [False] * len(self._fields)
        printed = label + text
        found: list[Block] = [Paragraph(printed)] if printed.strip() else []
        return found + words.boxes

    def _read_words(self, paragraph: _Element, words: _Words) -> None:
        style_id = self._styles.style_of(paragraph)
        for child in read_children(paragraph):
            if child.tag == f"{W}r":
                self._read_run(child, style_id, words)
            elif child.tag.startswith(_MATH):
                words.parts.append("".join(t.text or "" for t in child.iter(f"{_MATH}t")))

    def _read_run(self, run: _Element, style_id: str, words: _Words) -> None:
        hidden = self._styles.is_on(run, style_id, "vanish")
        for child in read_children(run):
            if child.tag == f"{W}fldChar":
                self._follow_field(child.get(f"{W}fldCharType"))
            elif hidden or any(self._fields):
                continue
            elif child.tag == f"{W}t":
                words.parts.append((child.text or "").replace("\n", " "))
            elif child.tag in _WORDS:
                words.parts.append(_WORDS[child.tag])
            elif child.tag == f"{W}sym":
                words.parts.append(_read_symbol(child))
            elif child.tag == f"{W}r":  # the base of ruby text
                self._read_run(child, style_id, words)
            elif child.tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
                words.boxes += self._read_boxes(child)

    def _follow_field(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif self._fields and kind == "separate":
            self._fields[-1] = False
        elif self._fields and kind == "end":
            self._fields.pop()

    def _read_boxes(self, drawing: _Element) -> list[Block]:
        blocks: list[Block] = []
        for child in read_children(drawing):
            if child.tag == f"{W}txbxContent":
                blocks += self.read_blocks(child)
            elif child.tag == _TEXT_PATH:
                words = (child.get("string") or "").strip()
                blocks += [Paragraph(words)] if words else []
            else:
                blocks += self._read_boxes(child)
        return blocks

    def _read_table(self, table: _Element) -> Table:
        grid = Grid()
        for row in read_children(table):
            if row.tag == f"{W}tr" and find_child(row, "trPr", "del") is None:
                if self.rows >= MOST_ROWS:
                    self.unread_rows += 1
                    continue
                self.rows += 1
                grid.begin_row(number_at(row, "trPr", "gridBefore"))
                for cell in read_children(row):
                    if cell.tag == f"{W}tc":
                        grid.add(find_child(cell, "tcPr"), partial(self.read_blocks, cell))
        return grid.to_table()


def _read_symbol(symbol: _Element) -> str:
    """A character of a symbol font; nothing when it is not known what it shows."""
    try:
        code = int(symbol.get(f"{W}char") or "", 16) & 0xFF
    except ValueError:
        return ""
    return _SYMBOLS.get((symbol.get(f"{W}font") or "").lower(), {}).get(code, "")
