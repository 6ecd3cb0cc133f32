"""Names that the trained model proposes, and what the rules make of them."""

from __future__ import annotations

import importlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan import read_notice
from qingdan.errors import MissingExtraError
from qingdan.extract.agencies import ner
from qingdan.extract.agencies.actors import find_actors
from qingdan.extract.agencies.assigned import find_agencies
from qingdan.models.mentions import Mention
from qingdan.normalise.agencies import build_actors, build_responsibilities
from qingdan.normalise.evidence import read_spans
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

REASON = "the model needs the extra ner: pip install 'qingdan[ner]'"
PLAIN = {"list": "", "anatomy": {}}


def test_off_is_the_rules_alone() -> None:
    assert ner.choose_proposer("off") is None


def test_on_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match=r"pip install 'qingdan\[ner\]'"):
        ner.choose_proposer("on")


@pytest.mark.parametrize(
    ("installed", "switch", "comes_to"),
    [(False, None, "off"), (True, None, "on"), (True, "off", "off"), (True, "perhaps", "on")],
)
def test_auto(monkeypatch: pytest.MonkeyPatch, installed: bool, switch: str | None, comes_to: str) -> None:
    monkeypatch.setattr(ner, "find_spec", lambda name: object() if installed else None)
    monkeypatch.delenv(ner.SWITCH) if switch is None else monkeypatch.setenv(ner.SWITCH, switch)
    assert ner.resolve("auto") == comes_to


def test_the_environment_asks_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ner, "find_spec", lambda name: None)
    monkeypatch.setenv(ner.SWITCH, "on")
    with pytest.raises(MissingExtraError, match="spacy and rjieba"):
        ner.resolve("auto")


@pytest.mark.parametrize(
    ("found", "proposed", "merged"),
    [
        ([(0, 2)], [], [(0, 2)]),
        ([], [(3, 6)], [(3, 6)]),
        ([(4, 6)], [(2, 6)], [(2, 6)]),
        ([(8, 9)], [(2, 6)], [(2, 6), (8, 9)]),
    ],
)
def test_a_proposal_takes_the_place_of_what_is_inside(
    found: list[tuple[int, int]], proposed: list[tuple[int, int]], merged: list[tuple[int, int]]
) -> None:
    sides = [[Mention("actor.named", *span, {}, PLAIN) for span in spans] for spans in (found, proposed)]
    assert [(m.start, m.end) for m in ner.merge_proposals(*sides)] == merged


@pytest.mark.parametrize(
    ("text", "name", "roles"),
    [
        ("跨县河流由上游县牵头。", "上游县", ["lead"]),
        ("费用由产权人承担。", "产权人", ["responsible"]),
        ("支持种粮大户扩种。", "种粮大户", []),
    ],
)
def test_only_words_of_assignment_assign(text: str, name: str, roles: list[str]) -> None:
    start = text.index(name)
    proposed = [Mention(ner.ASSIGNED, start, start + len(name), {}, PLAIN)]
    assert [m.value["role"] for m in ner.find_assigned(Passage.of(text), proposed, load_rules())] == roles


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ("O B-X L-X O", [(1, 3, "X")]),
        ("U-X B-Y I-Y L-Y", [(0, 1, "X"), (1, 4, "Y")]),
        ("B-X O L-X", []),
        ("B-X I-Y L-Y", []),
        ("I-X L-X", []),
        ("B-X B-X L-X", [(1, 3, "X")]),
        ("O", []),
    ],
)
def test_labels_give_spans(labels: str, spans: list[tuple[int, int, str]]) -> None:
    tagger = _tagger()
    import numpy as np

    row = labels.split()
    known = sorted(set(row))
    found = list(tagger.decode(np.eye(len(known))[[known.index(label) for label in row]], known))
    assert [(t.start, t.end, t.label) for t in found] == spans
    assert all(t.score == 1 for t in found)


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("鼓励纺织服装企业在产地设仓。", ["纺织服装企业"]),
        ("加强组织领导，健全工作机制。", []),
        ("", []),
    ],
)
def test_names_that_rules_miss(text: str, actors: list[str]) -> None:
    _tagger()
    passage, rules = Passage.of(text), load_rules()
    found = build_actors(passage, ner.merge_proposals(find_actors(passage, rules), ner.find_proposals(passage, rules)))
    assert [a.name for a in found] == actors
    assert [(a.origin, a.flags) for a in found] == [("ner", ("name_proposed",))] * len(actors)


@given(st.text(alphabet="各市县企业平台公司由牵头负责支持推进、，。（） 和的A1\n", max_size=60))
def test_any_text_has_evidence_and_one_reading(text: str) -> None:
    _tagger()
    passage, rules = Passage.of(text), load_rules()
    proposed = ner.find_proposals(passage, rules)
    assert proposed == ner.find_proposals(passage, rules)
    built = build_responsibilities(passage, find_agencies(passage, rules, "prose", proposed))
    for value in (*built, *build_actors(passage, proposed)):
        assert read_spans(text, value.spans) == value.raw


def test_a_notice_tells_which_values_the_model_found() -> None:
    _tagger()
    text = "青禾县2024年重点任务\n一、重点任务\n（一）发展电商。鼓励纺织服装企业在产地设仓，县商务局要加强指导。\n"
    (task,) = read_notice(text.encode(), ner="on").tasks
    assert {(a.name, a.origin) for a in task.actors} == {("纺织服装企业", "ner"), ("县商务局", "rule")}


def _tagger():  # type: ignore[no-untyped-def]
    for name in ("spacy", "rjieba"):
        pytest.importorskip(name, reason=REASON)
    return importlib.import_module("qingdan.extract.agencies.tagger")
