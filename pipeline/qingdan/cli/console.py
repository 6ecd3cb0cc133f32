"""Where commands print: data to standard output, progress and messages to standard error."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from rich.console import Console

SOME_FAILED, WRONG_USAGE, NOTHING_READ = 1, 2, 3
"""Exit status; 0 is all well."""

Language = Literal["zh", "en"]
NerMode = Literal["auto", "on", "off"]
RulesOption = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="DIR", help="A rule pack of your own, after the base pack; may be given again."),
]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of headers and messages.")]
NerOption = Annotated[NerMode, typer.Option("--ner", help="Names by the trained model too; auto: where installed.")]


def fail(message: str, status: int) -> int:
    """Say what is wrong, in one line; gives the exit status."""
    print(f"qingdan: {message}", file=sys.stderr)
    return status


def open_console(*, stderr: bool = False) -> Console:
    """A console that prints notices as they are: brackets are no markup, numbers no highlights."""
    from rich.console import Console

    return Console(stderr=stderr, markup=False, highlight=False, emoji=False, soft_wrap=False)
