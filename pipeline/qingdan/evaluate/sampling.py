"""A stratified random sample of written documents: of their values, or of whole notices."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from qingdan.models.record import PolicyDocument, Task
from qingdan.models.values import Value


@dataclass(frozen=True)
class ValueUnit:
    """One value that a coder judges."""

    document: PolicyDocument
    task: Task
    field: str
    value: Value

    @property
    def unit_id(self) -> str:
        """Unique over a run."""
        return f"{self.document.document_id}:{self.value.value_id}"


@dataclass(frozen=True)
class NoticeUnit:
    """One notice whose tasks a coder lists."""

    document: PolicyDocument

    @property
    def unit_id(self) -> str:
        """Unique over a run."""
        return self.document.document_id


Unit = TypeVar("Unit", ValueUnit, NoticeUnit)


@dataclass(frozen=True)
class Drawn(Generic[Unit]):
    """A unit of the sample."""

    unit: Unit
    stratum: tuple[str, ...]
    probability: float
    """Of being drawn; its inverse is the weight of the unit."""


STRATA: dict[str, Callable[[PolicyDocument], str]] = {
    "province": lambda d: _place(d)[:2] or "unknown",
    "place": lambda d: _place(d) or "unknown",
    "level": lambda d: (d.metadata.jurisdiction.level if d.metadata.jurisdiction else None) or "unknown",
    "year": lambda d: str(d.metadata.policy_year or "unknown"),
    "form": lambda d: d.source.media_type or "unknown",
}
"""What a sample of notices can be stratified by, besides `field` for values. To add one: a line here."""


def _place(document: PolicyDocument) -> str:
    return (document.metadata.jurisdiction.code if document.metadata.jurisdiction else None) or ""


def find_values(documents: Iterable[PolicyDocument]) -> Iterator[ValueUnit]:
    """Every deadline, responsibility and target."""
    for document in documents:
        for task in document.tasks:
            fields: Mapping[str, tuple[Value, ...]] = {
                "deadline": task.deadlines, "agency": task.responsibilities, "target": task.targets,
            }  # fmt: skip
            for field, values in fields.items():
                yield from (ValueUnit(document, task, field, value) for value in values)


def stratum_of(unit: ValueUnit | NoticeUnit, by: Iterable[str]) -> tuple[str, ...]:
    """The unit's stratum, one word per name of `by`."""
    return tuple(
        unit.field if name == "field" and isinstance(unit, ValueUnit) else STRATA[name](unit.document) for name in by
    )


def draw_sample(units: Iterable[Unit], size: int, by: Iterable[str], seed: int = 1) -> list[Drawn[Unit]]:
    """`size` units, shared equally among the strata, a small one giving all it has; in order of the input.

    The same units and seed give the same sample: each stratum gives those with the smallest digest of seed and id.
    """
    names, strata = tuple(by), defaultdict[tuple[str, ...], list[Unit]](list)
    order: dict[str, int] = {}
    for unit in units:
        strata[stratum_of(unit, names)].append(unit)
        order[unit.unit_id] = len(order)
    shares = _share_out(size, {stratum: len(members) for stratum, members in sorted(strata.items())})
    drawn = [
        Drawn(unit, stratum, share / len(strata[stratum]))
        for stratum, share in shares.items()
        for unit in sorted(strata[stratum], key=lambda u: _rank(seed, u.unit_id))[:share]
    ]
    return sorted(drawn, key=lambda d: order[d.unit.unit_id])


def _rank(seed: int, unit_id: str) -> str:
    return hashlib.sha256(f"{seed}:{unit_id}".encode()).hexdigest()


def _share_out(size: int, sizes: Mapping[tuple[str, ...], int]) -> dict[tuple[str, ...], int]:
    """How many units each stratum gives: one more to each in turn, until the size is reached or nothing is left."""
    shares = dict.fromkeys(sizes, 0)
    open_strata = [s for s in sizes if sizes[s]]
    left = min(size, sum(sizes.values()))
    while left:
        for stratum in open_strata[:left]:
            shares[stratum] += 1
        left -= len(open_strata[:left])
        open_strata = [s for s in open_strata if shares[s] < sizes[s]]
    return shares
