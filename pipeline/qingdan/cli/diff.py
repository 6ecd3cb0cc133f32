"""`qingdan diff`: what changed from one edition to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

import typer

from qingdan.cli.console import Language, LanguageOption, NerOption, RulesOption, open_console

if TYPE_CHECKING:
    from qingdan.models.diff import NoticeDiff
    from qingdan.models.record import PolicyDocument
    from qingdan.rulepacks import RuleSet

Form = Literal["term", "json", "md", "html", "xlsx", "csv"]
_SUFFIXES: dict[str, Form] = {".json": "json", ".md": "md", ".html": "html", ".xlsx": "xlsx", ".csv": "csv"}


class Wanted(NamedTuple):
    """How a comparison is shown."""

    form: Form
    language: Language
    out: Path | None


def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    editions: Annotated[
        list[Path], typer.Argument(metavar="OLD NEW...", help="Notices, documents, or folders of them; oldest first.")
    ],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file; of folders, a folder.")
    ] = None,
    to: Annotated[Form | None, typer.Option("--to", help="By the suffix of FILE unless told.")] = None,
    vertical: Annotated[bool, typer.Option("--vertical", help="A higher notice against a lower one.")] = False,
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
    ner: NerOption = "auto",
) -> None:
    """Compare editions: what is new, dropped, moved, raised.

    Two notices give their differences, more than two a history, two folders a comparison for each notice that both
    hold. With --vertical, a notice of a higher level and one of a lower: what was taken up, tightened, softened, left
    out; one folder compares each notice in it with the one that it carries out.

    \b
    Examples:
      qingdan diff 2023.pdf 2024.docx
      qingdan diff 2023.pdf 2024.docx -o changes.html
      qingdan diff 2022.txt 2023.pdf 2024.docx -o history.html
      qingdan diff notices/2023 notices/2024 -o changes --to xlsx
      qingdan diff --vertical province.pdf county.txt
      qingdan diff --vertical OUT -o taken-up --to html
    """  # fmt: skip
    from qingdan.cli.diff_many import compare_folders, follow_editions
    from qingdan.cli.read import read_any
    from qingdan.rulepacks import load_rules

    form = to or (_SUFFIXES.get(out.suffix.lower(), "term") if out else "term")
    wanted, in_force = Wanted(form, lang, out), load_rules(*(rules or ()))
    if all(path.is_dir() for path in editions):
        compare_folders(editions, wanted, in_force, vertical=vertical)
        return
    if len(editions) < 2:
        raise typer.BadParameter("give at least two notices", param_hint="NEW")
    documents = [read_any(path, rules, ner) for path in editions]
    if len(documents) == 2:
        show_pair(documents[0], documents[1], wanted, in_force, vertical=vertical)
    elif vertical:
        raise typer.BadParameter("--vertical compares two notices", param_hint="NEW")
    else:
        follow_editions(documents, wanted, in_force)


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
