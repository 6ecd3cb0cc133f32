"""Columns headed by a time: the header says when, the cell says what is due."""

from __future__ import annotations

from collections.abc import Container, Iterable

from qingdan.models.values import Deadline
from qingdan.text.passage import Passage


def label_by_cell(
    deadlines: Iterable[Deadline], cell: Passage, ticks: Container[str], blanks: Container[str]
) -> tuple[Deadline, ...]:
    """The header's deadlines with the cell's words as label; none for a tick, no deadline for a dash."""
    if cell.text in blanks:
        return ()
    added = {"label": None if cell.text in ticks else cell.printed, "inherited": True}
    return tuple(d.model_copy(update={**added, "flags": (*d.flags, "deadline_from_header")}) for d in deadlines)
