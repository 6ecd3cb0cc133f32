"""`qingdan convert`: notices into files."""

from __future__ import annotations

import signal
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qingdan.cli.console import (
    NOTHING_READ,
    SOME_FAILED,
    WRONG_USAGE,
    LanguageOption,
    NerOption,
    RulesOption,
    fail,
    open_console,
)

Dedupe = Literal["report", "keep-best"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingdan.batch import Input, Options, Outcome, Plan, Summary


def _parse_formats(given: str) -> list[str]:
    from qingdan.export.formats import FORMATS

    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"{given!r}: choose from {','.join(FORMATS)}", param_hint="--to")
    return names


def convert_with_progress(sources: Sequence[Input], plan: Plan) -> Summary:
    """Convert with a bar on a terminal, and a line for every file that was not read, or not wholly."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from qingdan.batch import convert as run

    console = open_console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    shown = console.is_terminal and len(sources) > 1
    with Progress(*columns, console=console, disable=not shown, transient=True) as bar:
        running = bar.add_task("", total=len(sources))
        failed = 0

        def report(outcome: Outcome) -> None:
            nonlocal failed
            if outcome.message:
                failed += 1
                style = "yellow" if outcome.status == "partial" else "red"
                console.print(f"{outcome.status}: {outcome.message}", style=style, soft_wrap=True)
            bar.update(running, advance=1)
            rate = f"{bar.tasks[running].speed or 0:.1f}/s, {failed} failed"
            doing = "writing tables" if bar.finished else outcome.source.name
            bar.update(running, description=f"{rate}: {doing}")

        return run(sources, plan, report)


def summarise(summary: Summary, out: Path, seconds: float) -> Iterator[str]:
    """What a run did, in a few lines; the last one says how much was read."""
    total = sum(summary.counts.values())
    if total > 1:
        yield f"{total} files in {seconds:.1f} s, {total / max(seconds, 1e-3):.1f} a second"
    told = {
        summary.again: "done by an earlier run",
        summary.duplicates: "the same bytes as another",
        summary.same_notice: f"notices in several files (see {out / 'duplicates.csv'})",
        summary.left_over: "documents of inputs that are gone; --prune removes them",
    }
    yield from (f"{count} {words}" for count, words in told.items() if count)
    whys = ", ".join(f"{n} {status}" for status, n in sorted(summary.counts.items()) if status not in {"ok", "partial"})
    partly = f", {summary.counts['partial']} in part" if "partial" in summary.counts else ""
    failed = f", {summary.failed} failed (see {out / 'ledger.jsonl'}): {whys}" if whys else ""
    yield f"{summary.read} of {total} read{partly}{failed}; written to {out}"


def exit_status(summary: Summary) -> int:
    """0 all read, 1 some failed, 3 none could be read."""
    if not summary.read:
        return NOTHING_READ
    return SOME_FAILED if summary.failed else 0


def convert(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, patterns ('*.pdf').")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT", help="Folder to write to; made if missing.")],
    to: Annotated[
        str, typer.Option("--to", metavar="FORMATS", help="json and others, commas between.")
    ] = "json,csv,xlsx",
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help="Worker processes.")] = None,
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
    ner: NerOption = "auto",
    dedupe: Annotated[
        Dedupe, typer.Option("--dedupe", help="Files of one notice: list them, or keep the best alone in the tables.")
    ] = "report",
    group: Annotated[
        bool, typer.Option("--group", help="Read a notice and its attachments in one folder as one notice.")
    ] = False,
    prune: Annotated[bool, typer.Option("--prune", help="Remove documents of inputs that are gone.")] = False,
    time_limit: Annotated[
        float,
        typer.Option("--time-limit", min=1, metavar="SECONDS", help="For a file of one page; grows with its pages."),
    ] = 120,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", min=64, metavar="MIB", help="For a file of one page; grows with its pages.")
    ] = 2048,
    metadata: Annotated[
        Path | None, typer.Option("--metadata", metavar="FILE", help="CSV of what you know of each notice.")
    ] = None,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks of unexpected errors.")] = False,
) -> None:
    """Convert notices into JSON, tables and a spreadsheet.

    Run again, it does what is new or was changed; interrupted, it goes on where it was.

    \b
    Examples:
      qingdan convert notice.pdf -o out
      qingdan convert notices/ -o out --jobs 4 --to json,csv,xlsx,jsonl
      qingdan convert 'notices/*.docx' -o out --rules my-rules --lang en
      qingdan convert notices/ -o out --dedupe keep-best --prune
      qingdan convert notices/ -o out --group
      qingdan convert notices/ -o out --metadata known.csv

    Exit status: 0 all read, 1 some failed (each is reported), 2 wrong usage, 3 nothing could be read.
    """
    from qingdan.batch import Limits, Options, Plan, find_inputs

    formats = _parse_formats(to)
    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is a file; give a folder", param_hint="--out")
    sources = find_inputs(inputs, skip=out)
    if not sources:
        raise typer.Exit(fail(f"{' '.join(inputs)}: no files there; give files, folders or patterns", NOTHING_READ))
    if metadata:
        sources = attach_metadata(sources, metadata)
    options = Options(tuple(rules or ()), ner, Limits(time_limit, memory_limit << 20), debug)
    if group:
        sources = group_attachments(sources, options, jobs)
    begun = monotonic()
    summary = run_or_stop(sources, Plan(out, formats, lang, options, jobs, dedupe, prune))
    for line in summarise(summary, out, monotonic() - begun):
        open_console(stderr=True).print(line, soft_wrap=True)
    raise typer.Exit(exit_status(summary))


def attach_metadata(sources: Sequence[Input], path: Path) -> list[Input]:
    """Sources with what the user knows of them; rows that fit none are told. A bad file is wrong usage."""
    from qingdan.batch import attach_supplied, read_supplied
    from qingdan.errors import MetadataError

    try:
        attached, unused = attach_supplied(sources, read_supplied(path))
    except MetadataError as error:
        raise typer.Exit(fail(str(error), WRONG_USAGE)) from error
    console = open_console(stderr=True)
    for row in unused:
        console.print(f"{path}, line {row.line}: no input fits {row.key}", style="yellow", soft_wrap=True, markup=False)
    return attached


def group_attachments(sources: Sequence[Input], options: Options, jobs: int | None) -> list[Input]:
    """Sources with attachments inside their notice; what stays in doubt is told."""
    from qingdan.batch.groups import announce, find_groups

    grouped, doubts = find_groups(sources, partial(announce, options=options, jobs=jobs))
    for doubt in doubts:
        open_console(stderr=True).print(f"not grouped: {doubt}", style="yellow", soft_wrap=True, markup=False)
    return grouped


def run_or_stop(sources: Sequence[Input], plan: Plan) -> Summary:
    """Convert; SIGINT, SIGTERM and a disk that takes no more end it in one line, with no worker left behind."""

    def stop(number: int, _: object) -> None:
        raise KeyboardInterrupt(number)

    signal.signal(signal.SIGTERM, stop)
    try:
        return convert_with_progress(sources, plan)
    except KeyboardInterrupt as interrupt:
        number = interrupt.args[0] if interrupt.args else signal.SIGINT
        raise typer.Exit(
            fail("stopped; what is done is kept, the same command goes on from here", 128 + number)
        ) from None
    except OSError as error:
        told = f"{error.filename or plan.out}: {error.strerror or error}; what is done is kept, run again when mended"
        raise typer.Exit(fail(told, WRONG_USAGE)) from error
