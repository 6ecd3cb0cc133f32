"""Every rule's own examples and non-examples, run through the functions that use the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import BaseModel

from qingdan.models.mentions import Context, Setting
from qingdan.rulepacks import Rule, RuleSet
from qingdan.rulepacks.schema import Example
from qingdan.text.passage import Passage

Reading = Mapping[str, Any]
"""A value as plain data, with the id of its rule under `rule`."""
Runner = Callable[[Passage, Example, RuleSet], Sequence[Reading]]

METHODS = dict.fromkeys(
    (
        "actor_proposed",
        "addressees",
        "afterword",
        "agency_item",
        "attachment_title",
        "banner",
        "closing",
        "cutoff",
        "document_number",
        "duty_nobody",
        "furniture",
        "goal",
        "goal_unit",
        "heading_body",
        "line",
        "pointer",
        "signature",
        "signer",
        "table_line",
        "title",
        "title_note",
        "title_rest",
    ),
    "fullmatch",
)
METHODS |= dict.fromkeys(
    (
        "duty_subject",
        "goal_lead",
        "issuer",
        "label",
        "numbering",
        "speaker",
        "start",
        "title_issuer",
        "township",
        "web_date",
        "zone",
    ),
    "match",
)
"""How the pattern of a kind without functions of its own is tried, where it is not searched for."""


def _plain(values: Sequence[BaseModel]) -> list[Reading]:
    return [value.model_dump(mode="json") for value in values]


def _setting(example: Example) -> Setting:
    setting: Setting = example.context.get("setting", "cell")
    return setting


def _read_deadlines(passage: Passage, example: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.deadlines import find_deadlines
    from qingdan.normalise.deadlines import build_deadlines

    year, signed_on = example.context.get("policy_year"), example.context.get("signed_on")
    context = Context(year, "supplied" if year else None, date.fromisoformat(str(signed_on)) if signed_on else None)
    return _plain(build_deadlines(passage, find_deadlines(passage, rules, _setting(example)), context))


def _read_targets(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.targets.find import find_targets
    from qingdan.normalise.targets import build_targets

    return _plain(build_targets(passage, find_targets(passage, rules)))


def _read_agencies(passage: Passage, example: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.agencies.assigned import find_agencies
    from qingdan.normalise.agencies import build_responsibilities

    return _plain(build_responsibilities(passage, find_agencies(passage, rules, _setting(example))))


def _read_actors(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.agencies.actors import find_actors
    from qingdan.normalise.agencies import build_actors

    return _plain(build_actors(passage, find_actors(passage, rules)))


def _read_assignments(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.tasks.assignments import find_assignments

    return [
        {**{name: passage.text[a:b] for name, (a, b) in mention.parts.items()}, "rule": mention.rule}
        for mention in find_assignments(passage, rules)
    ]


def _read_references(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.extract.references import find_references
    from qingdan.normalise.references import build_references

    # a reference does not say which rule read it, so each mention is built alone
    return [
        {**reference.model_dump(mode="json"), "rule": mention.rule}
        for mention in find_references(passage, rules)
        for reference in build_references(passage, [mention])
    ]


def _read_cell(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
    from qingdan.structure.tables.columns import read_content

    content = read_content(passage.text, rules)
    return [{**rule.value, "rule": rule.id} for rule in rules.of_kind("cell") if rule.value["content"] == content]


def _first(kind: str) -> Runner:
    """The first rule of the kind that the whole text obeys, highest priority first."""

    def read(passage: Passage, _: Example, rules: RuleSet) -> Sequence[Reading]:
        rule = next((rule for rule in rules.of_kind(kind) if rule.regex.fullmatch(passage.text)), None)
        return [{**rule.value, "rule": rule.id}] if rule else []

    return read


RUNNERS: dict[str, Runner] = {
    "actor": _read_actors,
    "agency": _read_agencies,
    "assignment": _read_assignments,
    "cell": _read_cell,
    "column": _first("column"),
    "deadline": _read_deadlines,
    "heading_role": _first("heading_role"),
    "reference": _read_references,
    "target": _read_targets,
}
"""Kind of rule to the functions that use it. Add a line for a new kind; without one the pattern alone is tried."""


def _match(passage: Passage, rule: Rule) -> Sequence[Reading]:
    """What the pattern alone reads: the rule's constants and its named groups."""
    match = getattr(rule.regex, METHODS.get(rule.kind, "search"))(passage.text)
    return [{**rule.value, **match.groupdict(), "rule": rule.id}] if match else []


def _agrees(expected: Any, actual: Any) -> bool:
    """Equal; of a mapping the expected keys; the empty string stands for null, which TOML has not."""
    if isinstance(expected, Mapping):
        return isinstance(actual, Mapping) and all(_agrees(value, actual.get(key)) for key, value in expected.items())
    if expected == "":
        return actual in (None, "")
    if isinstance(expected, date):
        return bool(expected.isoformat() == actual)
    if isinstance(expected, list) and isinstance(actual, list | tuple):
        return len(expected) == len(actual) and all(map(_agrees, expected, actual))
    return bool(expected == actual)


def _show(readings: Sequence[Reading], keys: Sequence[str]) -> str:
    shown = [{key: reading.get(key) for key in ("rule", *keys)} for reading in readings]
    return str(shown) if shown else "nothing"


def _advise(rule: Rule, example: Example, found: Sequence[Reading], rules: RuleSet) -> str:
    """What to do where another rule took the words."""
    other = next(
        (rules.rules[str(r["rule"])] for r in found if r["rule"] in rules.rules and r["rule"] != rule.id), None
    )
    if other is None:
        return ""
    if any(_agrees(example.expect, reading) for reading in found):
        return f"; {other.id} reads it already, so this rule may not be needed"
    return f"; {other.id} took it, with priority {other.priority}: give this rule a higher one"


def check_rule(rule: Rule, rules: RuleSet) -> Iterator[str]:
    """One line for each example that does not hold.

    An example holds when some value read by this rule has all expected fields; a non-example when none is.
    """
    runner = RUNNERS.get(rule.kind)

    def read(example: Example) -> list[Reading]:
        passage = Passage.of(example.text)
        found = runner(passage, example, rules) if runner else _match(passage, rule)
        return list(found)

    for example in rule.examples:
        found = read(example)
        if not any(reading["rule"] == rule.id and _agrees(example.expect, reading) for reading in found):
            told = f"{rule.id}: {example.text!r}: expected {example.expect}, read {_show(found, list(example.expect))}"
            yield told + _advise(rule, example, found, rules)
    for example in rule.non_examples:
        own = [reading for reading in read(example) if reading["rule"] == rule.id]
        if own and (not example.expect or any(_agrees(example.expect, reading) for reading in own)):
            yield f"{rule.id}: {example.text!r}: is a non-example, read {_show(own, list(example.expect) or ['raw'])}"
