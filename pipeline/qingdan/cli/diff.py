"""`qingdan diff`: what changed from one edition to the next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qingdan.cli.console import Language, LanguageOption, NerOption, RulesOption, open_console

if TYPE_CHECKING:
    from qingdan.models.diff import NoticeDiff
    from qingdan.models.record import PolicyDocument

Form = Literal["term", "json", "md", "html", "xlsx"]
_SUFFIXES: dict[str, Form] = {".json": "json", ".md": "md", ".html": "html", ".xlsx": "xlsx"}


def diff(  # noqa: PLR0913, PLR0917 - one parameter an option
    old: Annotated[Path, typer.Argument(metavar="OLD", help="The earlier notice, or its document.json.")],
    new: Annotated[Path, typer.Argument(metavar="NEW", help="The later notice, or its document.json.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", metavar="FILE", help="Write to this file.")] = None,
    to: Annotated[Form | None, typer.Option("--to", help="By the suffix of FILE unless told.")] = None,
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
    ner: NerOption = "auto",
) -> None:
    """Compare two editions: what is new, dropped, moved, raised.

    \b
    Examples:
      qingdan diff 2023.pdf 2024.docx
      qingdan diff 2023.pdf 2024.docx -o changes.html
      qingdan diff out/documents/a.11111111.json out/documents/b.22222222.json --to json
    """
    from qingdan.cli.read import read_any
    from qingdan.diff import diff_notices
    from qingdan.rulepacks import load_rules

    form = to or (_SUFFIXES.get(out.suffix.lower(), "term") if out else "term")
    before, after = read_any(old, rules, ner), read_any(new, rules, ner)
    found = diff_notices(before, after, rules=load_rules(*(rules or ())))
    if form == "term":
        _show(found, before, after, lang, out)
        return
    if form == "xlsx":
        _write_workbook(found, before, after, lang, out)
        return
    text = _render(found, before, after, form, lang)
    if out:
        out.write_text(text, encoding="utf-8", newline="\n")
    else:
        typer.echo(text, nl=False)


def _render(found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, form: Form, language: Language) -> str:
    from qingdan.export.diff_html import to_diff_html
    from qingdan.export.differences import to_diff_markdown

    if form == "json":
        return found.model_dump_json(indent=1) + "\n"
    return (to_diff_html if form == "html" else to_diff_markdown)(found, old, new, language)


def _write_workbook(
    found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language, out: Path | None
) -> None:
    from qingdan.export.diff_xlsx import write_diff_xlsx

    if out is None:
        raise typer.BadParameter("a workbook needs a file: -o FILE.xlsx", param_hint="--to xlsx")
    write_diff_xlsx(out, found, old, new, language)


def _show(found: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language, out: Path | None) -> None:
    from qingdan.cli.render_diff import build_diff_view

    view = build_diff_view(found, old, new, language)
    if out is None:
        open_console().print(view)
        return
    from rich.console import Console

    with out.open("w", encoding="utf-8", newline="\n") as file:
        Console(file=file, markup=False, highlight=False, emoji=False, width=120).print(view)
