"""Annotations without words lead back to the words."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan import read_notice
from qingdan.evaluate.gold import pair_documents, read_gold
from qingdan.evaluate.standoff import AT, StandoffError, compact, from_standoff, to_standoff

CORPORA = Path(__file__).parents[2] / "corpora"
TEXT = "第一条 修建公路\n3公里。\n县交通局、水利局负责"
GOLD: dict[str, Any] = {
    "document": "a.txt",
    "tasks": [
        {
            "text": "修建公路3公里。",
            "kind": "task",
            "number": None,
            "responsibilities": [{"name": "县水利局", "role": "lead"}],
        }
    ],
}


def test_words_become_places_and_come_back() -> None:
    kept = to_standoff(GOLD, TEXT)
    assert kept["tasks"][0]["text"] == {AT: [[3, 11]]}
    assert kept["tasks"][0]["responsibilities"] == [{"name": {AT: [[11, 12], [16, 19]]}, "role": "lead"}]
    assert from_standoff(kept, TEXT.replace("\n", "")) == GOLD


def test_words_that_are_not_there_are_told() -> None:
    with pytest.raises(StandoffError, match="'桥梁"):
        to_standoff({"document": "a", "tasks": [{"text": "桥梁"}]}, TEXT)


def test_another_text_is_told() -> None:
    with pytest.raises(StandoffError, match=r"a\.txt: the text read is not the one"):
        from_standoff(to_standoff(GOLD, TEXT), TEXT + "。")


def test_repeated_words_are_found_where_the_task_stands() -> None:
    gold = {"document": "a", "tasks": [{"text": "修路", "raw": "年底"}, {"text": "架桥", "raw": "年底"}]}
    kept = to_standoff(gold, "修路年底架桥年底")
    assert [task["raw"] for task in kept["tasks"]] == [{AT: [[2, 4]]}, {AT: [[6, 8]]}]


@given(st.text("甲乙丙 \n", min_size=1).filter(str.strip), st.data())
def test_any_words_of_a_text_come_back(text: str, data: st.DataObject) -> None:
    whole = compact(text)
    words = "".join(data.draw(st.lists(st.sampled_from(whole), min_size=1, max_size=30)))
    gold = {"document": "a", "tasks": [{"text": words}]}
    assert from_standoff(to_standoff(gold, text), text) == gold


@cache
def documents() -> dict[str, Any]:
    paths = sorted((CORPORA / "notices").rglob("*.txt"))
    return {path.name: json.loads(read_notice(path).model_dump_json()) for path in paths}


def test_the_corpus_survives_the_way_there_and_back(tmp_path: Path) -> None:
    golds = {g["document"]: g for g in read_gold([CORPORA / "gold"]) if g["document"] in documents()}
    for name, gold in golds.items():
        kept = to_standoff(gold, documents()[name]["text"])
        (tmp_path / f"{name}.standoff.json").write_text(json.dumps(kept), encoding="utf-8")
    for document, restored in pair_documents(documents(), read_gold([tmp_path])):
        gold = golds[document["source"]["name"]]
        assert squashed(restored) == squashed({k: v for k, v in gold.items() if k not in ("annotation", "notes")})


def test_a_notice_that_nobody_has_is_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.standoff.json").write_text(json.dumps(to_standoff(GOLD, TEXT)), encoding="utf-8")
    assert list(pair_documents(documents(), read_gold([tmp_path]))) == []


def squashed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: squashed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [squashed(item) for item in value]
    return compact(value) if isinstance(value, str) else value
