"""The place that a printed agency belongs to: named, said by its level (市, 县), or the notice's own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from qingdan.models.places import NATION, Place
from qingdan.rulepacks.places import Places

_MUNICIPALITIES = ("11", "12", "31", "50")
_LEAGUES = ("盟", "地区")
_CENTRAL = ("国家", "全国", "中央", "国务院")
_OWN = ("本", "我", "全", "该")
_LEVELS = {
    "省": ("province",), "市": ("province", "prefecture", "county"), "州": ("prefecture",), "盟": ("prefecture",),
    "县": ("county",), "区": ("county", "province"), "旗": ("county",), "自治区": ("province",),
    "自治州": ("prefecture",), "自治县": ("county",), "地区": ("prefecture",), "新区": ("county", "prefecture"),
    "师": ("prefecture",), "师市": ("prefecture",), "城区": ("county",), "特区": ("county",), "林区": ("county",),
    "镇": ("township",), "乡": ("township",), "街道": ("township",), "苏木": ("township",),
}  # fmt: skip
"""Word of a level to the levels of the places that it can mean, the nearest first."""

_ENDS_IN = {"师市": "师", "城区": "区"}
"""Levels that the names of their places do not end in."""
_CORPS = "新疆生产建设兵团"
_CORPS_CITIES = "6590"
"""Leading digits of the cities that are one with a division of the 兵团."""
_DIVISIONS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二", "十三", "十四")


@dataclass(frozen=True, slots=True)
class Seat:
    """Whose body it is."""

    kind: Literal["named", "own", "open"]
    """`open`: one of several places, or one that the notice does not tell."""
    place: Place | None = None


OWN, OPEN = Seat("own"), Seat("open")


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """The table of places as one notice uses it."""

    places: Places
    home: Place | None
    """The notice's jurisdiction."""
    year: int | None

    def seat(self, words: str) -> Seat | None:
        """The seat that the words before an agency's duty say; None where they are no place."""
        if not words:
            return OWN
        if words in _CENTRAL:
            return Seat("named", NATION)
        level = words[1:] if words[0] in _OWN else words.removesuffix("级")
        seat = self.by_level(level) if level in _LEVELS else None
        return seat if seat and seat.place else self._named(words) or seat

    def by_level(self, word: str) -> Seat:
        """The place of the notice's own line of divisions that 省, 市 or 县 means in it."""
        for place in self.line():
            if place.level in _LEVELS[word] and _ends(place, word):
                return Seat("named", place)
        return OPEN

    def line(self) -> Iterator[Place]:
        """The notice's own place and those above it, the nearest first, the centre left out."""
        if self.home is not None and self.home.level != "national":
            yield self.home
            yield from self._division()
            yield from reversed(self.places.above(self.home, self.year))

    def leading(self, text: str) -> tuple[Seat, int]:
        """The seat that opens a longer name and where the rest begins; `(OPEN, 0)` where none does."""
        level = next((word for word in (text[:3], text[:2], text[:1]) if word in _LEVELS), "")
        found, end = self._leading(text)
        seat = self.by_level(level) if len(level) >= end and level else OPEN
        if seat.place or (len(level) > end and "township" not in _LEVELS[level]):
            return seat, len(level)
        return (Seat("named", found[0]) if len(found) == 1 else OPEN), end

    def part(self, name: str, code: str | None) -> Place | None:
        """The one place of the name within the place of a code, or within the country."""
        found = self.places.find(name, self.year, code)
        return found[0] if len(found) == 1 else None

    def above(self, place: Place) -> tuple[Place, ...]:
        """Divisions above a place, the province first."""
        return self.places.above(place, self.year)

    def _named(self, words: str) -> Seat | None:
        found, end = self._leading(words)
        rest = words[end:]
        if found and rest and not (rest in _LEVELS and all(_ends(place, rest) for place in found)):
            return None
        if not found:
            found = self._short(words)
        return None if not found else Seat("named", found[0]) if len(found) == 1 else OPEN

    def _leading(self, text: str) -> tuple[tuple[Place, ...], int]:
        """Candidates near the notice's own place go before those of as long a name far away."""
        found, end = self._home_leads(text) or self.places.leading(text, self.year)
        for place in self.line():
            near, near_end = self.places.leading(text, self.year, place.code) if place.code else ((), 0)
            if near and near_end >= end:
                return near, near_end
        return found, end

    def _home_leads(self, text: str) -> tuple[tuple[Place, ...], int] | None:
        """A town or zone that no table has is known by the end of its own full name: 青禾镇 for 示例县青禾镇."""
        if self.home is None or self.home.code or self.home.level == "national":
            return None
        name = self.home.name
        end = next((len(name) - n for n in range(len(name) - 2) if text.startswith(name[n:])), 0)
        return ((self.home,), end) if end else None

    def _division(self) -> Iterator[Place]:
        """The division of the 兵团 that is one with the notice's own city."""
        if self.home is not None and (self.home.code or "").startswith(_CORPS_CITIES):
            for number in _DIVISIONS:
                yield from self.places.find(f"第{number}师{self.home.name}", self.year)

    def _short(self, words: str) -> tuple[Place, ...]:
        """A short name that only the notice's own line makes sure: 婺城 in a notice of 金华, 开发区 for 金华开发区."""
        for place in self.line():
            names = (words, short_of(place) + words) if place is self.home else (words,)
            for name in names:
                if place.code and (found := self.places.find(name, self.year, place.code)):
                    return found
        return ()


def is_level(word: str) -> bool:
    """True for a word that names a level, not a place: 市, 自治区."""
    return word in _LEVELS


def level_of(place: Place) -> str:
    """The level as names of organs count it: 直辖市 and their districts, 盟 and 地区, zones, the 兵团 have their own.

    So have districts of a city, which are counties where a name of an organ does not say otherwise.
    """
    if place.level in {"national", "township"}:
        return place.level
    if place.code is None:
        return "corps" if place.name.startswith(_CORPS) else "zone"
    if place.code[:2] in _MUNICIPALITIES:
        return "municipality" if place.level == "province" else "district"
    if place.level == "prefecture" and place.name.endswith(_LEAGUES):
        return "league"
    return "city_district" if place.level == "county" and place.name.endswith("区") else place.level


def short_of(place: Place) -> str:
    """The name without the word of its level: 浙江, 金华, 恩施; 魏县 keeps it."""
    cut = (short for short in place.short_names if place.name.removeprefix(short) in _LEVELS)
    plain = (short for short in place.short_names if short[-1] not in _LEVELS)
    return next(cut, None) or next(plain, place.name)


def _ends(place: Place, word: str) -> bool:
    return place.name.endswith(_ENDS_IN.get(word, word))
