"""Closings of assignment."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.tasks.assignments import find_assignments
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage


def _inner(text: str) -> list[str]:
    passage = Passage.of(text)
    return [passage.text[slice(*m.parts["inner"])] for m in find_assignments(passage, load_rules())]


FOUND = [
    ("推广证照。（市数据局牵头，市公安局配合，2020年底前完成）", ["市数据局牵头，市公安局配合，2020年底前完成"]),
    ("推广证照。（市数据局负责）规范服务。（市公安局负责）", ["市数据局负责", "市公安局负责"]),
    ("推广证照（市数据局负责）。", ["市数据局负责"]),
    ("推广证照。(市数据局负责)", ["市数据局负责"]),
    ("推广证照。〔市数据局、各县（市、区）政府负责〕", ["市数据局、各县（市、区）政府负责"]),
    ("推广证照。［市数据局负责］", ["市数据局负责"]),
    ("推广证照。【责任单位：市数据局】", ["责任单位：市数据局"]),
    ("推广证照。〔责任领导：李明〕", ["责任领导：李明"]),
    ("推广证照。（责任单位：市数据局；完成时限：6月底）", ["责任单位：市数据局；完成时限：6月底"]),
    ("推广证照。（各有关部门按职责分工负责）", ["各有关部门按职责分工负责"]),
    ("推广证照。（市数据局等按职责分工负责，持续推进）", ["市数据局等按职责分工负责，持续推进"]),
    ("推广证照。（2020年底前完成）", ["2020年底前完成"]),
    ("推广证照（6月底前完成）。", ["6月底前完成"]),
    ("推广证照。（长期坚持）", ["长期坚持"]),
    ("推广证照。（省数据局）", ["省数据局"]),
    ("推广证照。（责任单位：市数据局、\n市公安局）", ["责任单位：市数据局、市公安局"]),
    ("推广证照。责任单位：市数据局、市公安局。", ["责任单位：市数据局、市公安局"]),
    ("推广证照\n责任单位：市数据局", ["责任单位：市数据局"]),
    (
        "推广证照。牵头单位：市数据局；配合单位：市公安局；完成时限：6月底",
        ["牵头单位：市数据局；配合单位：市公安局；完成时限：6月底"],
    ),
    ("推广证照。\n牵头负责领导：李明。\n协同责任单位：市公安局。", ["牵头负责领导：李明。协同责任单位：市公安局"]),
    ("推广证照。责任单位：市数据局。完成时限：6月底。", ["责任单位：市数据局。完成时限：6月底"]),
]

NOT_FOUND = [
    "扩大（RCEP）合作。", "管理办法（试行）。", "推进建设（见附件1）。", "推进建设（含乡镇、街道）。",
    "成立中心（以下简称中心）。", "慢性病（高血压、糖尿病等）。", "完善制度。（一）", "第一阶段（2023年3月—6月）",
    "规划（2021—2025年）。", "各县（市、区）要负责落实。", "办学（校内由教育部门负责）有序。",
    "进一步明确责任单位：谁主管谁负责。", "（）", "（（（", "",
]  # fmt: skip


@pytest.mark.parametrize(("text", "inner"), FOUND)
def test_found(text: str, inner: list[str]) -> None:
    assert _inner(text) == inner


@pytest.mark.parametrize("text", NOT_FOUND)
def test_not_found(text: str) -> None:
    assert _inner(text) == []


def test_span_takes_the_stop_that_follows() -> None:
    passage = Passage.of("推广证照（市数据局负责）。规范服务。（市公安局负责）推进。")
    assert [passage.text[m.start : m.end] for m in find_assignments(passage, load_rules())] == [
        "（市数据局负责）。",
        "（市公安局负责）",
    ]


@given(
    st.lists(
        st.sampled_from([*"（）〔〕【】。；：、\n", "市教育局", "负责", "责任单位", "6月底前", "完成"]), max_size=30
    )
)
def test_any_text(words: list[str]) -> None:
    passage = Passage.of("".join(words))
    found = find_assignments(passage, load_rules())
    assert all(0 <= m.start <= m.parts["inner"][0] <= m.parts["inner"][1] <= m.end <= len(passage) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
