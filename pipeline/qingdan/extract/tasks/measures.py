"""A clause's own words → its measures: each closing assignment, dated step or counted item ends or begins one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qingdan.extract.deadlines import find_deadlines
from qingdan.extract.tasks.assignments import find_assignments
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range, join

_REST = re.compile(r"[^。；]{0,7}|(?:特此|此[件文]|以上|附|注|备注)[^。；]{0,12}[。；]?|.{0,3}")
"""Words after the last bracket that are no measure of their own: no short sentence, or a closing formula."""
_ITEM = re.compile(r"(?:^|(?<=[，；。：、]))[一二三四五六七八九十]是")


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its text, what its bracket assigns, and the shared date before its items."""

    text: Passage
    assignments: tuple[Passage, ...] = ()
    """Inner words of the closing brackets."""
    ranges: tuple[Range, ...] = ()
    """Text and brackets."""
    lead: Passage | None = None
    """Words before the first counted item, shared by all items."""
    item: str | None = None
    """`一是`"""


@dataclass
class _Open:
    pieces: list[Passage] = field(default_factory=list)
    ranges: list[Range] = field(default_factory=list)
    opening: tuple[Passage, ...] = ()
    """Assignments that stand before the first words."""

    def close(self, *inner: Passage) -> Measure:
        """The measure that is read up to here."""
        return Measure(_text(self), (*self.opening, *inner), tuple(self.ranges))


def find_measures(paragraphs: Sequence[Passage], rules: RuleSet) -> tuple[Measure, ...]:
    """Measures closed each by its own bracket; one measure where there is no bracket or only a last one (C4).

    Labels of assignment between heading and body assign the measure behind them; the body's own label is no text.
    """
    body = re.compile(rules.lexicon("assignment.body").regex.pattern + "：")
    done: list[Measure] = []
    current = _Open()
    for paragraph in paragraphs:
        position = 0
        for mention in find_assignments(paragraph, rules):
            _take(current, paragraph, (position, mention.start), body)
            inner = paragraph.slice(*mention.parts["inner"])
            current.ranges += paragraph.ranges_of(mention.start, mention.end)
            if current.pieces:
                done.append(current.close(inner))
            elif done:
                last = done[-1]
                done[-1] = Measure(last.text, (*last.assignments, inner), (*last.ranges, *current.ranges))
            opens = not current.pieces and not done
            current = _Open(ranges=current.ranges, opening=(*current.opening, inner)) if opens else _Open()
            position = mention.end
        _take(current, paragraph, (position, len(paragraph)), body)
    if current.pieces:
        if done and _REST.fullmatch(_text(current).text):
            last = done[-1]
            done[-1] = Measure(last.text, last.assignments, (*last.ranges, *current.ranges))
        else:
            done.append(current.close())
    return tuple(done)


def _take(current: _Open, paragraph: Passage, span: Range, body: re.Pattern[str]) -> None:
    piece = paragraph.slice(*span)
    if not piece.text.strip("。；，、 "):
        return
    current.ranges += piece.ranges
    label = body.match(piece.text) if current.opening and not current.pieces else None
    current.pieces.append(piece.slice(label.end(), len(piece)) if label and label.end() < len(piece) else piece)


def _text(current: _Open) -> Passage:
    return join(current.pieces[0].source, current.pieces)


def find_steps(paragraphs: Sequence[Passage], rules: RuleSet) -> tuple[Measure, ...]:
    """Milestones: each dated paragraph begins a step; 一是… 二是… are steps that share the date before them (C5)."""
    steps: list[list[Passage]] = []
    for paragraph in paragraphs:
        dated = any(m.start == 0 for m in find_deadlines(paragraph, rules, "prose"))
        if dated or not steps:
            steps.append([paragraph])
        else:
            steps[-1].append(paragraph)
    return tuple(item for step in steps for measure in find_measures(step, rules) for item in _items(measure, rules))


def _items(measure: Measure, rules: RuleSet) -> Iterator[Measure]:
    text = measure.text
    marks = list(_ITEM.finditer(text.text))
    lead = text.slice(0, marks[0].start()) if marks else None
    dated = lead is not None and (not lead or bool(find_deadlines(lead, rules, "prose")))
    if len(marks) < 2 or not dated:
        yield measure
        return
    for mark, end in zip(marks, [*(m.start() for m in marks[1:]), len(text)], strict=True):
        piece = text.slice(mark.end(), end)
        ranges = text.slice(mark.start(), end).ranges
        yield Measure(piece, measure.assignments, ranges, lead or None, mark[0])
