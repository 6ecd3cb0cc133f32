"""Tables drawn in plain text: with `|`, with tabs between cells, or with a tab before each cell's own line."""

from __future__ import annotations

from qingdan.models.source import RawTable
from qingdan.readers.bar_tables import BAR_RUN, read_bar_tables
from qingdan.readers.open_rows import TAB_RUN, read_tab_tables
from qingdan.readers.printed_lines import BAR, PrintedLines
from qingdan.readers.tab_cells import CELL_RUN, read_cell_tables


def find_text_tables(text: str) -> tuple[RawTable, ...]:
    """The tables of a text in its order, found in time linear in its length."""
    bars, tabs = BAR.search(text) is not None, "\t" in text
    if not bars and not tabs:
        return ()
    page = PrintedLines(text)
    found: list[RawTable] = []
    if bars:
        found += page.take(BAR_RUN, read_bar_tables)
    if tabs:
        found += page.take(TAB_RUN, read_tab_tables)
        found += page.take(CELL_RUN, read_cell_tables)
    return tuple(sorted(found, key=lambda table: table.start))
