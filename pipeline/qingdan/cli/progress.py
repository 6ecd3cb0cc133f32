"""A run of many notices as it is shown: a bar, a line for each that was not read, a summary, an end when told to."""

from __future__ import annotations

import signal
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qingdan.cli.console import NOTHING_READ, SOME_FAILED, WRONG_USAGE, fail, open_console

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingdan.batch import Input, Outcome, Plan, Summary


def convert_with_progress(sources: Sequence[Input], plan: Plan) -> Summary:
    """Convert with a bar on a terminal, and a line for every file that was not read, or not wholly."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from qingdan.batch import convert as run

    console = open_console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("{task.description}", markup=False))
    shown = console.is_terminal and len(sources) > 1
    with Progress(*columns, console=console, disable=not shown, transient=True) as bar:
        running = bar.add_task("starting", total=len(sources))
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
        summary.left_over: "documents of inputs not given this time: kept, but not in the tables; --prune removes them",
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
