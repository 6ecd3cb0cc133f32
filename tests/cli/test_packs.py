"""`rules new`, `check`, `test --on` and `explain` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qingdan.cli.main import app

NOTICE = """2025年重点工作作战图

| 战号 | 攻坚点 | 一季度 | 下半年 | 责任单位 |
| --- | --- | --- | --- | --- |
| 1 | 改造供水管网，覆盖率达到95%以上 | 完成设计 | √ | A（牵头）、B |
| 2 | 建设停车平台 | 选址 | 建成 | B |

注：A—县住房和城乡建设局；B—县数据局。
"""
RULES = """[[rule]]
id = "mine.task"
kind = "column"
why = "A test."
pattern = '攻坚点'
value = { role = "task", rank = 2 }
examples = [{ text = "攻坚点", expect = { role = "task" } }]

[[rule]]
id = "mine.number"
kind = "column"
why = "A test."
pattern = '战号'
value = { role = "number" }
examples = [{ text = "战号", expect = { role = "number" } }]
"""


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "mine"\ntitle = "Mine"\nversion = "1"\n', encoding="utf-8")
    (folder / "columns.toml").write_text(RULES, encoding="utf-8")
    return folder


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "notices"
    folder.mkdir()
    (folder / "作战图.txt").write_text(NOTICE, encoding="utf-8")
    return folder


@pytest.fixture
def document(pack: Path, notices: Path, tmp_path: Path) -> Path:
    _run("convert", notices, "-o", tmp_path / "out", "--to", "json", "--rules", pack)
    (path,) = (tmp_path / "out" / "documents").glob("*.json")
    return path


def test_a_new_pack_passes_its_own_check(tmp_path: Path) -> None:
    started = _run("rules", "new", "mine", "-o", tmp_path / "new")
    assert started.exit_code == 0
    assert {Path(line).name for line in started.stdout.splitlines()} == {
        path.name for path in (tmp_path / "new").iterdir()
    }
    assert _run("rules", "check", tmp_path / "new").exit_code == 0
    examples = _run("rules", "test", tmp_path / "new", "mine.column_who", "mine.target_lights", "mine.deadline_at_once")
    assert examples.stdout.splitlines()[-1].endswith("0 do not hold")


@pytest.mark.parametrize(("name", "told"), [("Mine", "lower case"), ("mine", "not empty")])
def test_no_pack_is_overwritten(name: str, told: str, pack: Path) -> None:
    result = _run("rules", "new", name, "-o", pack)
    assert result.exception is not None
    assert told in str(result.exception)


def test_changes_on_notices(pack: Path, notices: Path) -> None:
    result = _run("rules", "test", pack, "mine.task", "--on", notices, "--json")
    changes = [json.loads(line) for line in result.stdout.splitlines()]
    gained = [
        (c["reading"]["kind"], c["reading"]["raw"], c["reading"]["line"]) for c in changes if c["sign"] == "gained"
    ]
    assert result.exit_code == 0
    assert ("task", "建设停车平台", 6) in gained
    assert ("deadline", "一季度", 3) in gained
    assert ("agency", "县数据局", 8) in gained
    assert {c["file"] for c in changes} == {"作战图.txt"}


def test_changes_as_a_table(pack: Path, notices: Path) -> None:
    shown = _run("rules", "test", pack, "mine.task", "--on", notices).stdout
    assert shown.splitlines()[-1].startswith("1 read: ")
    assert "建设停车平台" in shown


def test_a_pack_with_mistakes_is_not_tried(pack: Path, notices: Path) -> None:
    (pack / "columns.toml").write_text(RULES.replace('role = "number"', 'role = "numbr"'), encoding="utf-8")
    result = _run("rules", "test", pack, "--on", notices)
    assert result.exit_code == 1
    assert "did you mean 'number'?" in result.stderr
    assert result.stdout == ""


def test_explain_says_which_header_rule_made_a_column_what_it_is(document: Path, pack: Path) -> None:
    lines = _run("explain", document, "1", "--rules", pack).stdout.splitlines()
    at = lines.index("column  战号  number")
    assert lines[at + 1].split()[:3] == ["rule", "mine.number", "(mine)"]


def test_a_notice_that_cannot_be_read_is_told(pack: Path, notices: Path) -> None:
    (notices / "坏.pdf").write_bytes(b"%PDF-1.4\n")
    result = _run("rules", "test", pack, "mine.task", "--on", notices)
    assert result.exit_code == 1
    assert "坏.pdf" in result.stderr


def test_show_tells_what_was_replaced(pack: Path) -> None:
    (pack / "more.toml").write_text(
        RULES.split("\n\n", maxsplit=1)[0].replace("mine.task", "columns.task"), encoding="utf-8"
    )
    shown = _run("rules", "show", "columns.task", "--rules", pack).stdout
    assert "pack mine" in shown
    assert "the rule of the same id in base" in shown


def test_show_an_organ_and_a_lexicon() -> None:
    assert "卫生健康" in _run("rules", "show", "health").stdout
    assert "used by" in _run("rules", "show", "deadline.holidays").stdout


def test_explain_lists_what_there_is(document: Path) -> None:
    shown = _run("explain", document).stdout
    assert "改造供水管网" in shown
    assert "建设停车平台" in shown


def test_explain_shows_words_steps_and_flags(document: Path, pack: Path) -> None:
    shown = _run("explain", document, "1", "--lang", "en", "--rules", pack).stdout
    for words in (
        "完成设计：",
        "^^^^^^",
        "stands outside the task, in line 3",
        "rule   deadline.quarter  (base)",
        "the year 2025 comes from the",
        "2025-03-31 is the last allowed day",
        "deadline_from_header: the time is that of the column's header",
        "“牵头” makes it",
        "the comparator is >=",
    ):
        assert words in shown, words


def test_explain_takes_the_beginning_of_an_id(document: Path, pack: Path) -> None:
    task_id = json.loads(document.read_text(encoding="utf-8"))["tasks"][1]["task_id"]
    assert "建设停车平台" in _run("explain", document, task_id[:8], "--rules", pack).stdout


def test_explain_asks_where_several_fit(document: Path) -> None:
    result = _run("explain", document, "t")
    assert result.exit_code == 2
    assert "may be any of" in result.stderr


def test_explain_says_which_pack_is_missing(document: Path) -> None:
    assert "read with mine too; give --rules DIR" in _run("explain", document, "1").stderr


def test_explain_metadata(document: Path) -> None:
    shown = _run("explain", document, "metadata").stdout
    assert "policy_year  2025" in shown
