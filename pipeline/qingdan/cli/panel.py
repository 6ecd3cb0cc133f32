"""`qingdan panel`: a corpus laid out for analysis."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import open_console


def panel(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="A folder that `convert` wrote.")],
    target: Annotated[Path | None, typer.Option("--out", "-o", metavar="FOLDER", help="OUT/panel unless told.")] = None,
) -> None:
    """Lay a corpus out for analysis.

    Place by year by agency by indicator, one row each with its source, and a list of who cites whom.

    \b
    Examples:
      qingdan panel OUT
      qingdan panel OUT -o analysis
    """
    from qingdan.diff.citations import CitationIndex, head_of
    from qingdan.export.panel import write_panel
    from qingdan.export.stored import read_documents

    folder = target or out / "panel"
    index = CitationIndex(map(head_of, read_documents(out)))
    rows, edges = write_panel(folder, lambda: read_documents(out), index.find)
    open_console(stderr=True).print(f"{rows} figures and {edges} citations; written to {folder}", soft_wrap=True)
