"""Notices from literal text, tables included, and drafts as plain data, for tests of tasks and objectives."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.models.drafts import Printed, TaskDraft
from qingdan.models.notice import Notice
from qingdan.readers.plain_text import read_text
from qingdan.rulepacks import load_rules
from qingdan.structure.build import build_notice
from qingdan.text.passage import Passage

RULES = load_rules()


def notice_of(text: str) -> Notice:
    """The structure of a literal text file."""
    return build_notice(read_text(text.encode(), "notice.txt"), RULES)


def words(passage: Passage | None) -> str | None:
    """What is printed, None where there is nothing to print."""
    return passage.printed if passage else None


def printed(places: Sequence[Printed]) -> list[str]:
    """Where values are to be read; `~` marks words that stand outside the task."""
    return [("~" if place.inherited else "") + place.passage.printed for place in places]


def row_of(draft: TaskDraft) -> str:
    """A draft on one line: `kind number | path > path | title | text`."""
    path = " > ".join(p.printed for p in draft.path)
    return f"{draft.kind} {words(draft.number) or '-'} | {path} | {words(draft.title) or '-'} | {draft.text.printed}"
