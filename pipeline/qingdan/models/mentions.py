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
    number_year: int | None = None
    """The year in the document number, which is that of issue."""


Form = Literal["name", "stem", "area", "closer", "bare"]
"""Whole name; function without its office; place without its body; office after 等; neither."""


@dataclass(frozen=True, slots=True)
class Anatomy:
    """How the printed name of an organisation is built. Offsets count in the name."""

    form: Form
    kind: str | None = None
    """`agency government party institution class person`; None where no head closes the item."""
    prefix: int = 0
    """End of the class, place or level before the function or area."""
    area: int = 0
    """End of a place that other items may share the rest with."""
    rest: int = 0
    """Start of what follows the area, 两级 skipped."""
    head: int = 0
    """Start of the office after a function."""
    rank: str = ""
    """Rank of the area: 0 the country, 5 a village, `zone`."""
    named: bool = False
    """The area is one place, no class of places."""
