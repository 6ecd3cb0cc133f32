"""The tree of a page → its printed lines, with the tables and the blocks that they stand in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from qingdan.readers.html.blocks import Block, Totals, count_han, is_file_link, is_leading_link, is_navigation_name
from qingdan.readers.html.elements import (
    BLOCKS,
    BREAKS,
    CELLS,
    DROPPED,
    LISTS,
    SITE_PARTS,
    VERBATIM,
)
from qingdan.readers.html.lines import PrintedLine
from qingdan.readers.html.lists import List, open_list
from qingdan.readers.html.markup import Page
from qingdan.readers.html.tables import DrawnCell, DrawnTable, read_span
from qingdan.text.blanks import BLANKS

_SPACE = re.compile(r"[ \t\n\r\f\x0b\x1c-\x1f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all")


@dataclass(slots=True)
class Flow:
    """What a page shows: lines, and the tables and blocks that they stand in, by indices of lines."""

    lines: list[PrintedLine] = field(default_factory=list)
    tables: list[DrawnTable] = field(default_factory=list)
    """Tables of data, in the order of their ends; layout tables are only lines."""
    blocks: list[Block] = field(default_factory=list)
    totals: Totals = field(default_factory=Totals)
    verbatim: int = 0
    """Characters whose line breaks are those of the file."""


@dataclass(slots=True)
class _Frame:
    """An open element."""

    tag: str
    leads: bool = False
    """Inside a link to another page."""
    verbatim: bool = False
    block: Block | None = None


class _Printer:
    """Takes the events of a walk through the tree, and fills a flow."""

    def __init__(self, flow: Flow, line_breaks: bool) -> None:
        self.flow = flow
        self.line_breaks = line_breaks
        self.frames = [_Frame("")]
        self.tables: list[DrawnTable] = []
        self.lists: list[List] = []
        self._words: list[str] = []
        self._shown = self._leading = 0
        self._separator = "\n"

    def open(self, node: LexborNode) -> bool:
        """Enter an element; False when nothing in it is shown."""
        tag, attributes = node.tag or "", node.attributes
        style = (attributes.get("style") or "").lower()
        if tag in DROPPED or tag in BREAKS or "hidden" in attributes or _HIDDEN.search(style):
            if tag in BREAKS:
                self.end_line()
            return False
        outer = self.frames[-1]
        frame = _Frame(tag, outer.leads, outer.verbatim or tag in VERBATIM)
        if tag == "a":
            self._open_link(frame, attributes.get("href"))
        elif tag in BLOCKS:
            self._open_block(frame, attributes)
        self.frames.append(frame)
        return True

    def _open_link(self, frame: _Frame, address: str | None) -> None:
        if is_file_link(address):
            self.flow.totals.files += 1
        elif is_leading_link(address):
            frame.leads = True

    def _open_block(self, frame: _Frame, attributes: Mapping[str, str | None]) -> None:
        self.end_line()
        tag, totals = frame.tag, self.flow.totals
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''} {attributes.get('role') or ''}"
        hinted = tag in SITE_PARTS or is_navigation_name(names)
        frame.block = Block(len(self.flow.lines), totals.copy(), hinted)
        if tag == "h1":
            totals.headings += 1
        if tag == "table":
            self.tables.append(
                DrawnTable(frame.block, len(self.flow.tables), attributes.get("role") in ("presentation", "none"))
            )
        elif tag in ("tr", "td", "th", "caption") and self.tables:
            self._open_table_part(frame.block, tag, attributes)
        elif tag in LISTS:
            self.lists.append(open_list(tag, attributes))
        elif tag == "li" and self.lists:
            self.lists[-1].next_item(attributes.get("value"))

    def _open_table_part(self, block: Block, tag: str, attributes: Mapping[str, str | None]) -> None:
        table = self.tables[-1]
        if tag == "tr":
            table.rows.append([])
        elif tag in CELLS and table.rows:
            row = table.rows[-1]
            if row and row[0].first < block.first:
                self._separator = "\t"
            row_span, column_span = (read_span(attributes.get(name)) for name in ("rowspan", "colspan"))
            row.append(DrawnCell(block, row_span, column_span, header=tag == "th"))

    def close(self) -> None:
        """Leave the innermost open element."""
        frame = self.frames.pop()
        if frame.block is None:
            return
        self.end_line()
        tag, block = frame.tag, frame.block
        block.last, block.holds = len(self.flow.lines), self.flow.totals.minus(block.before)
        if tag in CELLS:
            self._separator = "\n"
        elif tag == "table" and self.tables:
            self._close_table(block)
        elif tag in LISTS and self.lists:
            self.lists.pop()
        if block.may_be_furniture:
            self.flow.blocks.append(block)

    def _close_table(self, block: Block) -> None:
        table, flow = self.tables.pop(), self.flow
        inner = flow.tables[table.inner :]
        if not block.leads and table.is_data(flow.lines, inner):
            flow.tables[table.inner :] = [table]
            flow.totals.tables += 1
            block.holds.tables += 1

    def text(self, words: str) -> None:
        """Take in words of the innermost open element."""
        frame = self.frames[-1]
        verbatim = frame.verbatim or (self.line_breaks and frame.tag == "body")
        pieces = words.split("\n") if verbatim else [words]
        for index, piece in enumerate(pieces):
            if index:
                self.end_line()
            visible = sum(map(len, piece.split()))
            self._words.append(piece)
            self._shown += visible
            if frame.leads:
                self._leading += count_han(piece)
                self.flow.totals.files += piece.lstrip(BLANKS + "（【[(").startswith("附")
            if verbatim:
                self.flow.verbatim += visible

    def end_line(self) -> None:
        """Print what has come together since the last line."""
        words, self._words = self._words, []
        if self._shown:
            text = _SPACE.sub(" ", "".join(words)).strip(" ")
            if self.lists:
                text = self.lists[-1].take_marker(text) + text
            self.flow.lines.append(PrintedLine(text, self._separator))
            self.flow.totals.add(text, self._shown, self._leading)
            self._separator = "\n"
        self._shown = self._leading = 0


def read_flow(page: Page, title: str | None = None) -> Flow:
    """The flow of a page. Line 0 is the page's title where nothing shown repeats it, else it is empty."""
    flow = Flow([PrintedLine("")])
    if page.body is not None:
        printer = _Printer(flow, page.line_breaks)
        _walk(page.body, printer)
        printer.end_line()
    if title and _compact(title) not in _compact("".join(line.text for line in flow.lines)):
        flow.lines[0] = PrintedLine(title)
    return flow


def _walk(root: LexborNode, printer: _Printer) -> None:
    """Go through the tree in the order of print, however deep it is."""
    open_nodes: list[LexborNode] = []
    node: LexborNode | None = root
    while node is not None:
        if node.is_text_node:
            printer.text(node.text_content or "")
        elif node.is_element_node and printer.open(node):
            open_nodes.append(node)
            child = node.first_child
            if child is not None:
                node = child
                continue
            open_nodes.pop()
            printer.close()
        following = node.next if open_nodes else None
        while following is None and open_nodes:
            parent = open_nodes.pop()
            printer.close()
            following = parent.next if open_nodes else None
        node = following


def _compact(text: str) -> str:
    return "".join(text.split())
