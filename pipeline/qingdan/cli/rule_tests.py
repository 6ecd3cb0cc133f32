"""What `qingdan rules test` shows: examples that do not hold, and what packs change on notices."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qingdan.cli.console import WRONG_USAGE, fail, open_console

if TYPE_CHECKING:
    from qingdan.evaluate.rule_changes import Change

_SIGNS = {"gained": ("+", "green"), "lost": ("−", "red")}
_LONGEST = 80
"""Characters of a value that the table shows."""


def check_examples(packs: Sequence[Path], wanted: Sequence[str], *, quiet: bool) -> bool:
    """Run the examples of the wanted rules, by default of all; whether one does not hold."""
    from qingdan.evaluate.rule_examples import check_rule
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*packs)
    for rule_id in wanted:
        if rule_id not in in_force.rules:
            message = f"{rule_id}: no such rule or folder; see `qingdan rules list`"
            raise typer.Exit(fail(message, WRONG_USAGE))
    tested = [in_force.rules[rule_id] for rule_id in wanted] or list(in_force)
    failures = [f"{rule.pack}: {failure}" for rule in tested for failure in check_rule(rule, in_force)]
    examples = sum(len(rule.examples) + len(rule.non_examples) for rule in tested)
    stream = sys.stderr if quiet else sys.stdout
    for failure in failures:
        print(failure, file=stream)
    print(f"{len(tested)} rules, {examples} examples, {len(failures)} do not hold", file=stream)
    return bool(failures)


def show_changes(notices: Sequence[Path], before: tuple[Path, ...], after: tuple[Path, ...], *, as_json: bool) -> bool:
    """Print what the packs of `after` read otherwise; whether a notice could not be read."""
    changes: list[Change] = []
    unread = read = 0
    for found in _compare(notices, before, after):
        if isinstance(found, str):
            unread += 1
            fail(found, 1)
        else:
            read += 1
            changes += found
    if as_json:
        for change in changes:
            print(json.dumps(asdict(change), ensure_ascii=False))
    else:
        _print_table(changes, read)
    return unread > 0


def _compare(
    notices: Sequence[Path], before: tuple[Path, ...], after: tuple[Path, ...]
) -> Iterator[str | list[Change]]:
    """The changes of each notice, or why it could not be read."""
    from rich.progress import track

    from qingdan.batch.inputs import find_inputs
    from qingdan.batch.read import Options, read_all
    from qingdan.evaluate.rule_changes import find_changes

    sources = find_inputs(notices)
    pairs = zip(read_all(sources, Options(before)), read_all(sources, Options(after)), strict=True)
    console = open_console(stderr=True)
    for old, new in track(pairs, "reading twice", total=len(sources), console=console, transient=True):
        if old.document is None or new.document is None:
            yield old.message or new.message or f"{old.source.shown}: {old.status}"
        else:
            yield find_changes(old.source.name, old.document, new.document)


def _print_table(changes: Sequence[Change], read: int) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("")
    table.add_column("kind")
    table.add_column("printed", overflow="fold")
    table.add_column("read as", overflow="fold")
    table.add_column("where", overflow="fold")
    for change in changes:
        sign, style = _SIGNS[change.sign]
        reading = change.reading
        cells = (sign, reading.kind, reading.raw[:_LONGEST], reading.value[:_LONGEST])
        table.add_row(*(Text(cell, style=style) for cell in cells), Text(f"{change.file}:{reading.line}", style="dim"))
    console = open_console()
    if changes:
        console.print(table)
    gained = sum(change.sign == "gained" for change in changes)
    console.print(f"{read} read: {gained} values gained, {len(changes) - gained} lost")
