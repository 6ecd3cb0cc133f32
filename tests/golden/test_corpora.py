"""The notices of the corpus read as well as they are annotated."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qingdan import read_notice
from qingdan.evaluate.scores import Tally, fold, is_grounded, pair_tasks, score_tasks

ROOT = Path(__file__).parents[2]
CORPORA = ROOT / "corpora"
SCORER = ROOT.parent / "shared" / "score.py"
NEEDED = {
    "task": 0.99, "deadline": 0.98, "agency": 0.98, "number": 0.98, "title": 0.98, "path": 0.98, "target": 0.95,
    "provenance": 1.0,
}  # fmt: skip


def annotated() -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every notice with its annotation."""
    files = {p.name: p for folder in ("notices", "demo") for p in sorted((CORPORA / folder).rglob("*.*"))}
    for path in sorted((CORPORA / "gold").glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        yield files[gold["document"]], gold


@cache
def read(path: Path) -> str:
    return read_notice(path).model_dump_json()


@cache
def tally() -> Tally:
    counted = Tally()
    for path, gold in annotated():
        score_tasks(json.loads(read(path)), gold, counted)
    return counted


def test_every_annotation_has_its_notice() -> None:
    assert len(list(annotated())) == len(list((CORPORA / "gold").iterdir())) >= 16


@pytest.mark.parametrize("field", NEEDED)
def test_the_corpus_is_read(field: str) -> None:
    assert tally().hits[field] > 100
    assert tally().f1(field) >= NEEDED[field]


@pytest.mark.skipif(not SCORER.exists(), reason="the external scorer is not here")
def test_the_external_scorer_counts_the_same(tmp_path: Path) -> None:
    for path, _ in annotated():
        (tmp_path / f"{path.stem}.json").write_text(read(path), encoding="utf-8")
    figures = tmp_path / "figures"
    command = [sys.executable, str(SCORER), str(tmp_path), str(CORPORA / "gold"), "--json", str(figures)]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads(figures.read_text(encoding="utf-8"))
    ours = tally()
    for field in (*NEEDED, "kind", "agency role"):
        counts = (ours.hits[field], ours.extras[field], ours.misses[field])
        assert counts == tuple(theirs[field][k] for k in ("tp", "fp", "fn")), field


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


def counts(found: list[dict[str, Any]], wanted: list[dict[str, Any]], field: str) -> tuple[int, int, int]:
    counted = Tally()
    score_tasks({"tasks": found, "text": "甲乙丙丁戊己庚辛壬"}, {"tasks": wanted}, counted)
    return counted.hits[field], counted.extras[field], counted.misses[field]


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


def test_f1() -> None:
    counted = Tally()
    assert counted.f1("nothing") == 1.0
    counted.add("field", ["甲", "乙"], ["甲", "丙", "丁"])
    assert counted.f1("field") == pytest.approx(2 / 5)


def test_folding() -> None:
    assert fold(" １２ 个，\n（甲）。") == "12个,(甲)"
