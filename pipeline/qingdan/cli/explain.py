"""`qingdan explain`: which rule read which words."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qingdan.cli.console import WRONG_USAGE, LanguageOption, RulesOption, fail, open_console

if TYPE_CHECKING:
    from qingdan.models.record import Objective, PolicyDocument, Task

_METADATA = "metadata"


def find_items(document: PolicyDocument, wanted: str) -> list[Task | Objective]:
    """The task or objective with this id, ordinal or printed number; else all whose id begins so."""
    by_id: dict[str, Task | Objective] = {task.task_id: task for task in document.tasks}
    by_id |= {objective.objective_id: objective for objective in document.objectives}
    by_ordinal = {str(task.ordinal): task for task in document.tasks}
    exact = by_id.get(wanted) or by_ordinal.get(wanted) or by_id.get(wanted.partition(".")[0])
    if exact:
        return [exact]
    numbered: list[Task | Objective] = [task for task in document.tasks if task.number == wanted]
    return numbered or [item for name, item in by_id.items() if name.startswith(wanted)]


def explain(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT.json", help="A document that `convert` wrote.")],
    task_id: Annotated[
        str | None,
        typer.Argument(
            metavar="[TASK_ID]", help="Its id or the beginning of it, its place (1, 2, …), o1 …, or metadata."
        ),
    ] = None,
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
) -> None:
    """Tell which rule of which pack read which words, for each value.

    Without TASK_ID, list the tasks and objectives.

    \b
    Examples:
      qingdan explain out/documents/notice.1a2b3c4d.json
      qingdan explain out/documents/notice.1a2b3c4d.json 3
      qingdan explain out/documents/notice.1a2b3c4d.json metadata
    """
    from qingdan.cli.read import read_written
    from qingdan.cli.render_explain import explain_columns, explain_item, explain_metadata, list_items
    from qingdan.rulepacks import load_rules

    record = read_written(document)
    console = open_console()
    if task_id is None:
        console.print(list_items(record))
        return
    if task_id == _METADATA:
        lines = explain_metadata(record)
    else:
        item = _only(record, task_id, document)
        in_force = load_rules(*(rules or ()))
        _warn(record.generator.rule_packs, in_force.packs)
        columns = explain_columns(record, item, in_force.of_kind("column"))
        lines = chain(explain_item(record, item, in_force.rules, lang), columns)
    for line in lines:
        console.print(line, soft_wrap=True)


def _only(record: PolicyDocument, wanted: str, path: Path) -> Task | Objective:
    found = find_items(record, wanted)
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(getattr(item, "task_id", None) or item.objective_id for item in found)  # type: ignore[union-attr]
        raise typer.Exit(fail(f"{path}: {wanted!r} may be any of {ids}", WRONG_USAGE))
    message = f"{path}: no task {wanted!r}; it has {len(record.tasks)}, see `qingdan explain {path}`"
    raise typer.Exit(fail(message, WRONG_USAGE))


def _warn(read_with: Mapping[str, str], in_force: Mapping[str, str]) -> None:
    """Say so where the reasons shown may not be those by which the document was read."""
    missing = [name for name in read_with if name not in in_force]
    changed = [name for name, digest in read_with.items() if in_force.get(name, digest) != digest]
    if missing:
        fail(f"the document was read with {', '.join(missing)} too; give --rules DIR", 0)
    if changed:
        fail(f"the rules have changed since the document was read: {', '.join(changed)}", 0)
