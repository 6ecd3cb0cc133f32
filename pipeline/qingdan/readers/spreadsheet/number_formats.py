"""Numbers and dates as the formats of a spreadsheet show them."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

BUILT_IN: Final[dict[int, str]] = {
    **{1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"},
    **dict.fromkeys((14, 15, 30, 31), "yyyy/m/d"),
    **dict.fromkeys((16, 28, 29, 51, 53, 54, 58), "m/d"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "yyyy/m"),
    **dict.fromkeys((18, 20, 32, 34, 55), "h:mm"),
    **dict.fromkeys((19, 21, 33, 35, 56), "h:mm:ss"),
    22: "yyyy/m/d h:mm",
    **{37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "h:mm:ss", 47: "mm:ss"},
}
"""Formats that files name by number only (ECMA-376 18.8.30); those of dates for the parts that they show."""

_EPOCHS: Final = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LAST_DAY: Final = 2_958_465
_LITERAL: Final = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]')
_DATE_PART: Final = re.compile(r"y+|m+|d+|h+|s+|e+|aaa+|AM/PM|上午/下午", re.IGNORECASE)
_FRACTION: Final = re.compile(r"s\.0+", re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"')
_PLAIN: Final = re.compile(r"general|@", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[#0?][#0?,.]*")


def format_number(value: str, code: str, *, since_1904: bool = False) -> str:
    """A stored number as its format shows it: `("0.955", "0.0%")` → `95.5%`, `("45473", "yyyy/m")` → `2024年6月`.

    What the format adds in words stays (`0"家"`); colours and conditions do not matter. Anything that is no number
    comes back as it is.
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) >= 10**18:
        return value
    if parts := _date_parts(code):
        return _format_date(number, parts, since_1904=since_1904)
    sections = _sections(code)
    if number < 0 and len(sections) > 1:
        return _format_decimal(-number, sections[1])
    return _format_decimal(number, sections[2] if number == 0 and len(sections) > 2 else sections[0])


def format_date(value: date | time | timedelta, parts: str = "ymdhn") -> str:
    """The named parts of a date the Chinese way: year, month, day, hour and minute (n); a time of 0:00 is left out."""
    words = ""
    if isinstance(value, date):
        shown = (("y", value.year, "年"), ("m", value.month, "月"), ("d", value.day, "日"))
        words = "".join(f"{number}{unit}" for part, number, unit in shown if part in parts)
    clock = value.time() if isinstance(value, datetime) else value
    if isinstance(clock, timedelta):
        minutes = int(clock.total_seconds() // 60)
        return f"{minutes // 60}:{minutes % 60:02d}"
    if isinstance(clock, time) and ("h" in parts or "n" in parts) and (not words or clock.hour or clock.minute):
        words += f"{clock.hour}:{clock.minute:02d}"
    return words


@lru_cache(maxsize=1024)
def _date_parts(code: str) -> str:
    """Which of `ymdhn` a format shows; empty for a format of numbers. `m` beside hours or seconds is minutes."""
    bare = _LITERAL.sub(lambda m: "h" if m[0].lower() in ("[h]", "[hh]") else " ", code.split(";", maxsplit=1)[0])
    if "general" in bare.lower() or _DIGITS.search(_FRACTION.sub("s", bare)):
        return ""
    found = [match[0][0].lower() for match in _DATE_PART.finditer(bare)]
    parts = ""
    for index, part in enumerate(found):
        near = (found[index - 1] if index else "", found[index + 1] if index + 1 < len(found) else "")
        minutes = part == "m" and (near[0] == "h" or near[1] == "s")
        parts += "n" if minutes or part == "s" else {"e": "y"}.get(part, part)
    return parts if set(parts) & set("ymdhn") else ""


def _format_date(number: Decimal, parts: str, *, since_1904: bool) -> str:
    if not 0 <= number <= _LAST_DAY:
        return str(number)
    minutes = int((number * 1440).to_integral_value(ROUND_HALF_UP))
    return format_date(_EPOCHS[since_1904] + timedelta(minutes=minutes), parts)


@lru_cache(maxsize=1024)
def _sections(code: str) -> tuple[str, ...]:
    """The formats for positive, negative and zero numbers; literals are kept in quotes."""
    quoted = _LITERAL.sub(lambda m: f'"{m[1] or m[2]}"' if m[1] or m[2] else "", code)
    return tuple(re.split(r';(?=(?:[^"]*"[^"]*")*[^"]*\Z)', quoted[:255]))


def _format_decimal(number: Decimal, section: str) -> str:
    bare = _QUOTED.sub(lambda m: " " * len(m[0]), section)
    digits = _DIGITS.search(bare)
    if digits is None or "e+" in bare.lower() or "/" in bare:
        plain = _format_general(number)
        return _PLAIN.sub(plain, section.replace('"', "")) if digits is None and section else plain
    before, after = (text.replace('"', "") for text in (section[: digits.start()], section[digits.end() :]))
    whole, _, decimals = digits[0].rstrip(",").partition(".")
    shown = number * 100 if "%" in bare else number
    rounded = shown.quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    written = f"{rounded:,f}" if "," in whole else f"{rounded:f}"
    optional = len(decimals) - len(decimals.rstrip("#?"))
    if optional:
        kept = len(written) - optional
        written = (written[:kept] + written[kept:].rstrip("0")).rstrip(".")
    return before + written + after


def _format_general(number: Decimal) -> str:
    """As a cell without format shows it: up to eleven digits."""
    if number == number.to_integral_value():
        return f"{number.to_integral_value():f}"
    return f"{float(f'{number:.11g}'):.11f}".rstrip("0").rstrip(".") if abs(number) > 1e-9 else "0"
