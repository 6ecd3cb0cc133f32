"""What the styles of a Word file say of its paragraphs and runs, and what they inherit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qingdan.readers.docx.parts import W, find_child, switch_at, value_of

if TYPE_CHECKING:
    from lxml.etree import _Element


class Styles:
    """The style part; without one nothing is said."""

    def __init__(self, root: _Element | None) -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId") or "": style for style in found}
        self._default = next(
            (
                style.get(f"{W}styleId") or ""
                for style in found
                if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
            ),
            "",
        )
        self._known: dict[tuple[str, str], bool | None] = {}

    def chain(self, style_id: str) -> Iterator[_Element]:
        """A style and those that it is based on, nearest first."""
        seen: set[str] = set()
        while style_id in self._by_id and style_id not in seen:
            seen.add(style_id)
            style = self._by_id[style_id]
            yield style
            style_id = value_of(style, "basedOn") or ""

    def style_of(self, paragraph: _Element) -> str:
        """The id of a paragraph's style."""
        return value_of(paragraph, "pPr", "pStyle") or self._default

    def is_on(self, run: _Element, style_id: str, name: str) -> bool:
        """Whether a run has a property such as `vanish`, by itself, by its style or by its paragraph's."""
        own = switch_at(run, "rPr", name)
        if own is None:
            own = self._said(value_of(run, "rPr", "rStyle") or "", name)
        if own is None:
            own = self._said(style_id, name)
        return own is True

    def _said(self, style_id: str, name: str) -> bool | None:
        key = (style_id, name)
        if key not in self._known:
            said = (switch_at(style, "rPr", name) for style in self.chain(style_id))
            self._known[key] = next((value for value in said if value is not None), None)
        return self._known[key]

    def numbering_of(self, style_id: str) -> tuple[str | None, str | None]:
        """The number list and the level that a paragraph style sets, each from the nearest style that does."""
        number_list = level = None
        for style in self.chain(style_id):
            properties = find_child(style, "pPr", "numPr")
            number_list = number_list or value_of(properties, "numId")
            level = level or value_of(properties, "ilvl")
        return number_list, level
