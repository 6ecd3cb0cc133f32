"""Every rule's own examples hold, and the runner tells when one does not."""

from typing import Any

import pytest

from qingdan.evaluate.rule_examples import check_rule
from qingdan.rulepacks import Rule, RuleSet, load_rules
from qingdan.rulepacks.schema import Example

RULES = load_rules()


@pytest.mark.parametrize("rule", list(RULES), ids=lambda rule: rule.id)
def test_examples(rule: Rule) -> None:
    assert list(check_rule(rule, RULES)) == []


def _rule(pattern: str, *examples: Example, non: tuple[Example, ...] = (), kind: str = "unheard") -> Rule:
    return Rule("x.y", kind, "why", pattern, 0, {"role": "r"}, "base", None, examples, non)


def _example(text: str, **expect: Any) -> Example:
    return Example(text=text, expect=expect)


def test_the_rule_that_took_an_example_is_named() -> None:
    taken = _rule("序号", _example("序号", role="task"), kind="column")
    (told,) = check_rule(taken, RULES)
    assert told.endswith("columns.number took it, with priority 0: give this rule a higher one")


HOLD = [
    (_rule("(?P<n>[0-9]+)个", _example("共12个", n="12", role="r")), 0),
    (_rule("(?P<n>[0-9]+)个(?P<m>x)?", _example("共12个", m="")), 0),
    (_rule("(?P<n>[0-9]+)个", _example("共１２个", n="12")), 0),
    (_rule("[0-9]+个", _example("没有")), 1),
    (_rule("(?P<n>[0-9]+)个", _example("共12个", n="13")), 1),
    (_rule("[0-9]+个", _example("1个"), non=(_example("2个"), _example("无"))), 1),
    (_rule("[0-9]+个", _example("共1个"), kind="title"), 1),
]


@pytest.mark.parametrize(("rule", "failures"), HOLD)
def test_patterns_without_functions(rule: Rule, failures: int) -> None:
    assert len(list(check_rule(rule, RuleSet({rule.id: rule}, {}, {})))) == failures
