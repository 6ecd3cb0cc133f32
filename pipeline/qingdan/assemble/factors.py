"""What speaks for and against a reading, as names of factors; how much each weighs is measured elsewhere.

A factor is `flag …` or `origin …` of the value, the id of a doubt that its words raise, or one of those said in code:
what a value lacks, what it looks like, and where it stands. The rule that read a value says no more, but for actors.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from qingdan.assemble.scene import OWN_CELLS, Scene
from qingdan.models.record import Objective, Task
from qingdan.models.values import Actor, Deadline, Reference, Responsibility, Target, Value
from qingdan.text.passage import fold_text, fold_words

KINDS: Mapping[type[Value], str] = {
    Deadline: "deadline", Responsibility: "agency", Target: "target", Actor: "actor",
}  # fmt: skip
"""What values are called in doubts and weights; tasks are `task`."""
_OF_ROWS = (
    "agency_inherited", "cell_realigned", "column_guessed", "deadline_from_header", "deadline_inherited", "row_joined",
)  # fmt: skip
"""Flags that say how a whole row was read; the others are of one value."""
_READABLE = re.compile(r"[\u4e00-\u9fff0-9A-Za-z]")
_DIGIT = re.compile(r"\d")
_FIGURE = re.compile(r"\d+")
_STOPS = "。；！？…;!?."
"""What a sentence ends with."""
_LONG = 400
"""Characters of a text that runs on, or is several tasks."""
_SMALL = 3
"""Figures up to here often count what a task works with (成立2个小组), not what it shall reach."""
_MANY = 5
"""Figures of a sentence that runs through a table or a list."""
_REACH = 24
"""Characters before and behind a figure in which its indicator may stand."""
_SURE_END = 12
"""Characters of an indicator, its last ones, that are looked for before the figure."""
_SEVERAL = 3
"""Targets of a task that lists them."""
_SHORT = 2
"""Characters of an indicator that may be the end of a longer one."""


def task_words(task: Task) -> Mapping[str, str]:
    """What doubts about a task look at."""
    return {"text": fold_words(task.text, 0, len(task.text))}


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
    yield from (f"flag {flag}" for flag in task.flags if flag in _OF_ROWS)
    stated = task.responsibilities or task.deadlines or task.targets
    facts = {
        "no heading above": not task.path,
        "no agency, date or target": not stated,
        "no agency where most have": not task.responsibilities and task.located_in.type in scene.assigned,
        "no stop at the end": task.located_in.type == "clause" and not task.text.endswith(tuple(_STOPS)),
        "very long": len(task.text) >= _LONG,
        "figures without a body": len(task.targets) > 1 and not task.responsibilities,
    }
    yield from (name for name, holds in facts.items() if holds)


def reference_facts(reference: Reference) -> Iterator[str]:
    """Factors of a cited document that are no doubts about its words."""
    yield f"relation {reference.relation}"
    if not reference.title:
        yield "no title"
    if reference.document_number:
        yield "with its number"


def value_facts(value: Value, scene: Scene, holder: Task | Objective | None = None) -> Iterator[str]:
    """Factors of a value that are no doubts about its words."""
    yield from (f"flag {flag}" for flag in value.flags if flag not in scene.raised)
    if value.origin != "rule":
        yield f"origin {value.origin}"
    stand = scene.stand_of(value, holder)
    yield f"stands in {stand}"
    if isinstance(value, Actor):
        yield f"rule {value.rule}"
    facts = {"inherited": value.inherited}
    if isinstance(value, Responsibility | Actor):
        facts |= _facts_of_name(value, in_words=stand in ("prose", "elsewhere"))
    elif isinstance(value, Target):
        facts |= _facts_of_target(value, scene, holder)
    elif isinstance(value, Deadline):
        facts |= _facts_of_time(value, several=stand == "prose" and holder is not None and len(holder.deadlines) > 1)
    yield from (name for name, holds in facts.items() if holds)


def _facts_of_name(name: Responsibility | Actor, *, in_words: bool) -> Mapping[str, bool]:
    printed = "".join(fold_text(name.raw).split())
    facts = {
        "written out of a list": name.name != printed,
        "no official name": name.canonical is None,
        "no known duty": name.function is None,
    }
    if isinstance(name, Responsibility):
        facts |= {"no known kind": name.kind is None, "class of bodies in prose": name.kind == "class" and in_words}
    return facts


def _facts_of_time(time: Deadline, *, several: bool) -> Mapping[str, bool]:
    return {
        "not dated": time.status != "resolved",
        "start alone": time.start is not None and not time.end,
        "year of signature": time.year_source == "signed_on",
        "one of several in prose": several,
    }


def _facts_of_target(target: Target, scene: Scene, holder: Task | Objective | None) -> Mapping[str, bool]:
    indicator, start, end = target.indicator or "", target.spans[0].start, target.spans[-1].end
    counted = target.value is not None
    behind = bool(indicator) and scene.folded.find(indicator, end, end + _REACH) >= 0
    beside = "".join(scene.folded[max(0, start - _REACH) : start].split()).endswith(indicator[-_SURE_END:])
    return {
        "no indicator": not indicator,
        "indicator known": target.indicator_id is not None,
        "indicator of few characters": 0 < len(indicator) <= _SHORT,
        "indicator behind the figure": behind,
        "indicator not beside the figure": not beside and not behind,
        "no unit": counted and not target.unit,
        "direction alone": not counted,
        "figure in words": counted and not _DIGIT.search(target.raw),
        "small and exact": counted and target.comparator == "=" and (target.value or 0) <= _SMALL,
        "strictly compared": target.comparator in ("<", ">"),
        "among many figures": len(_FIGURE.findall(scene.sentence_of(target, holder))) >= _MANY,
        "one of several targets": holder is not None and len(holder.targets) >= _SEVERAL,
    }


def find_unread(task: Task, scene: Scene) -> Collection[str]:
    """Ids of values whose cell holds words that no value of the task and no word of assignment took."""
    cells = [spans for role, spans in scene.cells_of(task) if role in OWN_CELLS]
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
