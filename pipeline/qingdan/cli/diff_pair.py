"""A comparison of two notices: on the terminal, or as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

import typer

from qingdan.cli.console import Language, open_console

if TYPE_CHECKING:
    from qingdan.models.diff import NoticeDiff
    from qingdan.models.record import PolicyDocument
    from qingdan.rulepacks import RuleSet

Form = Literal["term", "json", "md", "html", "xlsx", "csv"]


class Wanted(NamedTuple):
    """How a comparison is shown."""

    form: Form
    language: Language
    out: Path | None


def show_pair(
    old: PolicyDocument, new: PolicyDocument, wanted: Wanted, rules: RuleSet, *, vertical: bool
) -> NoticeDiff:
    """Compare two documents and show it, or write it down."""
    from qingdan.diff import diff_notices
    from qingdan.diff.vertical import diff_levels

    found = (diff_levels if vertical else diff_notices)(old, new, rules=rules)
    if wanted.form == "term":
        _show(found, old, new, wanted)
    elif wanted.form == "xlsx":
        _write_workbook(found, old, new, wanted)
    else:
        say(_render(found, old, new, wanted), wanted.out)
    return found


def say(text: str, out: Path | None) -> None:
    """To the file, else to standard output."""
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")
    else:
        typer.echo(text, nl=False)


def _render(found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, wanted: Wanted) -> str:
    from qingdan.export.diff_html import to_diff_html
    from qingdan.export.differences import to_diff_markdown

    if wanted.form == "csv":
        raise typer.BadParameter("two notices give term, json, md, html or xlsx", param_hint="--to csv")
    if wanted.form == "json":
        return found.model_dump_json(indent=1) + "\n"
    return (to_diff_html if wanted.form == "html" else to_diff_markdown)(found, old, new, wanted.language)


def _write_workbook(found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, wanted: Wanted) -> None:
    from qingdan.export.diff_xlsx import write_diff_xlsx

    if wanted.out is None:
        raise typer.BadParameter("a workbook needs a file: -o FILE.xlsx", param_hint="--to xlsx")
    write_diff_xlsx(wanted.out, found, old, new, wanted.language)


def _show(found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, wanted: Wanted) -> None:
    from qingdan.cli.render_diff import build_diff_view

    console = open_console()
    plain = wanted.out is not None or not console.is_terminal
    view = build_diff_view(found, old, new, wanted.language, plain=plain)
    if wanted.out is None:
        console.print(view)
        return
    from rich.console import Console

    with wanted.out.open("w", encoding="utf-8", newline="\n") as file:
        Console(file=file, markup=False, highlight=False, emoji=False, width=120).print(view)
