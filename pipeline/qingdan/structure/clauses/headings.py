"""Heading and body of a clause, siblings decided alike (C3)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qingdan.rulepacks import RuleSet
from qingdan.structure.clauses.tree import OpenClause
from qingdan.text.passage import Passage

_LONGEST = 32
_LINE_LONGEST = 50
_STOPPED = 14
_STOP = re.compile(r"[。：](?!$)|[。：]$")
_ONLY_BRACKET = re.compile(r"(?:（(?:[^（）]|（[^（）]*）)*）|[\[［【〔][^\[\]［］【】〔〕]*[\]］】〕])。?")
_NAME = re.compile(r"[^，；？！]+(?:（[^（）]*）)?")
_COUPLET_OR_NAME = re.compile(r"[^，；？！]+(?:，[^，；？！]+)?(?:（[^（）]*）)?")
"""Two phrases side by side (招采合一，保证使用) are a name where all of a family begin with one or with a name."""
_STAGE = r"[^，。；：（）]{2,20}阶段（[^（）]*\d[^（）]*）(?=[^，。；：、的（）]{2})"
"""A stage with its time, with no stop before its first sentence."""
_FEW = 3
"""Fewer siblings than this are judged together with their cousins of the same style."""
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A clause's words parted."""

    heading: Passage
    paragraphs: tuple[Passage, ...]


def split_headings(clauses: Sequence[OpenClause], known: Mapping[str, str], rules: RuleSet) -> dict[str, Split]:
    """Heading and paragraphs of every clause, by id; `known` are headings that the table of contents says."""
    words = rules.lexicon("heading.run_in").regex.pattern + r"(?=[^，。；：、的和与及（(]{2})"
    run_in = re.compile(f"{words}|{_STAGE}")
    closing = _closings(rules)
    roles = re.compile("|".join(f"(?:{rule.pattern})" for rule in rules.of_kind("heading_role")))
    followed = {clause.clause_id: _is_followed(clause, closing) for clause in clauses}
    splits: dict[str, Split] = {}
    for family in _families(clauses):
        names = _names(family, followed) or roles
        for clause in family:
            splits[clause.clause_id] = _split_known(clause, known) or _split(
                clause, names, run_in, followed=followed[clause.clause_id]
            )
    return splits


def _closings(rules: RuleSet) -> re.Pattern[str]:
    """Lines that say who does a measure and by when: they close words, and are none of their own."""
    labels = (rule.pattern for rule in rules.of_kind("assignment") if rule.value["form"] == "line")
    return re.compile("|".join((_ONLY_BRACKET.pattern + "$", *labels)))


def _is_followed(clause: OpenClause, closing: re.Pattern[str]) -> bool:
    """Whether lines of a body stand behind the clause's first."""
    return any(not closing.match(piece.text) for piece in clause.pieces[1:])


def _split_known(clause: OpenClause, known: Mapping[str, str]) -> Split | None:
    words = known.get(clause.clause_id, "")
    if not words or not clause.pieces or not clause.pieces[0].text.startswith(words):
        return None
    return _at(clause.pieces[0], len(words), len(words), tuple(clause.pieces))


def _families(clauses: Sequence[OpenClause]) -> Iterable[Sequence[OpenClause]]:
    """Siblings, with those whose numbers they carry on; a few of them count with all of their style and zone."""
    counts = Counter(map(brood_of, clauses))
    families: dict[_Key, list[OpenClause]] = {}
    of_brood: dict[_Key, _Key] = {}
    last: dict[_Key, _Key] = {}
    for clause in clauses:
        brood, style = brood_of(clause), (clause.zone, clause.number.key)
        if clause.parent is None or counts[brood] < _FEW:
            family: _Key = (*style, clause.level)
        else:
            goes_on = clause.number.values[-1] > 1
            family = of_brood.setdefault(brood, last.get(style, brood) if goes_on else brood)
        last[style] = family
        families.setdefault(family, []).append(clause)
    return families.values()


def brood_of(clause: OpenClause) -> _Key:
    """What siblings of one style share."""
    return (clause.parent.clause_id if clause.parent else None, clause.zone, clause.number.key)


def _names(family: Sequence[OpenClause], followed: Mapping[str, bool]) -> re.Pattern[str] | None:
    """What the family's headings look like: None where most of those that have a body begin with no name."""
    leaves = [m for m in family if m.pieces and not _line_heading(m, followed=followed[m.clause_id])]
    ends = [(m.pieces[0].text, followed[m.clause_id]) for m in leaves]
    if len(ends) >= _FEW and all(_run_in_end(text, _COUPLET_OR_NAME, followed=more) for text, more in ends):
        return _COUPLET_OR_NAME
    named = sum(_run_in_end(text, _NAME, followed=more) > 0 for text, more in ends)
    return _NAME if 2 * named > len(ends) else None


def _run_in_end(text: str, names: re.Pattern[str], *, followed: bool) -> int:
    """Offset after the stop of a run-in heading, 0 where there is none. A closing bracket alone is no body."""
    stop = _STOP.search(text, 1, _LONGEST + 1)
    if not stop or not names.fullmatch(text, 0, stop.start()):
        return 0
    has_body = stop.end() < len(text) and not _ONLY_BRACKET.fullmatch(text, stop.end())
    return stop.end() if has_body or followed else 0


def _line_heading(clause: OpenClause, *, followed: bool) -> bool:
    """The first line is a heading of its own: it has no stop, and children, more lines or a table follow."""
    first = clause.pieces[0].text
    if first.endswith(("。", "；")) and not _is_stopped_heading(clause, followed=followed):
        return False
    if "。" in first[:-1] or len(first) > _LINE_LONGEST:
        return False
    return bool(clause.children) or followed or clause.holds_table


def _is_stopped_heading(clause: OpenClause, *, followed: bool) -> bool:
    """A heading printed with a full stop on a line of its own."""
    first = clause.pieces[0].text
    if not followed:
        return bool(clause.children) and len(first) <= _LONGEST
    return len(first) <= _STOPPED and _NAME.fullmatch(first) is not None


def _split(clause: OpenClause, names: re.Pattern[str], run_in: re.Pattern[str], *, followed: bool) -> Split:
    pieces = tuple(clause.pieces)
    empty = Passage(clause.printed.source, ())
    if not pieces:
        return Split(empty, ())
    first = pieces[0]
    if _line_heading(clause, followed=followed):
        return Split(first.strip("。：；"), pieces[1:])
    end = _run_in_end(first.text, _NAME if clause.children else names, followed=followed or bool(clause.children))
    if end:
        return _at(first, end - 1, end, pieces)
    glued = run_in.match(first.text)
    if glued:
        return _at(first, glued.end(), glued.end(), pieces)
    return Split(empty, pieces)


def _at(first: Passage, heading: int, body: int, pieces: tuple[Passage, ...]) -> Split:
    rest = first.slice(body, len(first))
    return Split(first.slice(0, heading), (rest, *pieces[1:]) if rest else pieces[1:])
