"""Lists whose items have no numbers: each opens with the body that it is for (县教育局：…), or with a stage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qingdan.models.notice import Clause, ClauseRole
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

_LABEL = re.compile(r"(?P<label>[^：，。；！？]{2,40})：(?=.)")
_STAGE = re.compile(r"(?P<label>[^：，。；！？（]{2,14}阶段(?:（[^（）]*）)?)[：。](?=.)")
_FEWEST = 2
"""One labelled paragraph makes no list."""


def part_labelled(clauses: Sequence[Clause], rules: RuleSet) -> Iterator[Clause]:
    """The clauses; items of an unnumbered list of duties or stages are clauses of their own, without a number."""
    parents = {clause.parent_id for clause in clauses}
    for clause in clauses:
        items = list(_items(clause, rules)) if clause.clause_id not in parents else []
        lead = clause.paragraphs[: len(clause.paragraphs) - sum(map(len, items))]
        role = _role(clause, lead, rules)
        if len(items) < _FEWEST or role is None:
            yield clause
            continue
        taken = sum(len(p.ranges) for item in items for p in item)
        yield replace(clause, paragraphs=lead, ranges=clause.ranges[: len(clause.ranges) - taken])
        for index, item in enumerate(items, 1):
            yield _item(replace(clause, role=role), index, item)


def _role(clause: Clause, lead: Sequence[Passage], rules: RuleSet) -> ClauseRole | None:
    """What the items of such a list are; None where nothing says that it is one."""
    if clause.role in ("duty", "milestone"):
        return clause.role
    return "duty" if lead and rules.search("duty_lead", lead[-1].text) else None


def _items(clause: Clause, rules: RuleSet) -> Iterator[Sequence[Passage]]:
    """Paragraphs from each labelled one up to the next."""
    starts = [i for i, paragraph in enumerate(clause.paragraphs) if _label_end(paragraph, clause.role, rules)]
    for start, end in pairwise([*starts, len(clause.paragraphs)]):
        yield clause.paragraphs[start:end]


def _label_end(paragraph: Passage, role: ClauseRole, rules: RuleSet) -> int:
    """Offset of the stop behind the body or stage that a paragraph opens with; 0 where it opens with none."""
    if role == "milestone":
        stage = _STAGE.match(paragraph.text)
        return stage.end("label") if stage else 0
    label = _LABEL.match(paragraph.text)
    names = label and rules.fullmatch("agency_item", label["label"])
    return label.end("label") if label and names else 0


def _item(parent: Clause, index: int, paragraphs: Sequence[Passage]) -> Clause:
    label = (_STAGE if parent.role == "milestone" else _LABEL).match(paragraphs[0].text)
    end = label.end("label") if label else 0
    return replace(
        parent,
        clause_id=f"{parent.clause_id}b{index}",
        parent_id=parent.clause_id,
        level=parent.level + 1,
        number="",
        heading=paragraphs[0].slice(0, end),
        paragraphs=(paragraphs[0].slice(end + 1, len(paragraphs[0])), *paragraphs[1:]),
        ranges=tuple(r for paragraph in paragraphs for r in paragraph.ranges),
        holds_table=False,
    )
