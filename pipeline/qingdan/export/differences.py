"""A comparison in words, and as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from qingdan.export.escaping import escape_markdown
from qingdan.export.messages import Language, say
from qingdan.models.diff import Change, NoticeDiff, Pair, Stance, Summary
from qingdan.models.record import PolicyDocument, Task

_HEADERS: dict[Language, tuple[str, ...]] = {
    "zh": ("原", "现", "关系", "任务", "变化"),
    "en": ("old", "new", "relation", "task", "changes"),
}
_QUIET = frozenset({"wording"})
"""Shown as marks in the text; as words they only say that there is something to see."""


def word_summary(summary: Summary, language: Language) -> str:
    """`12 new, 8 dropped, 5 raised, …`."""
    if summary.stances:
        return say(
            "comparison",
            "levels",
            language,
            dict.fromkeys(get_args(Stance), 0)
            | summary.stances
            | {"left_out": summary.removed, "added": summary.added},
        )
    figures = {
        "added": summary.added,
        "removed": summary.removed,
        "raised": summary.changes.get("target_raised", 0),
        "lowered": summary.changes.get("target_lowered", 0),
        "moved": summary.changes.get("deadline_moved", 0),
        "same": summary.same,
        "old": summary.old_tasks,
    }
    return say("comparison", "summary", language, figures)


_LONGEST = 120
"""Characters of one side of a change; the whole of it is in the marks and in the JSON."""
_SAID = frozenset({("target_raised", "up"), ("target_lowered", "down")})
"""The kind says it; only a limit that is raised by a smaller figure needs the word."""


def word_course(change: Change, language: Language) -> str:
    """Which way it went: `31 days later`, `added`; empty where a change has no direction."""
    detail = change.detail
    if detail.direction is None or (change.kind, detail.direction) in _SAID:
        return ""
    if detail.days:
        return say("course", f"{detail.direction}_by", language, {"days": abs(detail.days)})
    return say("course", detail.direction, language)


def word_kind(change: Change, language: Language) -> str:
    """`时限 推后31天`."""
    kind = "title_changed" if change.field == "title" else change.kind
    return " ".join(filter(None, (say("change", kind, language), word_course(change, language))))


def word_change(change: Change, language: Language) -> str:
    """`时限 推后31天：6月底 → 7月底`."""
    kind = word_kind(change, language)
    if change.kind in _QUIET or (change.old is None and change.new is None):
        return kind
    old, new = (_word_side(words, change, language) for words in (change.old, change.new))
    words = f"{old} → {new}" if old and new else old or new
    if change.detail.indicator:
        words = f"{change.detail.indicator} {words}"
    if change.kind == "role_changed":
        words = f"{change.detail.name} {words}"
    return f"{kind}：{words}" if language == "zh" else f"{kind}: {words}"


def _word_side(words: str | None, change: Change, language: Language) -> str:
    if words and change.kind == "role_changed":
        return say("role", words, language)
    if words and len(words) > _LONGEST:
        return f"{words[:_LONGEST]}…"
    return words or ""


_SURE = 0.8
"""A pair less likely than this wants a look."""


def wants_look(pair: Pair | None) -> bool:
    """Whether the two tasks of a pair may not belong together."""
    return pair is not None and pair.confidence < _SURE


def word_relation(relation: str, pair: Pair | None, language: Language) -> str:
    """`continued`; `continued · check` where the pair wants a look."""
    codes = (relation, "check") if wants_look(pair) else (relation,)
    return " · ".join(say("relation", code, language) for code in codes)


Row = tuple[str, Task | None, Task | None, Pair | None]
"""Relation, or stance towards a higher notice; old task, new task, their pair."""


def rows_of(diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument) -> Iterator[Row]:
    """Pairs and new tasks in the order of the new notice, then what was dropped in the order of the old one."""
    before = {task.task_id: task for task in old.tasks}
    of_new: dict[str, list[Pair]] = {}
    for pair in diff.pairs:
        of_new.setdefault(pair.new_task_id, []).append(pair)
    for task in new.tasks:
        for pair in of_new.get(task.task_id, ()):
            yield pair.stance or pair.relation, before[pair.old_task_id], task, pair
        if task.task_id not in of_new:
            yield "added", None, task, None
    for task_id in diff.removed:
        yield "left_out" if diff.summary.stances else "removed", before[task_id], None, None


def to_diff_markdown(diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language) -> str:
    """A title, the summary, one table row a pair."""
    names = [escape_markdown(d.metadata.title or d.source.name) for d in (old, new)]
    headers = _HEADERS[language]
    lines = [f"# {names[0]} → {names[1]}", "", word_summary(diff.summary, language), ""]
    lines += ["| " + " | ".join(headers) + " |", "|" + " --- |" * len(headers)]
    for relation, before, after, pair in rows_of(diff, old, new):
        shown = after or before
        changes = [word_change(change, language) for change in pair.changes] if pair else []
        cells = (
            _label(before),
            _label(after),
            word_relation(relation, pair, language),
            shown.text if shown else "",
            "；".join(changes) if language == "zh" else "; ".join(changes),
        )
        lines.append("| " + " | ".join(map(escape_markdown, cells)) + " |")
    return "\n".join(lines) + "\n"


def _label(task: Task | None) -> str:
    return "" if task is None else task.number or f"#{task.ordinal}"
