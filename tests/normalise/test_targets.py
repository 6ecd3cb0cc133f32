"""Mentions of targets to values: numbers, units, baselines, evidence."""

from __future__ import annotations

from datetime import date

import pytest

from qingdan.models.mentions import Mention
from qingdan.normalise.quantities import plain_unit, to_base
from qingdan.normalise.targets import build_targets
from qingdan.text.passage import Passage


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (500, "万元", (5_000_000, "元")),
        (2.2, "万亿元", (2_200_000_000_000, "元")),
        (1.5, "万人次", (15_000, "人次")),
        (3, "万千瓦", (30_000, "千瓦")),
        (160, "千瓦", (160, "千瓦")),
        (12, "千米", (12, "千米")),
        (5, "百分点", (5, "百分点")),
        (90, "%", (90, "%")),
        (8, None, (8, None)),
        (6, "亿", (600_000_000, None)),
    ],
)
def test_to_base(value: float, unit: str | None, expected: tuple[float, str | None]) -> None:
    assert to_base(value, unit) == expected


@pytest.mark.parametrize(("unit", "expected"), [("个百分点", "百分点"), ("个", "个"), ("", None), (None, None)])
def test_plain_unit(unit: str | None, expected: str | None) -> None:
    assert plain_unit(unit) == expected


def test_value_of_a_mention() -> None:
    passage = Passage.of("投入资金 １，５００ 万元以上")
    text = passage.text
    parts = {"figure": (4, len(text)), "number": (4, 9), "unit": (9, 11), "indicator0": (2, 4)}
    mention = Mention("target.tail", 4, len(text), parts, {"comparator": ">="})
    (target,) = build_targets(passage, [mention], due_on=date(2025, 12, 31))
    assert (target.value, target.unit, target.normalized_value, target.normalized_unit) == (1500, "万元", 15e6, "元")
    assert (target.indicator, target.comparator, target.due_on) == ("资金", ">=", date(2025, 12, 31))
    assert target.raw == "１，５００ 万元以上"
    assert target.value_id == ""


def test_a_direction_alone_has_no_comparator() -> None:
    passage = Passage.of("床位使用率同比提升")
    parts = {"figure": (7, 9), "change": (7, 9), "baseline": (5, 7), "indicator0": (0, 5)}
    value = {"comparator": "=", "direction": "increase"}
    (target,) = build_targets(passage, [Mention("target.direction", 5, 9, parts, value)])
    assert (target.comparator, target.value, target.direction, target.baseline) == (
        None, None, "increase", "previous_year",
    )  # fmt: skip


def test_a_mention_without_value_and_direction_is_none() -> None:
    assert build_targets(Passage.of("提升"), [Mention("target.direction", 0, 2, {"figure": (0, 2)})]) == ()


@pytest.mark.parametrize(("words", "value"), [("翻番", 100), ("翻一番", 100), ("翻两番", 300), ("翻三番", 700)])
def test_doublings(words: str, value: float) -> None:
    parts = {"figure": (0, len(words))} | ({"doublings": (1, 2)} if len(words) > 2 else {})
    mention = Mention("target.doubling", 0, len(words), parts, {"unit": "%", "direction": "increase"})
    (target,) = build_targets(Passage.of(words), [mention])
    assert target.value == value


@pytest.mark.parametrize(
    ("words", "baseline"),
    [("同比", "previous_year"), ("较上年末", "previous_year"), ("比2020年", "2020"), ("在2021年基础上", "2021"),
     ("较“十三五”末", "“十三五”末"), ("较基期", "基期")],
)  # fmt: skip
def test_baselines(words: str, baseline: str) -> None:
    passage = Passage.of(words + "提高5%")
    end = len(words)
    parts = {"baseline": (0, end), "change": (end, end + 2), "figure": (end + 2, end + 4), "number": (end + 2, end + 3)}
    parts["unit"] = (end + 3, end + 4)
    mention = Mention("target.change", 0, end + 4, parts, {"comparator": "=", "direction": "increase"})
    (target,) = build_targets(passage, [mention])
    assert target.baseline == baseline
