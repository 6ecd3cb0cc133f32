"""The paragraph without a number that closes a text: it belongs to the whole, not to the last clause (C6)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.clauses.tree import OpenClause, Tree
from qingdan.text.passage import Passage

_ELDERS = 2
"""From fewer siblings it cannot be told how many paragraphs a clause has here."""
_LABELLED = re.compile(r"[^，。；：]{2,24}：(?=[^。])")
"""`县民政局：负责…`: each item of a family of these is one paragraph that begins with its label."""


def take_afterwords(tree: Tree, rules: RuleSet) -> None:
    """Move the afterword of each zone out of its last clause, and what ends a list inside it out of its last item.

    It stands in a paragraph that no elder sibling has, and speaks as afterwords do; or it is the last sentence of the
    paragraph and says when the text takes effect.
    """
    last = {clause.zone: clause for clause in tree.clauses}
    for clause in tree.clauses:
        ends = last[clause.zone] is clause
        paragraph = _own_paragraph(clause, tree, rules, inner=not ends)
        paragraph = paragraph or (_last_sentence(clause, rules) if ends else None)
        if paragraph:
            tree.outside.append((paragraph, clause.zone))


def _own_paragraph(clause: OpenClause, tree: Tree, rules: RuleSet, *, inner: bool) -> Passage | None:
    if len(clause.pieces) < 2 or clause.children:
        return None
    spoken = [rule for rule in rules.of_kind("afterword") if rule.value.get("inner") or not inner]
    spoken = [rule for rule in spoken if rule.regex.fullmatch(clause.pieces[-1].text)]
    if not spoken:
        return None
    elders = _elders(clause, tree)
    if not elders or len(clause.pieces) <= max(len(e.pieces) for e in elders):
        return None
    labelled = all(c.pieces and _LABELLED.match(c.pieces[0].text) for c in (*elders, clause))
    if not labelled and (len(elders) < _ELDERS or all(rule.value.get("labelled") for rule in spoken)):
        return None
    return clause.pieces.pop()


def _last_sentence(clause: OpenClause, rules: RuleSet) -> Passage | None:
    if not clause.pieces:
        return None
    piece = clause.pieces[-1]
    start = piece.text.rfind("。", 0, -1) + 1
    sentence = piece.slice(start, len(piece))
    formulas = (rule for rule in rules.of_kind("closing") if rule.value.get("last"))
    if (
        not start
        or not sentence.text.startswith("本")
        or not any(rule.regex.fullmatch(sentence.text) for rule in formulas)
    ):
        return None
    clause.pieces[-1] = piece.slice(0, start)
    return sentence


def _elders(clause: OpenClause, tree: Tree) -> Sequence[OpenClause]:
    siblings = clause.parent.children if clause.parent else [c for c in tree.clauses if c.parent is None]
    alike = (c for c in siblings if c.zone == clause.zone and c.number.key == clause.number.key and not c.children)
    return [c for c in alike if c is not clause]
