"""The figures in a run of words that a target rule has found."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Range


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit, as offsets, and what the words closing it mean."""

    number: Range
    parts: dict[str, Range] = field(default_factory=dict)
    """`number`, `maximum`, `fraction`, `ratio`, `unit`, `denominator`, `figure` (all of it), `closing`."""
    closing: str | None = None
    maximum: bool = False
    is_rough: bool = False
    is_rate: bool = False
    kind: str = "count"
    """`rate time money measure count`"""
    constants: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def none(cls, words: Range) -> Figure:
        """Words that mean a value without printing a figure (全覆盖)."""
        return cls(words, {"figure": words}, is_rate=True, kind="rate")

    @property
    def is_empty(self) -> bool:
        """No figure is printed."""
        return set(self.parts) == {"figure"}


def find_figures(words: str, offset: int, rules: RuleSet) -> tuple[Figure, ...]:
    """Figures of one run, in order; units and closing words printed once hold for all."""
    (rule,) = rules.of_kind("quantity")
    found = [_figure(m, offset, rules) for m in rule.regex.finditer(words)]
    if not found:
        return ()
    last = found[-1]
    return tuple(_share(figure, last, words, offset) for figure in found)


def _figure(m: re.Match[str], offset: int, rules: RuleSet) -> Figure:
    names = {"single": "number", "range_unit": "unit", "some": "odd"}
    parts = {
        names.get(k, k): (m.start(k) + offset, m.end(k) + offset) for k, v in m.groupdict().items() if v is not None
    }
    parts["figure"] = (m.start() + offset, m.end() + offset)
    number = parts.get("number") or parts.get("fraction") or parts["ratio"]
    unit = m["unit"] or m["range_unit"] or ""
    kind = "rate" if "fraction" in parts else _kind(unit, rules)
    closing = next((v for w, v in rules.lexicon("quantity.closing").map.items() if m["closing"] and w in m["closing"]), None)
    constants = {"frequency": rules.lexicon("quantity.rhythm_unit").map[m["rhythm"]]} if m["rhythm"] else {}
    return Figure(
        number, parts, closing or ("<=" if m["closing"] else None), "maximum" in parts, "odd" in parts,
        kind == "rate", kind, constants,
    )  # fmt: skip


def _kind(unit: str, rules: RuleSet) -> str:
    for kind in ("rate", "time", "money", "measure"):
        if any(unit.endswith(word) for word in rules.lexicon(f"unit.{kind}").words):
            return kind
    return "count"


def _share(figure: Figure, last: Figure, words: str, offset: int) -> Figure:
    """Lend the unit and the closing words of the last figure of a series to an earlier one."""
    if figure is last:
        return figure
    parts = dict(figure.parts)
    if "unit" in last.parts and "fraction" not in parts:
        unit = words[last.parts["unit"][0] - offset : last.parts["unit"][1] - offset]
        own = words[parts["unit"][0] - offset : parts["unit"][1] - offset] if "unit" in parts else ""
        if not own or (own != unit and unit.startswith(own)):
            parts["unit"] = last.parts["unit"]
            figure = replace(figure, kind=last.kind, is_rate=last.is_rate)
    if last.closing and not figure.closing:
        parts["closing"] = last.parts["closing"]
    return replace(figure, parts=parts, closing=figure.closing or last.closing)
