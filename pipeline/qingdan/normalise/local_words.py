"""The place that the text calls its own (我省, 全市): the last resort for a notice without head and signature."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.models.places import Place
from qingdan.normalise.seats import short_of
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.places import COMMON_DISTRICTS, Places
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


@dataclass(frozen=True, slots=True)
class Speaker:
    """Which places can speak as a text does."""

    suffix: str
    """Last character of their full names; empty where any will do."""
    levels: str
    """Divided by spaces."""

    def can_be(self, place: Place) -> bool:
        """Whether the place is of one of the levels and of the kind."""
        return place.level in self.levels.split() and place.name.endswith(self.suffix)


def find_local_places(
    text: str, rules: RuleSet, places: Places, year: int | None
) -> Iterator[tuple[tuple[Place, ...], Range]]:
    """Places that can speak so, where one is named far more often than others; () is the nation."""
    text = text[:_READ]
    speakers = _speakers(text, rules)
    national = rules.lexicon("jurisdiction.national_words").regex.search(text)
    if national and not speakers:
        yield (), national.span()
        return
    speakers += _owners(text, rules)
    named = list(_named(text, places, year, speakers.most_common(1)[0][0])) if speakers else []
    ranked = _votes(text, named, rules).most_common(2)
    if ranked and ranked[0][1] >= _OFTEN and (len(ranked) == 1 or ranked[0][1] >= _OFTEN * ranked[1][1]):
        top = ranked[0][0]
        yield top, next(span for found, span in named if found == top)


def _votes(text: str, named: Sequence[tuple[tuple[Place, ...], Range]], rules: RuleSet) -> Counter[tuple[Place, ...]]:
    """How often each is named: a place of the county level by its short name too, once it stands there in full."""
    votes: Counter[tuple[Place, ...]] = Counter()
    for found, span in named:
        votes[found] += 1 + _speaks(text, span, rules)
    for found in votes:
        short = short_of(found[0])
        if found[0].level == "county" and short != found[0].name:
            votes[found] += text.count(short) - sum(text.startswith(short, span[0]) for f, span in named if f == found)
    return votes


def _speakers(text: str, rules: RuleSet) -> Counter[Speaker]:
    """How often the text speaks of its own place as each: 全市, 我县."""
    local = rules.lexicon("jurisdiction.local_words")
    found = (match[0] for match in local.regex.finditer(text))
    return Counter(Speaker("".join(_SUFFIX.findall(word)[:1]), local.map[word]) for word in found)


def _owners(text: str, rules: RuleSet) -> Counter[Speaker]:
    """How often the text names organs by a level alone: 市财政局."""
    found = ((rule, match["level"]) for rule in rules.of_kind("local_organ") for match in rule.regex.finditer(text))
    return Counter(Speaker(level, rule.value[level]) for rule, level in found)


def _speaks(text: str, span: Range, rules: RuleSet) -> bool:
    """Whether the name is that of a government, or in full opens a document's title: such a one counts twice."""
    tail = rules.lexicon("jurisdiction.government_words").regex.match(text, span[1])
    return tail is not None or (text[: span[0]].endswith("《") and text[span[1] - 1] in SUFFIXES)


def _named(text: str, places: Places, year: int | None, speaker: Speaker) -> Iterator[tuple[tuple[Place, ...], Range]]:
    """Each place that can speak so and is named in full, provinces and prefectures by short names too."""
    for match in _SUFFIX.finditer(text):
        end = match.end()
        for start in range(max(0, end - _LONGEST), end - 1):
            if text[start:end] not in COMMON_DISTRICTS and (found := _bearers(text[start:end], places, year, speaker)):
                yield found, (start, end)
                break
    for match in places.wide_names.finditer(text):
        found = _bearers(match[0], places, year, speaker)
        if found and text[match.end() : match.end() + 1] not in tuple("省市州"):
            yield found, match.span()


def _bearers(name: str, places: Places, year: int | None, speaker: Speaker) -> tuple[Place, ...]:
    """Bearers of the name that can speak so; for a province, a prefecture stands for the one that it lies in."""
    found = places.find(name, year)
    if speaker.levels == "province":
        lines = ((*places.above(p, year), p) for p in found if _is_wide(p))
        return tuple(dict.fromkeys(line[0] for line in lines))
    return tuple(place for place in found if speaker.can_be(place))


def _is_wide(place: Place) -> bool:
    return place.level in ("province", "prefecture") and place.code is not None
