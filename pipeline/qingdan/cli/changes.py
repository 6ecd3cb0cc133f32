"""`qingdan changes`: what a tracker must do to follow a new run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer


def changes(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="What `qingdan convert` wrote.")],
    since: Annotated[
        str, typer.Option("--since", metavar="RUN", help="A run id of OUT/runs, or a folder with earlier outputs.")
    ],
    target: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Instead of the terminal.")] = None,
) -> None:
    """Tell what changed since an earlier run.

    Tasks added, changed and removed, one JSON line each, by task_id.

    To apply a line: drop what you hold under its task_id; if it carries a task, keep that. Doing so twice changes
    nothing.

    \b
    Examples:
      qingdan changes out --since r0123456789abcdef
      qingdan changes out --since last-week/out -o changes.jsonl
    """
    from qingdan.export.changes import build_changes, read_earlier

    lines = build_changes(read_earlier(out, since), out)
    if target is None:
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        sys.stdout.writelines(lines)
    else:
        with target.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
