"""Closings that hold for a whole family of clauses: lines under the heading, or items of their own among the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qingdan.extract.tasks.assignments import find_assignments
from qingdan.models.notice import Clause
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

_FEWEST = 2
"""Items that one closing line can hold for."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What closes whole families, by the id of the parent."""

    closings: Mapping[str, tuple[Passage, ...]]
    """Inner words of the closings that the clauses below share."""
    items: frozenset[str]
    """Clauses that are nothing but a closing: `3.责任单位：县民政局`."""
    cards: frozenset[str]
    """Parents whose children are the fields of one task: 目标, 措施, 责任单位, 完成时限."""


def children_of(clauses: Sequence[Clause]) -> Mapping[str, Sequence[Clause]]:
    """The children of every parent, in document order."""
    children: dict[str, list[Clause]] = {}
    for clause in clauses:
        if clause.parent_id:
            children.setdefault(clause.parent_id, []).append(clause)
    return children


def find_shared(clauses: Sequence[Clause], children: Mapping[str, Sequence[Clause]], rules: RuleSet) -> Shared:
    """The shared closings of a notice's clauses."""
    fields = rules.lexicon("heading.field").regex
    closings: dict[str, tuple[Passage, ...]] = {}
    items: set[str] = set()
    cards: set[str] = set()
    for parent in clauses:
        below = children.get(parent.clause_id, [])
        leaves = [c for c in below if c.clause_id not in children]
        among = {c.clause_id: inner for c in leaves if (inner := _closing(words_of(c), rules))}
        others = [c for c in below if c.clause_id not in among]
        if not others:
            continue
        items |= among.keys()
        if among and all(fields.fullmatch(c.heading.text) for c in others):
            cards.add(parent.clause_id)
        own = [_closing(paragraph, rules) for paragraph in parent.paragraphs]
        stated = [*(own if all(own) else ()), *among.values()] or _trailing(others, children, rules)
        closings[parent.clause_id] = tuple(inner for each in stated for inner in each)
    return Shared(closings, frozenset(items), frozenset(cards))


def _trailing(
    family: Sequence[Clause], children: Mapping[str, Sequence[Clause]], rules: RuleSet
) -> list[tuple[Passage, ...]]:
    """Closing lines behind the last of several items, none of which closes for itself: they hold for all."""
    if len(family) < _FEWEST or any(c.clause_id in children for c in family):
        return []
    found = [inner for paragraph in family[-1].paragraphs if (inner := _closing(paragraph, rules))]
    alone = found and not any(find_assignments(words_of(c), rules) for c in family[:-1])
    return found if alone else []


def card_words(below: Sequence[Clause], shared: Shared) -> Iterator[Passage]:
    """The fields of a card without their numbers, closings last."""
    for closing in (False, True):
        yield from (words_of(c) for c in below if (c.clause_id in shared.items) == closing)


def words_of(clause: Clause) -> Passage:
    """All of a clause's own words behind its number."""
    return Passage(clause.heading.source, clause.ranges[1:])


@lru_cache(maxsize=8)
def _opening(rules: RuleSet) -> re.Pattern[str]:
    return re.compile("|".join(r.pattern for r in rules.of_kind("assignment") if r.value["form"] == "line"))


def _closing(passage: Passage, rules: RuleSet) -> tuple[Passage, ...]:
    """The inner words of a passage that is closings and nothing else; none for any other."""
    if not _opening(rules).match(passage.text):
        return ()
    found = find_assignments(passage, rules)
    rest = "".join(
        passage.text[a:b]
        for a, b in zip([0, *(m.end for m in found)], [*(m.start for m in found), len(passage)], strict=True)
    )
    return () if rest.strip("。；，、") else tuple(passage.slice(*m.parts["inner"]) for m in found)
