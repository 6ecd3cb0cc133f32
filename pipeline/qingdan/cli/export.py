"""`qingdan export`: documents that were converted before, in another format."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qingdan.cli.console import LanguageOption, open_console

if TYPE_CHECKING:
    from qingdan.models.record import PolicyDocument


def _check_format(name: str, target: str | None) -> None:
    from qingdan.export.formats import DATABASES, FORMATS

    known = list(dict.fromkeys((*FORMATS, *DATABASES)))
    if name not in known:
        raise typer.BadParameter(f"{name!r}: choose from {', '.join(known)}", param_hint="--to")
    if target is None and name not in FORMATS:
        raise typer.BadParameter(f"{name} needs an address: -o postgresql://user@host/database", param_hint="--out")


def _counted(documents: Iterable[PolicyDocument], total: int | None) -> Iterable[PolicyDocument]:
    """The documents, with a bar on a terminal."""
    from rich.progress import track

    console = open_console(stderr=True)
    return track(documents, "", total=total, console=console, transient=True, disable=not console.is_terminal)


def export(
    out: Annotated[
        Path, typer.Argument(metavar="OUT", help="What `qingdan convert` wrote: the folder, or a .json or .jsonl file.")
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="FORMAT", help="json, jsonl, csv, xlsx, sqlite, postgres, parquet, ics, markdown."
        ),
    ],
    target: Annotated[
        str | None, typer.Option("--out", "-o", metavar="TARGET", help="A file, folder or address; by default OUT.")
    ] = None,
    redact: Annotated[bool, typer.Option("--redact", help="Mask names, phones and mail of private persons.")] = False,
    no_text: Annotated[bool, typer.Option("--no-text", help="Leave running text out; spans and digests stay.")] = False,
    lang: LanguageOption = "zh",
) -> None:
    """Write converted notices in another format, or into a database.

    A database is updated: what was read from the same files before is replaced, the rest stays.

    \b
    Examples:
      qingdan export out --to sqlite
      qingdan export out --to postgres -o postgresql://me@localhost/policy
      qingdan export out --to ics -o deadlines.ics
      qingdan export out --to jsonl -o archive.jsonl --redact --no-text
    """
    from qingdan.export.stored import count_documents, read_documents
    from qingdan.export.withhold.no_text import drop_text
    from qingdan.export.withhold.redaction import redact as mask
    from qingdan.export.write import write_format

    _check_format(to, target)
    if (redact or no_text) and target is None:
        raise typer.BadParameter("say where with -o, so that nothing of OUT is overwritten", param_hint="--out")
    changes = [change for change, wanted in ((mask, redact), (drop_text, no_text)) if wanted]
    documents: Iterable[PolicyDocument] = read_documents(out)
    for change in changes:
        documents = map(change, documents)
    home = out.parent if out.is_file() else out
    paths = write_format(_counted(documents, count_documents(out)), to, target or str(home), lang)
    where = f"{len(paths)} files" if len(paths) > 1 else "".join(map(str, paths)) or "the database"
    open_console(stderr=True).print(f"{to}: written to {where}", soft_wrap=True)
