"""The samples that the model is trained on, and that training gives the same bytes."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from tools.model.examples import Labelled, read_annotated, read_sentence, read_sentences, to_sample

from qingdan.text.passage import Passage

FOLDER = Path(__file__).parents[2] / "pipeline" / "qingdan" / "extract" / "agencies" / "ner_model"
LABELS = {"ACTOR", "AGENCY", "ORG", "INDICATOR", "TIME"}


def test_marks_become_spans() -> None:
    text, spans = read_sentence("[a|各县]要在[t|6月底前]完成。")
    assert text == "各县要在6月底前完成。"
    assert spans == (Labelled(0, 2, "ACTOR"), Labelled(4, 8, "TIME"))


def test_sentences_are_folded_and_hold_no_mark() -> None:
    for text, spans in read_sentences():
        assert Passage.of(text).text == text
        assert not set(text) & set("[]|")
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
        assert {s.label for s in spans} <= LABELS


def test_no_sentence_is_there_twice() -> None:
    texts = [text for text, _ in read_sentences()]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("task", "text", "named"),
    [
        (
            {"text": "县水利局和水利局下属站所巡查。", "agencies_ok": ["水利局", "县水利局"]},
            "县水利局和水利局下属站所巡查。",
            [("县水利局", "ACTOR"), ("水利局", "ACTOR")],
        ),
        (
            {
                "text": "修渠3公里。",
                "located_in": {"type": "clause"},
                "responsibilities": [{"name": "县水利局", "role": "lead"}, {"name": "各镇", "role": "support"}],
            },
            "修渠3公里。（牵头单位：县水利局；配合单位：各镇）",
            [("县水利局", "AGENCY"), ("各镇", "AGENCY")],
        ),
        (
            {
                "text": "修渠3公里。",
                "located_in": {"type": "table"},
                "responsibilities": [{"name": "各镇", "role": "lead"}],
            },
            "修渠3公里。",
            [],
        ),
    ],
)
def test_annotations_become_spans(task: dict[str, object], text: str, named: list[tuple[str, str]]) -> None:
    sample = to_sample(task)
    assert sample.text == text
    assert [(sample.text[s.start : s.end], s.label) for s in sample.spans] == named


def test_annotated_notices_give_spans_in_order() -> None:
    for text, spans in read_annotated("train"):
        assert all(0 <= s.start < s.end <= len(text) for s in spans)
        assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_the_model_is_small_and_says_what_it_was_trained_on() -> None:
    assert sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file()) <= 6_000_000
    assert json.loads((FOLDER / "meta.json").read_text("utf-8")).keys() >= {"samples_sha256", "weights_sha256"}


def test_the_same_samples_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("spacy", "rjieba"):
        pytest.importorskip(name, reason="training needs the extra ner: pip install 'qingdan[ner]'")
    from tools.model.training import train, write_model

    samples = read_sentences()[:6]
    for folder in ("first", "second"):
        write_model(train(samples, epochs=1), samples, tmp_path / folder)
    files = sorted(p.relative_to(tmp_path / "first") for p in (tmp_path / "first").rglob("*") if p.is_file())
    assert files
    assert all((tmp_path / "first" / f).read_bytes() == (tmp_path / "second" / f).read_bytes() for f in files)
