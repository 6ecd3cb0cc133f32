"""The comparison on the pairs of the corpus, read as a user would; each split has its bar, `test` and `test2` were never tuned on."""

from __future__ import annotations

import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qingdan import diff_notices, read_notice
from qingdan.evaluate.editions import Comparison, Counts, score_editions

PAIRS = Path(__file__).parents[2] / "corpora" / "pairs"
ENTRIES: list[dict[str, Any]] = tomllib.loads((PAIRS / "pairs.toml").read_text(encoding="utf-8"))["pair"]
IDS = [e["id"] for e in ENTRIES]


@cache
def gold(name: str) -> dict[str, Any]:
    return json.loads((PAIRS / name / "gold.json").read_text(encoding="utf-8"))


@cache
def score(name: str) -> Comparison:
    old, new = (read_notice(PAIRS / name / gold(name)[side]) for side in ("old", "new"))
    return score_editions(diff_notices(old, new), old, new, gold(name))


@pytest.mark.parametrize("split", ["train", "dev", "test", "test2"])
def test_bars(split: str) -> None:
    scores = [score(e["id"]) for e in ENTRIES if e["split"] == split]
    pairs, kinds = sum((s.pairs for s in scores), Counts()), sum((s.kinds for s in scores), Counts())
    assert pairs.f1 >= 0.94, pairs
    assert kinds.f1 >= 0.94, kinds
    assert sum(len(s.decoys) for s in scores) <= 1


@pytest.mark.parametrize("name", IDS)
def test_no_pair_is_far_below(name: str) -> None:
    assert score(name).pairs.f1 >= 0.8, score(name)


def test_every_pair_is_listed() -> None:
    assert sorted(IDS) == sorted(
        path.name for path in PAIRS.iterdir() if path.is_dir() and not path.name.startswith("_")
    )


def test_no_place_stands_in_two_splits() -> None:
    places = {e["place"]: e["split"] for e in ENTRIES}
    assert len(places) == len(ENTRIES)


@pytest.mark.parametrize("name", IDS)
def test_gold_is_printed_and_whole(name: str) -> None:
    annotation = gold(name)
    for side in ("old", "new"):
        words = (PAIRS / name / annotation[side]).read_text(encoding="utf-8")
        assert [t for t in annotation[f"{side}_tasks"] if t not in words] == []
    for end, left in (("old_index", "removed"), ("new_index", "added")):
        count = len(annotation["old_tasks" if end == "old_index" else "new_tasks"])
        assert {p[end] for p in annotation["pairs"]} | set(annotation[left]) == set(range(count))
        assert not {p[end] for p in annotation["pairs"]} & set(annotation[left])
    joined = {(p["old_index"], p["new_index"]) for p in annotation["pairs"]}
    assert not joined & {(d["old_index"], d["new_index"]) for d in annotation["decoys"]}
