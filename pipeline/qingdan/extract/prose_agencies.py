"""Assignments in running text."""

from __future__ import annotations

from qingdan.models.mentions import Mention
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage


def find_prose_agencies(passage: Passage, rules: RuleSet) -> tuple[Mention, ...]:
    """Stub."""
    return ()
