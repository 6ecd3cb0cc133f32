"""What speaks for and against a reading, as names of factors; how much each weighs is measured elsewhere.

A factor is `rule …` or `flag …` of the value, the id of a doubt that its words raise, or one of the few said in code:
what a value lacks, and where it stands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Actor, Deadline, Responsibility, Span, Target, Value
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Passage, Range

KINDS: Mapping[type[Value], str] = {
    Deadline: "deadline", Responsibility: "agency", Target: "target", Actor: "actor",
}  # fmt: skip
"""What values are called in doubts and weights; tasks are `task`."""
UNREAD = "words_unread"
"""Flag: the cell of the value holds words that no value and no word of assignment took; its doubt is named alike."""
_NEAR = 16
"""Characters looked at on each side of a value."""
_READABLE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]")
_ROLES = ("deadline", "agency", "lead_agency", "support_agency")

Cells = Mapping[tuple[str, int], Sequence[tuple[str, tuple[Span, ...]]]]
"""Role and spans of the cells of each row, by table and row (1..)."""


@dataclass(frozen=True)
class Scene:
    """What readings are looked at with."""

    text: str
    rules: RuleSet
    cells: Cells = field(default_factory=dict)

    @cached_property
    def doubts(self) -> Mapping[str, Sequence[Rule]]:
        """Doubts by the kind of value that they are about."""
        found: dict[str, list[Rule]] = {}
        for rule in self.rules.of_kind("doubt"):
            found.setdefault(rule.value["of"], []).append(rule)
        return found

    @cached_property
    def raised(self) -> Collection[str]:
        """Flags that are said here: they follow from factors and are none."""
        return {UNREAD, *(rule.value["flag"] for rule in self.rules.of_kind("doubt") if "flag" in rule.value)}

    def cells_of(self, task: Task) -> Sequence[tuple[str, tuple[Span, ...]]]:
        """Role and spans of the cells of a task's row; none for a clause."""
        return self.cells.get((task.located_in.table_id or "", task.located_in.row or 0), ())

    def around(self, value: Value, holder: Task | Objective | None) -> tuple[str, str]:
        """The words before and after a value as rules see them, as far as its cell, its task or its line goes."""
        start, end = value.spans[0].start, value.spans[-1].end
        low, high = self._bounds(start, holder)
        if high < end:
            return "", ""
        before = Passage(self.text, [(max(low, start - _NEAR), start)]).text
        return before, Passage(self.text, [(end, min(high, end + _NEAR))]).text

    def _bounds(self, start: int, holder: Task | Objective | None) -> Range:
        cells = self.cells_of(holder) if isinstance(holder, Task) else ()
        own = [s for _, spans in cells for s in spans] or (holder.spans if holder else ())
        inside = next(((s.start, s.end) for s in own if s.start <= start < s.end), None)
        if inside or cells:
            return inside or (start, start)
        line = self.text.find("\n", start)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if line < 0 else line

    def raise_doubts(self, kind: str, words: Mapping[str, str]) -> Iterator[Rule]:
        """Doubts about a value, or about a `task`, whose words are given by name."""
        for rule in self.doubts.get(kind, ()):
            looked_at = words[rule.value["reads"]]
            if looked_at and rule.regex.search(looked_at):
                yield rule


def scene_of(document: PolicyDocument, rules: RuleSet) -> Scene:
    """The scene of a whole document."""
    cells = {
        (table.table_id, number): [
            (column.role, cell.spans) for column, cell in zip(table.columns, row.cells, strict=False)
        ]
        for table in document.tables
        for number, row in enumerate(table.rows, 1)
    }
    return Scene(document.text, rules, cells)


def task_words(task: Task) -> Mapping[str, str]:
    """What doubts about a task look at."""
    return {"text": Passage.of(task.text).text}


def value_words(value: Value, holder: Task | Objective | None, scene: Scene) -> Mapping[str, str]:
    """What doubts about a value look at: its own words, and those on both sides."""
    before, after = scene.around(value, holder)
    words = {"before": before, "after": after, "name": "", "reading": "", "context": ""}
    if isinstance(value, Responsibility | Actor):
        words["name"] = value.name
    if isinstance(value, Target):
        amount = "" if value.value is None else f"{value.value:g}"
        said = (value.comparator, amount, value.unit, value.direction)
        words["name"] = value.indicator or ""
        words["context"] = f"{before}【{value.comparator or ''}】{after}"
        words["reading"] = "|".join([value.indicator or "", *(part for part in said if part)])
    return words


def task_facts(task: Task, scene: Scene) -> Iterator[str]:
    """Factors of a task that are no doubts about its words."""
    yield f"kind {task.kind}"
    yield f"in {task.located_in.type}"
    yield from (f"flag {flag}" for flag in task.flags if flag not in scene.raised)
    if not task.path:
        yield "no heading above"
    if not (task.responsibilities or task.deadlines or task.targets):
        yield "no agency, date or target"
    if len(task.targets) > 1 and not task.responsibilities:
        yield "figures without a body"


def value_facts(value: Value, scene: Scene) -> Iterator[str]:
    """Factors of a value that are no doubts about its words."""
    yield f"rule {value.rule}"
    yield from (f"flag {flag}" for flag in value.flags if flag not in scene.raised)
    if value.origin != "rule":
        yield f"origin {value.origin}"
    yield from (name for name, holds in _facts(value).items() if holds)


def _facts(value: Value) -> Mapping[str, bool]:
    facts = {"inherited": value.inherited}
    if isinstance(value, Responsibility | Actor):
        facts |= {"no official name": value.canonical is None, "no known duty": value.function is None}
    if isinstance(value, Responsibility):
        facts |= {"no known kind": value.kind is None}
    if isinstance(value, Target):
        facts |= {
            "no indicator": not value.indicator,
            "indicator known": value.indicator_id is not None,
            "no unit": value.value is not None and not value.unit,
            "direction alone": value.value is None,
        }
    if isinstance(value, Deadline):
        facts |= {"not dated": value.status != "resolved", "start alone": value.start is not None and not value.end}
    return facts


def find_unread(task: Task, scene: Scene) -> Collection[str]:
    """Ids of values whose cell holds words that no value of the task and no word of assignment took."""
    cells = [spans for role, spans in scene.cells_of(task) if role in _ROLES]
    values: Sequence[Value] = (*task.deadlines, *task.responsibilities) if cells else ()
    taken = {i for value in values for span in value.spans for i in range(span.start, span.end)}
    said = {"".join(r.role_raw.split()) for r in task.responsibilities if r.role_raw}
    unread: set[str] = set()
    for spans in cells:
        places = [i for span in spans for i in range(span.start, span.end)]
        left = "".join(scene.text[i] if i not in taken else "|" for i in places if not scene.text[i].isspace())
        for role in sorted(said, key=lambda role: (-len(role), role)):
            left = left.replace(role, "")
        if _READABLE.search(left):
            inside = frozenset(places)
            unread |= {value.value_id for value in values if value.spans[0].start in inside}
    return unread
