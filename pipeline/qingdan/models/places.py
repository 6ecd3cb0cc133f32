"""Administrative divisions and functional zones, with the years in which they held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["national", "province", "prefecture", "county", "township"]


@dataclass(frozen=True, slots=True)
class Place:
    """A place under one name and one code. A rename or a new code makes another `Place`."""

    code: str | None
    """GB/T 2260, six digits; None for the centre and for zones, which the standard does not list."""
    name: str
    """Full official name: `恩施土家族苗族自治州`."""
    level: Level
    parent: str | None
    """Code of the division above; None above a province."""
    valid_from: int
    """The first year in which it held."""
    valid_to: int | None = None
    """The last year in which it held, the year of the change included; None while it holds."""
    successors: tuple[str, ...] = ()
    """Codes that took its place; its own code when only the name changed."""
    short_names: tuple[str, ...] = ()
    """Other names in use, most used first: `恩施州`, `恩施`."""

    def holds_in(self, year: int | None) -> bool:
        """True when it held in some part of the year; None asks for now."""
        if year is None:
            return self.valid_to is None
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)


NATION = Place(code=None, name="全国", level="national", parent=None, valid_from=0)
"""The centre, which has no code."""
