"""What readings stand in: the cells, tasks, lines and brackets around a value, and the tasks beside a task."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from qingdan.models.record import Objective, PolicyDocument, Task
from qingdan.models.values import Span, Value
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Range, fold_text

UNREAD = "words_unread"
"""Flag: the cell of the value holds words that no value and no word of assignment took; its doubt is named alike."""
Stand = Literal["cell", "bracket", "prose", "elsewhere"]
"""Where a value stands: in a cell of its own, in a bracket, among the words of its task, outside of the task."""
OWN_CELLS = ("deadline", "agency", "lead_agency", "support_agency")
"""Roles of columns that hold values and nothing else."""
_NEAR = 16
"""Characters looked at on each side of a value."""
_BRACKET = 200
"""Characters that the bracket of a value may have opened before it."""
_FEW = 4
"""With fewer tasks of a place nothing is said of most."""
_MOST = 0.6
"""Share of tasks that are most."""

Cells = Mapping[tuple[str, int], Sequence[tuple[str, tuple[Span, ...]]]]
"""Role and spans of the cells of each row, by table and row (1..)."""


@dataclass(frozen=True)
class Scene:
    """What readings are looked at with."""

    text: str
    rules: RuleSet
    cells: Cells = field(default_factory=dict)
    assigned: Collection[str] = ()
    """Kinds of place, `table` and `clause`, where most tasks have an agency."""

    @cached_property
    def folded(self) -> str:
        """The text as rules see it, white space still in."""
        return fold_text(self.text)

    @cached_property
    def doubts(self) -> Mapping[str, Sequence[Rule]]:
        """Doubts by the kind of value that they are about."""
        found: dict[str, list[Rule]] = defaultdict(list)
        for rule in self.rules.of_kind("doubt"):
            found[rule.value["of"]].append(rule)
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
        before, after = self.folded[max(low, start - _NEAR) : start], self.folded[end : min(high, end + _NEAR)]
        return "".join(before.split()), "".join(after.split())

    def _bounds(self, start: int, holder: Task | Objective | None) -> Range:
        cells = self.cells_of(holder) if isinstance(holder, Task) else ()
        own = [s for _, spans in cells for s in spans] or (holder.spans if holder else ())
        inside = next(((s.start, s.end) for s in own if s.start <= start < s.end), None)
        if inside or cells:
            return inside or (start, start)
        line = self.text.find("\n", start)
        return self.text.rfind("\n", 0, start) + 1, len(self.text) if line < 0 else line

    def stand_of(self, value: Value, holder: Task | Objective | None) -> Stand:
        """Where a value stands. The words of an objective, or of nothing, are prose."""
        start = value.spans[0].start
        if isinstance(holder, Task):
            for role, spans in self.cells_of(holder):
                if role in OWN_CELLS and any(s.start <= start < s.end for s in spans):
                    return "cell"
            if not any(s.start <= start < s.end for s in holder.spans):
                return "elsewhere"
        left = self.folded[max(self._reach(value, holder)[0], start - _BRACKET) : start]
        return "bracket" if any(left.rfind(a) > left.rfind(b) for a, b in ("（）", "[]", "【】")) else "prose"

    def sentence_of(self, value: Value, holder: Task | Objective | None) -> str:
        """The sentence of a value, no more than what is near."""
        start, end = value.spans[0].start, value.spans[-1].end
        low, high = self._reach(value, holder)
        left = self.folded[max(low, start - _BRACKET) : start]
        right = self.folded[end : min(high, end + _BRACKET)]
        opened = max(left.rfind(stop) for stop in "。；") + 1
        closed = min(place for stop in "。；" if (place := f"{right}{stop}".find(stop)) >= 0)
        return f"{left[opened:]}{self.folded[start:end]}{right[:closed]}"

    def _reach(self, value: Value, holder: Task | Objective | None) -> Range:
        """What a sentence or a bracket may run over: what holds the value, whose lines may break, else its line."""
        start, end = value.spans[0].start, value.spans[-1].end
        if holder and holder.spans[0].start <= start and end <= holder.spans[-1].end:
            return holder.spans[0].start, holder.spans[-1].end
        line = self.text.find("\n", end)
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
    placed: dict[str, list[bool]] = defaultdict(list)
    for task in document.tasks:
        placed[task.located_in.type].append(bool(task.responsibilities))
    assigned = [place for place, given in placed.items() if len(given) >= _FEW and sum(given) >= _MOST * len(given)]
    return Scene(document.text, rules, cells, assigned)
