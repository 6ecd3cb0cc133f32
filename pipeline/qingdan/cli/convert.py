"""`qingdan convert`: notices into files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qingdan.cli.console import (
    NOTHING_READ,
    SOME_FAILED,
    LanguageOption,
    NerOption,
    RulesOption,
    fail,
    open_console,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingdan.batch import Input, Plan, Summary


def _parse_formats(given: str) -> list[str]:
    from qingdan.export.formats import FORMATS

    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"{given!r}: choose from {','.join(FORMATS)}", param_hint="--to")
    return names


def convert_with_progress(sources: Sequence[Input], plan: Plan) -> Summary:
    """Convert with a bar on a terminal, and a line for every file that fails."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from qingdan.batch import Outcome
    from qingdan.batch import convert as run

    console = open_console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    with Progress(
        *columns, console=console, disable=not console.is_terminal or len(sources) < 2, transient=True
    ) as bar:
        running = bar.add_task("", total=len(sources))

        def report(outcome: Outcome) -> None:
            if outcome.message:
                console.print(f"{outcome.status}: {outcome.message}", style="red", soft_wrap=True)
            bar.update(running, advance=1, description=outcome.source.name)

        return run(sources, plan, report)


def exit_status(summary: Summary) -> int:
    """0 all read, 1 some failed, 3 none could be read."""
    if not summary.read:
        return NOTHING_READ
    return SOME_FAILED if summary.failed else 0


def convert(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, patterns ('*.pdf').")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder to write to; made if missing.")],
    to: Annotated[str, typer.Option("--to", metavar="FORMATS", help="Of json, jsonl, csv, xlsx.")] = "json,csv,xlsx",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes.")] = None,
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
    ner: NerOption = "auto",
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of unexpected errors.")] = False,
) -> None:
    """Convert notices into JSON, tables and a spreadsheet.

    \b
    Examples:
      qingdan convert notice.pdf -o out
      qingdan convert notices/ -o out --jobs 4 --to json,csv,xlsx,jsonl
      qingdan convert 'notices/*.docx' -o out --rules my-rules --lang en

    Exit status: 0 all read, 1 some failed (each is reported), 2 wrong usage, 3 nothing could be read.
    """
    from qingdan.batch import Options, Plan, find_inputs

    formats = _parse_formats(to)
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is a file; give a folder", param_hint="--out")
    sources = find_inputs(inputs, skip=out)
    if not sources:
        raise typer.Exit(fail(f"{' '.join(inputs)}: no files there; give files, folders or patterns", NOTHING_READ))
    plan = Plan(out, formats, lang, Options(tuple(rules or ()), ner, debug=debug), jobs)
    summary = convert_with_progress(sources, plan)
    failed = f", {summary.failed} failed (see {out / 'ledger.jsonl'})" if summary.failed else ""
    open_console(stderr=True).print(f"{summary.read} of {len(sources)} read{failed}; written to {out}", soft_wrap=True)
    raise typer.Exit(exit_status(summary))
