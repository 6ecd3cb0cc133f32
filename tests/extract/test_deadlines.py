from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.deadlines import find_deadlines
from qingdan.models.mentions import Setting
from qingdan.rulepacks import Rule, RuleSet, load_rules
from qingdan.text.passage import Passage


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


def found(text: str, setting: Setting, rules: RuleSet) -> list[tuple[str, str]]:
    passage = Passage.of(text)
    return [(m.rule, passage.text[m.start : m.end]) for m in find_deadlines(passage, rules, setting)]


@pytest.mark.parametrize(
    ("text", "setting", "expected"),
    [
        ("6月底完成并持续实施", "cell", [("deadline.month", "6月底"), ("deadline.ongoing", "并持续实施")]),
        ("原则上到2022年底", "cell", [("deadline.year", "到2022年底")]),
        (
            "政务部门应当自收到申请之日起7个工作日内答复",
            "prose",
            [("deadline.after_event", "收到申请之日起7个工作日内")],
        ),
        ("每年11月底前", "cell", [("deadline.rhythm", "每年11月底前")]),
        ("2024年4月至2025年2月", "prose", [("deadline.range_of_months", "2024年4月至2025年2月")]),
        ("入冬前", "cell", [("deadline.unread", "入冬前")]),
        ("入冬前", "prose", []),
        ("持续推进", "prose", []),
        ("适时", "bracket", [("deadline.vague", "适时")]),
        ("依据某政发〔2023〕15号，6月底前完成", "cell", [("deadline.month", "6月底前")]),
        ("落实《2025年底前行动方案》", "prose", []),
        ("", "cell", []),
    ],
)
def test_what_is_found_where(text: str, setting: Setting, expected: list[tuple[str, str]], rules: RuleSet) -> None:
    assert found(text, setting, rules) == expected


@pytest.mark.parametrize("rule", load_rules().of_kind("not_deadline"), ids=lambda r: r.id)
def test_masks_cover_their_examples_only(rule: Rule, rules: RuleSet) -> None:
    for example in rule.examples:
        assert not found(example.text, "prose", rules), example.text
        assert rule.regex.search(example.text)
    for example in rule.non_examples:
        assert not rule.regex.search(example.text), example.text


def test_every_example_holds_an_anchor_of_its_rule(rules: RuleSet) -> None:
    for rule in rules.of_kind("deadline"):
        for example in rule.examples:
            text = Passage.of(example.text).text
            assert rule.regex.search(text), (rule.id, text)
            assert any(anchor in text for anchor in rule.value.get("anchors", ("",))), (rule.id, text)


@given(st.text(alphabet="0123456789年月日底前内起至每季度半十五“”持续、，。— ", max_size=30))
def test_mentions_stand_in_order_and_never_overlap(text: str) -> None:
    for setting in ("cell", "bracket", "prose"):
        mentions = find_deadlines(Passage.of(text), load_rules(), setting)
        assert all(a.end <= b.start for a, b in pairwise(mentions))
