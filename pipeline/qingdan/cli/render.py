"""A document for the eye: pieces of rich."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich import box
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from qingdan.export.messages import Language, describe, say, say_all
from qingdan.export.wording import flags_of, word_agencies, word_deadline, word_target
from qingdan.models.record import Objective, PolicyDocument, Task

_SEVERITY_STYLES = {"info": "cyan", "warning": "yellow", "error": "red"}
_WORDS: dict[Language, dict[str, str]] = {
    "zh": {"outline": "结构", "objectives": "总体目标", "tasks": "任务", "diagnostics": "提示", "none": "未读到任务",
           "targets": "目标", "signed": "成文"},
    "en": {"outline": "Outline", "objectives": "Objectives", "tasks": "Tasks", "diagnostics": "Diagnostics",
           "none": "no tasks were read", "targets": "targets", "signed": "signed"},
}  # fmt: skip


def _labelled(label: str, words: str, style: str, language: Language) -> Text:
    """No space after a Chinese label: rich breaks lines at spaces, and Chinese words have none to go on with."""
    return Text.assemble((f"{label}：" if language == "zh" else f"{label}: ", "dim"), (words, style))


def _section(title: str, count: int) -> Text:
    return Text(f"\n{title} {count}", style="bold blue")


def _head(document: PolicyDocument, language: Language) -> Panel:
    metadata = document.metadata
    facts = [
        metadata.document_number.raw if metadata.document_number else None,
        "、".join(issuer.name for issuer in metadata.issuers) or None,
        f"{_WORDS[language]['signed']} {metadata.signed_on}" if metadata.signed_on else None,
        document.source.name,
    ]
    title = Text(metadata.title or document.source.name, style="bold")
    return Panel(Group(title, Text("  ·  ".join(fact for fact in facts if fact), style="dim")), box=box.ROUNDED)


def _outline(document: PolicyDocument, language: Language) -> Tree:
    tree = Tree(_section(_WORDS[language]["outline"], len(document.outline)), guide_style="dim")
    branches: dict[str | None, Tree] = {None: tree}
    for entry in document.outline:
        gap = " " if entry.number[-1:].isalnum() else ""
        label = Text.assemble(
            (entry.number, "dim"), gap, entry.heading, "  ", (say("clause", entry.role, language), "dim italic")
        )
        branches[entry.clause_id] = branches.get(entry.parent_id, tree).add(label)
    return tree


def _goal(item: Task | Objective, language: Language) -> Iterator[Text]:
    if item.targets:
        targets = "；".join(word_target(target, language) for target in item.targets)
        yield _labelled(_WORDS[language]["targets"], targets, "green", language)


def _body(task: Task, language: Language) -> Iterator[Text]:
    if task.title:
        yield Text(task.title, style="bold")
    yield Text(task.text)
    for role in ("lead", "responsible", "support"):
        if names := word_agencies(task, role):
            yield _labelled(say("role", role, language), names, "cyan", language)
    yield from _goal(task, language)
    if flags := flags_of(task):
        yield Text(f"⚑{say_all('flag', flags, language)}", style="yellow")


def _due(item: Task | Objective, language: Language) -> Text:
    return Text("\n".join(word_deadline(deadline, language) for deadline in item.deadlines), style="magenta")


def build_tasks(tasks: Iterable[Task], language: Language) -> Table:
    """A line block a task: number, words with agencies and targets, deadline."""
    grid = Table(box=box.SIMPLE, show_header=False, show_lines=True, expand=True, padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    grid.add_column(min_width=10, max_width=24, overflow="fold")
    for task in tasks:
        label = Text.assemble((str(task.ordinal), "bold"), "\n", (task.number or "", "dim"))
        grid.add_row(label, Group(*_body(task, language)), _due(task, language))
    return grid


def _objectives(document: PolicyDocument, language: Language) -> Iterator[RenderableType]:
    if document.objectives:
        yield _section(_WORDS[language]["objectives"], len(document.objectives))
        grid = Table(box=None, show_header=False, expand=True)
        grid.add_column(ratio=1, overflow="fold")
        grid.add_column(max_width=24, overflow="fold")
        for objective in document.objectives:
            grid.add_row(Group(Text(objective.text), *_goal(objective, language)), _due(objective, language))
        yield grid


def _diagnostics(document: PolicyDocument, language: Language) -> Iterator[Text]:
    if document.diagnostics:
        yield _section(_WORDS[language]["diagnostics"], len(document.diagnostics))
    for diagnostic in document.diagnostics:
        severity = Text(say("severity", diagnostic.severity, language), style=_SEVERITY_STYLES[diagnostic.severity])
        yield Text.assemble(severity, "  ", describe(diagnostic, language))


def build_view(document: PolicyDocument, language: Language) -> Group:
    """The whole document: head, outline, objectives, tasks, diagnostics."""
    words = _WORDS[language]
    parts: list[RenderableType] = [_head(document, language)]
    if document.outline:
        parts.append(_outline(document, language))
    parts += _objectives(document, language)
    parts.append(_section(words["tasks"], len(document.tasks)))
    parts.append(build_tasks(document.tasks, language) if document.tasks else Text(words["none"], style="yellow"))
    parts += _diagnostics(document, language)
    return Group(*parts)
