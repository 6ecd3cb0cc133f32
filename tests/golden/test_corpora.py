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
from qingdan.evaluate.figures import Figure, build_figures
from qingdan.evaluate.gold import pair_documents, read_gold
from qingdan.evaluate.judge import judge_notice

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
def figures() -> dict[str, Figure]:
    documents = {path.name: json.loads(read(path)) for path, _ in annotated()}
    pairs = pair_documents(documents, read_gold([CORPORA / "gold"]))
    return build_figures([o for document, gold in pairs for o in judge_notice(document, gold)], resamples=0)


def test_every_annotation_has_its_notice() -> None:
    assert len(list(annotated())) == len(list((CORPORA / "gold").iterdir())) >= 16


@pytest.mark.parametrize("field", NEEDED)
def test_the_corpus_is_read(field: str) -> None:
    assert figures()[field].hits > 100
    assert figures()[field].f1 >= NEEDED[field]


@pytest.mark.skipif(not SCORER.exists(), reason="the external scorer is not here")
def test_the_external_scorer_counts_the_same(tmp_path: Path) -> None:
    for path, _ in annotated():
        (tmp_path / f"{path.stem}.json").write_text(read(path), encoding="utf-8")
    written = tmp_path / "figures"
    command = [sys.executable, str(SCORER), str(tmp_path), str(CORPORA / "gold"), "--json", str(written)]
    subprocess.run(command, check=True, capture_output=True)
    theirs = json.loads(written.read_text(encoding="utf-8"))
    ours = {name: {"tp": f.hits, "fp": f.extras, "fn": f.misses} for name, f in figures().items()}
    assert ours == {name: {k: row[k] for k in ("tp", "fp", "fn")} for name, row in theirs.items()}
