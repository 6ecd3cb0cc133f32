"""A list of duties whose items have no numbers: each paragraph opens with the body that it is for (县教育局：…)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from qingdan.models.notice import Clause
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

_LABEL = re.compile(r"(?P<body>[^：，。；！？]{2,40})：(?=.)")
_FEWEST = 2
"""One labelled paragraph makes no list."""


def part_duties(clauses: Sequence[Clause], rules: RuleSet) -> Iterator[Clause]:
    """The clauses; items of an unnumbered list of duties are clauses of their own, without a number."""
    parents = {clause.parent_id for clause in clauses}
    for clause in clauses:
        leaf = clause.role == "duty" and clause.clause_id not in parents
        items = list(_items(clause, rules)) if leaf else []
        if len(items) < _FEWEST:
            yield clause
            continue
        lead = clause.paragraphs[: len(clause.paragraphs) - sum(len(item) for item in items)]
        taken = sum(len(p.ranges) for item in items for p in item)
        yield replace(clause, paragraphs=lead, ranges=clause.ranges[: len(clause.ranges) - taken])
        for index, item in enumerate(items, 1):
            yield _item(clause, index, item)


def _items(clause: Clause, rules: RuleSet) -> Iterator[Sequence[Passage]]:
    """Paragraphs from each labelled one up to the next."""
    starts = [i for i, paragraph in enumerate(clause.paragraphs) if _label_end(paragraph, rules)]
    for start, end in pairwise([*starts, len(clause.paragraphs)]):
        yield clause.paragraphs[start:end]


def _label_end(paragraph: Passage, rules: RuleSet) -> int:
    """Offset of the colon behind the body that a paragraph opens with; 0 where it opens with none."""
    label = _LABEL.match(paragraph.text)
    names = label and rules.fullmatch("agency_item", label["body"])
    return label.end("body") if label and names else 0


def _item(parent: Clause, index: int, paragraphs: Sequence[Passage]) -> Clause:
    label = _LABEL.match(paragraphs[0].text)
    end = label.end("body") if label else 0
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
