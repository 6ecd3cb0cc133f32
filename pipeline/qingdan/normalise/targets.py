"""What a quantified goal means."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from qingdan.models.mentions import Mention
from qingdan.models.values import Target
from qingdan.normalise.evidence import read_spans, spans_of
from qingdan.normalise.quantities import plain_unit, read_number, read_share, to_base
from qingdan.text.passage import Passage, Range

_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?=年)")
_PREVIOUS = re.compile(r"同比|上一?年|去年|前一年")
_FRAME = re.compile(r"^(?:较|比|与|相比|相较于?|在|以|由|从)于?|(?:相比|的?基础上|为基数|为基期|的|约)+$")
_DOUBLINGS = {"": 100.0, "一": 100.0, "两": 300.0, "二": 300.0, "三": 700.0}
_BINDING = re.compile(r"（(?:(约束)|(?:预期))性）")


def build_targets(passage: Passage, mentions: Sequence[Mention], *, due_on: date | None = None) -> tuple[Target, ...]:
    """One target per mention that holds a value or a direction, in order; `value_id` is left empty."""
    built = (_build(passage, mention, due_on) for mention in mentions)
    return tuple(target for target in built if target is not None)


def _build(passage: Passage, mention: Mention, due_on: date | None) -> Target | None:
    fields = _amount(passage, mention)
    direction = mention.value.get("direction")
    if fields["value"] is None and direction is None:
        return None
    spans = spans_of(passage, *_evidence(mention.parts))
    return Target(
        raw=read_spans(passage.source, spans),
        spans=spans,
        rule=mention.rule,
        flags=mention.value.get("flags", ()),
        indicator=_indicator(passage, mention.parts),
        comparator=mention.value.get("comparator") if fields["value"] is not None else None,
        direction=direction,
        per=_words(passage, mention, "denominator") or mention.value.get("per"),
        baseline=_baseline(_words(passage, mention, "baseline")),
        baseline_value=_former(_words(passage, mention, "from")),
        alternative_group=mention.value.get("group"),
        frequency=mention.value.get("frequency"),
        due_on=due_on,
        binding=_binding(passage.text, mention.end),
        **fields,
    )


def _words(passage: Passage, mention: Mention, part: str) -> str:
    start, end = mention.parts.get(part, (0, 0))
    return passage.text[start:end]


def _amount(passage: Passage, mention: Mention) -> dict[str, Any]:
    """`value`, `value_max`, `unit` as printed, and the first in base units."""
    value, unit = mention.value.get("value"), mention.value.get("unit")
    if "number" in mention.parts:
        value, unit = read_number(_words(passage, mention, "number")), plain_unit(_words(passage, mention, "unit"))
    elif "fraction" in mention.parts:
        value, unit = read_share(_words(passage, mention, "fraction")), "%"
    elif "ratio" in mention.parts:
        value, unit = read_number(_words(passage, mention, "ratio")), "ratio"
    elif mention.rule == "target.doubling":
        value = _DOUBLINGS[_words(passage, mention, "doublings")]
    if value is None:
        return {"value": None}
    base, base_unit = to_base(value, unit)
    maximum = read_number(_words(passage, mention, "maximum")) if "maximum" in mention.parts else None
    return {
        "value": float(value), "value_max": maximum, "unit": unit,
        "normalized_value": float(base), "normalized_unit": base_unit,
    }  # fmt: skip


def _evidence(parts: dict[str, Range] | Any) -> list[Range]:
    """The words of comparator, change, figure and shared unit, in order and without overlap."""
    wanted = sorted(parts[k] for k in ("change", "before", "figure", "unit", "closing") if k in parts)
    joined: list[Range] = []
    for start, end in wanted:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _indicator(passage: Passage, parts: Any) -> str | None:
    pieces = sorted(k for k in parts if k.startswith("indicator"))
    return "".join(passage.text[slice(*parts[k])] for k in pieces) or None


def _baseline(words: str) -> str | None:
    """`previous_year`, a year, or the words themselves."""
    if not words:
        return None
    if _PREVIOUS.search(words):
        return "previous_year"
    year = _YEAR.search(words)
    return year[0] if year else _FRAME.sub("", words) or None


def _former(words: str) -> float | None:
    m = re.search(r"[0-9一二两三四五六七八九十百千零点.，]+", words)
    return read_number(m[0].rstrip("，.")) if m else None


def _binding(text: str, end: int) -> str | None:
    m = _BINDING.match(text, end)
    return None if m is None else "binding" if m[1] else "expected"
