"""Assignments in running text: 由X牵头, X负责, X会同Y. Bodies that merely act are actors, not found here."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from qingdan.extract.agencies.actors import find_actors
from qingdan.extract.agencies.ner import ASSIGNED, find_assigned, merge_proposals
from qingdan.extract.agencies.triggers import find_trigger
from qingdan.models.mentions import Mention
from qingdan.rulepacks import Rule, RuleSet
from qingdan.text.passage import Passage, Range

_SHORT_NAME = re.compile(r"（(?:以下)?(?:统|简|合)称[^（）]{1,30}）")
_NAMED = frozenset({"agency", "party"})
_OFFICIAL = _NAMED | {"government", "class"}


class _Marked:
    """The text with each list of organisations as one mark, and the way back."""

    def __init__(self, text: str, mentions: Sequence[Mention]) -> None:
        self.lists: dict[int, tuple[Mention, ...]] = {}
        """Offset of a mark to the members of its list."""
        pieces: list[str] = []
        self._starts: list[Range] = []
        position = length = 0
        for _, group in groupby(mentions, key=lambda m: m.value["list"]):
            members = tuple(group)
            pieces += (text[position : members[0].start], _mark(members))
            self._starts.append((length, position))
            length += members[0].start - position
            self.lists[length] = members
            length, position = length + 1, _list_end(text, members[-1].end)
        self._starts.append((length, position))
        self.text = "".join((*pieces, text[position:]))

    def origin(self, offset: int) -> int:
        """Where a character of the marked text stands in the passage's view."""
        start, origin = self._starts[bisect_right(self._starts, (offset, 1 << 60)) - 1]
        return origin + offset - start


def _list_end(text: str, end: int) -> int:
    """The end of a list, the short name that it is given in brackets included."""
    short = _SHORT_NAME.match(text, end)
    return short.end() if short else end


def _mark(members: Sequence[Mention]) -> str:
    if members[0].rule == ASSIGNED:
        return "◇"
    if len(members) == 1 and members[0].end - members[0].start < 3:
        return "●"  # 政府, 海关: nobody in particular
    kinds = {m.value["anatomy"].kind for m in members if m.value["anatomy"].form == "name"}
    if kinds and kinds <= _NAMED:
        return "◆"
    kinds |= {m.value["anatomy"].kind for m in members if m.value["anatomy"].form == "area"}
    return "◇" if kinds and kinds <= _OFFICIAL else "●"


def _assigned(marked: _Marked, match: re.Match[str], rule: Rule, roles: dict[str, str]) -> Iterator[Mention]:
    groups = {name: match.span(name) for name, value in match.groupdict().items() if value}
    word = groups.get("role") or groups.get("role2")
    parts = {"role": (marked.origin(word[0]), marked.origin(word[1] - 1) + 1)} if word else {}
    lead = rule.value.get("role") or roles.get(match.group("role") or "", "responsible")
    for name, role in (("names", lead), ("names2", lead), ("second", "support")):
        for member in marked.lists.get(groups[name][0], ()) if name in groups else ():
            given = parts if name == "second" or rule.id != "agency.prose_joint" else {}
            yield Mention(rule.id, member.start, member.end, given, {**member.value, "role": role})


def find_prose_agencies(passage: Passage, rules: RuleSet, proposed: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """Explicit assignments in order; each list of names is assigned once, by the rule of highest priority.

    `proposed` are names that rules missed or cut short.
    """
    if not find_trigger("prose", rules).search(passage.text):
        return ()
    marked = _Marked(passage.text, merge_proposals(find_actors(passage, rules), proposed))
    roles = dict(rules.lexicon("agency.role_word").map)
    found: dict[int, Mention] = {}
    for rule in rules.of_kind("agency"):
        if rule.value["form"] != "prose":
            continue
        for match in rule.regex.finditer(marked.text):
            for mention in _assigned(marked, match, rule, roles):
                found.setdefault(mention.start, mention)
    for mention in find_assigned(passage, proposed, rules):
        found.setdefault(mention.start, mention)
    return tuple(found[start] for start in sorted(found))
