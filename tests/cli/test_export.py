"""`qingdan export` and `qingdan changes` as a user runs them."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from qingdan.cli.main import app
from qingdan.export.formats import FORMATS
from qingdan.export.write import write_format
from qingdan.models.record import PolicyDocument


@pytest.fixture
def out(tmp_path: Path, document: PolicyDocument) -> Path:
    write_format([document], "json", str(tmp_path / "out"))
    return tmp_path / "out"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.mark.parametrize("name", FORMATS)
def test_every_format(name: str, out: Path) -> None:
    result = run("export", out, "--to", name)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(f"{name}: written to ")
    assert (out / FORMATS[name].target).exists()


def test_one_document_goes_beside_itself(out: Path) -> None:
    (path,) = (out / "documents").iterdir()
    assert run("export", path, "--to", "ics").exit_code == 0
    assert (out / "documents" / "deadlines.ics").is_file()


WRONG = [
    (("--to", "pdf"), "choose from json, jsonl, csv"),
    (("--to", "postgres"), "needs an address: -o postgresql://"),
    (("--to", "json", "--redact"), "say where with -o"),
    (("--to", "json", "--no-text"), "say where with -o"),
]


@pytest.mark.parametrize(("options", "words"), WRONG)
def test_wrong_usage_says_what_to_do(options: tuple[str, ...], words: str, out: Path) -> None:
    result = run("export", out, *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.replace("│", " ").split())


def test_without_texts(out: Path, tmp_path: Path) -> None:
    target = tmp_path / "bare.db"
    assert run("export", out, "--to", "sqlite", "--no-text", "--redact", "-o", target).exit_code == 0
    with closing(sqlite3.connect(target)) as database:
        texts = database.execute("SELECT text FROM texts UNION SELECT text FROM tasks UNION SELECT raw FROM deadlines")
        assert texts.fetchall() == [(None,)]


def test_changes_since_another_folder(out: Path, tmp_path: Path, document: PolicyDocument) -> None:
    write_format([document.model_copy(update={"tasks": document.tasks[1:]})], "json", str(tmp_path / "old"))
    result = run("changes", out, "--since", tmp_path / "old")
    assert [(line["change"], line["task_id"]) for line in map(json.loads, result.stdout.splitlines())] == [
        ("added", "t-aaaa0001")
    ]
    assert run("changes", out, "--since", tmp_path / "old", "-o", tmp_path / "c.jsonl").stdout == ""
    assert (tmp_path / "c.jsonl").read_text(encoding="utf-8") == result.stdout
