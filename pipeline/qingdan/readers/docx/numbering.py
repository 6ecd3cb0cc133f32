"""Numbers that Word prints in front of paragraphs: they stand nowhere in the document and are counted here."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from qingdan.readers.docx.number_formats import format_number
from qingdan.readers.docx.parts import W, find_child, number_at, switch_at, to_number, value_of
from qingdan.readers.docx.styles import Styles

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEVELS: Final = 9
_PLACE: Final = re.compile(r"%([1-9])")
_ENDS: Final = {"space": " ", "nothing": ""}
_MOST_LABEL: Final = 100
"""Characters of a printed number."""


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    """What is printed, `%1` to `%9` standing for the numbers of the levels: `（%1）`."""
    end: str = "\t"
    restarts_after: int | None = None
    """The level, from 1, after whose numbers this one begins anew; 0 never, None after any above it."""
    plain: bool = False
    """All numbers in it are written in digits."""


@dataclass(slots=True)
class _Count:
    """Where the lists that share a definition stand."""

    numbers: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)
    started: set[tuple[str, int]] = field(default_factory=set)
    """Levels of lists that begin anew by order, and have begun."""


class Numbering:
    """The numbering part, and how far its lists have been counted. Paragraphs must be given in order of print."""

    def __init__(self, root: _Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists = _by_id(root, "num", "numId")
        self._definitions = _by_id(root, "abstractNum", "abstractNumId")
        self._levels: dict[tuple[str, int], Level | None] = {}
        self._counts: dict[str, _Count] = {}

    def label(self, paragraph: _Element) -> str:
        """The number in front of a paragraph with the white space after it; empty without one, and for bullets."""
        number_list, index = self._place(paragraph)
        level = self._level(number_list, index) if number_list else None
        if number_list is None or level is None:
            return ""
        numbers = self._count(number_list, index, level)
        if level.style == "bullet":
            return ""

        def written(match: re.Match[str]) -> str:
            place = int(match[1]) - 1
            named = level if place == index else self._level(number_list, place) or Level()
            number = numbers[place]
            return format_number(named.start if number is None else number, "decimal" if level.plain else named.style)

        printed = _PLACE.sub(written, level.text)[:_MOST_LABEL]
        return printed + level.end if printed.strip() else ""

    def _place(self, paragraph: _Element) -> tuple[str | None, int]:
        """List and level of a paragraph, by itself or by its style."""
        style_id = self._styles.style_of(paragraph)
        by_style, style_level = self._styles.numbering_of(style_id)
        own = find_child(paragraph, "pPr", "numPr")
        number_list = value_of(own, "numId") or by_style
        level = value_of(own, "ilvl") or style_level
        if level is None and by_style is not None and number_list == by_style:
            level = self._level_of_style(by_style, style_id)
        return number_list, min(max(to_number(level), 0), _LEVELS - 1)

    def _level_of_style(self, number_list: str, style_id: str) -> str | None:
        definition = self._definition(number_list)
        levels = [] if definition is None else definition.findall(f"{W}lvl")
        return next((level.get(f"{W}ilvl") for level in levels if value_of(level, "pStyle") == style_id), None)

    def _definition(self, number_list: str) -> _Element | None:
        """The definition of a list, a link to a list style followed."""
        definition = self._definitions.get(value_of(self._lists.get(number_list), "abstractNumId") or "")
        link = value_of(definition, "numStyleLink")
        if link is None:
            return definition
        linked, _ = self._styles.numbering_of(link)
        return self._definitions.get(value_of(self._lists.get(linked or ""), "abstractNumId") or "", definition)

    def _override(self, number_list: str, index: int) -> _Element | None:
        found = self._lists.get(number_list)
        overrides = [] if found is None else found.findall(f"{W}lvlOverride")
        return next((o for o in overrides if to_number(o.get(f"{W}ilvl"), -1) == index), None)

    def _level(self, number_list: str, index: int) -> Level | None:
        key = (number_list, index)
        if key not in self._levels:
            self._levels[key] = self._find_level(number_list, index)
        return self._levels[key]

    def _find_level(self, number_list: str, index: int) -> Level | None:
        override = self._override(number_list, index)
        own = find_child(override, "lvl")
        definition = self._definition(number_list)
        drawn = [] if definition is None else definition.findall(f"{W}lvl")
        level = own if own is not None else next((d for d in drawn if to_number(d.get(f"{W}ilvl"), -1) == index), None)
        if level is None or switch_at(level, "rPr", "vanish"):
            return None
        restart = value_of(level, "lvlRestart")
        start = number_at(level, "start", default=0 if find_child(level, "start") is None else 1)
        return Level(
            start=number_at(override, "startOverride", default=start),
            style=_style_of(level),
            text=value_of(level, "lvlText") or "",
            end=_ENDS.get(value_of(level, "suff") or "", "\t"),
            restarts_after=None if restart is None else to_number(restart),
            plain=switch_at(level, "isLgl") is True,
        )

    def _count(self, number_list: str, index: int, level: Level) -> list[int | None]:
        """The numbers of all levels after this paragraph was counted."""
        definition = value_of(self._lists.get(number_list), "abstractNumId") or ""
        count = self._counts.setdefault(definition, _Count())
        begins = find_child(self._override(number_list, index), "startOverride") is not None
        before = count.numbers[index]
        if before is None or (begins and (number_list, index) not in count.started):
            count.numbers[index] = level.start
        else:
            count.numbers[index] = before + 1
        count.started.add((number_list, index))
        for deeper in range(index + 1, _LEVELS):
            below = self._level(number_list, deeper)
            after = None if below is None else below.restarts_after
            if after is None or index < after:
                count.numbers[deeper] = None
        return count.numbers


def _by_id(root: _Element | None, name: str, attribute: str) -> dict[str, _Element]:
    found = [] if root is None else root.findall(W + name)
    return {element.get(W + attribute) or "": element for element in found}


def _style_of(level: _Element) -> str:
    """The style of number; a custom one stands in an alternative beside its nearest plain one."""
    own = value_of(level, "numFmt")
    return own or next((e.get(f"{W}val") or "" for e in level.iter(f"{W}numFmt")), None) or "decimal"
