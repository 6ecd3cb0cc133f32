"""What a clause is: a task, a goal, a step, nothing that is asked. Headings say it, else the title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qingdan.models.notice import ClauseRole
from qingdan.rulepacks import RuleSet
from qingdan.structure.clauses.headings import Split, brood_of
from qingdan.structure.clauses.tree import OpenClause

_OF_RULES = frozenset(("chapter", "article"))
"""Numbers of general provisions: no heading among them asks for anything."""
_PREFIX = re.compile(r"^(?:[^，。；：的]{2,12}的(?=[^的]{2,10}$)|20\d\d年度?)")
"""What a section is about, or its year, before what it is: 专项整治工作的组织领导, 2024年保障措施."""
_WITHIN = {("background", "objective"), ("background", "milestone"), ("milestone", "duty")}
"""What a heading may say against the one above it: goals and stages among principles, who does what in a timetable."""
_OVER_DEFAULT: frozenset[ClauseRole] = frozenset({"background", "objective", "milestone", "other"})
"""What a heading may say under a parent whose own heading says nothing."""


def role_of_title(title: str, rules: RuleSet) -> ClauseRole:
    """What clauses are where no heading says it: tasks, but for kinds of document that hold none."""
    return next((rule.value["role"] for rule in rules.of_kind("title_role") if rule.regex.search(title)), "task")


def within_rules(
    zone_roles: Mapping[str | None, ClauseRole], clauses: Sequence[OpenClause]
) -> dict[str | None, ClauseRole]:
    """The roles of zones; in one of chapters and articles no heading makes tasks of background."""
    ruled = {clause.zone for clause in clauses if clause.number.style in _OF_RULES}
    return {zone: "other" if role == "background" and zone in ruled else role for zone, role in zone_roles.items()}


def read_roles(
    clauses: Sequence[OpenClause], splits: dict[str, Split], rules: RuleSet, zone_roles: dict[str | None, ClauseRole]
) -> dict[str, ClauseRole]:
    """The role of every clause: what its parent's heading says, else its own, else its zone's."""
    named = [(re.compile(rule.pattern), rule.value["role"]) for rule in rules.of_kind("heading_role")]
    bodies = _bodies(clauses, splits, rules)
    leading = {clause.clause_id for clause in clauses if clause.children and _leads_to_tasks(clause, rules)}
    roles: dict[str, ClauseRole] = {}
    said: set[str] = set()
    for clause in clauses:
        zone = zone_roles.get(clause.zone, "task")
        heading = splits[clause.clause_id].heading
        words = (heading if heading else clause.pieces[0] if clause.pieces else heading).text.rstrip("。：")
        own = _said(words, named) or _said(_PREFIX.sub("", words), named) or bodies.get(clause.clause_id)
        above = clause.parent.clause_id if clause.parent else ""
        led = above in leading and roles[above] == "objective"
        role = "task" if led else _role(clause, own, roles, said, zone)
        roles[clause.clause_id] = role
        if own == role or (clause.parent and clause.parent.clause_id in said):
            said.add(clause.clause_id)
    return roles


def _bodies(clauses: Sequence[OpenClause], splits: Mapping[str, Split], rules: RuleSet) -> dict[str, ClauseRole]:
    """Sections named by bodies, two or more and most of a brood: what stands under each is the duty of that body."""
    broods: dict[object, list[OpenClause]] = {}
    for clause in clauses:
        broods.setdefault(brood_of(clause), []).append(clause)
    duties: dict[str, ClauseRole] = {}
    for brood in broods.values():
        names = [splits[clause.clause_id].heading.text for clause in brood]
        named = sum(rules.fullmatch("heading_body", name) is not None for name in names if name)
        if named > 1 and 2 * named > len(brood):
            duties |= {clause.clause_id: "duty" for clause, name in zip(brood, names, strict=True) if name}
    return duties


def _leads_to_tasks(clause: OpenClause, rules: RuleSet) -> bool:
    """Whether a clause ends in words that lead to tasks, also where it says goals: 目标任务…重点抓好以下任务："""
    return len(clause.pieces) > 1 and rules.search("task_lead", clause.pieces[-1].text) is not None


def _said(words: str, named: Sequence[tuple[re.Pattern[str], ClauseRole]]) -> ClauseRole | None:
    return next((role for pattern, role in named if pattern.fullmatch(words)), None)


def _role(
    clause: OpenClause, own: ClauseRole | None, roles: dict[str, ClauseRole], said: set[str], zone: ClauseRole
) -> ClauseRole:
    if zone in ("other", "duty"):
        return zone
    if clause.parent is None:
        return own or zone
    parent = roles[clause.parent.clause_id]
    if clause.stray and parent in ("objective", "background"):
        return own or zone
    if own is None:
        return parent
    stands = own == "other" or (parent, own) in _WITHIN
    if not stands and (clause.parent.clause_id in said or own not in _OVER_DEFAULT):
        return parent
    return own
