"""Measures of one clause: closing brackets end them, dates and counted items begin them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.tasks.measures import Measure, find_measures, find_steps
from qingdan.text.passage import Passage
from tests.extract.drafts import RULES


def paragraphs_of(text: str) -> list[Passage]:
    """The lines of a text as paragraphs of one source."""
    found, start = [], 0
    for line in text.split("\n"):
        found.append(Passage(text, ((start, start + len(line)),)))
        start += len(line) + 1
    return found


def row_of(measure: Measure) -> tuple[str, list[str]]:
    return measure.text.printed, [a.printed for a in measure.assignments]


MEASURES: dict[str, tuple[str, list[tuple[str, list[str]]]]] = {
    "C4 no bracket": ("编制目录。公布目录。", [("编制目录。公布目录。", [])]),
    "C4 one bracket is no part of the text": ("编制目录。（县档案局负责）", [("编制目录。", ["县档案局负责"])]),
    "C4 one bracket before the stop": ("编制目录（县档案局负责）。", [("编制目录", ["县档案局负责"])]),
    "C4 a bracket each": (
        "编制目录。（县档案局牵头，县司法局配合，2020年底前完成）公布目录。（县政务局负责）",
        [("编制目录。", ["县档案局牵头，县司法局配合，2020年底前完成"]), ("公布目录。", ["县政务局负责"])],
    ),
    "C4 a last measure without bracket": (
        "编制目录。（县档案局负责）每季度公布一次更新后的目录。",
        [("编制目录。", ["县档案局负责"]), ("每季度公布一次更新后的目录。", [])],
    ),
    "C4 a short sentence is a measure": (
        "编制目录。（县档案局负责）加强培训。",
        [("编制目录。", ["县档案局负责"]), ("加强培训。", [])],
    ),
    "C4 a short rest is no measure": ("编制目录。（县档案局负责）特此说明。", [("编制目录。", ["县档案局负责"])]),
    "C4 two brackets close one measure": (
        "编制目录。（县档案局负责）（2020年底前完成）",
        [("编制目录。", ["县档案局负责", "2020年底前完成"])],
    ),
    "C4 a bracket on a line of its own": ("编制目录。\n（县档案局负责）", [("编制目录。", ["县档案局负责"])]),
    "C4 paragraphs without brackets are one": ("编制目录。\n公布目录。", [("编制目录。公布目录。", [])]),
    "C4 a bracket that assigns nothing stays": ("编制目录（试行）。公布。", [("编制目录（试行）。公布。", [])]),
    "C4 a label line": ("编制目录。\n责任单位：县档案局。", [("编制目录。", ["责任单位：县档案局"])]),
    "C4 nothing but a bracket": ("（县档案局负责）", []),
    "U1 labels before the body": (
        "牵头单位：县档案局\n配合单位：县司法局\n主要任务：编制目录。",
        [("编制目录。", ["牵头单位：县档案局", "配合单位：县司法局"])],
    ),
    "U1 labels before the body and one behind it": (
        "牵头单位：县档案局\n编制目录。\n完成时限：6月底前",
        [("编制目录。", ["牵头单位：县档案局", "完成时限：6月底前"])],
    ),
    "C4 the body's label alone is text": ("主要任务：编制目录。", [("主要任务：编制目录。", [])]),
    "no words": ("", []),
}


@pytest.mark.parametrize(("text", "expected"), MEASURES.values(), ids=MEASURES.keys())
def test_measures(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert [row_of(m) for m in find_measures(paragraphs_of(text), RULES)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("编制目录。（县档案局负责）公布目录的全文。", ["编制目录。（县档案局负责）", "公布目录的全文。"]),
        ("编制目录。（县档案局负责）（2020年底前完成）", ["编制目录。（县档案局负责）（2020年底前完成）"]),
        ("编制目录。（县档案局负责）特此说明。", ["编制目录。（县档案局负责）特此说明。"]),
    ],
)
def test_ranges_hold_the_words_and_their_brackets(text: str, expected: list[str]) -> None:
    found = find_measures(paragraphs_of(text), RULES)
    assert ["".join(text[a:b] for a, b in m.ranges) for m in found] == expected


# (text, [(item, lead, text, ranges)])
STEPS: dict[str, tuple[str, list[tuple[str | None, str | None, str]]]] = {
    "C5 a dated paragraph begins a step": (
        "2024年3月底前，印发方案。\n2024年9月底前，组织验收。",
        [(None, None, "2024年3月底前，印发方案。"), (None, None, "2024年9月底前，组织验收。")],
    ),
    "C5 an undated paragraph goes on": (
        "2024年3月底前，印发方案。\n各镇同步动员。\n2024年9月底前，组织验收。",
        [(None, None, "2024年3月底前，印发方案。各镇同步动员。"), (None, None, "2024年9月底前，组织验收。")],
    ),
    "C5 counted items share the date before them": (
        "2024年6月底前，一是印发方案。二是摸清底数。三是建立台账。",
        [
            ("一是", "2024年6月底前，", "印发方案。"),
            ("二是", "2024年6月底前，", "摸清底数。"),
            ("三是", "2024年6月底前，", "建立台账。"),
        ],
    ),
    "C5 items at the very start": (
        "一是印发方案；二是摸清底数。",
        [("一是", None, "印发方案；"), ("二是", None, "摸清底数。")],
    ),
    "C5 one item counts nothing": ("一是印发方案。", [(None, None, "一是印发方案。")]),
    "C5 items under words without a date stay together": (
        "抓好三件事，一是印发方案。二是摸清底数。",
        [(None, None, "抓好三件事，一是印发方案。二是摸清底数。")],
    ),
    "C5 一是 inside a word counts nothing": (
        "2024年6月底前，统一是非标准，一一是认领问题。",
        [(None, None, "2024年6月底前，统一是非标准，一一是认领问题。")],
    ),
}


@pytest.mark.parametrize(("text", "expected"), STEPS.values(), ids=STEPS.keys())
def test_steps(text: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    found = find_steps(paragraphs_of(text), RULES)
    assert [(m.item, m.lead.printed if m.lead else None, m.text.printed) for m in found] == expected


def test_c5_items_keep_the_bracket_that_closes_them() -> None:
    text = "2024年6月底前，一是印发方案。二是摸清底数。（县档案局负责）"
    found = find_steps(paragraphs_of(text), RULES)
    assert [row_of(m) for m in found] == [("印发方案。", ["县档案局负责"]), ("摸清底数。", ["县档案局负责"])]
    assert ["".join(text[a:b] for a, b in m.ranges) for m in found] == ["一是印发方案。", "二是摸清底数。"]


PIECES = (
    "编制目录。", "（县档案局负责）", "（2020年底前完成）", "一是", "二是", "2024年6月底前，", "\n", "，", "（", "）", "①",
)  # fmt: skip


@pytest.mark.parametrize("find", [find_measures, find_steps])
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_texts_of_measures_never_overlap(find, text: str) -> None:
    ranges = [r for m in find(paragraphs_of(text), RULES) for r in m.text.ranges]
    assert all(0 <= a < b <= len(text) for a, b in ranges)
    assert all(before[1] <= after[0] for before, after in pairwise(ranges))
