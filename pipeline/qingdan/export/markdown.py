"""Records → Markdown (CommonMark with tables): a page a notice, and an index."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import quote

from qingdan.export.escaping import escape_markdown
from qingdan.export.json import file_name
from qingdan.export.messages import Language, describe, say, say_all
from qingdan.export.wording import flags_of, word_agencies, word_deadline, word_target
from qingdan.models.record import Objective, PolicyDocument, Task

Page = tuple[str, str, str]
"""File name, text, and the notice's line of the index."""


def _facts(document: PolicyDocument) -> Iterator[tuple[str, str | None]]:
    metadata = document.metadata
    yield "document_number", metadata.document_number.raw if metadata.document_number else None
    yield "issuers", "、".join(issuer.name for issuer in metadata.issuers)
    yield "signed_on", str(metadata.signed_on) if metadata.signed_on else None
    yield "policy_year", str(metadata.policy_year) if metadata.policy_year else None
    yield "source", document.source.name


def _goal_lines(item: Task | Objective, language: Language) -> Iterator[tuple[str, str]]:
    yield "targets", "；".join(word_target(target, language) for target in item.targets)
    yield "deadlines", "；".join(word_deadline(deadline, language) for deadline in item.deadlines)


def _task_lines(task: Task, language: Language) -> Iterator[str]:
    title = f"**{escape_markdown(task.title)}** " if task.title else ""
    yield f"{task.ordinal}. {title}{escape_markdown(task.text)}"
    lines = [(say("role", role, language), word_agencies(task, role)) for role in ("lead", "responsible", "support")]
    lines += [(say("heading", name, language), words) for name, words in _goal_lines(task, language)]
    lines += [(header, text) for header, text in task.extra.items()]
    lines.append((say("heading", "remarks", language), say_all("flag", flags_of(task), language)))
    indent = " " * (len(str(task.ordinal)) + 2)
    for label, words in lines:
        if words:
            yield f"{indent}- {escape_markdown(label)}：{escape_markdown(words)}"


def _tasks(document: PolicyDocument, language: Language) -> Iterator[str]:
    yield f"## {say('heading', 'tasks', language)} {len(document.tasks)}\n"
    for path, tasks in groupby(document.tasks, key=lambda task: task.path):
        if path:
            yield f"### {' › '.join(map(escape_markdown, path))}\n"
        for task in tasks:
            yield from _task_lines(task, language)
        yield ""


def _objectives(document: PolicyDocument, language: Language) -> Iterator[str]:
    if document.objectives:
        yield f"## {say('heading', 'objectives', language)}\n"
        for objective in document.objectives:
            yield f"- {escape_markdown(objective.text)}"
            for name, words in _goal_lines(objective, language):
                if words:
                    yield f"  - {say('heading', name, language)}：{escape_markdown(words)}"
        yield ""


def _diagnostics(document: PolicyDocument, language: Language) -> Iterator[str]:
    if document.diagnostics:
        yield f"## {say('heading', 'remarks', language)}\n"
        for diagnostic in document.diagnostics:
            severity = say("severity", diagnostic.severity, language)
            yield f"- {severity}：{escape_markdown(describe(diagnostic, language))}"
        yield ""


def build_markdown(document: PolicyDocument, language: Language) -> str:
    """The page of one notice: facts, objectives, tasks under their headings, diagnostics."""
    lines = [f"# {escape_markdown(document.metadata.title or document.source.name)}\n", "| | |", "| --- | --- |"]
    for name, words in _facts(document):
        if words:
            lines.append(f"| {say('heading', name, language)} | {escape_markdown(words)} |")
    parts = (_objectives, _tasks, _diagnostics)
    lines += ["", *(line for part in parts for line in part(document, language))]
    return "\n".join(lines).rstrip("\n") + "\n"


def render_markdown(document: PolicyDocument, language: Language) -> Page:
    """The page of one notice and its line of the index."""
    name = file_name(document).removesuffix(".json") + ".md"
    metadata = document.metadata
    cells = (
        f"[{escape_markdown(metadata.title or document.source.name)}]({quote(name.encode('utf-8', 'replace'))})",
        escape_markdown(metadata.document_number.raw if metadata.document_number else None),
        str(metadata.signed_on or ""),
        str(len(document.tasks)),
    )
    return name, build_markdown(document, language), f"| {' | '.join(cells)} |\n"


class MarkdownWriter:
    """Writes `<stem>.<8 of id>.md` for each notice and `index.md` into a folder."""

    def __init__(self, folder: Path, language: Language) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder = folder
        self.paths = [folder / "index.md"]
        self._index = self.paths[0].open("w", encoding="utf-8", errors="replace", newline="\n")
        headers = (say("heading", name, language) for name in ("notice", "document_number", "signed_on", "tasks"))
        self._index.write(f"# {say('heading', 'notices', language)}\n\n| {' | '.join(headers)} |\n")
        self._index.write("| --- | --- | --- | ---: |\n")

    def add(self, rendered: Page) -> None:
        """Write one page and its line of the index."""
        name, text, line = rendered
        path = self._folder / name
        path.write_text(text, encoding="utf-8", errors="replace", newline="\n")
        self.paths.append(path)
        self._index.write(line)

    def close(self) -> None:
        """Finish the index."""
        self._index.close()
