"""Where the number of a clause stands, and how deep its style ranks. The styles are rules of kind `numbering`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from qingdan.rulepacks.ruleset import Rule, RuleSet
from qingdan.text.numerals import parse_numeral

# What may not stand before a number inside a line: it would make the number a reference, a figure or a list of numbers.
_NOT_BEFORE: Final = re.compile(r"[第附件表图注见按照至到和与及、—\-.\dA-Za-z《〈“（〔+]")


@dataclass(frozen=True, slots=True)
class Number:
    """A clause number in a passage; offsets count in its folded view."""

    style: str
    values: tuple[int, ...]
    """One value; several for decimal numbers (`1.2` → 1, 2)."""
    start: int
    end: int
    rank: int
    """Place of the style from outer to inner; deeper decimals rank inside shallower ones."""
    inline: bool = False
    """The style cuts a clause also inside a line of ordinary text."""
    nested: bool = False
    """The style cuts a clause also behind a bare heading on its line: 1.改进登记。（1）…"""
    introduced: bool = False
    """The style opens a clause also right behind a colon: 意见如下：一、"""

    @property
    def key(self) -> str:
        """The style, decimals told apart by depth."""
        return f"{self.style}{len(self.values)}"


@lru_cache(maxsize=8)
def _styles(rules: RuleSet, kind: str) -> tuple[re.Pattern[str], tuple[Rule, ...]]:
    """One pattern for all rules of a kind; group `n<i>` holds the digits of the i-th rule's number."""
    styles = rules.of_kind(kind)
    branches = (f"(?:{rule.pattern.replace('(?P<n>', f'(?P<n{i}>')})" for i, rule in enumerate(styles))
    return re.compile("|".join(branches) or "(?!)"), styles


def _number(match: re.Match[str], styles: tuple[Rule, ...]) -> Number:
    group = match.lastgroup or ""
    value = styles[int(group[1:])].value
    values = _values(match[group], str(value.get("digits", "")))
    rank = int(value["rank"]) + len(values)
    cuts = (bool(value.get(where)) for where in ("inline", "nested", "introduced"))
    return Number(str(value["style"]), values, *match.span(), rank, *cuts)


def _values(digits: str, alphabet: str) -> tuple[int, ...]:
    """What the digits count: by their place in the style's own row of signs, else as numerals."""
    if alphabet:
        return (alphabet.index(digits) + 1,)
    return tuple(parse_numeral(part) or 0 for part in digits.split("."))


def read_number(text: str, rules: RuleSet, kind: str = "numbering") -> Number | None:
    """The clause number at the start of a folded text, by rules of kind `numbering` or `numbering_next`."""
    token, styles = _styles(rules, kind)
    match = token.match(text)
    return _number(match, styles) if match else None


def find_numbers(text: str, rules: RuleSet) -> Iterator[Number]:
    """Numbers inside a folded text that could begin a clause, in order; the first character is not looked at."""
    token, styles = _styles(rules, "numbering")
    for match in token.finditer(text, 1):
        number = _number(match, styles)
        if not _NOT_BEFORE.match(text, number.start - 1) and (number.introduced or text[number.start - 1] != "："):
            yield number
