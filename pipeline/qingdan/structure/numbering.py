"""The styles in which Chinese official documents number their clauses, and where a number begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from qingdan.text.numerals import parse_numeral

_HAN = "[一二三四五六七八九十百]{1,5}"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED_HAN = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
_BRACKETED_ARABIC = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"

# Outer to inner, as GB/T 9704 orders them; the position is the rank. Patterns run on the folded view.
_STYLES: Final = (
    ("part", rf"第(?P<part>{_HAN}|\d{{1,2}})(?:编|部分)(?=[^\w]|[^的，。、；])"),
    ("chapter", rf"第(?P<chapter>{_HAN}|\d{{1,2}})章"),
    ("section", rf"第(?P<section>{_HAN}|\d{{1,2}})节"),
    ("article", rf"第(?P<article>{_HAN}|\d{{1,3}})条(?![例款第之至、和，。的规])"),
    ("han", rf"(?P<han>{_HAN})(?:[、.](?![、.\d])|，(?={_HAN}?[^，。；]{{2,24}}$))"),
    (
        "bracketed_han",
        rf"[（〔](?P<bracketed_han>{_HAN})[）〕][、.]?(?![、—]|[至和及]?[（〔])|(?P<bh>[{_BRACKETED_HAN}])",
    ),
    ("decimal", r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})\.?(?![\d%个万亿元倍米公吨人级])(?=[^\d.])"),
    ("arabic", r"(?P<arabic>\d{1,3})(?:[.、](?![\d、.])|[.、](?=\d{4}年)|）(?!年))"),
    (
        "bracketed_arabic",
        rf"[（](?P<bracketed_arabic>\d{{1,2}})[）](?!、|—|[至和及][（〔])|(?P<ba>[{_BRACKETED_ARABIC}])",
    ),
    ("circled", rf"(?P<circled>[{_CIRCLED}])(?!、|[和至][①-⑳])"),
)
RANKS: Final = {name: rank for rank, (name, _) in enumerate(_STYLES)}
INLINE_RANK: Final = RANKS["arabic"]
"""Styles up to this rank cut a clause also inside a line of ordinary text."""
_TOKEN: Final = re.compile("|".join(f"(?:{pattern})" for _, pattern in _STYLES))
_ALIASES: Final = {"bh": ("bracketed_han", _BRACKETED_HAN), "ba": ("bracketed_arabic", _BRACKETED_ARABIC)}
# What may not stand before a number inside a line: it would make the number a reference, a figure or a list of numbers.
_NOT_BEFORE: Final = re.compile(r"[第附件表图注见按照至到和与及、—\-.\dA-Za-z《〈“（〔+：]")


@dataclass(frozen=True, slots=True)
class Number:
    """A clause number in a passage; offsets count in its folded view."""

    style: str
    values: tuple[int, ...]
    """One value; several for decimal numbers (`1.2` → 1, 2)."""
    start: int
    end: int

    @property
    def rank(self) -> int:
        """Place of the style from outer to inner; deeper decimals rank inside shallower ones."""
        return RANKS[self.style] * 10 + len(self.values)

    @property
    def key(self) -> str:
        """The style, decimals told apart by depth."""
        return f"{self.style}{len(self.values)}"


def _values(style: str, digits: str) -> tuple[int, ...]:
    if style == "circled":
        return (_CIRCLED.index(digits) + 1,)
    if style == "decimal":
        return tuple(int(part) for part in digits.split("."))
    return (parse_numeral(digits) or 0,)


def _number(match: re.Match[str]) -> Number:
    name = match.lastgroup or ""
    digits = match[name]
    if name in _ALIASES:
        style, characters = _ALIASES[name]
        return Number(style, (characters.index(digits) + 1,), *match.span())
    return Number(name, _values(name, digits), *match.span())


def read_number(text: str, start: int = 0) -> Number | None:
    """The clause number that stands at `start` of a folded text, if any."""
    match = _TOKEN.match(text, start)
    return _number(match) if match else None


def find_numbers(text: str) -> Iterator[Number]:
    """Numbers inside a folded text that could begin a clause, in order; the first character is not looked at."""
    for match in _TOKEN.finditer(text, 1):
        if not _NOT_BEFORE.match(text, match.start() - 1):
            yield _number(match)
