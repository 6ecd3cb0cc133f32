"""From the printed words to the value, step by step: what was read, what was inferred."""

from __future__ import annotations

from collections.abc import Iterator

from qingdan.export.messages import Language, Param, say
from qingdan.export.wording import word_number
from qingdan.models.values import Actor, Deadline, Responsibility, Target, Value

Step = tuple[str, dict[str, Param]]
"""Code of the group `step` in `messages.toml`, and its parameters."""


def word_steps(value: Value, language: Language) -> list[str]:
    """Each step as a phrase, in the order in which it is taken."""
    return [say("step", code, language, params) for code, params in _steps(value, language)]


def _steps(value: Value, language: Language) -> Iterator[Step]:
    if isinstance(value, Deadline):
        yield from _deadline(value, language)
    elif isinstance(value, Responsibility):
        yield from _responsibility(value, language)
    elif isinstance(value, Target):
        yield from _target(value)
    elif isinstance(value, Actor):
        yield from _named(value)


def _deadline(deadline: Deadline, language: Language) -> Iterator[Step]:
    moment = deadline.end or deadline.start
    if moment and deadline.year_source != "none":
        yield "year", {"year": moment.year, "source": say("year_source", deadline.year_source, language)}
    if relative := deadline.relative:
        yield "relative", {"count": relative.count, "unit": relative.unit, "event": relative.event}
    if deadline.start:
        yield "start", {"date": str(deadline.start)}
    if deadline.end:
        yield "end", {"date": str(deadline.end), "precision": say("precision", deadline.precision or "day", language)}
    if deadline.recurrence:
        yield "rhythm", {"frequency": say("every", deadline.recurrence.frequency, language)}
    if deadline.ongoing:
        yield "ongoing", {}
    if deadline.label:
        yield "label", {"label": deadline.label}
    if deadline.status != "resolved":
        yield deadline.status, {}


def _named(body: Responsibility | Actor) -> Iterator[Step]:
    if body.canonical:
        yield "canonical", {"name": body.canonical}
    if body.function:
        yield "function", {"function": body.function}


def _responsibility(agency: Responsibility, language: Language) -> Iterator[Step]:
    if len(agency.spans) > 1:
        yield "written_out", {"pieces": len(agency.spans), "name": agency.name}
    if agency.role_raw:
        yield "role", {"words": agency.role_raw, "role": say("role", agency.role, language)}
    yield from _named(agency)
    if agency.jurisdiction_code:
        yield "division", {"code": agency.jurisdiction_code}


def _target(target: Target) -> Iterator[Step]:
    if target.indicator:
        yield "indicator", {"words": target.indicator}
    if target.indicator_id:
        yield "indicator_id", {"id": target.indicator_id}
    if target.comparator:
        yield "comparator", {"sign": target.comparator}
    if target.value is not None and target.normalized_value not in (None, target.value):
        normal = f"{word_number(target.normalized_value or 0)} {target.normalized_unit or ''}".strip()
        yield "unit", {"printed": f"{word_number(target.value)} {target.unit or ''}".strip(), "normal": normal}
    if target.due_on:
        yield "due_on", {"date": str(target.due_on)}
