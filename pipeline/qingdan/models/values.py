"""Values read from a notice. Each carries its evidence: the text at `spans` reads `raw`."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

Origin = Literal["rule", "ner", "human", "supplied"]
Precision = Literal["day", "ten_days", "week", "month", "quarter", "half_year", "year", "period"]
"""One word for a length of time everywhere."""
RelativeUnit = Literal["hour", "day", "workday", "week", "month", "year"]


class Model(BaseModel):
    """Base of all records: frozen, no unknown fields, docstrings become schema descriptions."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Span(Model):
    """A run of the document's text, in code points."""

    start: int
    end: int
    """Exclusive."""
    page: int | None = None
    """1.. for PDF."""
    bbox: tuple[float, float, float, float] | None = None
    """x0, top, x1, bottom in points from the page's top left corner."""


class Value(Model):
    """Evidence that every value carries."""

    value_id: str = ""
    """Unique in the document; starts with the id of the task or objective that holds it."""
    raw: str
    """The printed words; the text at `spans`, joined, reads the same but for white space."""
    spans: tuple[Span, ...]
    rule: str
    """Id of the rule that read it."""
    origin: Origin = "rule"
    confidence: float = 1.0
    """0..1, how likely the value is right."""
    flags: tuple[str, ...] = ()
    """Every inference made on the way, by name."""
    inherited: bool = False
    """True when it stands outside the task's own spans: a merged cell, a shared deadline."""


class Recurrence(Model):
    """A rhythm of duty."""

    frequency: Literal["day", "ten_days", "week", "month", "quarter", "half_year", "year"]
    interval: int = 1
    """Every so many units."""
    detail: str | None = None
    """The day inside the rhythm in the text's words: `1日前`."""


class Relative(Model):
    """A limit counted from an event."""

    event: str
    """In the text's words: `印发之日`."""
    direction: Literal["after", "before"]
    count: int
    unit: RelativeUnit


class Deadline(Value):
    """By when. Dates are inclusive: `end` is the last allowed day."""

    status: Literal["resolved", "vague", "unresolved"] = "resolved"
    start: date | None = None
    end: date | None = None
    precision: Precision | None = None
    ongoing: bool = False
    """True when the duty goes on without end."""
    recurrence: Recurrence | None = None
    relative: Relative | None = None
    label: str | None = None
    """What is due, when a task has several dates."""
    year_source: Literal["printed", "title", "caption", "body", "signed_on", "document_number", "supplied", "none"] = (
        "none"
    )
    """Where the year of `end` comes from."""


class Responsibility(Value):
    """Who is assigned, and how."""

    name: str
    """As printed, written out of elliptical lists."""
    canonical: str | None = None
    """Full official name in its jurisdiction and year."""
    role: Literal["lead", "support", "responsible"]
    role_raw: str | None = None
    """The words that gave the role: `牵头单位`."""
    kind: Literal["agency", "government", "party", "institution", "class", "person"] | None = None
    function: str | None = None
    """Stable identifier of the duty across provinces: `health`."""
    jurisdiction_code: str | None = None
    """GB/T 2260."""


class Actor(Value):
    """An organisation that the text names as acting without assigning it."""

    name: str
    canonical: str | None = None
    """Full official name in its jurisdiction and year."""
    function: str | None = None
    """Stable identifier of the duty across provinces: `health`."""


class Target(Value):
    """A quantified goal."""

    indicator: str | None = None
    """What is measured, in the text's words."""
    indicator_id: str | None = None
    """Stable identity across notices."""
    comparator: Literal[">=", ">", "<=", "<", "=", "~", "between"] | None = None
    value: float | None = None
    """In the printed unit."""
    value_max: float | None = None
    """Upper bound of `between`."""
    unit: str | None = None
    """As printed: `%`, `百分点`, `万元`, `家`."""
    normalized_value: float | None = None
    normalized_unit: str | None = None
    """Base unit: `元` for `万元`."""
    per: str | None = None
    """Denominator: `人`, `千人`, `床`."""
    direction: Literal["increase", "decrease"] | None = None
    """Set when the value is an amount of change, or when only the direction is given."""
    baseline: str | None = None
    """`previous_year`, a year, or words."""
    baseline_value: float | None = None
    alternative_group: str | None = None
    """Targets of one group are alternatives (或)."""
    frequency: Literal["day", "ten_days", "week", "month", "quarter", "half_year", "year"] | None = None
    due_on: date | None = None
    """The deadline that this target belongs to."""
    binding: Literal["binding", "expected"] | None = None
    """约束性 or 预期性."""
    scope: str | None = None
    """Whom or where it holds for, in the text's words."""


class Reference(Model):
    """A document that the notice cites."""

    raw: str
    spans: tuple[Span, ...]
    title: str | None = None
    document_number: str | None = None
    relation: Literal["based_on", "implements", "forwards", "amends", "repeals", "cites"] = "cites"
    confidence: float = 1.0
    """0..1, how likely this document is cited, under its whole title."""
