"""Numbers that a browser prints in front of the items of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_STYLE = re.compile(
    r"list-style(?:-type)?\s*:[^;]*?\b(none|cjk-ideographic|simp-chinese-informal|disc|circle|square)\b"
)
_NUMBERED = re.compile(
    r"[\s\u00a0\u3000]*(?:[（(]?[\d０-９一二三四五六七八九十]+\s*[、.．）)]|第[\d一二三四五六七八九十]+|[①-⑳])"
)
_DIGITS = "零一二三四五六七八九"


@dataclass(slots=True)
class List:
    """An open list and the number that its item still has to print."""

    numbered: bool
    chinese: bool = False
    number: int = 0
    pending: bool = False

    def next_item(self, value: str | None) -> None:
        """Begin an item; `value` is its own number where it has one."""
        own = value is not None and value.strip().isdecimal() and len(value) < 6
        self.number = int(value or 0) if own else self.number + 1
        self.pending = self.numbered

    def take_marker(self, text: str) -> str:
        """The number to print before the item's first words; empty where these bring one along."""
        if not self.pending:
            return ""
        self.pending = False
        if _NUMBERED.match(text):
            return ""
        return f"{_to_chinese(self.number)}、" if self.chinese and 0 < self.number < 100 else f"{self.number}."


def open_list(tag: str, attributes: Mapping[str, str | None]) -> List:
    """A list at its start."""
    style = _STYLE.search(attributes.get("style") or "")
    kind = style[1] if style else "decimal"
    start = (attributes.get("start") or "").strip()
    first = int(start) - 1 if start.isdecimal() and len(start) < 6 else 0
    chinese = kind in ("cjk-ideographic", "simp-chinese-informal")
    return List(tag == "ol" and (chinese or kind == "decimal"), chinese, first)


def _to_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return head + (_DIGITS[ones] if ones or not tens else "")
