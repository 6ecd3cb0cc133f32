"""One cell, bracket or sentence at a time: the phrase functions of the public interface."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingdan.assemble.confidence import V, rate_values, read_weights
from qingdan.assemble.scene import Scene
from qingdan.extract.agencies.assigned import find_agencies
from qingdan.extract.deadlines import find_deadlines
from qingdan.extract.targets.find import find_targets
from qingdan.models.mentions import Context, Setting
from qingdan.models.values import Deadline, Responsibility, Target
from qingdan.normalise.agencies import build_responsibilities
from qingdan.normalise.deadlines import build_deadlines
from qingdan.normalise.identities import build_identities
from qingdan.normalise.targets import build_targets
from qingdan.rulepacks import load_rules
from qingdan.rulepacks.places import load_places
from qingdan.text.passage import Passage


def parse_deadlines(
    text: str, *, signed_on: date | None = None, policy_year: int | None = None, setting: Setting = "cell"
) -> list[Deadline]:
    """Deadlines of one cell or phrase. `policy_year` goes before the year of `signed_on` where none is printed."""
    passage = Passage.of(text)
    mentions = find_deadlines(passage, load_rules(), setting)
    context = Context(policy_year, "supplied" if policy_year else None, signed_on)
    return _rated(text, build_deadlines(passage, mentions, context))


def parse_targets(text: str) -> list[Target]:
    """Targets of one sentence."""
    passage, rules = Passage.of(text), load_rules()
    found = build_targets(passage, find_targets(passage, rules))
    return _rated(text, build_identities(rules, Context()).of_targets(found))


def parse_agencies(
    text: str, *, setting: Setting = "cell", division: str | None = None, year: int | None = None
) -> list[Responsibility]:
    """Agencies of one cell or bracket, elliptical lists written out.

    `division` is the GB/T 2260 code of the place that speaks; with it and the year, 卫健局 has its official name.
    """
    passage, rules = Passage.of(text), load_rules()
    place = load_places(rules.places).get(division, year) if division else None
    found = build_responsibilities(passage, find_agencies(passage, rules, setting))
    return _rated(text, build_identities(rules, Context(year=year, place=place)).of_agencies(found))


def _rated(text: str, values: Sequence[V]) -> list[V]:
    """How sure each is, taken that what holds the words is a task."""
    return list(rate_values(values, Scene(text, load_rules()), read_weights()))
