"""Which tasks belong together: one to one, splits, merges, nothing to join."""

from __future__ import annotations

from qingdan.diff import diff_notices
from qingdan.models.diff import NoticeDiff
from qingdan.models.record import PolicyDocument
from tests.diff.editions import agency, deadline, edition, task

SCHOOL = "新建公办幼儿园3所，增加学位900个"
DOCTOR = "招录定向培养乡村医生20名"
WATER = "更换农村老旧供水管网80公里"
ROADS = "改造农村公路60公里，完善安防设施"


def pairs_of(diff: NoticeDiff) -> list[tuple[str, str, str]]:
    return [(p.old_task_id, p.new_task_id, p.relation) for p in diff.pairs]


def compare(old: PolicyDocument, new: PolicyDocument) -> list[tuple[str, str, str]]:
    return pairs_of(diff_notices(old, new))


def test_the_same_notice() -> None:
    old, new = edition(SCHOOL, DOCTOR, WATER), edition(SCHOOL, DOCTOR, WATER, name="b")
    assert compare(old, new) == [("a1", "b1", "same"), ("a2", "b2", "same"), ("a3", "b3", "same")]


def test_renumbered_tasks_are_the_same() -> None:
    old = edition(task(SCHOOL, number="1"), task(DOCTOR, number="2"), task(WATER, number="3"))
    new = edition(task(WATER, number="1"), task(SCHOOL, number="2"), task(DOCTOR, number="3"), name="b")
    assert compare(old, new) == [("a3", "b1", "same"), ("a1", "b2", "same"), ("a2", "b3", "same")]


def test_new_and_dropped() -> None:
    diff = diff_notices(edition(SCHOOL, DOCTOR), edition(SCHOOL, WATER, name="b"))
    assert (pairs_of(diff), diff.added, diff.removed) == ([("a1", "b1", "same")], ("b2",), ("a2",))


def test_split() -> None:
    whole = "新建公办幼儿园3所；更换农村老旧供水管网80公里"
    new = edition("新建公办幼儿园3所", "更换农村老旧供水管网80公里", DOCTOR, name="b")
    diff = diff_notices(edition(whole, DOCTOR, ROADS), new)
    assert pairs_of(diff) == [("a1", "b1", "split"), ("a1", "b2", "split"), ("a2", "b3", "same")]
    assert [c.kind for p in diff.pairs for c in p.changes] == []


def test_merged() -> None:
    whole = "新建公办幼儿园3所；更换农村老旧供水管网80公里"
    old = edition("新建公办幼儿园3所", "更换农村老旧供水管网80公里", DOCTOR)
    diff = diff_notices(old, edition(whole, DOCTOR, ROADS, name="b"))
    assert pairs_of(diff) == [("a1", "b1", "merged"), ("a2", "b1", "merged"), ("a3", "b2", "same")]
    assert [c.kind for p in diff.pairs for c in p.changes] == []


def test_nothing_to_compare() -> None:
    empty = edition(name="b")
    assert diff_notices(edition(SCHOOL), empty).removed == ("a1",)
    assert diff_notices(empty, edition(SCHOOL)).added == ("a1",)
    assert diff_notices(empty, empty).pairs == ()


def test_tasks_without_words() -> None:
    diff = diff_notices(edition("", "！"), edition("", name="b"))
    assert len(diff.pairs) + len(diff.added) == 1


def test_every_task_stands_somewhere_once_or_in_pairs() -> None:
    old, new = edition(SCHOOL, DOCTOR, WATER), edition(WATER, ROADS, name="b")
    diff = diff_notices(old, new)
    paired = {p.old_task_id for p in diff.pairs}, {p.new_task_id for p in diff.pairs}
    assert paired[0] | set(diff.removed) == {t.task_id for t in old.tasks}
    assert paired[1] | set(diff.added) == {t.task_id for t in new.tasks}
    assert not paired[0] & set(diff.removed) | paired[1] & set(diff.added)


def test_the_summary_counts() -> None:
    old = edition(task(SCHOOL, deadlines=(deadline("2023-06-30"),)), DOCTOR, year=2023)
    after = task(SCHOOL, deadlines=(deadline("2024-08-31"),), responsibilities=(agency("县教育局"),))
    summary = diff_notices(old, edition(after, WATER, ROADS, name="b")).summary
    counts = (summary.old_tasks, summary.new_tasks, summary.same, summary.continued, summary.added, summary.removed)
    assert counts == (2, 3, 0, 1, 2, 1)
    assert summary.changes == {"agency_changed": 1, "deadline_moved": 1}


def test_evidence_is_that_of_kinds_both_tasks_speak_of() -> None:
    (pair,) = diff_notices(edition(task(SCHOOL, title="扩大供给")), edition(SCHOOL, name="b")).pairs
    assert "title" not in pair.evidence
    assert "agencies" not in pair.evidence
    assert 0 <= pair.similarity <= 1
    assert pair.confidence > 0.5
