"""A document as a piece of HTML for notebooks: its text with what was read highlighted, its tasks as a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from qingdan.export.messages import Language, say, say_all
from qingdan.export.pages import render_page
from qingdan.export.wording import flags_of, word_agencies, word_deadline, word_target
from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Span

_SHOWN_CHARACTERS = 20_000
"""Of the text: a notebook keeps what it shows."""
_ROLES = ("lead", "responsible", "support")


def _values(document: PolicyDocument) -> Iterator[tuple[str, tuple[Span, ...]]]:
    holders: tuple[Task | Objective, ...] = (*document.tasks, *document.objectives)
    for holder in holders:
        yield from (("deadline", value.spans) for value in holder.deadlines)
        yield from (("target", value.spans) for value in holder.targets)
    for task in document.tasks:
        yield from (("agency", value.spans) for value in task.responsibilities)


def build_pieces(document: PolicyDocument, limit: int) -> Iterator[tuple[str | None, str]]:
    """The first `limit` characters of the text in pieces, each with the kind of value it belongs to, null for none.

    Where values overlap, the one that begins last is shown.
    """
    kinds: list[str | None] = [None] * min(limit, len(document.text))
    found = [(span.start, span.end, kind) for kind, spans in _values(document) for span in spans]
    for start, end, kind in sorted(found):
        kinds[start:end] = [kind] * len(kinds[start:end])
    changes = [0, *(n for n in range(1, len(kinds)) if kinds[n] != kinds[n - 1]), len(kinds)]
    for start, end in pairwise(changes):
        if end > start:
            yield kinds[start], document.text[start:end]


def _row(task: Task, language: Language) -> tuple[int, str | None, str, list[str]]:
    agencies = [f"{say('role', role, language)} {names}" for role in _ROLES if (names := word_agencies(task, role))]
    cells = [
        "；".join(agencies),
        "；".join(word_deadline(deadline, language) for deadline in task.deadlines),
        "；".join(word_target(target, language) for target in task.targets),
        say_all("flag", flags_of(task), language),
    ]
    return task.ordinal, task.title, task.text, cells


def to_html(document: PolicyDocument, language: Language = "zh") -> str:
    """A `div` without scripts; every word of the notice is escaped."""
    metadata = document.metadata
    facts = (
        metadata.document_number.raw if metadata.document_number else None,
        "、".join(issuer.name for issuer in metadata.issuers),
        str(metadata.signed_on) if metadata.signed_on else None,
        document.source.name,
    )
    headers = ("number", "tasks", "agencies", "deadlines", "targets", "remarks")
    legend = (("deadline", "deadlines"), ("agency", "agencies"), ("target", "targets"))
    return render_page(
        "document.html.j2",
        title=metadata.title or document.source.name,
        facts=[fact for fact in facts if fact],
        headers=[say("heading", name, language) for name in headers],
        rows=[_row(task, language) for task in document.tasks],
        legend=[(kind, say("heading", name, language)) for kind, name in legend],
        pieces=build_pieces(document, _SHOWN_CHARACTERS),
        cut=len(document.text) > _SHOWN_CHARACTERS,
    )
