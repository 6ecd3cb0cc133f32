"""Where something is said, before it is decided what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from qingdan.models.places import Place

Setting = Literal["cell", "bracket", "prose"]
"""Where words stand: a table cell of their column, a closing bracket of assignment, running text."""


@dataclass(frozen=True, slots=True)
class Mention:
    """One match of one rule in a passage. Offsets count in the passage's folded view."""

    rule: str
    """Id of the rule that matched."""
    start: int
    end: int
    parts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Named groups of the pattern that took part, with their offsets."""
    value: Mapping[str, Any] = field(default_factory=dict)
    """Constants that the rule gives to the normaliser."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a normaliser may know of the notice. Nothing reads today's date."""

    policy_year: int | None = None
    policy_year_source: str | None = None
    """`title caption body signed_on supplied`"""
    signed_on: date | None = None
    first_leads_from: int | None = None
    """Offset from which the first of a plain list of agencies is the lead; None where nothing says so."""
    place: Place | None = None
    """The notice's jurisdiction; None where it is unknown or ambiguous."""
    frame: tuple[date, date] | None = None
    """The stage that a date without a year falls in: its heading says from when to when."""
    year: int | None = None
    """The year whose places and agencies hold."""
