"""A comparison for the eye: pieces of rich."""

from __future__ import annotations

from collections.abc import Iterator

from rich import box
from rich.console import Group
from rich.table import Table
from rich.text import Text

from qingdan.export.differences import rows_of, word_change, word_relation, word_summary
from qingdan.export.messages import Language
from qingdan.models.diff import Mark, NoticeDiff, Pair
from qingdan.models.record import PolicyDocument, Task

_STYLES = {
    "same": "dim",
    "continued": "",
    "split": "cyan",
    "merged": "cyan",
    "added": "green",
    "removed": "red",
    "left_out": "red",
    "tightened": "green",
    "softened": "yellow",
    "mixed": "yellow",
}


def build_diff_view(
    diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language, *, plain: bool = False
) -> Group:
    """Head, summary, and a line block a pair: numbers, words with what came and went marked, changes.

    `plain`: marked by brackets, for where no styles are shown.
    """
    titles = [document.metadata.title or document.source.name for document in (old, new)]
    grid = Table(box=box.SIMPLE, show_header=False, show_lines=True, expand=True, padding=(0, 1))
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column(no_wrap=True)
    grid.add_column(ratio=1, overflow="fold")
    for relation, before, after, pair in rows_of(diff, old, new):
        numbers = Text("\n".join(filter(None, (_number(before), _number(after)))))
        label = Text(word_relation(relation, pair, language), style=_STYLES.get(relation, ""))
        grid.add_row(numbers, label, Group(*_body(before, after, pair, language, plain=plain)))
    return Group(
        Text(" → ".join(titles), style="bold"), Text(word_summary(diff.summary, language), style="bold blue"), grid
    )


def _number(task: Task | None) -> str:
    return "" if task is None else task.number or f"#{task.ordinal}"


def _body(
    before: Task | None, after: Task | None, pair: Pair | None, language: Language, *, plain: bool
) -> Iterator[Text]:
    shown = after or before
    marks = next((c.detail.marks for c in pair.changes if c.detail.marks), ()) if pair else ()
    if marks:
        yield _bracketed(marks) if plain else _marked(marks)
    elif shown:
        yield Text(shown.text)
    for change in pair.changes if pair else ():
        if change.kind != "wording":
            yield Text(word_change(change, language), style="yellow")


def _marked(marks: tuple[Mark, ...]) -> Text:
    """What went is struck through, what came is underlined: readable without colour."""
    text = Text()
    for mark in marks:
        if mark.kept:
            text.append(mark.new)
        else:
            text.append(mark.old, style="red strike")
            text.append(mark.new, style="green underline")
    return text


def _bracketed(marks: tuple[Mark, ...]) -> Text:
    """As word differences are written where nothing can be struck through: `[-before-]`, `{+after+}`."""
    text = Text()
    for mark in marks:
        text.append(mark.new if mark.kept else "".join((
            f"[-{mark.old}-]" if mark.old else "",
            f"{{+{mark.new}+}}" if mark.new else "",
        )))  # fmt: skip
    return text
