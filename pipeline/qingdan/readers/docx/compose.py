"""Blocks → Source: text in order of print, with lines, tables and notes."""

from __future__ import annotations

from collections.abc import Iterable

from qingdan.models.source import Line, RawCell, RawRow, RawTable, Source
from qingdan.readers.docx.blocks import Block, Paragraph, Table, TableCell
from qingdan.text.passage import Range

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def build_source(body: Iterable[Block], notes: Iterable[Block]) -> Source:
    """The source of a document; its notes stand at the end and are furniture."""
    writer = _Writer()
    writer.add_blocks(body)
    furniture = [writer.add("\n", read_words([note])) for note in notes]
    return Source(
        text="".join(writer.parts),
        media_type=MEDIA_TYPE,
        lines=tuple(writer.lines),
        tables=tuple(writer.tables),
        furniture=tuple(furniture),
    )


def read_words(blocks: Iterable[Block]) -> str:
    """Blocks as one text: a line a paragraph, a line a row of a table, tabs between its cells."""
    return "\n".join(
        block.text.strip() if isinstance(block, Paragraph) else "\n".join(map(_read_row, block.rows))
        for block in blocks
    )


def _read_row(row: list[TableCell | None]) -> str:
    return "\t".join(read_words(cell.blocks) for cell in row if cell is not None)


class _Writer:
    """Writes blocks one after the other and notes where everything went."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.lines: list[Line] = []
        self.tables: list[RawTable] = []
        self._length = 0

    def add(self, separator: str, words: str) -> Range:
        """Write words after a separator, unless they are the first; where they went, white space aside."""
        if self.parts:
            self.parts.append(separator)
            self._length += len(separator)
        start = self._length
        self.parts.append(words)
        self._length += len(words)
        return start + len(words) - len(words.lstrip()), max(start, start + len(words.rstrip()))

    def add_blocks(self, blocks: Iterable[Block]) -> None:
        """Write paragraphs as lines and tables as tables; a table that only frames other content is opened."""
        for block in blocks:
            if isinstance(block, Paragraph):
                for words in filter(str.strip, block.text.split("\n")):
                    start, end = self.add("\n", words)
                    self.lines.append(Line(start, end))
            elif block.lays_out:
                for cell in block.cells():
                    self.add_blocks(cell.blocks)
            else:
                self._add_table(block)

    def _add_table(self, table: Table) -> None:
        if not any(read_words(cell.blocks).strip() for cell in table.cells()):
            return
        start = self._length + bool(self.parts)
        rows = tuple(self._add_row(row) for row in table.rows)
        self.tables.append(RawTable("markup", rows, start, self._length))

    def _add_row(self, row: list[TableCell | None]) -> RawRow:
        separator = "\n"
        written: list[RawCell | None] = []
        for cell in row:
            if cell is None:
                written.append(None)
                continue
            start, end = self.add(separator, read_words(cell.blocks))
            ranges = ((start, end),) if start < end else ()
            written.append(RawCell(ranges, cell.row_span, cell.column_span))
            separator = "\t"
        return tuple(written)
