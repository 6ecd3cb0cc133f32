"""Numerals as notices print them, with cn2an as the oracle where it can read them."""

from __future__ import annotations

import cn2an
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.text.numerals import parse_fraction, parse_number, parse_numeral


@pytest.mark.parametrize(
    ("text", "value"),
    [("十二", 12), ("二〇二三", 2023), ("二○二三", 2023), ("一百零五", 105), ("3万", 30000), ("十", 10),
     ("两", 2), ("一千五百", 1500), ("二十", 20), ("三万五千", 35000), ("一亿", 10**8), ("2025", 2025), ("", None),
     ("若干", None)],
)  # fmt: skip
def test_parse_numeral(text: str, value: int | None) -> None:
    assert parse_numeral(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1，200.5", 1200.5), ("3.93", 3.93), ("三点五", 3.5), ("一百二十", 120.0), ("0.4", 0.4), ("百", 100.0),
     ("千", 1000.0), ("万", 10000.0), ("零点五", 0.5), ("", None), ("几", None), ("三点", 3.0)],
)  # fmt: skip
def test_parse_number(text: str, value: float | None) -> None:
    assert parse_number(text) == value


@pytest.mark.parametrize(
    ("text", "value"),
    [("1/3", 33.33), ("三分之二", 66.67), ("四分之一", 25.0), ("三成", 30.0), ("两成半", 25.0), ("一半", 50.0),
     ("半数", 50.0), ("百分之九十五", 95.0), ("百分之百", 100.0), ("千分之五", 0.5), ("1/0", None), ("五", None)],
)  # fmt: skip
def test_parse_fraction(text: str, value: float | None) -> None:
    assert parse_fraction(text) == value


@given(st.integers(min_value=0, max_value=10**8 - 1))
def test_numerals_agree_with_cn2an(number: int) -> None:
    assert parse_numeral(cn2an.an2cn(number, "low")) == number
    assert parse_numeral(cn2an.an2cn(number, "up")) == number


@given(st.integers(min_value=0, max_value=9999), st.integers(min_value=1, max_value=99))
def test_decimals_agree_with_cn2an(whole: int, hundredths: int) -> None:
    number = float(f"{whole}.{hundredths:02d}")
    assert parse_number(cn2an.an2cn(number, "low")) == number


@given(st.text(alphabet="一二三十百千万亿零〇两点分之成半/0123456789，.", max_size=12))
def test_any_numeral_is_read_or_none(text: str) -> None:
    for parse in (parse_numeral, parse_number, parse_fraction):
        assert parse(text) is None or parse(text) >= 0
