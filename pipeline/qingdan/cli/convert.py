"""`qingdan convert`: notices into files."""

from __future__ import annotations

import os
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
from qingdan.cli.progress import exit_status, run_or_stop, summarise

Dedupe = Literal["report", "keep-best"]
Engine = Literal["local", "daft"]

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingdan.batch import Input, Options


def _parse_formats(given: str) -> list[str]:
    from qingdan.export.formats import FORMATS

    names = list(dict.fromkeys(name.strip() for name in given.split(",") if name.strip()))
    unknown = [name for name in names if name not in FORMATS]
    if unknown or not names:
        raise typer.BadParameter(f"{given!r}: choose from {','.join(FORMATS)}", param_hint="--to")
    return names


def convert(  # noqa: PLR0913, PLR0917 - one parameter an option
    inputs: Annotated[list[str], typer.Argument(metavar="INPUT", help="Files, folders, patterns ('*.pdf').")],
    target: Annotated[str, typer.Option("--out", "-o", metavar="OUT", help="Folder to write to; made if missing.")],
    to: Annotated[str | None, typer.Option("--to", metavar="FORMATS", help="json,csv,xlsx and others.")] = None,
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
        Path | None, typer.Option("--metadata", metavar="FILE", help="CSV or .xlsx of what you know of each notice.")
    ] = None,
    engine: Annotated[
        Engine, typer.Option("--engine", help="daft: shards for many machines (docs/cluster.md).")
    ] = "local",
    shard_size: Annotated[int, typer.Option("--shard-size", min=1, metavar="N", help="Inputs a shard.")] = 1000,
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
      qingdan convert s3://bucket/notices -o s3://bucket/out --engine daft --to parquet

    Exit status: 0 all read, 1 some failed (each is reported), 2 wrong usage, 3 nothing could be read.
    """
    from qingdan.batch import Limits, Options, Plan
    from qingdan.extract.agencies.ner import resolve

    options = Options(tuple(rules or ()), resolve(ner), Limits(time_limit, memory_limit << 20), debug)
    if engine == "daft":
        raise typer.Exit(convert_into_shards(inputs, target, to, (options, shard_size, jobs)))
    out, formats = Path(target), _parse_formats(to or "json,csv,xlsx")
    sources = _find_sources(inputs, out)
    if metadata:
        sources = attach_metadata(sources, metadata)
    if group:
        sources = group_attachments(sources, options, jobs)
    begun = monotonic()
    summary = run_or_stop(sources, Plan(out, formats, lang, options, jobs, dedupe, prune))
    for line in summarise(summary, out, monotonic() - begun):
        open_console(stderr=True).print(line, soft_wrap=True)
    raise typer.Exit(exit_status(summary))


def _find_sources(inputs: Sequence[str], out: Path) -> list[Input]:
    """The inputs, at least one of which is there: a slip of the pen shall not empty the tables of a folder."""
    from qingdan.batch import find_inputs

    if out.exists() and not out.is_dir():
        raise typer.BadParameter(f"{out} is a file; give a folder", param_hint="--out")
    sources = find_inputs(inputs, skip=out)
    if not any(os.path.lexists(source.path) for source in sources):
        raise typer.Exit(fail(f"{' '.join(inputs)}: no files there; give files, folders or patterns", NOTHING_READ))
    return sources


def convert_into_shards(
    inputs: Sequence[str], target: str, to: str | None, how: tuple[Options, int, int | None]
) -> int:
    """Convert with Daft, on this machine or on Ray; gives the exit status."""
    from qingdan.batch.cluster import ENCODERS, ShardPlan, convert_shards, list_inputs

    form = next((name for name in ENCODERS if name == (to or "parquet")), None)
    if form is None:
        raise typer.BadParameter(f"{to!r}: with --engine daft choose one of {', '.join(ENCODERS)}", param_hint="--to")
    options, shard_size, jobs = how
    sources = list_inputs(inputs, target)
    if not sources:
        return fail(f"{' '.join(inputs)}: no files there; give files, folders, patterns or addresses", NOTHING_READ)
    counts = convert_shards(sources, ShardPlan(target, form, shard_size, options, jobs))
    told = [f"{count} {status}" for status, count in sorted(counts.items())]
    if before := len(sources) - sum(counts.values()):
        told.append(f"{before} in shards that were there")
    open_console(stderr=True).print(f"{len(sources)} files: {', '.join(told)}; written to {target}", soft_wrap=True)
    return SOME_FAILED if set(counts) - {"ok", "partial"} else 0


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
