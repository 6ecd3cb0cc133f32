"""The shape of a rule pack's TOML files. Unknown keys are mistakes, told with file and key."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, model_validator

Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class PackInfo(_Strict):
    """`pack.toml`: what the pack is."""

    name: Identifier
    title: str
    version: str
    sources: tuple[str, ...] = ()
    limitations: tuple[str, ...] = ()
    disable: tuple[Identifier, ...] = ()
    """Ids of rules of earlier packs that do not hold here."""


class Example(_Strict):
    """A text and what the rule must read from it: the fields given in `expect`."""

    text: str
    expect: dict[str, Any] = {}
    context: dict[str, Any] = {}
    """`policy_year`, `signed_on`, `setting`."""


class RuleEntry(_Strict):
    """`[[rule]]`: a pattern, its reason, its source and its own tests."""

    id: Identifier
    kind: Identifier
    """Which extractor uses it: `deadline`, `target`, …"""
    why: str
    source: str | None = None
    pattern: str
    """Regular expression over the folded text; `{name}` inserts a fragment or a lexicon's words."""
    value: dict[str, Any] = {}
    """Constants for the normaliser."""
    priority: int = 0
    """Higher wins where two matches overlap; then the longer one."""
    examples: tuple[Example, ...] = Field(min_length=1)
    non_examples: tuple[Example, ...] = ()


class LexiconEntry(_Strict):
    """`[[lexicon]]`: words with one meaning (`words`), or a meaning each (`map`)."""

    id: Identifier
    why: str
    source: str | None = None
    words: tuple[str, ...] = ()
    map: dict[str, str] = {}
    extend: bool = False
    """Add to the words of an earlier pack instead of replacing them."""

    @model_validator(mode="after")
    def _one_of(self) -> LexiconEntry:
        if bool(self.words) == bool(self.map):
            raise ValueError("give either `words` or `map`")
        return self


class PackFile(_Strict):
    """One TOML file of a pack beside `pack.toml`."""

    fragments: dict[Identifier, str] = {}
    """Named pieces of pattern, for this and later files."""
    rule: tuple[RuleEntry, ...] = ()
    lexicon: tuple[LexiconEntry, ...] = ()
