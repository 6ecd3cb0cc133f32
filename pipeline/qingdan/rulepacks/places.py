"""The table of places: look-up by code and by name, in a year."""

from __future__ import annotations

from functools import lru_cache

from qingdan.models.places import Place


class Places:
    """Divisions and zones. Every look-up is a dictionary access; `year` None asks for now."""

    def get(self, code: str, year: int | None = None) -> Place | None:
        """The division under a code in a year; a code that is not in force any more gives None."""
        raise NotImplementedError

    def find(self, name: str, year: int | None = None, within: str | None = None) -> tuple[Place, ...]:
        """All that the full or short name can mean in the year, in the order of their codes.

        `within` is a code: only the place itself and what lies below it.
        """
        raise NotImplementedError

    def above(self, place: Place, year: int | None = None) -> tuple[Place, ...]:
        """Divisions above it, the province first."""
        raise NotImplementedError

    def leading(self, text: str, year: int | None = None, within: str | None = None) -> tuple[tuple[Place, ...], int]:
        """Candidates for the places that open the text (`金华市婺城区教育局`) and the offset after their names.

        Divisions named in a row narrow each other; the last one counts. No place gives `((), 0)`.
        """
        raise NotImplementedError


@lru_cache(maxsize=1)
def load_places() -> Places:
    """The table that ships, read once and only when asked for."""
    return Places()
