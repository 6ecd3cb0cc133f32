"""Chinese numerals to numbers."""

from __future__ import annotations

import re

_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "壹": 1, "贰": 2, "叁": 3}
_DIGITS |= dict(zip("肆伍陆柒捌玖", range(4, 10), strict=True)) | {str(i): i for i in range(10)}
_DECIMAL = re.compile(r"[0-9]{1,18}(?:\.[0-9]{1,12})?")
_BARE = {"百": 100, "千": 1000, "万": 10000}
_HALVES = frozenset({"一半", "半数", "半", "过半"})
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}


def parse_numeral(text: str) -> int | None:
    """`十二` → 12, `二〇二三` → 2023, `一百零五` → 105, `3万` → 30000; None when it is no numeral.

    A run of digits without a unit is read positionally, as years are printed.
    """
    if not text:
        return None
    if all(c in _DIGITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, section, digit = 0, 0, 0
    seen_digit = False
    for c in text:
        if c in _DIGITS:
            digit = digit * 10 + _DIGITS[c] if seen_digit and c.isdigit() else _DIGITS[c]
            seen_digit = True
        elif c in _UNITS:
            section += (digit if seen_digit else 1) * _UNITS[c]
            digit, seen_digit = 0, False
        elif c == "亿":
            total, section, digit, seen_digit = ((total + section + digit) or 1) * 10**8, 0, 0, False
        elif c == "万":
            total, section, digit, seen_digit = total + ((section + digit) or 1) * 10**4, 0, 0, False
        else:
            return None
    return total + section + digit


def parse_number(text: str) -> float | None:
    """A number with decimals or digit groups: `1，200.5` → 1200.5, `三点五` → 3.5; None when it is no number."""
    plain = text.replace("，", "").replace(",", "").replace("．", ".")
    if _DECIMAL.fullmatch(plain):
        return float(plain)
    whole, point, rest = plain.partition("点")
    value = parse_numeral(whole) if whole not in _BARE else _BARE[whole]
    if value is None or (point and not all(c in _DIGITS for c in rest)):
        return None
    return float(f"{value}.{''.join(str(_DIGITS[c]) for c in rest)}") if rest else float(value)


def parse_fraction(text: str) -> float | None:
    """A part of the whole in per cent, to two places: `1/3` → 33.33, `三成` → 30, `百分之五` → 5, `一半` → 50."""
    if text in _HALVES:
        return 50.0
    if text.rstrip("半").endswith("成"):
        tenths = parse_number(text.rstrip("半")[:-1])
        return None if tenths is None else tenths * 10 + (5 if text.endswith("半") else 0)
    mark = "分之" if "分之" in text else "/"
    first, found, second = text.partition(mark)
    below, above = (first, second) if mark == "分之" else (second, first)
    numerator, denominator = parse_number(above), parse_number(below)
    if not found or numerator is None or not denominator:
        return None
    return round(100 * numerator / denominator, 2)
