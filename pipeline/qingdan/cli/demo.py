"""`qingdan demo`: the sample notices, converted."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import NOTHING_READ, LanguageOption, fail, open_console


def demo_folder() -> Path:
    """The sample notices: inside the package, else in the checkout."""
    from importlib.resources import files

    packaged = Path(str(files("qingdan"))) / "_data" / "demo"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "corpora" / "demo"


def demo(
    inputs: Annotated[list[str] | None, typer.Argument(metavar="[INPUT...]", help="Other notices instead.")] = None,
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder to write to.")] = Path("qingdan-demo"),
    lang: LanguageOption = "zh",
) -> None:
    """Convert the sample notices and show their tasks.

    They come with qingdan; the spreadsheet that is written is named at the end.

    \b
    Examples:
      qingdan demo
    """
    from qingdan.batch import Plan, find_inputs
    from qingdan.cli.progress import convert_with_progress, exit_status
    from qingdan.cli.read import read_written
    from qingdan.cli.render import build_tasks

    given = inputs or [str(demo_folder())]
    sources = find_inputs(given)
    if not sources:
        raise typer.Exit(fail(f"{' '.join(given)}: no notices there", NOTHING_READ))
    summary = convert_with_progress(sources, Plan(out, language=lang))
    console = open_console()
    for path in sorted((out / "documents").glob("*.json")):
        document = read_written(path)
        console.print(document.metadata.title or document.source.name, style="bold")
        console.print(build_tasks(document.tasks, lang))
    console.print(
        f"{summary.read} of {len(sources)} notices read. The spreadsheet: {out / 'tasks.xlsx'}", soft_wrap=True
    )
    raise typer.Exit(exit_status(summary))
