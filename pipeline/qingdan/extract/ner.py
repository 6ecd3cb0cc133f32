"""Names that the trained model proposes where the rules know a name's head but not where it begins.

The model only says where names may stand; the rule of kind `actor_proposed` says which of them are names, and the rules
of prose say who of them is assigned. docs/model-card.md has data, scores and limits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from typing import Literal

from qingdan.errors import MissingExtraError
from qingdan.extract.actors import find_actors
from qingdan.extract.organisations import anatomy_value, names_of
from qingdan.models.mentions import Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

Ner = Literal["auto", "on", "off"]
Proposer = Callable[[Passage, RuleSet], Sequence[Mention]]
AUTO = False
"""Whether `auto` uses the model where it is installed: as long as it raises F1 on issuers not trained on."""
SURE = 0.9
"""Least score of a proposal, chosen on the dev split."""
_NEEDED = ("spacy", "rjieba")
_ROLES = {"ACTOR": "ner.actor", "AGENCY": "ner.agency"}
"""Label to the rule that its names are recorded under."""


def choose_proposer(ner: Ner) -> Proposer | None:
    """What proposes names; None for the rules alone. Raises MissingExtraError for `on` without spaCy."""
    if ner == "off" or (ner == "auto" and not AUTO):
        return None
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if not missing:
        return find_proposals
    if ner == "on":
        raise MissingExtraError(f"--ner on needs {' and '.join(missing)}; run: pip install 'qingdan[ner]'")
    return None


def find_proposals(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Names that the model is sure of and that rules missed or cut short, in order of the text."""
    from qingdan.extract.tagger import tag

    text, names = passage.text, names_of(rules)
    (known,) = rules.of_kind("actor_proposed")
    rivals = find_actors(passage, rules)
    found: list[Mention] = []
    for start, end, label, score in tag(text, rules):
        rule = _ROLES.get(label)
        if rule is None or score < SURE or not _fits(start, end, rivals):
            continue
        anatomy = names.read(text[start:end])
        if anatomy.form == "name" and known.regex.fullmatch(text[start:end]):
            value = {"list": f"ner {start}", "anatomy": anatomy_value(anatomy), "origin": "ner"}
            found.append(Mention(rule, start, end, {}, value))
    return tuple(found)


def _fits(start: int, end: int, rivals: Sequence[Mention]) -> bool:
    """Whether a proposal is free of the names that rules found, or longer than one that shares nothing with others."""
    met = [m for m in rivals if m.start < end and start < m.end]
    lists = Counter(m.value["list"] for m in rivals)
    return all(
        start <= m.start and m.end <= end and end - start > m.end - m.start and lists[m.value["list"]] == 1 for m in met
    )


def merge_proposals(found: Sequence[Mention], proposed: Sequence[Mention]) -> tuple[Mention, ...]:
    """Names of rules and model in order; a proposal takes the place of the names inside it."""
    kept = [m for m in found if not any(p.start <= m.start and m.end <= p.end for p in proposed)]
    return tuple(sorted((*kept, *proposed), key=lambda m: m.start))
