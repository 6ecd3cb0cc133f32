"""What the values of a notice stand for in every notice: official names, duties, indicators."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from qingdan.models.drafts import ObjectiveValues, TaskValues
from qingdan.models.mentions import Context
from qingdan.models.places import Place
from qingdan.models.record import Metadata
from qingdan.models.values import Actor, Responsibility, Target
from qingdan.normalise.indicators import IndicatorNames
from qingdan.normalise.organs import OrganNames
from qingdan.normalise.seats import Gazetteer
from qingdan.normalise.short_names import find_short_names
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.places import load_places


@dataclass(frozen=True, slots=True)
class Identities:
    """Looks up the names of one notice; the printed words stay as they are."""

    organs: OrganNames
    indicators: IndicatorNames

    def of_task(self, values: TaskValues) -> TaskValues:
        """A task's values with what their names stand for."""
        return replace(
            values,
            responsibilities=self.of_agencies(values.responsibilities),
            actors=tuple(self._actor(actor) for actor in values.actors),
            targets=self.of_targets(values.targets),
        )

    def of_objective(self, values: ObjectiveValues) -> ObjectiveValues:
        """An objective's values with what their names stand for."""
        return replace(values, targets=self.of_targets(values.targets))

    def of_metadata(self, metadata: Metadata) -> Metadata:
        """Metadata with the issuers' official names."""
        named = ((issuer, self.organs.identify(issuer.name)) for issuer in metadata.issuers)
        issuers = tuple(i.model_copy(update={"canonical": f.canonical, "flags": f.flags}) for i, f in named)
        return metadata.model_copy(update={"issuers": issuers})

    def of_agencies(self, agencies: Iterable[Responsibility]) -> tuple[Responsibility, ...]:
        """Assigned bodies with official name, duty, place and kind."""
        return tuple(self._agency(agency) for agency in agencies)

    def of_targets(self, targets: Sequence[Target]) -> tuple[Target, ...]:
        """Targets with the identity of what they measure."""
        found = ((target, self.indicators.identify(target.indicator)) for target in targets)
        return tuple(t.model_copy(update={"indicator_id": i}) if i else t for t, i in found)

    def _agency(self, agency: Responsibility) -> Responsibility:
        if agency.kind == "person":
            return agency
        found = self.organs.identify(agency.name, agency.kind)
        return agency.model_copy(
            update={
                "canonical": found.canonical,
                "function": found.function,
                "jurisdiction_code": found.jurisdiction_code,
                "kind": agency.kind or found.kind,
                "flags": tuple(dict.fromkeys([*agency.flags, *found.flags])),
            }
        )

    def _actor(self, actor: Actor) -> Actor:
        found = self.organs.identify(actor.name)
        flags = tuple(dict.fromkeys([*actor.flags, *found.flags]))
        return actor.model_copy(update={"canonical": found.canonical, "function": found.function, "flags": flags})


def build_identities(rules: RuleSet, context: Context, text: str = "") -> Identities:
    """For one notice, by its place and year and the names that its text shortens.

    Notices that share all three share what was looked up.
    """
    short_names = tuple(find_short_names(text, rules).items())
    return _identities(rules, context.place, context.year, short_names)


@lru_cache(maxsize=16)
def _identities(
    rules: RuleSet, place: Place | None, year: int | None, short_names: tuple[tuple[str, str], ...]
) -> Identities:
    gazetteer = Gazetteer(load_places(rules.places), place, year)
    return Identities(OrganNames(rules, gazetteer, dict(short_names)), IndicatorNames(rules))
