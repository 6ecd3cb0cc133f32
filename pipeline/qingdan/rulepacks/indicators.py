"""What notices measure: words to identity."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from qingdan.errors import RulePackError
from qingdan.rulepacks.schema import IndicatorEntry

_CHOICE = re.compile(r"\(([^()]*)\)")
"""An innermost choice."""


@dataclass(frozen=True)
class Indicator:
    """Something that notices measure."""

    id: str
    label: str
    english: str
    unit: str | None
    better: Literal["higher", "lower"] | None
    choices: tuple[str, ...]
    """All that is printed for it, as packs write it: `县域(内|)就诊率`."""
    pack: str
    source: str | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """All that is printed for it, choices written out."""
        return tuple(dict.fromkeys(word for text in self.choices for word in _written_out(text)))


def merge_indicator(entry: IndicatorEntry, known: Indicator | None, pack: str) -> Indicator:
    """An indicator with what a pack says of it: words are added, all else replaced where given."""
    return Indicator(
        entry.id,
        entry.label or (known.label if known else ""),
        entry.english or (known.english if known else ""),
        entry.unit or (known.unit if known else None),
        entry.better or (known.better if known else None),
        (*(known.choices if known else ()), *entry.words),
        known.pack if known else pack,
        entry.source or (known.source if known else None),
    )


def _written_out(text: str) -> list[str]:
    """Every reading of `(a|b|)`; choices may stand inside choices."""
    texts = [text]
    while any(_CHOICE.search(t) for t in texts):
        texts = list(dict.fromkeys(chosen for t in texts for chosen in _chosen(t)))
    return texts


def _chosen(text: str) -> Iterator[str]:
    match = _CHOICE.search(text)
    if match is None:
        yield text
        return
    for choice in match[1].split("|"):
        yield text[: match.start()] + choice + text[match.end() :]


class Indicators:
    """All indicators in force. Look-up is a dictionary access; the index is built when first used."""

    def __init__(self, indicators: Mapping[str, Indicator]) -> None:
        self.indicators = indicators

    def __getitem__(self, indicator_id: str) -> Indicator:
        return self.indicators[indicator_id]

    def __iter__(self) -> Iterator[Indicator]:
        return iter(self.indicators.values())

    def find(self, words: str) -> Indicator | None:
        """The indicator that these words name, character by character."""
        return self._index.get(words)

    @cached_property
    def _index(self) -> Mapping[str, Indicator]:
        index: dict[str, Indicator] = {}
        for indicator in self:
            for word in indicator.words:
                if index.setdefault(word, indicator) is not indicator:
                    raise RulePackError(f"{word!r} names both {index[word].id} and {indicator.id}")
        return index
