"""Cells of criteria cut by their numbering."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.normalise.criteria import split_criteria
from qingdan.text.passage import Passage

CASES: dict[str, tuple[str, tuple[str, ...]]] = {
    "one item": ("建成站点30个。", ("建成站点30个。",)),
    "Arabic numbers": ("1.建成站点。2.配齐人员。", ("建成站点。", "配齐人员。")),
    "full width and 、": ("１、建成站点；２、配齐人员。", ("建成站点；", "配齐人员。")),
    "brackets": ("（1）建成站点；（2）配齐人员。", ("建成站点；", "配齐人员。")),
    "ASCII brackets": ("(1)建成站点;(2)配齐人员", ("建成站点;", "配齐人员")),
    "circled": ("①建成站点，②配齐人员", ("建成站点，", "配齐人员")),
    "words before the first": (
        "满足以下各项。1.建成站点。2.配齐人员。",
        ("满足以下各项。", "建成站点。", "配齐人员。"),
    ),
    "lines": ("1.建成站点。\n2.配齐人员。", ("建成站点。", "配齐人员。")),
    "a decimal is no number": ("1.5公里以内有站点。", ("1.5公里以内有站点。",)),
    "a figure inside a sentence is none": ("每站3、4人。", ("每站3、4人。",)),
    "a figure inside a word is none": ("按表1、表2打分。", ("按表1、表2打分。",)),
    "no words": ("", ()),
    "a number alone": ("1.", ()),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_items(text: str, expected: tuple[str, ...]) -> None:
    assert split_criteria(Passage.of(text)) == expected


@given(st.lists(st.sampled_from(["1.", "2、", "（3）", "①", "建成站点", "。", "；", "，", "\n", "1.5"]), max_size=20))
def test_items_are_in_order_of_print(words: list[str]) -> None:
    text = "".join(words)
    rest = "".join(text.split())
    for item in split_criteria(Passage.of(text)):
        position = rest.find(item)
        assert position >= 0
        rest = rest[position + len(item) :]
