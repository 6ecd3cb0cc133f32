"""What a Word document prints, in order: paragraphs and tables."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of a paragraph, its number in front, `\\n` where it has a line break of its own."""

    text: str


@dataclass(slots=True)
class TableCell:
    """A drawn cell with what stands in it."""

    blocks: list[Block]
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells by column; None where a merged cell reaches over."""

    rows: list[list[TableCell | None]] = field(default_factory=list)

    def cells(self) -> list[TableCell]:
        """Its drawn cells, row by row."""
        return [cell for row in self.rows for cell in row if cell is not None]

    @property
    def lays_out(self) -> bool:
        """It only frames other content: it is one cell, or holds tables of at least as many cells as its own."""
        cells = self.cells()
        inner = sum(len(block.cells()) for cell in cells for block in cell.blocks if isinstance(block, Table))
        return len(cells) == 1 or inner >= max(1, len(cells))


Block = Paragraph | Table
