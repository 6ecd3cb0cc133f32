"""The figures in a run of words that a target rule has found."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Range

_KINDS = ("rate", "time", "money", "measure")
_RENAMED = {"ratio_to_one": "ratio", "single": "number", "range_unit": "unit", "some": "odd"}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit and the words that close it, as offsets."""

    number: Range
    kind: str
    """`rate time money measure count`"""
    parts: Mapping[str, Range]
    """`figure` (all of it), `number`, `maximum`, `fraction`, `ratio`, `unit`, `odd`, `denominator`, `closing`."""
    closing: str | None = None
    """The comparator that the closing words mean."""
    constants: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of_words(cls, words: Range) -> Figure:
        """Words that mean a value, or only a direction, without printing a figure (全覆盖, 提升)."""
        return cls(words, "rate", {"figure": words})

    @property
    def is_wordless(self) -> bool:
        """No figure is printed."""
        return len(self.parts) == 1

    @property
    def is_rate(self) -> bool:
        """A share or a relative amount."""
        return self.kind == "rate"

    @property
    def is_range(self) -> bool:
        """Two bounds are printed."""
        return "maximum" in self.parts

    @property
    def is_rough(self) -> bool:
        """余 or 多 follows the number."""
        return "odd" in self.parts


@lru_cache(maxsize=64)
def find_figures(words: str, offset: int, rules: RuleSet) -> tuple[Figure, ...]:
    """Figures of one run that stands at `offset`, in order; a unit or closing words printed once hold for all.

    Remembered for a while: most runs are found by several rules.
    """
    (rule,) = rules.of_kind("quantity")
    found = [_figure(m, offset, rules) for m in rule.regex.finditer(words)]
    return tuple(_share(figure, found[-1], words, offset) for figure in found)


def _figure(m: re.Match[str], offset: int, rules: RuleSet) -> Figure:
    spans = {_RENAMED.get(k, k): m.span(k) for k, v in m.groupdict().items() if v is not None}
    spans["figure"] = m.span()
    parts = {k: (a + offset, b + offset) for k, (a, b) in spans.items()}
    number = next(parts[k] for k in ("number", "fraction", "ratio") if k in parts)
    unit = m["unit"] or m["range_unit"] or ""
    kind = next((k for k in _KINDS if unit.endswith(rules.lexicon(f"unit.{k}").words)), "count")
    rhythm = {"frequency": rules.lexicon("quantity.rhythm_unit").map[m["rhythm"]]} if m["rhythm"] else {}
    return Figure(number, "rate" if m["fraction"] else kind, parts, _closing(m["closing"], rules), rhythm)


def _closing(words: str | None, rules: RuleSet) -> str | None:
    if not words:
        return None
    lexicon = rules.lexicon("quantity.closing")
    known = lexicon.regex.search(words)
    return lexicon.map[known[0]] if known else "<="  # 内 alone


def _share(figure: Figure, last: Figure, words: str, offset: int) -> Figure:
    """Lend the unit and the closing words of the last figure of a series to an earlier one."""
    parts, kind = dict(figure.parts), figure.kind
    if "unit" in last.parts and "fraction" not in parts:
        own, lent = (_text(words, f.parts.get("unit"), offset) for f in (figure, last))
        if lent.startswith(own) and own != lent:
            end = parts["figure"][1] - len(own)
            parts |= {"unit": last.parts["unit"], "figure": (parts["figure"][0], end)}
            kind = last.kind
    if last.closing and not figure.closing:
        parts["closing"] = last.parts["closing"]
    return replace(figure, parts=parts, kind=kind, closing=figure.closing or last.closing)


def _text(words: str, span: Range | None, offset: int) -> str:
    return words[span[0] - offset : span[1] - offset] if span else ""
