"""The trained model: characters in, labelled spans with scores out. Imports spaCy; only `ner` imports this.

A token is one character. Beside itself it tells the model which words of the lexicons begin, go on and end there, and
where it stands in a word of which part of speech, so that few sentences are enough to learn from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import ahocorasick
import numpy as np
import rjieba
import spacy
from spacy.tokens import Doc

from qingdan.rulepacks import RuleSet

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from spacy.language import Language
    from spacy.vocab import Vocab

FOLDER = Path(__file__).parent / "ner_model"
"""The model that ships, written by `make model`."""
_LONGEST = 4_000
"""Characters tagged at once; longer texts are cut after a full stop."""
_SORTS = {
    "actor.head": 0, "actor.office": 0, "actor.whole": 0, "organisation.class": 1, "actor.modifier": 1,
    "organisation.function": 1, "organisation.area": 1, "actor.boundary": 2,
}  # fmt: skip
"""Lexicon to what its words are for a name: end of one, part of one, edge of one."""


class Tagged(NamedTuple):
    """A span that the model names. Offsets count in the text."""

    start: int
    end: int
    label: str
    score: float
    """0..1, geometric mean of the scores of its characters."""


@lru_cache(maxsize=4)
def _words(rules: RuleSet) -> ahocorasick.Automaton:
    """Words of the lexicons, each with its length and sorts."""
    sorts: dict[str, set[int]] = {}
    for lexicon, sort in _SORTS.items():
        for word in rules.lexicon(lexicon).words:
            sorts.setdefault(word, set()).add(sort)
    automaton = ahocorasick.Automaton()
    for word, found in sorts.items():
        automaton.add_word(word, (len(word), sum(1 << 3 * sort for sort in found)))
    automaton.make_automaton()
    return automaton


def _lexical(text: str, rules: RuleSet) -> list[str]:
    """For each character which sorts of words begin (bit 0), go on (1) and end (2) there, three bits a sort."""
    marks = [0] * len(text)
    for last, (size, begins) in _words(rules).iter(text):
        marks[last - size + 1] |= begins
        marks[last] |= begins << 2
        for inside in range(last - size + 2, last):
            marks[inside] |= begins << 1
    return [str(mark) for mark in marks]


def _grammatical(text: str) -> list[str]:
    """For each character the part of speech of its word, and whether it begins, goes on or ends it."""
    found: list[str] = []
    for word, speech in rjieba.tag(text):
        size = len(word)
        found += [f"{speech}S"] if size == 1 else [f"{speech}B", *[f"{speech}M"] * (size - 2), f"{speech}E"]
    return found


def to_doc(vocab: Vocab, text: str, rules: RuleSet) -> Doc:
    """The text as spaCy reads it here: a token a character, with what is known of it."""
    size = len(text)
    return Doc(
        vocab,
        words=list(text),
        spaces=[False] * size,
        lemmas=_lexical(text, rules),
        deps=_grammatical(text),
        heads=list(range(size)),
    )


@cache
def load_model(folder: Path = FOLDER) -> Language:
    """The model of a folder, loaded once a process."""
    return spacy.load(folder)


def tag(text: str, rules: RuleSet, folder: Path = FOLDER) -> tuple[Tagged, ...]:
    """Spans of a text in order, never overlapping. The same text, rules and model give the same spans."""
    return _tag(text, rules, folder)


@lru_cache(maxsize=8)
def _tag(text: str, rules: RuleSet, folder: Path) -> tuple[Tagged, ...]:
    component: Any = load_model(folder).get_pipe("tagger")
    found: list[Tagged] = []
    start = 0
    while start < len(text):
        end = min(start + _LONGEST, len(text))
        if end < len(text):
            end = text.rfind("。", start, end) + 1 or end
        doc = to_doc(component.vocab, text[start:end], rules)
        scores = np.asarray(component.model.predict([doc])[0])
        found += [Tagged(start + a, start + b, label, score) for a, b, label, score in decode(scores, component.labels)]
        start = end
    return tuple(found)


def decode(scores: NDArray[Any], labels: Sequence[str]) -> Iterator[Tagged]:
    """Spans whose likeliest BILUO labels are well formed. `scores`: characters by labels."""
    start, open_label = 0, ""
    likeliest = scores.argmax(1)
    sure = np.log(scores.max(1) + 1e-9)
    for position, index in enumerate(likeliest):
        part, _, label = labels[index].partition("-")
        if part in "BU":
            start, open_label = position, label
        elif label != open_label:
            open_label = ""
        if part in "LU" and open_label:
            yield Tagged(start, position + 1, label, round(float(np.exp(sure[start : position + 1].mean())), 4))
        if part not in "BI":
            open_label = ""
