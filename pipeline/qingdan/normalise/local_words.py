"""The place that the text calls its own (我省, 全市): the last resort for a notice without head and signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from qingdan.models.places import Place
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.places import Places
from qingdan.text.passage import Range

_READ = 40_000
"""So many characters of the text are looked at."""
SUFFIXES = "省市县区州盟旗"
_SUFFIX = re.compile(f"[{SUFFIXES}]")
_LONGEST = 12
_OFTEN = 2
"""A place counts when it is named as often, and as many times as often as any other."""


def names_place(word: str, places: Sequence[Place]) -> bool:
    """True for a full name, or a short one that ends as a full one does (恩施州), or the short name of a province."""
    return word[-1] in SUFFIXES or any(place.name == word or place.level == "province" for place in places)


def find_local_places(
    text: str, rules: RuleSet, places: Places, year: int | None
) -> Iterator[tuple[tuple[Place, ...], Range]]:
    """Places of the level that the text speaks for, where one is named far more often than others; () is the nation."""
    text = text[:_READ]
    local = rules.lexicon("jurisdiction.local_words")
    spoken = Counter(match[0] for match in local.regex.finditer(text))
    national = rules.lexicon("jurisdiction.national_words").regex.search(text)
    if not spoken:
        if national:
            yield (), national.span()
        return
    levels = local.map[spoken.most_common(1)[0][0]].split()
    named = list(_named(text, places, year, levels))
    ranked = Counter(place for place, _ in named).most_common(2)
    if ranked and ranked[0][1] >= _OFTEN and (len(ranked) == 1 or ranked[0][1] >= _OFTEN * ranked[1][1]):
        top = ranked[0][0]
        yield top, next(span for found, span in named if found == top)


def _named(
    text: str, places: Places, year: int | None, levels: Sequence[str]
) -> Iterator[tuple[tuple[Place, ...], Range]]:
    """Each place of one of the levels that the text names in full, provinces and prefectures by short names too."""
    for match in _SUFFIX.finditer(text):
        end = match.end()
        for start in range(max(0, end - _LONGEST), end - 1):
            if found := _of_level(text[start:end], places, year, levels):
                yield found, (start, end)
                break
    for match in places.wide_names.finditer(text):
        found = _of_level(match[0], places, year, levels)
        if found and text[match.end() : match.end() + 1] not in tuple("省市州"):
            yield found, match.span()


def _of_level(name: str, places: Places, year: int | None, levels: Sequence[str]) -> tuple[Place, ...]:
    """Bearers of the name at the levels; for a province alone, a prefecture speaks of the one that it lies in."""
    found = places.find(name, year)
    if levels == ["province"]:
        found = tuple(dict.fromkeys(line[0] for p in found if (line := (*places.above(p, year), p)) and _is_wide(p)))
    return tuple(place for place in found if place.level in levels)


def _is_wide(place: Place) -> bool:
    return place.level in ("province", "prefecture") and place.code is not None
