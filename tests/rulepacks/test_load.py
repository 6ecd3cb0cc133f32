"""Packs merge in order: later ones add, replace, extend and disable; mistakes are told with file and key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from qingdan.errors import RulePackError
from qingdan.rulepacks import load_rules

PACK = 'name = "own"\ntitle = "own"\nversion = "1"\n'
RULE = '[[rule]]\nid = "{id}"\nkind = "k"\nwhy = "w"\npattern = \'{pattern}\'\nexamples = [{{ text = "x" }}]\n'
LEXICON = '[[lexicon]]\nid = "{id}"\nwhy = "w"\n{words}\n'

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a pack from the text of its rule file, and what pack.toml holds besides."""

    def write_pack(text: str, more: str = "") -> Path:
        (tmp_path / "pack.toml").write_text(PACK + more, encoding="utf-8")
        (tmp_path / "rules.toml").write_text(text, encoding="utf-8")
        return tmp_path

    return write_pack


def test_a_rule_is_added_behind_those_of_the_base_pack(write: Write) -> None:
    rules = load_rules(write(RULE.format(id="own.rule", pattern="甲+")))
    assert list(rules.rules)[-1] == "own.rule"
    assert rules.rules["own.rule"].pack == "own"
    assert (next(iter(rules.packs)), list(rules.packs)[-1]) == ("base", "own")


def test_of_equal_rules_the_later_pack_comes_first(write: Write) -> None:
    own = RULE.format(id="own.rule", pattern="序号").replace('"k"', '"column"')
    equal = [rule.id for rule in load_rules(write(own)).of_kind("column") if rule.priority == 0]
    assert equal[0] == "own.rule"


def test_a_rule_with_a_known_id_replaces(write: Write) -> None:
    known = next(iter(load_rules().rules))
    rules = load_rules(write(RULE.format(id=known, pattern="甲+")))
    assert rules.rules[known].pattern == "甲+"
    assert len(rules.rules) == len(load_rules().rules)


def test_disable_removes_a_rule(write: Write) -> None:
    known = next(iter(load_rules().rules))
    assert known not in load_rules(write("", f'disable = ["{known}"]')).rules


def test_added_words_reach_the_rules_of_the_base_pack(write: Write) -> None:
    words = LEXICON.format(id="deadline.holidays", words='map = { "泼水节" = "04-13" }\nextend = true')
    rules = load_rules(write(words))
    assert rules.lexicon("deadline.holidays").map["泼水节"] == "04-13"
    assert rules.lexicon("deadline.holidays").map["元旦"] == "01-01"
    assert any(rule.regex.search("泼水节前") for rule in rules.of_kind("deadline"))


def test_fragments_and_lexicons_are_inserted(write: Write) -> None:
    words = LEXICON.format(id="own.words", words='words = ["乙", "乙丙"]')
    fragments = "[fragments]\n'own.a' = '{own.words}+'\n'own.b' = '<{own.a}>'\n"
    rule = load_rules(write(fragments + RULE.format(id="own.rule", pattern="{own.b}{2}") + words)).rules["own.rule"]
    assert rule.regex.fullmatch("<乙丙乙><乙>")
    assert not rule.regex.fullmatch("<乙丙乙>")


MISTAKES = [
    (RULE.format(id="own.rule", pattern="{nothing}"), "", "rules.toml: own.rule: {nothing}"),
    (RULE.format(id="own.rule", pattern="("), "", "rules.toml: own.rule: pattern"),
    (RULE.format(id="own.rule", pattern="甲") + "colour = 1\n", "", "rules.toml: rule.0.colour"),
    (RULE.format(id="Own", pattern="甲"), "", "rules.toml: rule.0.id"),
    (LEXICON.format(id="own.words", words=""), "", "rules.toml: lexicon.0"),
    ("[[rule", "", "rules.toml: cannot be read as TOML"),
    ("", 'disable = ["own.nothing"]', "own: disable names 'own.nothing'"),
    ("", 'colour = "red"', "pack.toml: colour"),
]


@pytest.mark.parametrize(("text", "more", "message"), MISTAKES)
def test_mistakes_name_file_and_key(write: Write, text: str, more: str, message: str) -> None:
    with pytest.raises(RulePackError) as caught:
        load_rules(write(text, more))
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_pack_toml_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(RulePackError, match=r"no pack\.toml"):
        load_rules(tmp_path)
