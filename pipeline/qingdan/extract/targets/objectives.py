"""Goals of the whole notice: paragraphs under headings of goals, rows of target tables."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import Literal

from qingdan.models.drafts import GoalCell, ObjectiveDraft
from qingdan.models.notice import Clause, Column, Notice, Table
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, join

_YEAR = re.compile(r"(?P<year>20\d\d)年?")
_BY_YEAR = re.compile(r"(?:^|[。；，：])(?P<goal>(?:力争)?(?:到|至)20\d\d年(?:年?[底末])?)")
_UNIT = re.compile(r"(?:计量|指标)?单位")
_BINDING: dict[str, Literal["binding", "expected"]] = {"约束": "binding", "预期": "expected"}


def find_objectives(
    notice: Notice, rules: RuleSet, policy_year: int | None = None, assigned: Container[str | None] = ()
) -> Iterator[ObjectiveDraft]:
    """Drafts: words outside clauses first, then clauses, then tables, each in order of print.

    Clauses that are `assigned` are tasks, those below them their fields. Of the columns of a target table that are
    headed by a bare year, those before `policy_year` are baselines.
    """
    for outside in notice.paragraphs:
        yield from _goals_led(outside.passage, rules)
    parents = frozenset(clause.parent_id for clause in notice.clauses)
    for clause in notice.clauses:
        if clause.clause_id not in assigned and clause.parent_id not in assigned:
            yield from _goals_of(clause, clause.clause_id in parents, rules)
    for table in notice.tables:
        if table.kind == "target":
            yield from _rows(table, policy_year)


def _goals_led(passage: Passage, rules: RuleSet, clause_id: str | None = None) -> Iterator[ObjectiveDraft]:
    """`主要预期目标是：…`, before any clause or between a heading and its items."""
    for rule in rules.of_kind("goal_lead"):
        match = rule.regex.match(passage.text)
        if match and match.end() < len(passage):
            goal = passage.slice(match.end(), len(passage))
            yield ObjectiveDraft(goal, goal.ranges, clause_id=clause_id)
            return


def _goals_of(clause: Clause, is_parent: bool, rules: RuleSet) -> Iterator[ObjectiveDraft]:
    if clause.role == "task" and is_parent:
        yield from (g for paragraph in clause.paragraphs for g in _goals_led(paragraph, rules, clause.clause_id))
    if clause.role == "background":
        yield from _goals_in(clause)
    if clause.role == "objective":
        alone = not (clause.paragraphs or clause.holds_table or is_parent)  # a heading that is the goal itself
        for paragraph in (clause.heading,) if alone else clause.paragraphs:
            if paragraph:
                yield ObjectiveDraft(paragraph, paragraph.ranges, clause_id=clause.clause_id)


def _goals_in(clause: Clause) -> Iterator[ObjectiveDraft]:
    """Goals among principles: what is to be by a year, from that sentence on, and the —— lines behind it."""
    goes_on = False
    for paragraph in clause.paragraphs:
        match = _BY_YEAR.search(paragraph.text)
        goes_on = bool(match) or (goes_on and paragraph.text.startswith("——"))
        if goes_on:
            goal = paragraph.slice(match.start("goal") if match else 0, len(paragraph))
            yield ObjectiveDraft(goal, goal.ranges, clause_id=clause.clause_id)


def _rows(table: Table, policy_year: int | None) -> Iterator[ObjectiveDraft]:
    goals = [i for i, column in enumerate(table.columns) if _is_goal(column, policy_year)]
    bases = [i for i, c in enumerate(table.columns) if c.role in ("baseline", "target") and i not in goals]
    units = [i for i, column in enumerate(table.columns) if _UNIT.fullmatch(column.header)]
    names = [i for i, column in enumerate(table.columns) if column.role == "indicator"]
    for row in table.rows:
        cells = [cell.passage for cell in row.cells]
        named = [cells[i] for i in names if cells[i]]
        figures = [i for i in goals if cells[i]]
        if not named or not figures:
            continue
        text = join(named[0].source, [*named, *(cells[i] for i in figures)])
        binding = next((value for cell in cells for word, value in _BINDING.items() if word in cell.text), None)
        baseline = next((cells[i] for i in bases if cells[i]), None)
        name = join(text.source, named)
        unit = next((cells[i] for i in units if cells[i]), None)
        goal_cells = tuple(GoalCell(name, cells[i], unit, table.columns[i].header, baseline, binding) for i in figures)
        yield ObjectiveDraft(text, text.ranges, table_id=table.table_id, cells=goal_cells)


def _is_goal(column: Column, policy_year: int | None) -> bool:
    year = _YEAR.fullmatch(column.header)
    if year and policy_year and column.role in ("baseline", "target"):
        return int(year["year"]) >= policy_year
    return column.role == "target"
