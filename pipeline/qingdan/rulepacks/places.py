"""The table of places: look-up by code and by name, in a year."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property, lru_cache

from qingdan.models.places import Level, Place
from qingdan.rulepacks.load import rules_root
from qingdan.rulepacks.ruleset import alternation
from qingdan.rulepacks.schema import PlaceEntry

_TABLES = ("divisions.tsv", "zones.tsv")
_COLUMNS = 8
_LONGEST = 20
"""No name has more characters."""
_WIDE = ("province", "prefecture")
_SUFFIXES = "省市县区州盟旗"
COMMON_DISTRICTS = ("城区", "郊区", "矿区", "新城区", "市中区", "东区", "西区", "南区", "北区", "新区", "市区")
"""Districts whose names are common words: they tell a place only behind the name of their city."""


class Places:
    """Divisions and zones. Every look-up is a dictionary access; `year` None asks for now, or for the last bearer."""

    def __init__(self, lines: Sequence[str]) -> None:
        """`lines` as in `rules/places/README.md`, without headers. Rows become places when they are asked for."""
        fields = "\t".join(lines).split("\t")
        self._rows = list(zip(*(fields[column::_COLUMNS] for column in range(_COLUMNS)), strict=True))
        self._codes: dict[str, list[int]] = defaultdict(list)
        self._names: dict[str, list[int]] = defaultdict(list)
        for index, (code, name, *_, short_names) in enumerate(self._rows):
            self._codes[code].append(index)
            self._names[name].append(index)
            if short_names:
                for short in short_names.split(","):
                    if short != name:
                        self._names[short].append(index)
        self._built: dict[int, Place] = {}

    def get(self, code: str, year: int | None = None) -> Place | None:
        """The division under a code in a year, by its later name in the year of a renaming; None when none held."""
        held = [place for place in self._places(self._codes.get(code, ())) if place.holds_in(year)]
        return held[-1] if code and held else None

    def history(self, code: str) -> tuple[Place, ...]:
        """All that ever stood under a code, in the order of time."""
        return tuple(self._places(self._codes.get(code, ())) if code else ())

    def find(self, name: str, year: int | None = None, within: str | None = None) -> tuple[Place, ...]:
        """All that the full or short name can mean in the year, in the order of their codes.

        `within` is a code: only the place itself and what lies below it. Of a place and its successor in the year of
        the change, the successor alone is given.
        """
        named = self._places(self._names.get(name, ()))
        if within is not None:
            named = [place for place in named if _lies_in(place, within)]
        held = [place for place in named if place.holds_in(year)]
        if not held and year is None and named:
            last = max(place.valid_to or 0 for place in named)
            held = [place for place in named if place.valid_to == last]
        return tuple(place for place in held if not any(_succeeds(other, place) for other in held))

    def above(self, place: Place, year: int | None = None) -> tuple[Place, ...]:
        """Divisions above it, the province first."""
        found: list[Place] = []
        code = place.parent
        while code:
            parent = self.get(code, year) or next(reversed(self.history(code)), None)
            if parent is None:
                break
            found.insert(0, parent)
            code = parent.parent
        return tuple(found)

    def leading(self, text: str, year: int | None = None, within: str | None = None) -> tuple[tuple[Place, ...], int]:
        """Candidates for the places that open the text (`金华市婺城区教育局`) and the offset after their names.

        Divisions named in a row narrow each other; the last one counts. A bare short name (`金华`) counts from
        prefectures up, and is the wider of two that bear it. No place gives `((), 0)`.
        """
        found, end = self._at(text, 0, year, within)
        while found and end < len(text):
            inner = [self._at(text, end, year, place.code) for place in found if place.code]
            inner = [(places, stop) for places, stop in inner if places]
            if not inner:
                break
            end = max(stop for _, stop in inner)
            found = tuple(dict.fromkeys(p for places, stop in inner if stop == end for p in places))
        return found, end

    @cached_property
    def wide_names(self) -> re.Pattern[str]:
        """Short names of provinces and prefectures in force (`山东`, `济南`)."""
        rows = tuple(i for i, row in enumerate(self._rows) if row[0] and row[2] in _WIDE and not row[5])
        return re.compile(
            alternation(tuple(s for p in self._places(rows) for s in p.short_names if s[-1] not in _SUFFIXES))
        )

    def related(self, place: Place, other: Place) -> bool:
        """True when one is the other or lies in it."""
        return (
            place == other
            or (other.code is not None and _lies_in(place, other.code))
            or (place.code is not None and _lies_in(other, place.code))
        )

    def _at(self, text: str, start: int, year: int | None, within: str | None) -> tuple[tuple[Place, ...], int]:
        """Bearers of the longest name at the offset."""
        for end in range(min(start + _LONGEST, len(text)), start + 1, -1):
            word = text[start:end]
            if word in self._names:
                named = self.find(word, year, within)
                found = tuple(p for p in named if (_tells(word, p) if within is None else p.code != within))
                if found:
                    return _widest(found, word), end
        return (), 0

    def _places(self, indexes: Sequence[int]) -> list[Place]:
        return [self._built.get(i) or self._built.setdefault(i, _place(self._rows[i])) for i in indexes]


@lru_cache(maxsize=4)
def load_places(more: tuple[PlaceEntry, ...] = ()) -> Places:
    """The tables that ship and the places of packs, read once and only when asked for."""
    folder = rules_root() / "places"
    lines = [line for name in _TABLES for line in (folder / name).read_text(encoding="utf-8").splitlines()[1:]]
    return Places([*lines, *map(_line, more)])


def find_digest() -> str:
    """SHA-256 of the tables that ship."""
    folder = rules_root() / "places"
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in _TABLES)).hexdigest()


def _line(entry: PlaceEntry) -> str:
    """A pack's place as a line of the table of zones; it has no code of its own."""
    years = (str(year) if year else "" for year in (entry.since, entry.until))
    return "\t".join(("", entry.name, entry.level, entry.parent, *years, "", ",".join(entry.short_names)))


def _place(row: Sequence[str]) -> Place:
    code, name, level, parent, first, last, successors, short = row
    levels: dict[str, Level] = {"province": "province", "prefecture": "prefecture", "county": "county"}
    return Place(
        code=code or None,
        name=name,
        level=levels[level],
        parent=parent or None,
        valid_from=int(first or 0),
        valid_to=int(last) if last else None,
        successors=tuple(successors.split(",")) if successors else (),
        short_names=tuple(short.split(",")) if short else (),
    )


def _succeeds(new: Place, old: Place) -> bool:
    """True when one took the place of the other under a code of its own."""
    came = old.valid_to is not None and new.valid_from >= old.valid_to
    return came and new.code != old.code and new.code in old.successors


def _lies_in(place: Place, code: str) -> bool:
    """True for the place of that code and all below it: codes of a division share its leading digits."""
    own = place.code or place.parent or ""
    if code.endswith("0000"):
        return own[:2] == code[:2]
    return own[:4] == code[:4] if code.endswith("00") else own == code


def _tells(word: str, place: Place) -> bool:
    """A bare short name of a county is too often a common word (平安, 和平) to open a text."""
    if word == place.name or word[-1] in _SUFFIXES:
        return word not in COMMON_DISTRICTS
    return place.level in _WIDE or place.code is None


def _widest(found: tuple[Place, ...], word: str) -> tuple[Place, ...]:
    """By a short name the wider place is meant (吉安 is 吉安市, not 吉安县)."""
    if any(place.name == word for place in found):
        return tuple(place for place in found if place.name == word)
    wide = [p for p in found if p.code and all(_lies_in(other, p.code) for other in found)]
    return tuple(wide[:1]) or found
