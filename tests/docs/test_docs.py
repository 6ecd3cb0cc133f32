"""What the documents show is true: commands run, examples print what they say, nothing is left unmentioned."""

from __future__ import annotations

import doctest
import json
import os
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from qingdan.evaluate.rule_examples import check_rule
from qingdan.export.schema import SCHEMAS
from qingdan.export.tables import TABLES
from qingdan.rulepacks import load_rules
from qingdan.rulepacks.check import find_mistakes

ROOT = Path(__file__).parents[2]
READMES = ("README.md", "README.zh-CN.md")
DOCUMENTS = sorted(
    str(path.relative_to(ROOT)) for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("changes/*.md"))
)
ELSEWHERE = ("git", "pip", "pipx", "cd")
"""Commands that need a network or another folder; shown, not run."""
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def read(name: str) -> str:
    """A document's text."""
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name: str, language: str) -> list[str]:
    """Fenced blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", read(name), re.MULTILINE | re.DOTALL)


def commands(name: str) -> list[list[str]]:
    """Commands of the shell blocks, comments left out."""
    lines = "".join(blocks(name, "sh")).replace("\\\n", " ").splitlines()
    return [words for line in lines if (words := shlex.split(line, comments=True))]


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that looks like the checkout to a reader of the documents; what is written stays in it."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in ("corpora", "rules", "schemas", "README.md"):
        (folder / name).symlink_to(ROOT / name)
    return folder


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_shown_command_runs(name: str, checkout: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for words in commands(name):
        if words[0] == "make":
            assert words[1] in TARGETS, words
        elif words[0] not in ELSEWHERE:
            run = subprocess.run(
                words, cwd=checkout, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, (words, run.stderr)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_python_examples_print_what_is_shown(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    example = doctest.DocTestParser().get_doctest("\n".join(blocks(name, "pycon")), {}, name, name, 0)
    assert runner.run(example).failed == 0


@pytest.mark.parametrize("name", DOCUMENTS)
def test_toml_examples_are_toml(name: str) -> None:
    for block in blocks(name, "toml"):
        tomllib.loads(block)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", read(name)):
        assert (ROOT / name).parent.joinpath(target).exists(), target


def holds(whole: Any, part: Any) -> bool:
    """Whether everything in `part` stands in `whole`."""
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and holds(whole[key], part[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and len(whole) == len(part) and all(map(holds, whole, part))
    return bool(whole == part)


@pytest.mark.parametrize("name", READMES)
def test_the_json_shown_is_what_comes_out(name: str) -> None:
    from qingdan import read_notice

    paths = [p for p in (ROOT / "corpora" / "demo").iterdir() if p.suffix in {".txt", ".pdf"}]
    tasks = [task for path in paths for task in json.loads(read_notice(path).model_dump_json())["tasks"]]
    shown = [json.loads(block) for block in blocks(name, "json")]
    assert shown
    for part in shown:
        assert any(holds(task, part) for task in tasks), part


def command_names() -> list[str]:
    """Commands of `qingdan`, subcommands of `rules` included."""
    import typer.main

    from qingdan.cli.main import app

    group = typer.main.get_command(app)
    names = dict(group.commands)  # type: ignore[attr-defined]
    inner = [f"{name} {sub}" for name, command in names.items() for sub in getattr(command, "commands", {})]
    return [name for name, command in names.items() if not hasattr(command, "commands")] + inner


@pytest.mark.parametrize("name", READMES)
def test_every_command_is_mentioned(name: str) -> None:
    text = read(name)
    assert [command for command in command_names() if f"qingdan {command}" not in text] == []


@pytest.mark.parametrize("name", READMES)
def test_every_format_table_and_schema_is_mentioned(name: str) -> None:
    from qingdan.export.formats import DATABASES, FORMATS
    from qingdan.readers import READERS

    words = [*FORMATS, *DATABASES, *READERS, *(table.name for table in TABLES), *SCHEMAS]
    assert [word for word in words if f"`{word}`" not in read(name)] == []


def test_every_rule_kind_is_described() -> None:
    kinds = {rule.kind for rule in load_rules()}
    assert sorted(kind for kind in kinds if f"`{kind}`" not in read("docs/rules.md")) == []


def test_the_pack_shown_works(tmp_path: Path) -> None:
    *entries, pack = blocks("docs/rules.md", "toml")
    (tmp_path / "pack.toml").write_text(pack, encoding="utf-8")
    (tmp_path / "words.toml").write_text("".join(entries), encoding="utf-8")
    assert find_mistakes(tmp_path) == []
    rules = load_rules(tmp_path)
    assert list(check_rule(rules.rules["heading.care_list"], rules)) == []


def test_every_code_is_explained() -> None:
    """Diagnostics and flags: those that have words have an explanation too."""
    messages = tomllib.loads(read("pipeline/qingdan/export/messages.toml"))
    codes = [*messages["diagnostic"], *messages["flag"]]
    assert [code for code in codes if f"`{code}`" not in read("docs/diagnostics.md")] == []


def test_every_reading_rule_that_is_cited_is_written_down() -> None:
    known = set(re.findall(r"\*\*([A-Z]\d\w?)\*\*", read("docs/reading-rules.md")))
    cited = {word for rule in load_rules() for word in re.findall(r"\b[A-Z]\d[a-z]?\b", rule.source or "")}
    assert cited - known == set()
