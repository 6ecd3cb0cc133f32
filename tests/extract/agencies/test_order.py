"""Whether the first of a list of agencies leads: only where the notice says so (U2)."""

from __future__ import annotations

import pytest

from qingdan.extract.agencies.order import find_order
from tests.extract.drafts import RULES

# (text, the words from which the first place leads; the empty string: from the start; None: nowhere)
CASES: dict[str, tuple[str, str | None]] = {
    "U2 nothing is said": ("推广证照。（市数据局、市公安局负责）", None),
    "U2 from here on": ("甲。（市数据局负责）乙。（市公安局负责。列第一位者为牵头单位，下同）", "列第一位者"),
    "U2 from here on, another word": ("甲。（市公安局负责，排名第一的为牵头单位，以下相同）", "排名第一"),
    "U2 white space before it": ("甲。（市数据局、\n　　市公安局 负责。列第一位者为牵头单位，下同）", "列第一位者"),
    "U2 in a note for all": ("任务清单\n甲|市数据局\n注：责任单位中排在第一位的为牵头单位。", ""),
    "U2 in words on the lists": ("请各单位落实。责任单位排名第一的为牵头单位，于3月底前报方案。", ""),
    "U2 full width and white space": ("说明:列 第一位 者\n为牵头部门", ""),
    "U2 another first": ("第一季度为重点时段，下同。首位病例。", None),
    "U2 以下 says no order": ("以下单位为牵头单位：市数据局。", None),
    "no words": ("", None),
}


@pytest.mark.parametrize(("text", "first"), CASES.values(), ids=CASES.keys())
def test_order(text: str, first: str | None) -> None:
    found = find_order(text, RULES)
    assert found == (None if first is None else text.index(first))
