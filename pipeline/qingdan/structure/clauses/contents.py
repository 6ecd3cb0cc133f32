"""A table of contents that is run into one line opens clauses: they are taken out, and tell the words of headings."""

from __future__ import annotations

from collections.abc import Mapping

from qingdan.structure.clauses.tree import OpenClause, Tree

_SAME = 8
"""So many first characters tell the first heading."""

Place = tuple[tuple[str, int], ...]
"""Styles and numbers from the outermost clause to the one meant."""


def place_of(clause: OpenClause) -> Place:
    """Where a clause stands in the numbering."""
    above = place_of(clause.parent) if clause.parent else ()
    return (*above, (clause.number.key, clause.number.values[-1]))


def take_contents(tree: Tree) -> Mapping[Place, str]:
    """Take the clauses of a table of contents, run into one line, out of the tree; the headings that they say."""
    chapters = [i for i, clause in enumerate(tree.clauses) if clause.parent is None]
    for start in chapters:
        first = tree.clauses[start]
        again = next((i for i in chapters if i > start and _repeats(first, tree.clauses[i])), None)
        if again is not None and first.number.style in ("chapter", "part"):
            ghosts = tree.clauses[start:again]
            del tree.clauses[start:again]
            return {place_of(g): "".join(p.text for p in g.pieces[:1]) for g in ghosts}
    return {}


def _repeats(first: OpenClause, other: OpenClause) -> bool:
    if first.number.key != other.number.key or first.number.values != other.number.values or first.zone != other.zone:
        return False
    words = first.pieces[0].text[:_SAME] if first.pieces else ""
    return bool(words and other.pieces and other.pieces[0].text.startswith(words))
