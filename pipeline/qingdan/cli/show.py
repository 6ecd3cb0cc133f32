"""`qingdan show`: one notice, for the eye."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qingdan.cli.console import LanguageOption, NerOption, RulesOption, open_console


def show(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A notice, or a document that `convert` wrote.")],
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
    ner: NerOption = "auto",
) -> None:
    """Read one notice now and show it.

    Its outline, tasks, deadlines, agencies, targets and what is doubtful.

    \b
    Examples:
      qingdan show notice.pdf
      qingdan show out/documents/notice.1a2b3c4d.json --lang en
    """
    from qingdan.cli.read import read_any
    from qingdan.cli.render import build_view

    open_console().print(build_view(read_any(file, rules, ner), lang))
