"""The worked example of docs/own-pack.md: its text, its rules and its table are taken from the page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qingdan import read_notice
from qingdan.evaluate.rule_examples import check_rule
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Deadline
from qingdan.rulepacks import RuleSet, load_rules
from qingdan.rulepacks.check import find_mistakes

PAGE = (Path(__file__).parents[2] / "docs" / "own-pack.md").read_text(encoding="utf-8")
NAMES = ("pack.toml", "layout.toml", "wording.toml")


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("warm_heart")
    for name, text in zip(NAMES, _blocks("toml"), strict=True):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def rules(pack: Path) -> RuleSet:
    return load_rules(pack)


@pytest.fixture(scope="module")
def document(rules: RuleSet) -> PolicyDocument:
    return read_notice(_blocks("text")[0].encode(), rules=rules)


def test_the_pack_has_no_mistake(pack: Path) -> None:
    assert find_mistakes(pack) == []


def test_its_examples_hold(rules: RuleSet) -> None:
    assert [failure for rule in rules if rule.pack == "warm_heart" for failure in check_rule(rule, rules)] == []


def _due(deadline: Deadline) -> str:
    when = deadline.recurrence.frequency if deadline.recurrence else str(deadline.end)
    return f"{deadline.label}：{when}" if deadline.label else when


def test_every_task_is_read_as_shown(document: PolicyDocument) -> None:
    shown = [[cell.strip() for cell in line.split("|")[1:-1]] for line in PAGE.splitlines() if line.startswith("| ")]
    heads = next(i for i, row in enumerate(shown) if row[0] == "number" and row[1] == "path")
    read = [
        [
            task.number,
            " / ".join(task.path),
            task.text,
            "，".join(map(_due, task.deadlines)),
            *("、".join(r.name for r in task.responsibilities if r.role == role) for role in ("lead", "support")),
        ]
        for task in document.tasks
    ]
    assert read == shown[heads + 2 :]


def test_nothing_is_left_unread(document: PolicyDocument) -> None:
    assert [d.code for d in document.diagnostics] == ["jurisdiction_uncoded"]
    assert [task.extra for task in document.tasks] == [{}] * 5


def test_names_are_written_in_full(document: PolicyDocument) -> None:
    first = document.tasks[0].responsibilities[0]
    assert (first.canonical, first.flags) == ("青禾县民政局", ("code_expanded",))


def test_without_the_pack_no_task_is_read() -> None:
    assert read_notice(_blocks("text")[0].encode()).tasks == ()
