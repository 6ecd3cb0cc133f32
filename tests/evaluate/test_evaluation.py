"""What an evaluation counts, and how it is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from qingdan.evaluate.baseline import compare_with, to_json
from qingdan.evaluate.figures import Figure, build_calibration, build_figures
from qingdan.evaluate.gold import GoldError, read_documents, read_gold
from qingdan.evaluate.items import fold
from qingdan.evaluate.judge import Outcome, is_grounded, judge_notice
from qingdan.evaluate.pairing import pair_tasks
from qingdan.evaluate.report import Report, build_disagreements, to_html, to_markdown

TEXT = "甲乙丙丁戊己庚辛壬"


def task(text: str, **fields: Any) -> dict[str, Any]:
    """A task as a document holds it."""
    empty: dict[str, Any] = {
        "number": None,
        "title": None,
        "path": [],
        "kind": "task",
        "spans": [{"start": 0, "end": 9}],
    }
    return {"text": text, **empty, "deadlines": [], "responsibilities": [], "targets": [], **fields}  # fmt: skip


def judge(
    found: list[dict[str, Any]], wanted: list[dict[str, Any]], match: Any = "normalised", **gold: Any
) -> list[Outcome]:
    document = {"tasks": found, "text": TEXT}
    return judge_notice(document, {"document": "a.txt", "tasks": wanted, "metadata": {}, **gold}, match)


def counts(
    found: list[dict[str, Any]], wanted: list[dict[str, Any]], field: str, match: Any = "normalised"
) -> tuple[int, int, int]:
    figure = build_figures(judge(found, wanted, match)).get(field, Figure(0, 0, 0))
    return figure.hits, figure.extras, figure.misses


def due(end: str | None, **fields: Any) -> dict[str, Any]:
    return {"end": end, "raw": "甲乙", "spans": [{"start": 0, "end": 2}], "inherited": False, **fields}


def goal(value: float, **fields: Any) -> dict[str, Any]:
    return {"value": value, "comparator": "=", "unit": "个", "raw": "甲乙", "spans": [{"start": 0, "end": 2}], "inherited": False, **fields}  # fmt: skip


TASK = "建设社区养老服务站点三十个"
COUNTS: dict[str, tuple[list[dict[str, Any]], list[dict[str, Any]], str, tuple[int, int, int]]] = {
    "alike": ([task(TASK + "。")], [task("建设 社区养老服务站点三十个；")], "task", (1, 0, 0)),
    "not alike": ([task("建设社区养老服务食堂五处")], [task(TASK)], "task", (0, 1, 1)),
    "number": ([task(TASK, number="（1）")], [task(TASK, number="1.")], "number", (1, 0, 0)),
    "another title": ([task(TASK, title="站点")], [task(TASK)], "title", (0, 1, 1)),
    "date": ([task(TASK, deadlines=[due("2024-05-31")])], [task(TASK)], "deadline", (0, 1, 0)),
    "another reading": ([task(TASK, deadlines=[due("2024-05-31")])], [task(TASK, deadlines_ok=[due("2024-05-31")])], "deadline", (0, 0, 0)),
    "start of a month": ([task(TASK, deadlines=[due("2024-05-31", start="2024-05-01", precision="month")])], [task(TASK, deadlines=[due("2024-05-31")])], "deadline", (1, 0, 0)),
    "start of a period": ([task(TASK, deadlines=[due("2024-05-31", start="2024-05-01", precision="period")])], [task(TASK, deadlines=[due("2024-05-31")])], "deadline", (0, 1, 1)),
    "vague": ([task(TASK, deadlines=[due(None, status="vague")])], [task(TASK)], "deadline", (0, 0, 0)),
    "values of a lost task": ([], [task(TASK, targets=[goal(3)])], "target", (0, 0, 1)),
    "unit": ([task(TASK, targets=[goal(3, unit="个百分点")])], [task(TASK, targets=[goal(3, unit="百分点")])], "target", (1, 0, 0)),
    "comparator": ([task(TASK, targets=[goal(3)])], [task(TASK, targets=[goal(3, comparator=">=")])], "target", (0, 1, 1)),
    "grounded": ([task(TASK, deadlines=[due("2024-05-31")])], [task(TASK)], "provenance", (1, 0, 0)),
    "not grounded": ([task(TASK, deadlines=[due("2024-05-31", raw="丙")])], [task(TASK)], "provenance", (0, 1, 1)),
}  # fmt: skip


@pytest.mark.parametrize(("found", "wanted", "field", "expected"), COUNTS.values(), ids=COUNTS.keys())
def test_counts(
    found: list[dict[str, Any]], wanted: list[dict[str, Any]], field: str, expected: tuple[int, int, int]
) -> None:
    assert counts(found, wanted, field) == expected


def test_equal_texts_are_paired_by_number() -> None:
    found, wanted = [task(TASK, number="1"), task(TASK, number="2")], [task(TASK, number="2"), task(TASK, number="1")]
    assert sorted(pair_tasks(found, wanted)) == [(0, 1), (1, 0)]


def test_a_value_outside_its_task_is_grounded_only_when_inherited() -> None:
    outside = task(TASK, spans=[{"start": 3, "end": 9}])
    assert [is_grounded(due(None, inherited=i), outside, "甲乙丙丁") for i in (False, True)] == [False, True]


def test_folding() -> None:
    assert fold(" １２ 个，\n（甲）。") == "12个,(甲)"


def body(name: str, role: str = "lead") -> dict[str, Any]:
    return {"name": name, "role": role, "raw": "甲乙", "spans": [{"start": 0, "end": 2}], "inherited": False}


MATCHES: list[tuple[str, str, dict[str, Any], dict[str, Any], str, tuple[int, int, int]]] = [
    ("strict", "deadlines", due("2024-05-31", raw="5月底前"), due("2024-05-31", raw="5月底"), "deadline", (0, 1, 1)),
    ("normalised", "deadlines", due("2024-05-31", raw="5月底前"), due("2024-05-31", raw="5月底"), "deadline", (1, 0, 0)),
    ("overlapping", "deadlines", due("2024-05-01", raw="5月底前"), due("2024-05-31", raw="5月底"), "deadline", (1, 0, 0)),
    ("overlapping", "deadlines", due("2024-05-01", raw="6月"), due("2024-05-31", raw="5月底"), "deadline", (0, 1, 1)),
    ("strict", "responsibilities", body("县教育局"), body("县教育局"), "agency", (1, 0, 0)),
    ("normalised", "responsibilities", body("教育局"), body("县教育局"), "agency", (0, 1, 1)),
    ("overlapping", "responsibilities", body("教育局"), body("县教育局"), "agency", (1, 0, 0)),
    ("strict", "targets", goal(3, indicator="食堂"), goal(3, indicator="社区食堂"), "target", (0, 1, 1)),
    ("strict", "targets", goal(3, indicator="食堂"), goal(3), "target", (1, 0, 0)),
]  # fmt: skip


@pytest.mark.parametrize(("match", "listed", "found", "wanted", "field", "expected"), MATCHES)
def test_match_levels(
    match: str, listed: str, found: dict[str, Any], wanted: dict[str, Any], field: str, expected: tuple[int, int, int]
) -> None:
    assert counts([task(TASK, **{listed: [found]})], [task(TASK, **{listed: [wanted]})], field, match) == expected


def test_overlapping_takes_the_equal_before_the_overlapping() -> None:
    found = [body("教育局"), body("县教育局")]
    assert counts(
        [task(TASK, responsibilities=found)], [task(TASK, responsibilities=found[1:])], "agency", "overlapping"
    ) == (1, 1, 0)


def test_strict_wants_the_same_text() -> None:
    assert counts([task(TASK + "等")], [task(TASK)], "task", "strict") == (0, 1, 1)


def test_roles_are_compared_where_both_name_the_body() -> None:
    found, wanted = [body("县教育局", "support"), body("县财政局")], [body("县教育局"), body("县水利局")]
    assert counts([task(TASK, responsibilities=found)], [task(TASK, responsibilities=wanted)], "agency role") == (
        0,
        1,
        1,
    )


def test_actors_count_when_named_or_assigned() -> None:
    found = task(TASK, responsibilities=[body("县教育局")], actors=[{"name": "各学校"}])
    wanted = task(TASK, agencies_ok=["县教育局", "各学校", "县妇联"])
    assert counts([found], [wanted], "actor (recall only)") == (2, 0, 1)


def test_open_fields_are_not_judged() -> None:
    outcomes = judge([], [], metadata={"title": "*", "issuers": "*", "jurisdiction": {"code": "*"}}, outline="*")
    assert {o.field for o in outcomes} == {"metadata", "notice wholly right"}
    assert len([o for o in outcomes if o.field == "metadata"]) == 6


def test_figures() -> None:
    figure = Figure(hits=1, extras=1, misses=2)
    assert (figure.precision, figure.recall, figure.f1) == (1 / 2, 1 / 3, pytest.approx(2 / 5))
    assert Figure(0, 0, 0).f1 == Figure(0, 0, 0).precision == Figure(0, 0, 0).recall == 1.0


def outcome(notice: str, *, hit: bool, **fields: Any) -> Outcome:
    return Outcome(notice, "target", "3", "3" if hit else None, hit, **fields)


def test_intervals_resample_notices() -> None:
    mixed = [outcome(str(n), hit=n % 2 == 0) for n in range(20)]
    low, high = build_figures(mixed)["target"].interval or (0, 0)
    assert 0.3 < low < build_figures(mixed)["target"].f1 < high < 0.95
    assert build_figures(mixed) == build_figures(mixed)
    assert build_figures([outcome(str(n), hit=True) for n in range(5)])["target"].interval == (1.0, 1.0)
    assert build_figures(mixed[:1])["target"].interval is None


def test_calibration() -> None:
    values = [outcome("a", hit=True, confidence=0.9)] * 3 + [outcome("a", hit=False, confidence=0.9)]
    values += [
        outcome("a", hit=False, confidence=0.6),
        outcome("a", hit=False, confidence=1.0, flags=("year_inferred",)),
    ]
    found = build_calibration(values)
    assert [(b.low, b.count, b.right) for b in found.bins] == [(0.6, 1, 0), (0.9, 4, 3), (1.0, 1, 0)]
    assert (found.sure_share, found.sure_right, found.warned) == (5 / 6, 3 / 5, 2 / 3)
    assert found.error == pytest.approx((0.6 + 4 * 0.15 + 1.0) / 6)


def test_changes_since_a_baseline(tmp_path: Path) -> None:
    before, now = [outcome("a", hit=False), outcome("b", hit=True)], [outcome("a", hit=True), outcome("b", hit=False)]
    kept = tmp_path / "before.json"
    kept.write_text(to_json(build_figures(before), before, "normalised"), encoding="utf-8")
    assert compare_with(kept, build_figures(before), before) == []
    (movement,) = compare_with(kept, build_figures(now), now)
    assert ([o.notice for o in movement.mended], [o.notice for o in movement.broken]) == (["a"], ["b"])


@pytest.mark.parametrize("words", ["", "[]", "{}", '{"figures": {"a": 1}, "disagreements": []}'])
def test_a_file_that_is_no_baseline_is_said(tmp_path: Path, words: str) -> None:
    (tmp_path / "no.json").write_text(words)
    with pytest.raises(GoldError, match="not an evaluation"):
        compare_with(tmp_path / "no.json", {}, [])


@pytest.mark.parametrize("words", ["", "[]", '{"tasks": []}', '{"document": "a", "tasks": {}}'])
def test_a_file_that_is_no_annotation_is_named(tmp_path: Path, words: str) -> None:
    (tmp_path / "no.gold.json").write_text(words)
    with pytest.raises(GoldError, match=r"no\.gold\.json"):
        read_gold([tmp_path])


def test_reports_escape_what_notices_say() -> None:
    outcomes = judge([task("<script>alert(1)</script>|`甲`")], [])
    report = Report(1, "normalised", build_figures(outcomes), build_calibration(outcomes), build_disagreements(outcomes, {"a.txt": TEXT}))  # fmt: skip
    page, words = to_html(report), to_markdown(report)
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "<script" not in words
    assert "\\|\\`甲\\`" in words
    assert TEXT in page
    assert TEXT in words
    assert json.loads(to_json(report.figures, outcomes, "normalised"))["figures"]["task"]["fp"] == 1


def test_a_folder_without_documents_is_no_output(tmp_path: Path) -> None:
    (tmp_path / "run.json").write_text("{}", encoding="utf-8")
    with pytest.raises(GoldError, match="no documents there"):
        read_documents(tmp_path)
