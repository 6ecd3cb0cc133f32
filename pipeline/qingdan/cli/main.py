"""The command `qingdan`. To add a command: a function in a module of its own, and a line here."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable
from typing import Annotated

import typer

from qingdan.cli.changes import changes
from qingdan.cli.console import NOTHING_READ, WRONG_USAGE, fail
from qingdan.cli.convert import convert
from qingdan.cli.demo import demo
from qingdan.cli.diff import diff
from qingdan.cli.doctor import doctor
from qingdan.cli.eval import evaluate
from qingdan.cli.explain import explain
from qingdan.cli.export import export
from qingdan.cli.panel import panel
from qingdan.cli.rules import rules
from qingdan.cli.sample import agree, sample
from qingdan.cli.schema import schema
from qingdan.cli.show import show

app = typer.Typer(
    name="qingdan",
    help="Turn Chinese government notices into data: tasks, deadlines, responsible agencies, numeric targets.",
    epilog="Start with `qingdan demo`, then `qingdan convert FOLDER -o OUT`.",
    rich_markup_mode=None,  # rich help costs as much again as everything else at the start
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
)
COMMANDS: dict[str, Callable[..., None]] = {
    "convert": convert, "export": export, "changes": changes, "show": show, "explain": explain, "diff": diff,
    "panel": panel, "eval": evaluate, "sample": sample, "agree": agree, "demo": demo, "schema": schema,
    "doctor": doctor,
}  # fmt: skip
"""In the order of the help."""
for name, command in COMMANDS.items():
    app.command(name)(command)
app.add_typer(rules, name="rules")


def _show_version(wanted: bool) -> None:
    if wanted:
        from qingdan import __version__

        print(f"qingdan {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show version.")
    ] = False,
) -> None:
    """Options before the command."""


def main() -> None:
    """Run the command line; an expected error is one line on standard error."""
    from qingdan.errors import QingdanError, ReadError

    gc.set_threshold(100_000, 50, 100)  # records hold no cycles, and each collection walks through all rules
    try:
        app()
    except ReadError as error:
        sys.exit(fail(str(error), NOTHING_READ))
    except QingdanError as error:
        sys.exit(fail(str(error), WRONG_USAGE))
    except OSError as error:
        sys.exit(fail(f"{error.filename or 'output'}: {error.strerror or error}", WRONG_USAGE))
