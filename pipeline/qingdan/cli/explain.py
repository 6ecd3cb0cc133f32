"""`qingdan explain`: which rule read which words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qingdan.cli.console import WRONG_USAGE, Language, LanguageOption, RulesOption, fail, open_console

if TYPE_CHECKING:
    from rich.text import Text

    from qingdan.models.record import PolicyDocument, Task
    from qingdan.models.values import Value

_CONTEXT = 20
"""Characters shown on either side of the words."""


def find_task(document: PolicyDocument, wanted: str) -> Task | None:
    """The task with this id, else the one with this ordinal."""
    by_id = {task.task_id: task for task in document.tasks}
    by_ordinal = {str(task.ordinal): task for task in document.tasks}
    return by_id.get(wanted) or by_ordinal.get(wanted)


def _values(task: Task, language: Language) -> Iterator[tuple[Value, str]]:
    from qingdan.export.wording import word_agency, word_deadline, word_target

    yield from ((deadline, word_deadline(deadline, language)) for deadline in task.deadlines)
    yield from ((agency, word_agency(agency, language)) for agency in task.responsibilities)
    yield from ((target, word_target(target, language)) for target in task.targets)
    yield from ((actor, actor.name) for actor in task.actors)


def _quote(text: str, value: Value) -> Text:
    """The words in their surroundings, marked."""
    from rich.text import Text

    if not value.spans:
        return Text(value.raw, style="dim")
    start = max(0, min(span.start for span in value.spans) - _CONTEXT)
    end = max(span.end for span in value.spans) + _CONTEXT
    quote = Text(text[start:end].replace("\n", " "), style="dim")
    for span in value.spans:
        quote.stylize("not dim bold underline", span.start - start, span.end - start)
    return quote


def _explain(document: PolicyDocument, task: Task, rules: list[Path] | None, language: Language) -> Iterator[Text]:
    from rich.text import Text

    from qingdan.export.messages import say_all
    from qingdan.rulepacks import load_rules

    in_force = load_rules(*(rules or ())).rules
    yield Text.assemble((f"{task.task_id}  ", "dim"), (task.title or task.text[:40], "bold"))
    for value, words in _values(task, language):
        rule = in_force.get(value.rule)
        yield Text.assemble("\n", (type(value).__name__.lower(), "blue"), "  ", (words, "bold"))
        yield Text.assemble(
            "  words  ", _quote(document.text, value), ("  (inherited)" if value.inherited else "", "dim")
        )
        yield Text.assemble("  rule   ", (value.rule, "cyan"), f"  {rule.why}" if rule else "")
        yield Text(f"  origin {value.origin}, confidence {value.confidence:g}")
        if value.flags:
            yield Text(f"  ⚑ {say_all('flag', value.flags, language)}", style="yellow")


def explain(
    document: Annotated[Path, typer.Argument(metavar="DOCUMENT.json", help="A document that `convert` wrote.")],
    task_id: Annotated[str, typer.Argument(metavar="TASK_ID", help="Its id, or its place in the notice: 1, 2, …")],
    rules: RulesOption = None,
    lang: LanguageOption = "zh",
) -> None:
    """Tell which rule read which words of a task.

    \b
    Examples:
      qingdan explain out/documents/notice.1a2b3c4d.json 3
    """
    from qingdan.cli.read import read_written

    record = read_written(document)
    task = find_task(record, task_id)
    if task is None:
        message = f"{document}: no task {task_id!r}; it has {len(record.tasks)}, see `qingdan show {document}`"
        raise typer.Exit(fail(message, WRONG_USAGE))
    console = open_console()
    for line in _explain(record, task, rules, lang):
        console.print(line, soft_wrap=True)
