"""What a structure guarantees of any text: order of print, no word twice, ranges inside the text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingdan.models.notice import Notice
from qingdan.text.passage import Range
from tests.extract.drafts import notice_of as read
from tests.structure.texts import notice_of

PARTS = (
    "青禾县规划", "目 录", "一、", "二、", "（一）", "（二）", "1.", "2.", "1.1", "①", "第一章 ", "第二章 ", "第一条 ", "重点任务", "保障措施",
    "建设站点。", "配备人员，", "（县民政局负责）", "附件1", "附件：", "索引号：QH1", "各镇人民政府：", "青禾县人民政府", "2024年3月5日",
    "序号|任务|责任单位", "1|建窗口|县医保局", "2|训社工|", "|", "\t", "\n", "\n", "\n\n", "\u3000\u3000", "— 3 —", "预览已结束",
)  # fmt: skip
texts = st.one_of(st.text(max_size=150), st.lists(st.sampled_from(PARTS), max_size=40).map("".join))
unhurried = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def ranges_of(notice: Notice) -> list[Range]:
    """Words of clauses, cells and outside paragraphs; a section line of a table counts as its clause."""
    found = [r for c in notice.clauses for r in c.ranges]
    found += [r for p in notice.paragraphs for r in p.passage.ranges]
    for table in notice.tables:
        found += [r for row in table.rows for cell in row.cells if not cell.inherited for r in cell.passage.ranges]
    return found


@unhurried
@given(texts)
def test_clauses_are_in_order_and_share_no_word(text: str) -> None:
    notice = notice_of(text)
    starts = [c.ranges[0][0] for c in notice.clauses]
    assert starts == sorted(starts)
    words = sorted(r for c in notice.clauses for r in c.ranges)
    assert all(a[1] <= b[0] for a, b in pairwise(words))
    for clause in notice.clauses:
        own = [r for p in (clause.heading, *clause.paragraphs) for r in p.ranges]
        assert all(a[1] <= b[0] for a, b in pairwise(own))
        assert all(any(a <= x and y <= b for a, b in clause.ranges) for x, y in own)


@unhurried
@given(texts)
def test_parents_stand_above_their_children(text: str) -> None:
    clauses = notice_of(text).clauses
    levels = {c.clause_id: c.level for c in clauses}
    assert len(levels) == len(clauses)
    seen: set[str] = set()
    for clause in clauses:
        assert clause.parent_id is None or clause.parent_id in seen
        assert clause.level == (levels[clause.parent_id] + 1 if clause.parent_id else 1)
        seen.add(clause.clause_id)


@unhurried
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=40).map("".join))
def test_no_word_is_in_two_places(text: str) -> None:
    if not text.strip():
        return
    notice = read(text)
    words = sorted(ranges_of(notice))
    assert all(0 <= a < b <= len(notice.source.text) for a, b in words)
    assert all(a[1] <= b[0] for a, b in pairwise(words)), words


@pytest.mark.parametrize("lost", ["\n", "", "\u3000\u3000"])
def test_c2_the_tree_is_the_same_without_breaks(lost: str) -> None:
    text = (
        "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。\n二、保障措施\n（一）加强领导。压实责任。"
    )
    found = [(c.level, c.number, c.heading.printed, c.role) for c in notice_of(text.replace("\n", lost)).clauses]
    assert found == [
        (1, "一、", "重点任务", "task"), (2, "（一）", "建设站点", "task"), (2, "（二）", "配备人员", "task"),
        (1, "二、", "保障措施", "safeguard"), (2, "（一）", "加强领导", "safeguard"),
    ]  # fmt: skip


def test_t5_a_section_line_of_a_table_is_in_the_outline() -> None:
    text = "青禾县任务表\n\n序号|任务|责任单位\n1|建窗口|县医保局\n2|训社工|县人社局\n二、监管\n序号|任务|责任单位\n1|查账目|县审计局\n2|查制度|县司法局\n"
    notice = read(text)
    assert [(c.clause_id, c.level, c.number, c.heading.printed, c.holds_table) for c in notice.clauses] == [
        ("t2s1", 1, "二、", "监管", True)
    ]
    assert [text[a:b] for c in notice.clauses for a, b in c.ranges] == ["二、监管"]
