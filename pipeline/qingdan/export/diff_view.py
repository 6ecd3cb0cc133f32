"""A comparison as a piece of HTML for notebooks: its summary, and what changed in each pair."""

from __future__ import annotations

from qingdan.export.differences import word_change, word_relation, word_summary
from qingdan.export.messages import Language, say
from qingdan.export.pages import render_page
from qingdan.models.diff import ChangeKind, Mark, NoticeDiff, Pair

_IN_MARKS: frozenset[ChangeKind] = frozenset({"wording"})


def to_diff_view(diff: NoticeDiff, language: Language = "zh") -> str:
    """A `div` without scripts. A comparison holds no texts but those that changed: tasks are named by their ids."""
    headers = ("relation", "tasks", "changes")
    return render_page(
        "comparison.html.j2",
        summary=word_summary(diff.summary, language),
        headers=[say("heading", name, language) for name in headers],
        rows=[_row(pair, language) for pair in diff.pairs if pair.changes],
        alone=[
            (say("relation", kind, language), ids) for kind, ids in (("added", diff.added), ("removed", diff.removed))
        ],
    )


def _row(pair: Pair, language: Language) -> tuple[str, tuple[Mark, ...], str, list[str]]:
    marks = next((change.detail.marks for change in pair.changes if change.detail.marks), ())
    told = [word_change(change, language) for change in pair.changes if change.kind not in _IN_MARKS]
    relation = word_relation(pair.stance or pair.relation, pair, language)
    return relation, marks, f"{pair.old_task_id} → {pair.new_task_id}", told
