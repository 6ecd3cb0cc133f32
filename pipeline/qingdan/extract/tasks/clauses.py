"""Tasks in running text: the lowest numbered clauses under headings of tasks, their measures, steps and duties."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qingdan.extract.deadlines import find_deadlines
from qingdan.extract.tasks.assignments import find_assignments
from qingdan.extract.tasks.measures import Measure, find_measures, find_steps
from qingdan.extract.tasks.shared import Shared, card_words, children_of, find_shared
from qingdan.models.drafts import Printed, TaskDraft
from qingdan.models.notice import Clause, Notice
from qingdan.models.record import TaskKind
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range

_KINDS: Mapping[str, TaskKind] = {
    "task": "task",
    "milestone": "milestone",
    "safeguard": "safeguard",
    "duty": "duty",
    "objective": "task",
}
_LAST_BRACKET = re.compile(r"（(?P<inner>[^（）]+)）$")
_NAMED_WHOLE = ("milestone", "duty")
"""Their titles keep a closing bracket: the date of a step, what else a body is called."""
_OPENING = 16
"""The date that opens a step is at most this long."""


@dataclass(frozen=True, slots=True)
class _Tree:
    by_id: Mapping[str, Clause]
    children: Mapping[str, Sequence[Clause]]

    def above(self, clause: Clause) -> tuple[Clause, ...]:
        """Ancestors, outermost first."""
        found: list[Clause] = []
        while clause.parent_id is not None:
            clause = self.by_id[clause.parent_id]
            found.insert(0, clause)
        return tuple(found)

    def below(self, clause: Clause) -> tuple[Clause, ...]:
        """Descendants in document order."""
        below = self.children.get(clause.clause_id, ())
        return tuple(each for child in below for each in (child, *self.below(child)))


def find_clause_tasks(notice: Notice, rules: RuleSet) -> Iterator[TaskDraft]:
    """Drafts in document order. A parent or a goal is one only where its own words carry an assignment (C1)."""
    tree = _Tree({c.clause_id: c for c in notice.clauses}, children_of(notice.clauses))
    shared = find_shared(notice.clauses, tree.children, rules)
    owned: set[str] = set()
    for clause in notice.clauses:
        if clause.parent_id in owned or clause.clause_id in shared.items:
            owned.add(clause.clause_id)
            continue
        owns = clause.clause_id in shared.cards or _lists_conditions(clause, rules)
        items = tree.below(clause) if owns else ()
        if items:
            owned.add(clause.clause_id)
        if clause.role not in _KINDS or clause.holds_table:
            continue
        measures = _card(items, shared, rules) if clause.clause_id in shared.cards else _measures(clause, items, rules)
        measures = tuple(m for m in measures if m.assignments or not _points_elsewhere(m, rules))
        if clause.role == "objective" or (clause.clause_id in tree.children and not items):
            measures = tuple(m for m in measures if m.assignments)
        whole = len(measures) == 1 and (clause.clause_id not in tree.children or bool(items))
        ranges = (*clause.ranges, *(r for item in items for r in item.ranges))
        for measure in measures:
            draft = _draft(clause, measure, tree.above(clause), ranges if whole else measure.ranges, rules)
            draft = _closed_heading(draft, rules)
            draft = _with_shared(draft, tree.above(clause), shared)
            if clause.clause_id in shared.cards and clause.heading:
                draft = replace(draft, title=clause.heading)
            yield _in_stage(draft, tree.above(clause), rules)


def _card(items: tuple[Clause, ...], shared: Shared, rules: RuleSet) -> tuple[Measure, ...]:
    """The one measure whose fields are items of their own."""
    return find_measures(tuple(card_words(items, shared)), rules)


def _with_shared(draft: TaskDraft, above: tuple[Clause, ...], shared: Shared) -> TaskDraft:
    """A task that says nothing itself has what closes its whole family, the nearest family first."""
    if draft.kind != "task" or draft.agencies or draft.deadlines:
        return draft
    closings = next((found for c in reversed(above) if (found := shared.closings.get(c.clause_id))), ())
    printed = tuple(Printed(inner, "bracket", inherited=True) for inner in closings)
    return replace(draft, agencies=printed, deadlines=printed)


def _measures(clause: Clause, items: tuple[Clause, ...], rules: RuleSet) -> tuple[Measure, ...]:
    own = clause.paragraphs if clause.paragraphs or not clause.heading else (clause.heading,)
    find = find_steps if clause.role == "milestone" and not items else find_measures
    return find((*own, *(Passage(item.heading.source, item.ranges) for item in items)), rules)


def _lists_conditions(clause: Clause, rules: RuleSet) -> bool:
    """`有下列情形之一的：` owns its items: they are conditions of what it says, not tasks."""
    words = clause.paragraphs[-1] if clause.paragraphs else clause.heading
    return rules.search("conditions", words.text) is not None


def _points_elsewhere(measure: Measure, rules: RuleSet) -> bool:
    """`具体任务见附件`: what is asked stands in another place."""
    return rules.fullmatch("pointer", measure.text.text) is not None


def _draft(
    clause: Clause, measure: Measure, above: tuple[Clause, ...], ranges: tuple[Range, ...], rules: RuleSet
) -> TaskDraft:
    heading = clause.heading if clause.heading and clause.paragraphs else None
    kind = _KINDS[clause.role]
    agencies = [Printed(inner, "bracket") for inner in measure.assignments]
    deadlines = [Printed(inner, "bracket") for inner in measure.assignments]
    if kind == "duty" and not agencies:
        agencies = list(_accountable(clause, above, rules))
    if kind == "milestone" and not deadlines:
        deadlines = list(_dated(measure, heading))
    return TaskDraft(
        kind=kind,
        number=Passage(measure.text.source, clause.ranges[:1] if clause.number else ()),
        path=tuple(c.heading if c.heading else _opening(c) for c in above),
        title=heading,
        text=measure.text,
        ranges=ranges,
        clause_id=clause.clause_id if clause.number else clause.parent_id,
        deadlines=tuple(deadlines),
        agencies=tuple(agencies),
        extra={"item": measure.item} if measure.item else {},
    )


def _closed_heading(draft: TaskDraft, rules: RuleSet) -> TaskDraft:
    """The bracket that closes a title assigns as one that closes the text does (C4)."""
    title = draft.title
    closing = find_assignments(title, rules)[-1:] if title is not None and draft.kind not in _NAMED_WHOLE else ()
    if title is None or not closing or closing[0].end < len(title) or not closing[0].start:
        return draft
    printed = Printed(title.slice(*closing[0].parts["inner"]), "bracket")
    return replace(
        draft,
        title=title.slice(0, closing[0].start),
        agencies=(printed, *draft.agencies),
        deadlines=(printed, *draft.deadlines),
    )


def _dated(measure: Measure, heading: Passage | None) -> Iterator[Printed]:
    """Where a step says when it is: the date its items share, else its heading, its first words, its text."""
    if measure.lead is not None:
        yield Printed(measure.lead, "prose", inherited=True)
        return
    if heading is not None:
        bracket = _LAST_BRACKET.search(heading.text)
        if bracket:
            yield Printed(heading.slice(*bracket.span("inner")), "bracket", inherited=True)
        yield Printed(heading, "prose", inherited=True)
    opening = measure.text.text.find("，", 0, _OPENING)
    if opening > 0:
        yield Printed(measure.text.slice(0, opening), "bracket")
    yield Printed(measure.text, "prose")


def _in_stage(draft: TaskDraft, above: tuple[Clause, ...], rules: RuleSet) -> TaskDraft:
    """An undated step has the time of the stage that it stands under: the bracket that closes its heading."""
    if draft.kind != "milestone" or any(find_deadlines(p.passage, rules, p.setting) for p in draft.deadlines):
        return draft
    for parent in reversed(above):
        bracket = _LAST_BRACKET.search(parent.heading.text)
        if bracket and parent.role == "milestone":
            stage = Printed(parent.heading.slice(*bracket.span("inner")), "bracket", inherited=True)
            return replace(draft, deadlines=(*draft.deadlines, stage))
    return draft


def _opening(clause: Clause) -> Passage:
    first = clause.paragraphs[0] if clause.paragraphs else clause.heading
    return first.strip("。：；")


def _accountable(clause: Clause, above: tuple[Clause, ...], rules: RuleSet) -> Iterator[Printed]:
    """The body that a duty list names: the item's heading or subject, or the section's without its word for duties."""
    own = _body(clause.heading, rules)
    if own and (_names_body(own, rules) or any(_says_duties(c, rules) for c in (clause, *above[-1:]))):
        yield Printed(own, "cell")
        return
    subject = (
        rules.match("duty_subject", clause.paragraphs[0].text) if clause.paragraphs and not clause.heading else None
    )
    if subject:
        yield Printed(clause.paragraphs[0].slice(0, subject.end()), "cell")
        return
    for parent in reversed(above):
        body = _body(parent.heading, rules)
        if body and (_says_duties(parent, rules) or _names_body(body, rules)):
            yield Printed(body, "cell", inherited=True)
            return


def _says_duties(clause: Clause, rules: RuleSet) -> bool:
    """`职责分工`, `办公室职责`: its own words name the body, or the items under it do."""
    return rules.search("duty_heading", clause.heading.text) is not None


def _names_body(words: Passage, rules: RuleSet) -> bool:
    return rules.search("duty_body", words.text) is not None


def _body(heading: Passage, rules: RuleSet) -> Passage | None:
    words = heading.text
    match = rules.search("duty_heading", words)
    rest = (words[: match.start()] if match else words).rstrip("和与及、：")
    if not rest or rules.fullmatch("duty_nobody", rest):
        return None
    return heading.slice(0, len(rest))
