"""`rules check`: every mistake at once, with file, line and what to do; never a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.rulepacks.check import find_mistakes
from qingdan.rulepacks.start import write_pack

PACK = 'name = "own"\ntitle = "own"\nversion = "1"\n'
RULE = """[[rule]]
id = "own.rule"
kind = "column"
why = "w"
pattern = '战号'
value = { role = "number" }
examples = [{ text = "战号" }]
"""


def _write(folder: Path, text: str, pack: str = PACK) -> Path:
    (folder / "pack.toml").write_text(pack, encoding="utf-8")
    (folder / "rules.toml").write_text(text, encoding="utf-8")
    return folder


def _without(key: str) -> str:
    return "".join(line for line in RULE.splitlines(keepends=True) if not line.startswith(key))


def _with(old: str, new: str) -> str:
    assert old in RULE
    return RULE.replace(old, new)


MISTAKES = [
    (RULE + 'colour = "red"\n', "rules.toml:8: rule, 1, colour: unknown key"),
    (_with("why", "whi"), "rules.toml:4: rule, 1, whi: unknown key; did you mean 'why'?"),
    (_without("why"), "rules.toml:1: rule, 1, why: is missing; say in one sentence"),
    (_without("examples"), "rule, 1, examples: is missing; give at least one"),
    (_with("own.rule", "Own Rule"), "rules.toml:2: rule, 1, id: 'Own Rule' has not the form"),
    (_with('"column"', '"colum"'), "rules.toml:3: rule, 1, kind: no part of the program uses rules of kind 'colum'; did you mean 'column'?"),
    (_with("role =", "rolle ="), "rules.toml:6: rule, 1, value: column rules have no 'rolle'; did you mean 'role'?"),
    (_with('"number"', '"numbr"'), "role 'numbr' is not known; did you mean 'number'?"),
    (_with('role = "number"', "role = 5"), "role must be like"),
    (_with('value = { role = "number" }', "value = {}"), "column rules need 'role'"),
    (_with("'战号'", "'战(号'"), "rules.toml:5: rule, 1, pattern: is no regular expression: missing ), unterminated subpattern at character 2, before '(号'"),
    (_with("'战号'", "'{metadata.kid}'"), "{metadata.kid} names no fragment and no lexicon; did you mean 'metadata.kind'?"),
    (_with("'战号'", "'(?:战+)*号'"), "repeats what can match the same words in two ways"),
    (_with("'战号'", "'(?:战号|战号)*'"), "two ways"),
    (_with('"column"', '"legend"'), "legend rules need a group 'code'"),
    (RULE + RULE, "rules.toml:9: rule, 2, id: 'own.rule' stands in rules.toml already"),
    ('[[lexicon]]\nid = "deadline.holiday"\nwhy = "w"\nwords = ["节"]\nextend = true\n', "nothing to add to; did you mean 'deadline.holidays'?"),
    ('[[lexicon]]\nid = "deadline.holidays"\nwhy = "w"\nmap = { "节" = "01-01" }\n', "warning"),
    ('[[lexicon]]\nid = "deadline.holidays"\nwhy = "w"\nwords = ["节"]\nextend = true\n', 'use map = { "word" = "meaning" }'),
    ('[[lexicon]]\nid = "own.words"\nwhy = "w"\n', "give either `words` or `map`"),
    ('[[marks]]\nsource = "s"\n[marks.words]\n"青管" = "33"\n', "rules.toml:4: marks, 1, words, 青管: '33' has not the form"),
    ('[[place]]\nname = "青禾区"\nlevel = "town"\nparent = "330100"\nsource = "s"\n', "rules.toml:3: place, 1, level: "),
    ('[[indicator]]\nid = "health.own"\nenglish = "e"\nwords = ["巡诊覆盖率"]\n', "rules.toml:1: indicator, 1: 'health.own' is new and has no label; say in Chinese"),
    ('[[indicator]]\nid = "health.own"\nlabel = "l"\nenglish = "e"\nwords = ["县域就诊率"]\n', "rules.toml:5: indicator, 1, words: '县域就诊率' names 'health.visits_within_county' already"),
    ('[[organ]]\nid = "healht"\n', "'healht' is new and has no english; say in English what it is; did you mean 'health'?"),
    ("[[rule]\n", "this is no TOML"),
    ('[[rule]]\npattern = "\\d"\n', "write regular expressions between single quotes"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "told"), MISTAKES)
def test_a_mistake_is_told(tmp_path: Path, text: str, told: str) -> None:
    found = [f"{mistake.severity}: {mistake}" for mistake in find_mistakes(_write(tmp_path, text))]
    assert any(told in line for line in found), found


PACKS = [
    (PACK + 'colour = "red"\n', "pack.toml:4: colour: unknown key"),
    (PACK + 'disable = ["columns.numbr"]\n', "'columns.numbr' is no rule of an earlier pack; did you mean 'columns.number'?"),
    (PACK.replace("own", "zhejiang", 1), "a pack 'zhejiang' is in force already"),
    ('title = "own"\nversion = "1"\n', "name: is missing"),
]  # fmt: skip


@pytest.mark.parametrize(("pack", "told"), PACKS)
def test_a_mistake_of_the_pack_itself(tmp_path: Path, pack: str, told: str) -> None:
    assert any(told in str(mistake) for mistake in find_mistakes(_write(tmp_path, RULE, pack)))


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    text = _with('"column"', '"colum"') + _with("'战号'", "'('").replace("own.rule", "own.other") + "[[lexicon]]\n"
    found = find_mistakes(_write(tmp_path, text, PACK + 'disable = ["a.b"]\n'))
    assert {mistake.line for mistake in found} >= {3, 4, 12, 15}


def test_a_sound_pack_has_none(tmp_path: Path) -> None:
    assert find_mistakes(_write(tmp_path, RULE)) == []


def test_the_template_has_none(tmp_path: Path) -> None:
    write_pack("mine", tmp_path / "mine")
    assert find_mistakes(tmp_path / "mine") == []


def test_no_folder_is_a_mistake(tmp_path: Path) -> None:
    (mistake,) = find_mistakes(tmp_path / "none")
    assert "rules new" in mistake.advice


KEYS = st.sampled_from(["rule", "lexicon", "marks", "organ", "place", "indicator", "fragments", "id", "kind", "pattern", "value", "words", "map", "extend", "examples", "name"])  # fmt: skip
SCALARS = st.sampled_from(['""', '"a.b"', "'(?:a+)+'", "'{x}'", "'['", "1", "-1.5", "true", "[]", "{}", "[[]]", "{ a = 1 }", "1979-05-27", '["一"]'])  # fmt: skip
LINES = st.one_of(
    st.builds("{} = {}".format, KEYS, SCALARS),
    st.builds("[[{}]]".format, KEYS),
    st.builds("[{}]".format, KEYS),
    st.builds("[[{}.{}]]".format, KEYS, KEYS),
    st.text(max_size=12),
)


@given(st.lists(LINES, max_size=12))
@settings(max_examples=60)
def test_any_text_gives_messages(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder)
        (path / "pack.toml").write_text(PACK, encoding="utf-8")
        (path / "rules.toml").write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))
        for mistake in find_mistakes(path):
            assert str(mistake).startswith(str(path))
            assert "\n" not in str(mistake)
