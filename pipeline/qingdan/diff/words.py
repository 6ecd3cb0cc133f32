"""A text cut into the pieces that comparison looks at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

Sort = Literal["figure", "style", "scope", "mark", "content"]
_LATIN = r"[A-Za-z]+"


@dataclass(frozen=True, slots=True)
class Piece:
    """A word of a known sort, or one character."""

    text: str
    sort: Sort


@lru_cache(maxsize=4)
def _pieces(rules: RuleSet) -> re.Pattern[str]:
    (figure,) = rules.of_kind("change_figure")
    scope, style = (rules.lexicon(f"change.{name}").regex.pattern for name in ("scope", "style"))
    return re.compile(
        f"(?P<figure>{figure.pattern})|(?P<scope>{scope})|(?P<style>{style})|(?P<content>{_LATIN})|(?P<mark>[^\\w%])|.",
        re.DOTALL,
    )


@lru_cache(maxsize=1 << 14)
def fold(text: str) -> str:
    """Widths, radicals and white space folded."""
    return Passage.of(text).text


def cut_words(text: str, rules: RuleSet) -> tuple[Piece, ...]:
    """Every piece of the folded text, in order."""
    return tuple(_cut(fold(text), rules))


def _cut(text: str, rules: RuleSet) -> Iterator[Piece]:
    for match in _pieces(rules).finditer(text):
        sort: Sort = match.lastgroup or "content"  # type: ignore[assignment]
        yield Piece(match[0], sort)


def telling_words(text: str, rules: RuleSet) -> str:
    """What tasks are told apart by: runs of content, parted by blanks where figures, punctuation and style stood."""
    runs = "".join(piece.text if piece.sort in {"content", "scope"} else " " for piece in cut_words(text, rules))
    return " ".join(runs.split())
