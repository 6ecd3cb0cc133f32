"""One cell, bracket or sentence at a time: the phrase functions of the public interface."""

from __future__ import annotations

from datetime import date

from qingdan.extract.agencies import find_agencies
from qingdan.extract.deadlines import find_deadlines
from qingdan.extract.targets import find_targets
from qingdan.models.mentions import Context, Setting
from qingdan.models.values import Deadline, Responsibility, Target
from qingdan.normalise.agencies import build_responsibilities
from qingdan.normalise.deadlines import build_deadlines
from qingdan.normalise.targets import build_targets
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage


def parse_deadlines(
    text: str, *, signed_on: date | None = None, policy_year: int | None = None, setting: Setting = "cell"
) -> list[Deadline]:
    """Deadlines of one cell or phrase. `policy_year` goes before the year of `signed_on` where none is printed."""
    passage = Passage.of(text)
    mentions = find_deadlines(passage, load_rules(), setting)
    context = Context(policy_year, "supplied" if policy_year else None, signed_on)
    return list(build_deadlines(passage, mentions, context))


def parse_targets(text: str) -> list[Target]:
    """Targets of one sentence."""
    passage = Passage.of(text)
    return list(build_targets(passage, find_targets(passage, load_rules())))


def parse_agencies(text: str, *, setting: Setting = "cell") -> list[Responsibility]:
    """Agencies of one cell or bracket, elliptical lists written out."""
    passage = Passage.of(text)
    return list(build_responsibilities(passage, find_agencies(passage, load_rules(), setting)))
