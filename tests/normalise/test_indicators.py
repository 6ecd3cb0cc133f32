"""What is measured → identity."""

from __future__ import annotations

import pytest

from qingdan.normalise.indicators import IndicatorNames
from qingdan.rulepacks import load_rules


@pytest.mark.parametrize(
    ("words", "indicator"),
    [
        ("县域就诊率", "health.visits_within_county"),
        ("县域内就诊率", "health.visits_within_county"),
        ("全县县域内就诊率", "health.visits_within_county"),
        ("“县域就诊率”力争", "health.visits_within_county"),
        ("县域内住院率", "health.inpatients_within_county"),
        ("全市森林覆盖率", "environment.forest_cover"),
        ("粮食总产量", "agriculture.grain_output"),
        ("全社会研发经费投入强度", "science.rd_intensity"),
        ("单位地区生产总值能耗", "energy.intensity"),
        ("单位地区生产总值能耗降低", "energy.intensity_fall"),
        ("城镇居民人均可支配收入", "economy.urban_income"),
        ("农村居民人均可支配收入", "economy.rural_income"),
        ("县域就诊人次", None),
        ("婺州龙窑参观率", None),
        ("", None),
        (None, None),
    ],
)
def test_identity(words: str | None, indicator: str | None) -> None:
    assert IndicatorNames(load_rules()).identify(words) == indicator


def test_a_long_text_is_no_name() -> None:
    assert IndicatorNames(load_rules()).identify("全市" * 100_000) is None


def test_every_indicator_is_described() -> None:
    bare = [i.id for i in load_rules().indicators if not (i.label and i.english and "." in i.id)]
    assert bare == []


def test_every_label_is_found() -> None:
    names = IndicatorNames(load_rules())
    lost = [i.id for i in load_rules().indicators if not {i.id} & {names.identify(w) for w in i.words}]
    assert lost == []
