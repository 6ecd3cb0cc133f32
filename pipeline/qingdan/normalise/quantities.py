"""Printed numbers and units to values in base units."""

from __future__ import annotations

import re

from qingdan.text.numerals import parse_fraction, parse_number

_MAGNITUDES = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_UNIT = re.compile(r"(?P<magnitude>[十百千万亿]*)(?P<base>.*)", re.DOTALL)
_INSEPARABLE = ("千瓦", "千伏", "千米", "千克", "百分", "千卡")


def read_number(text: str) -> float | None:
    """A printed number, or None."""
    return parse_number(text)


def read_share(text: str) -> float | None:
    """A printed fraction in per cent, or None."""
    return parse_fraction(text)


def plain_unit(unit: str | None) -> str | None:
    """The unit as printed, without the counter before 百分点."""
    return "百分点" if unit == "个百分点" else unit or None


def to_base(value: float, unit: str | None) -> tuple[float, str | None]:
    """Value and unit without the unit's magnitude: 500, `万元` → 5,000,000, `元`; `万人` → `人`."""
    m = _UNIT.fullmatch(unit or "")
    if m is None or not m["magnitude"]:
        return value, unit
    magnitude, base = m["magnitude"], m["base"]
    if any((magnitude[-1] + base).startswith(word) for word in _INSEPARABLE):
        base, magnitude = magnitude[-1] + base, magnitude[:-1]
    factor = 1
    for c in magnitude:
        factor *= _MAGNITUDES[c]
    return round(value * factor, 6), base or None
