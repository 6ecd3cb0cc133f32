"""`qingdan diff`: what changed from one edition to the next."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import LanguageOption, NerOption, RulesOption
from qingdan.cli.diff_pair import Form, Wanted, show_pair

_SUFFIXES: dict[str, Form] = {".json": "json", ".md": "md", ".html": "html", ".xlsx": "xlsx", ".csv": "csv"}


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
