from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.export.calendar.rhythm import find_rhythm
from qingdan.models.values import Deadline, Recurrence


def recurring(frequency: str, detail: str | None = None, interval: int = 1, **fields: object) -> Deadline:
    recurrence = Recurrence.model_validate({"frequency": frequency, "detail": detail, "interval": interval})
    return Deadline.model_validate({"raw": "每", "spans": (), "rule": "r", "recurrence": recurrence, **fields})


BEGINS = date(2024, 3, 5)  # a Tuesday
RULES = [
    (("month", "5日前"), date(2024, 3, 5), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[5]"),
    (("month", "3日前"), date(2024, 4, 3), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[3]"),
    (("month", None), date(2024, 3, 31), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[-1]"),
    (("month", "底前"), date(2024, 3, 31), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[-1]"),
    (("month", "31日前"), date(2024, 3, 31), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[31]"),
    (("month", "中旬"), date(2024, 3, 20), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[20]"),
    (("month", None, 2), date(2024, 3, 31), "FREQ=MONTHLY INTERVAL=2 BYMONTHDAY=[-1]"),
    (("ten_days", None), date(2024, 3, 10), "FREQ=MONTHLY INTERVAL=1 BYMONTHDAY=[10, 20, -1]"),
    (("week", "周五前"), date(2024, 3, 8), "FREQ=WEEKLY INTERVAL=1 BYDAY=FR"),
    (("week", None), date(2024, 3, 10), "FREQ=WEEKLY INTERVAL=1 BYDAY=SU"),
    (("quarter", "末"), date(2024, 3, 31), "FREQ=MONTHLY INTERVAL=3 BYMONTHDAY=[-1]"),
    (("half_year", None), date(2024, 6, 30), "FREQ=MONTHLY INTERVAL=6 BYMONTHDAY=[-1]"),
    (("year", None), date(2024, 12, 31), "FREQ=YEARLY INTERVAL=1 BYMONTHDAY=[-1] BYMONTH=[12]"),
    (("year", "2月底前"), date(2025, 2, 28), "FREQ=YEARLY INTERVAL=1 BYMONTHDAY=[-1] BYMONTH=[2]"),
    (("year", "12月15日前"), date(2024, 12, 15), "FREQ=YEARLY INTERVAL=1 BYMONTHDAY=[15] BYMONTH=[12]"),
    (("year", "2月29日前"), date(2028, 2, 29), "FREQ=YEARLY INTERVAL=1 BYMONTHDAY=[29] BYMONTH=[2]"),
]


@pytest.mark.parametrize(("words", "first", "rule"), RULES)
def test_rule(words: tuple[str, str | None], first: date, rule: str) -> None:
    rhythm = find_rhythm(recurring(*words), BEGINS)
    assert rhythm is not None
    assert (rhythm.first, " ".join(f"{name}={part}" for name, part in rhythm.rule.items())) == (first, rule)


UNKNOWN = [
    ("day", None), ("day", "早8时"), ("quarter", "5日前"), ("year", "11月至次年3月"), ("year", "底前"), ("year", "5日前"), ("month", "6月底前"),
    ("month", "适时"), ("week", "5日前"), ("ten_days", "5日前"), ("month", "45日前"), ("year", "13月1日"), ("year", "2月30日"),
]  # fmt: skip


@pytest.mark.parametrize("words", UNKNOWN)
def test_nothing_is_invented(words: tuple[str, str | None]) -> None:
    assert find_rhythm(recurring(*words), BEGINS) is None


def test_begins_where_the_deadline_says() -> None:
    rhythm = find_rhythm(recurring("month", "5日前", start="2024-06-01", end="2024-08-31"), BEGINS)
    assert rhythm is not None
    assert (rhythm.first, rhythm.rule["UNTIL"]) == (date(2024, 6, 5), date(2024, 8, 31))


def test_a_rhythm_that_is_over_before_it_begins_is_none() -> None:
    assert find_rhythm(recurring("year"), BEGINS, date(2024, 6, 30)) is None


def test_without_a_beginning_there_is_no_rhythm() -> None:
    assert find_rhythm(recurring("month"), None) is None


@given(
    st.sampled_from(
        [
            ("month", "5日前"),
            ("month", None),
            ("ten_days", None),
            ("week", "周三"),
            ("quarter", None),
            ("year", "2月29日"),
        ]
    ),
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
)
def test_the_first_day_is_not_before_the_beginning(words: tuple[str, str | None], begins: date) -> None:
    rhythm = find_rhythm(recurring(*words), begins)
    assert rhythm is None or 0 <= (rhythm.first - begins).days <= 8 * 366
