"""Values with the words they were read from: pieces of rich."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from rich import box
from rich.cells import cell_len
from rich.table import Table
from rich.text import Text

from qingdan.export.messages import Language, say, say_all
from qingdan.export.steps import word_steps
from qingdan.export.wording import word_agency, word_deadline, word_target
from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Span, Value
from qingdan.rulepacks import Rule

_CONTEXT = 24
"""Characters shown on either side of the words."""
_MOST_LINES = 4
"""Lines of the text that one value shows."""


class Quotes:
    """Words of a document in their lines."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._starts = list(accumulate((len(line) + 1 for line in self._lines), initial=0))

    def line_of(self, offset: int) -> int:
        """The line of an offset, from 1."""
        return bisect_right(self._starts, offset, hi=len(self._lines))

    def quote(self, spans: Sequence[Span]) -> Iterator[Text]:
        """Each line that holds words, with its number, and a line of carets under the words."""
        by_line: dict[int, list[tuple[int, int]]] = {}
        for span in spans:
            for number in range(self.line_of(span.start), self.line_of(max(span.start, span.end - 1)) + 1):
                start = self._starts[number - 1]
                length = len(self._lines[number - 1])
                by_line.setdefault(number, []).append((max(0, span.start - start), min(length, span.end - start)))
        for number, runs in list(by_line.items())[:_MOST_LINES]:
            yield from self._line(number, runs)
        if len(by_line) > _MOST_LINES:
            yield Text(f"{'':>8}…", style="dim")

    def _line(self, number: int, runs: Sequence[tuple[int, int]]) -> Iterator[Text]:
        line = self._lines[number - 1]
        first = max(0, min(a for a, _ in runs) - _CONTEXT)
        last = min(len(line), max(b for _, b in runs) + _CONTEXT)
        before, after = "…" if first else "", "…" if last < len(line) else ""
        words = Text(f"{number:>6}  {before}", style="dim")
        carets = [" "] * cell_len(words.plain)
        for position in range(first, last):
            inside = any(a <= position < b for a, b in runs)
            character = line[position] if line[position].isprintable() else " "
            words.append(character, style="not dim bold underline" if inside else "dim")
            carets += ["^" if inside else " "] * cell_len(character)
        yield words.append(after, style="dim")
        yield Text("".join(carets).rstrip(), style="yellow")


def _named(kind: str, value: Value, words: str, parts: tuple[Quotes, Mapping[str, Rule], Language]) -> Iterator[Text]:
    quotes, rules, language = parts
    yield Text.assemble("\n", (kind, "blue"), "  ", (words, "bold"), (f"  {value.value_id}", "dim"))
    yield from quotes.quote(value.spans)
    if value.inherited and value.spans:
        where = quotes.line_of(value.spans[0].start)
        yield Text(f"  {say('explain', 'inherited', language, {'line': where})}", style="cyan")
    rule = rules.get(value.rule)
    facts = f"  ({rule.pack}{f'; {rule.source}' if rule.source else ''})  {rule.why}" if rule else ""
    yield Text.assemble("  rule   ", (value.rule, "cyan"), facts)
    yield from (Text(f"  → {step}") for step in word_steps(value, language))
    yield Text(f"  origin {value.origin}, confidence {value.confidence:g}", style="dim")
    yield from (Text(f"  ⚑ {flag}: {say('flag', flag, language)}", style="yellow") for flag in value.flags)


def explain_item(
    document: PolicyDocument, item: Task | Objective, rules: Mapping[str, Rule], language: Language
) -> Iterator[Text]:
    """A task or an objective: its words, then each value with rule, pack, steps and flags."""
    parts = Quotes(document.text), rules, language
    if isinstance(item, Task):
        yield Text.assemble((f"{item.task_id}  ", "dim"), (item.title or item.text[:60], "bold"))
        if item.path:
            yield Text(" › ".join(item.path), style="dim")
    else:
        yield Text.assemble((f"{item.objective_id}  ", "dim"), (item.text[:60], "bold"))
    yield from parts[0].quote(item.spans)
    for deadline in item.deadlines:
        yield from _named("deadline", deadline, word_deadline(deadline, language), parts)
    if isinstance(item, Task):
        for agency in item.responsibilities:
            yield from _named("responsibility", agency, word_agency(agency, language), parts)
    for target in item.targets:
        yield from _named("target", target, word_target(target, language), parts)
    if isinstance(item, Task):
        for actor in item.actors:
            yield from _named("actor", actor, actor.name, parts)
        if item.flags:
            yield Text(f"\n⚑ {say_all('flag', item.flags, language)}", style="yellow")


def explain_columns(document: PolicyDocument, item: Task | Objective, rules: Sequence[Rule]) -> Iterator[Text]:
    """What the headers of the item's table make of its columns, by the first of the `rules` for headers that fits."""
    place = item.located_in if isinstance(item, Task) else item
    table = next((t for t in document.tables if t.table_id == place.table_id), None)
    for column in table.columns if table else ():
        rule = next((r for r in rules if r.regex.fullmatch(column.header)), None)
        if rule and rule.value.get("role") == column.role:
            yield Text.assemble("\n", ("column", "blue"), "  ", (column.header, "bold"), f"  {column.role}")
            yield Text.assemble("  rule   ", (rule.id, "cyan"), f"  ({rule.pack})  {rule.why}")


def explain_metadata(document: PolicyDocument) -> Iterator[Text]:
    """Each field that is known, with the words that it was read from."""
    quotes = Quotes(document.text)
    for name, value in document.metadata.model_dump(mode="json", exclude={"evidence", "supplied"}).items():
        if value not in (None, [], False):
            yield Text.assemble("\n", (name, "blue"), "  ", (_plain(value), "bold"))
            yield from quotes.quote(document.metadata.evidence.get(name, ()))
    for name, given in document.metadata.supplied.items():
        yield Text.assemble("\n", (name, "blue"), "  ", (given, "bold"), "  (supplied)")


def _plain(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(inner)}" for key, inner in value.items() if inner not in (None, []))
    return "、".join(map(_plain, value)) if isinstance(value, list) else str(value)


def list_items(document: PolicyDocument) -> Table:
    """What can be explained: tasks and objectives with their ids."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for header in ("", "id", "number", "words", "values"):
        table.add_column(header, overflow="fold")
    for task in document.tasks:
        values = len(task.deadlines) + len(task.responsibilities) + len(task.targets)
        words = Text((task.title or task.text)[:40])
        table.add_row(str(task.ordinal), task.task_id, Text(task.number or ""), words, str(values))
    for objective in document.objectives:
        values = len(objective.deadlines) + len(objective.targets)
        table.add_row("", objective.objective_id, "", Text(objective.text[:40]), str(values))
    return table
