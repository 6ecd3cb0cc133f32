"""Numbers as Word prints them in front of paragraphs, by the names of `w:numFmt`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_CHINESE: Final = "零一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_LEGAL_TRADITIONAL: Final = "零壹貳參肆伍陸柒捌玖"
_ROMAN: Final = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_MOST: Final = 99_999
"""Larger numbers are written in plain digits."""


def format_number(number: int, style: str) -> str:
    """`format_number(12, "chineseCounting")` → `十二`; an unknown style or a number beyond it gives plain digits."""
    writer = _WRITERS.get(style)
    if writer is None or not 0 <= number <= _MOST:
        return str(number)
    return writer(number)


def _write_chinese(number: int, digits: str = _CHINESE, units: str = "十百千", *, full: bool = False) -> str:
    """Chinese numerals with units; `full` keeps the 一 of 一十."""
    if number >= 10_000:
        head = _write_chinese(number // 10_000, digits, units, full=full) + "万"
        rest = number % 10_000
        gap = digits[0] if 0 < rest < 1000 else ""
        return head + gap + (_write_chinese(rest, digits, units, full=True) if rest else "")
    written = ""
    for place, character in enumerate(reversed(str(number))):
        digit = digits[int(character)]
        if digit != digits[0]:
            written = digit + (units[place - 1] if place else "") + written
        elif written and not written.startswith(digits[0]):
            written = digits[0] + written
    if not full and written.startswith(digits[1] + units[0]):
        return written[1:]
    return written or digits[0]


def _write_digits(digits: str) -> Callable[[int], str]:
    """A writer of one character a digit."""
    return lambda number: "".join(digits[int(character)] for character in str(number))


def _write_series(series: str) -> Callable[[int], str]:
    """A writer that names the members of a short series and falls back on plain digits."""
    return lambda number: series[number - 1] if 0 < number <= len(series) else str(number)


def _write_range(first: str, count: int) -> Callable[[int], str]:
    """A writer of characters that follow each other in Unicode."""
    return _write_series("".join(chr(ord(first) + index) for index in range(count)))


def _write_letters(first: str) -> Callable[[int], str]:
    """a … z, aa, bb …, as Word goes on."""

    def write(number: int) -> str:
        rounds, index = divmod(number - 1, 26)
        return chr(ord(first) + index) * (rounds + 1) if 0 < number <= 780 else str(number)

    return write


def _write_roman(number: int) -> str:
    if not 0 < number < 4000:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def _write_legal(number: int) -> str:
    return _write_chinese(number, _LEGAL, "拾佰仟", full=True)


def _write_legal_traditional(number: int) -> str:
    return _write_chinese(number, _LEGAL_TRADITIONAL, "拾佰仟", full=True)


def _write_ordinal(number: int) -> str:
    teens = 10 < number % 100 < 14
    return f"{number}{'th' if teens else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "none": lambda _: "",
    "bullet": lambda _: "",
    "decimalZero": lambda number: f"{number:02d}",
    "upperRoman": lambda number: _write_roman(number).upper(),
    "lowerRoman": _write_roman,
    "upperLetter": _write_letters("A"),
    "lowerLetter": _write_letters("a"),
    "ordinal": _write_ordinal,
    "numberInDash": lambda number: f"- {number} -",
    "decimalFullWidth": _write_digits("０１２３４５６７８９"),
    "decimalFullWidth2": _write_digits("０１２３４５６７８９"),
    "decimalEnclosedCircle": _write_range("①", 20),
    "decimalEnclosedCircleChinese": _write_range("①", 20),
    "decimalEnclosedParen": _write_range("⑴", 20),
    "decimalEnclosedFullstop": _write_range("⒈", 20),
    "ideographEnclosedCircle": _write_range("㊀", 10),
    "ideographTraditional": _write_series("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _write_series("子丑寅卯辰巳午未申酉戌亥"),
    "ideographZodiacTraditional": lambda number: (
        "甲乙丙丁戊己庚辛壬癸"[(number - 1) % 10] + "子丑寅卯辰巳午未申酉戌亥"[(number - 1) % 12]
        if 0 < number <= 60
        else str(number)
    ),
    "ideographDigital": _write_digits("〇一二三四五六七八九"),
    "japaneseDigitalTenThousand": _write_digits("〇一二三四五六七八九"),
    "taiwaneseDigital": _write_digits("○一二三四五六七八九"),
    "chineseCounting": _write_chinese,
    "chineseCountingThousand": _write_chinese,
    "japaneseCounting": _write_chinese,
    "taiwaneseCounting": _write_chinese,
    "taiwaneseCountingThousand": _write_chinese,
    "chineseLegalSimplified": _write_legal,
    "ideographLegalTraditional": _write_legal_traditional,
}
"""To add a style: its name in ECMA-376 (17.18.59 ST_NumberFormat) and what writes a number in it."""
