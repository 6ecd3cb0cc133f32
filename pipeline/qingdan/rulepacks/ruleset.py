"""The rules in force: frozen, compiled on first use, the same for every notice of a run."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from qingdan.rulepacks.indicators import Indicators
from qingdan.rulepacks.marks import Marks
from qingdan.rulepacks.organs import Organs
from qingdan.rulepacks.schema import Example, PlaceEntry


def alternation(words: Iterable[str]) -> str:
    """A pattern that matches any of the words, longer ones before their own beginnings."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, reverse=True)))})"


@dataclass(frozen=True)
class Rule:
    """A pattern with its reason and its constants. `pattern` has all fragments filled in."""

    id: str
    kind: str
    why: str
    pattern: str
    priority: int
    value: Mapping[str, Any]
    pack: str
    source: str | None = None
    examples: tuple[Example, ...] = ()
    non_examples: tuple[Example, ...] = ()

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern, for folded text."""
        return re.compile(self.pattern)


@dataclass(frozen=True)
class Lexicon:
    """Words, each with a meaning; the meaning is the empty string where all share one."""

    id: str
    why: str
    map: Mapping[str, str]
    pack: str
    source: str | None = None
    added: tuple[str, ...] = ()
    """Those of `map` that later packs added."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, in the order of the pack."""
        return tuple(self.map)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Matches any of the words, longest first."""
        return re.compile(alternation(self.words))

    def __contains__(self, word: object) -> bool:
        return word in self.map


@dataclass(frozen=True, eq=False)
class RuleSet:
    """All packs merged. Rules keep the order of their packs."""

    rules: Mapping[str, Rule]
    lexicons: Mapping[str, Lexicon]
    packs: Mapping[str, str]
    """Name of pack to its content hash."""
    marks: Marks = field(default_factory=Marks)
    """Whose document numbers are."""
    organs: Organs = field(default_factory=lambda: Organs({}, {}))
    indicators: Indicators = field(default_factory=lambda: Indicators({}))
    places: tuple[PlaceEntry, ...] = ()
    """Places that packs add to the table."""

    @cached_property
    def _kinds(self) -> dict[str, tuple[Rule, ...]]:
        kinds: dict[str, list[Rule]] = {}
        for rule in self.rules.values():
            kinds.setdefault(rule.kind, []).append(rule)
        order = {name: -index for index, name in enumerate(self.packs)}
        return {k: tuple(sorted(v, key=lambda r: (-r.priority, order.get(r.pack, 0)))) for k, v in kinds.items()}

    def of_kind(self, kind: str) -> tuple[Rule, ...]:
        """Rules of one kind, highest priority first, then those of later packs; empty when no pack has any."""
        return self._kinds.get(kind, ())

    def match(self, kind: str, text: str) -> re.Match[str] | None:
        """Where the first rule of a kind matches at the start of a folded text."""
        return next((m for rule in self.of_kind(kind) if (m := rule.regex.match(text))), None)

    def fullmatch(self, kind: str, text: str) -> re.Match[str] | None:
        """The match of the first rule of a kind that a folded text obeys from end to end."""
        return next((m for rule in self.of_kind(kind) if (m := rule.regex.fullmatch(text))), None)

    def search(self, kind: str, text: str) -> re.Match[str] | None:
        """Where the first rule of a kind matches in a folded text."""
        return next((m for rule in self.of_kind(kind) if (m := rule.regex.search(text))), None)

    def lexicon(self, lexicon_id: str) -> Lexicon:
        """A lexicon by id. Raises KeyError: code and base pack belong together."""
        return self.lexicons[lexicon_id]

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules.values())
