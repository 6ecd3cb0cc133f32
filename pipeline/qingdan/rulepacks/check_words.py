"""Mistakes of a pack's words: what stands twice, adds to nothing, or has no name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qingdan.rulepacks.indicators import merge_indicator
from qingdan.rulepacks.load import Merger
from qingdan.rulepacks.mistakes import Mistake, PackText, nearest
from qingdan.rulepacks.schema import IndicatorEntry, LexiconEntry, OrganEntry, RuleEntry

_NAMES = {"label": "in Chinese", "english": "in English"}


def find_twice(files: Sequence[PackText]) -> Iterator[Mistake]:
    """Ids that stand twice in the pack: the second would replace the first without a word."""
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        for key, model in (("rule", RuleEntry), ("lexicon", LexiconEntry), ("indicator", IndicatorEntry)):
            for keys, entry in file.entries(key, model):
                if (key, entry.id) in seen:
                    message = f"{entry.id!r} stands in {seen[key, entry.id]} already"
                    yield file.mistake((*keys, "id"), message, "give it another id, or put the two together")
                seen.setdefault((key, entry.id), file.path.name)


def find_word_mistakes(files: Sequence[PackText], earlier: Merger) -> Iterator[Mistake]:
    """Lexicons that add to nothing, or take away what an earlier pack has."""
    for file in files:
        for keys, entry in file.entries("lexicon", LexiconEntry):
            known = earlier.lexicons.get(entry.id)
            if entry.extend and known is None:
                message = f"{entry.id!r} is no lexicon of an earlier pack, so there is nothing to add to"
                yield file.mistake((*keys, "extend"), message, nearest(entry.id, earlier.lexicons))
            elif known is not None and not entry.extend:
                message = f"replaces all {len(known.words)} words of {entry.id!r}"
                advice = "write extend = true to add to them"
                yield file.mistake((*keys, "id"), message, advice, severity="warning")
            elif known is not None and bool(entry.map) != any(known.map.values()):
                message = "has words with meanings" if any(known.map.values()) else "has words without meanings"
                advice = 'use map = { "word" = "meaning" }' if any(known.map.values()) else 'use words = ["word"]'
                yield file.mistake(keys, f"{entry.id!r} {message}", advice)


def find_nameless(files: Sequence[PackText], earlier: Merger) -> Iterator[Mistake]:
    """Indicators and organs that no pack has yet and that do not say what they are."""
    sorts = (("indicator", IndicatorEntry, {*earlier.indicators}), ("organ", OrganEntry, {*earlier.organs}))
    for file in files:
        for key, model, known in sorts:
            for keys, entry in file.entries(key, model):
                missing = [name for name in _NAMES if not getattr(entry, name) and entry.id not in known]
                for name in missing:
                    message = f"{entry.id!r} is new and has no {name}"
                    advice = f"say {_NAMES[name]} what it is"
                    yield file.mistake(keys, message, "; ".join(filter(None, (advice, nearest(entry.id, known)))))
                known.add(entry.id)


def find_shared_words(files: Sequence[PackText], earlier: Merger) -> Iterator[Mistake]:
    """Words of an indicator that name another one already: what is measured must be told by its words alone."""
    owners = {word: indicator.id for indicator in earlier.indicators.values() for word in indicator.words}
    for file in files:
        for keys, entry in file.entries("indicator", IndicatorEntry):
            for word in merge_indicator(entry, None, "").words:
                if owners.setdefault(word, entry.id) != entry.id:
                    advice = "take the word out of one of the two"
                    yield file.mistake((*keys, "words"), f"{word!r} names {owners[word]!r} already", advice)
