"""Names that the trained model proposes where the rules know a name's head but not where it begins.

The model only says where names may stand; the rule of kind `actor_proposed` says which of them are names, and the rules
of prose say who of them is assigned. docs/model-card.md has data, scores and limits.
"""

from __future__ import annotations

import json
import os
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from importlib.resources import files
from importlib.util import find_spec
from itertools import takewhile
from typing import Literal

from qingdan.errors import MissingExtraError
from qingdan.extract.agencies.actors import find_actors
from qingdan.extract.agencies.organisations import names_of
from qingdan.models.mentions import Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

Ner = Literal["auto", "on", "off"]
Proposer = Callable[[Passage, RuleSet], Sequence[Mention]]
SWITCH = "QINGDAN_NER"
"""Environment variable, `on` or `off`: what `auto` comes to, whatever is installed."""
ASSIGNED = "agency.proposed"
"""Rule of names that the model takes for assigned."""
SURE = 0.9
"""Least score of a proposal, chosen on the dev split."""
_NEEDED = ("spacy", "rjieba")
_RULES = {"ACTOR": "actor.proposed", "AGENCY": ASSIGNED}
"""Label to the rule that its names are recorded under."""
_NEAR = 16
"""Characters beside a name in which words of assignment are looked for."""
_MARK = "◇"
"""Stands for the name in the pattern of kind `agency_proposed`."""


def resolve(ner: Ner) -> Literal["on", "off"]:
    """What `auto` comes to: as the environment says, else on where the model's libraries are installed.

    Raises MissingExtraError for `on` without them.
    """
    wish = os.environ.get(SWITCH, "auto") if ner == "auto" else ner
    if wish == "off":
        return "off"
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing and wish == "on":
        raise MissingExtraError(f"--ner on needs {' and '.join(missing)}; run: pip install 'qingdan[ner]'")
    return "off" if missing else "on"


def choose_proposer(ner: Ner) -> Proposer | None:
    """What proposes names; None for the rules alone. Raises MissingExtraError as `resolve` does."""
    return find_proposals if resolve(ner) == "on" else None


def describe_model(proposer: Proposer | None) -> str:
    """The model that speaks, by name and the first digits of its weights' digest; `off` for the rules alone."""
    if proposer is None:
        return "off"
    meta = json.loads((files("qingdan.extract.agencies") / "ner_model" / "meta.json").read_text(encoding="utf-8"))
    return f"{meta['name']} {meta['version']} {meta['weights_sha256'][:8]}"


def find_proposals(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Names that the model is sure of and that rules missed or cut short, in order of the text."""
    from qingdan.extract.agencies.tagger import tag

    text, names = passage.text, names_of(rules)
    (known,) = rules.of_kind("actor_proposed")
    rivals = _Rivals(find_actors(passage, rules))
    found: list[Mention] = []
    for start, end, label, score in tag(text, rules):
        rule = _RULES.get(label)
        if rule is None or score < SURE or not rivals.leave(start, end):
            continue
        anatomy = names.read(text[start:end])
        named = anatomy.form == "name" or label == "AGENCY"
        if named and known.regex.fullmatch(text[start:end]):
            value = {"list": f"ner {start}", "anatomy": anatomy, "origin": "ner"}
            found.append(Mention(rule, start, end, {}, value))
    return tuple(found)


class _Rivals:
    """Names that rules found, which do not overlap."""

    def __init__(self, found: Sequence[Mention]) -> None:
        self._found = sorted(found, key=lambda m: m.start)
        self._ends = [m.end for m in self._found]
        self._lists = Counter(m.value["list"] for m in found)

    def leave(self, start: int, end: int) -> bool:
        """Whether a proposal is free of them, or longer than one that shares nothing with others."""
        first = bisect_right(self._ends, start)
        later = (self._found[index] for index in range(first, len(self._found)))
        met = takewhile(lambda m: m.start < end, later)
        return all(
            start <= m.start and m.end <= end and end - start > m.end - m.start and self._lists[m.value["list"]] == 1
            for m in met
        )


def merge_proposals(found: Sequence[Mention], proposed: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names of rules and model in order; a proposal takes the place of the names inside it."""
    starts = [p.start for p in proposed]
    before = ((m, bisect_right(starts, m.start)) for m in found)
    kept = [m for m, index in before if not index or proposed[index - 1].end < m.end]
    return tuple(sorted((*kept, *proposed), key=lambda m: m.start))


def find_assigned(passage: Passage, proposed: Sequence[Mention], rules: RuleSet) -> Iterator[Mention]:
    """Proposals that the model takes for assigned and that words of assignment stand next to, with their role."""
    (framed,) = rules.of_kind("agency_proposed")
    roles = rules.lexicon("agency.role_word").map
    for mention in proposed:
        if mention.rule != ASSIGNED:
            continue
        before = passage.text[max(0, mention.start - _NEAR) : mention.start]
        match = framed.regex.search(f"{before}{_MARK}{passage.text[mention.end : mention.end + _NEAR]}")
        if match is not None:
            role = roles.get(match["role"] or match["role2"] or "", "responsible")
            yield Mention(mention.rule, mention.start, mention.end, {}, {**mention.value, "role": role})
