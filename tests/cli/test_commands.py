"""Commands as a user runs them: what stands on which stream, and the exit status."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from qingdan import __version__
from qingdan.cli.main import app
from qingdan.export.json import to_json
from qingdan.models.record import PolicyDocument

ROOT = Path(__file__).parents[2]
NOTICE = """青禾县人民政府办公室关于印发2024年便民服务重点任务的通知
各镇人民政府：
一、重点任务
（一）推进一窗通办。整合服务窗口[一处]，群众满意度达到95%以上。（县政务服务局牵头，2024年6月底前完成）
2024年3月1日
"""


@pytest.fixture
def written(tmp_path: Path, document: PolicyDocument) -> Path:
    path = tmp_path / "document.json"
    path.write_text(to_json(document), encoding="utf-8")
    return path


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def _process(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "qingdan.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_version() -> None:
    assert _run("--version").stdout == f"qingdan {__version__}\n"


COMMANDS = [
    "convert",
    "show",
    "explain",
    "demo",
    "schema",
    "doctor",
    "rules list",
    "rules new",
    "rules check",
    "rules show",
    "rules test",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str) -> None:
    result = _run(*command.split(), "--help")
    assert result.exit_code == 0
    assert f"Examples:\n    qingdan {command}" in result.stdout


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from qingdan.cli.main import app; print(*{'pydantic', 'rich', 'pypdfium2'} & set(sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "\n"


def test_convert(notice: Path, tmp_path: Path) -> None:
    result = _run("convert", notice, "-o", tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"1 of 1 read; written to {tmp_path / 'out'}\n"
    assert {path.name for path in (tmp_path / "out").iterdir()} >= {"documents", "tasks.csv", "tasks.xlsx", "run.json"}


def test_convert_reports_the_bad_file(notice: Path, tmp_path: Path) -> None:
    bad = tmp_path / "坏.pdf"
    bad.write_bytes(b"%PDF-1.4\n")
    result = _run("convert", notice, bad, "-o", tmp_path / "out")
    assert result.exit_code == 1
    first, rate, last = result.stderr.splitlines()
    assert first.startswith(f"broken: {bad}: ")
    assert rate.startswith("2 files in ")
    assert last.startswith("1 of 2 read, 1 failed (see ")


@pytest.mark.parametrize("given", ["none.txt", "*.none"])
def test_convert_nothing(given: str, tmp_path: Path) -> None:
    result = _run("convert", tmp_path / given, "-o", tmp_path / "out")
    assert result.exit_code == 3
    assert given in result.stderr


def test_a_wrong_path_leaves_the_folder_alone(notice: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert _run("convert", notice, "-o", out).exit_code == 0
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert _run("convert", tmp_path / "absent.txt", "-o", out).exit_code == 3
    assert {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before


USAGE = [
    (["convert"], "INPUT"),
    (["convert", "x.txt", "-o", "out", "--to", "docx"], "json,jsonl,csv,xlsx"),
    (["convert", "x.txt", "-o", "out", "--jobs", "0"], "jobs"),
    (["convert", "x.txt", "-o", "out", "--lang", "fr"], "lang"),
    (["schema", "nonsense"], "policy-document"),
    (["rules", "show", "nonsense"], "rules list"),
    (["rules", "test", "nonsense"], "rules list"),
    (["nonsense"], "nonsense"),
]


@pytest.mark.parametrize(("arguments", "told"), USAGE)
def test_wrong_usage(arguments: list[str], told: str) -> None:
    result = _run(*arguments)
    assert result.exit_code == 2
    assert told in result.stderr


def test_output_folder_is_a_file(notice: Path) -> None:
    assert _run("convert", notice, "-o", notice).exit_code == 2


def test_a_bad_pack(notice: Path, tmp_path: Path) -> None:
    result = _process("convert", notice, "-o", tmp_path / "out", "--rules", tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith(f"qingdan: {tmp_path}: no pack.toml")
    assert len(result.stderr.splitlines()) == 1


def test_show_a_notice(notice: Path) -> None:
    result = _run("show", notice)
    assert result.exit_code == 0
    for words in ("2024年便民服务重点任务", "推进一窗通办", "[一处]", "县政务服务局", "2024-06-30"):
        assert words in result.stdout.replace("\n", "")


def test_show_a_written_document(written: Path) -> None:
    result = _run("show", written, "--lang", "en")
    assert result.exit_code == 0
    for words in (
        "Outline",
        "（一）推进一窗通办",
        "lead: 县政务服务局",
        "≥95%",
        "year inferred",
        "monthly",
        "page 2 is a picture",
    ):
        assert words in result.stdout


@pytest.mark.parametrize("command", ["show", "explain"])
def test_a_folder_is_no_notice(command: str, tmp_path: Path) -> None:
    result = _process(command, tmp_path)
    assert result.returncode == 3
    assert result.stderr.startswith(f"qingdan: {tmp_path}: a folder")


@pytest.mark.parametrize("name", ["none.txt", "none.json"])
def test_show_nothing(name: str) -> None:
    result = _process("show", name)
    assert (result.returncode, result.stdout) == (3, "")
    assert result.stderr.startswith(f"qingdan: {name}: ")
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize("task", ["1", "t-aaaa0001"])
def test_explain(written: Path, task: str) -> None:
    result = _run("explain", written, task)
    assert result.exit_code == 0
    for words in (
        "deadline  2024-06-30",
        "县政务服务局（牵头单位）",
        "rule   test.rule",
        "各镇配合，2024年6月底前完成）",
    ):
        assert words in result.stdout


def test_explain_an_unknown_task(written: Path) -> None:
    result = _run("explain", written, "99")
    assert result.exit_code == 2
    assert "no task '99'" in result.stderr


def test_schema(tmp_path: Path) -> None:
    assert _run("schema").stdout.split() == ["policy-document", "notice-diff", "rule-file", "rule-pack"]
    assert json.loads(_run("schema", "policy-document").stdout)["title"] == "PolicyDocument"
    assert _run("schema", "--write", tmp_path / "schemas").exit_code == 0
    assert len(list((tmp_path / "schemas").iterdir())) == 4


def test_doctor() -> None:
    result = _run("doctor")
    assert result.exit_code == 0
    assert result.stdout.startswith(f"qingdan {__version__}, Python ")


def test_rules() -> None:
    lines = _run("rules", "list").stdout.splitlines()
    assert {len(line.split("\t")) for line in lines} == {4}
    shown = _run("rules", "show", lines[0].split("\t")[0])
    assert "pattern  " in shown.stdout
    assert _run("rules", "check").stdout.startswith("base ")


def _write_pack(folder: Path, body: str) -> Path:
    folder.mkdir()
    (folder / "pack.toml").write_text('name = "mine"\ntitle = "Mine"\nversion = "1"\n', encoding="utf-8")
    (folder / "mine.toml").write_text(body, encoding="utf-8")
    return folder


def test_rules_of_ones_own(tmp_path: Path) -> None:
    rule = "[[rule]]\nid = 'mine.number'\nkind = 'furniture'\nwhy = 'A test.'\npattern = '共(?P<n>[0-9]+)件'\n"
    pack = _write_pack(tmp_path / "mine", rule + "examples = [{ text = '共3件', expect = { n = '4' } }]\n")
    assert _run("rules", "check", pack).stdout.startswith("mine ")
    failed = _run("rules", "test", "mine.number", "--rules", pack)
    assert failed.exit_code == 1
    assert "expected {'n': '4'}, read [{'rule': 'mine.number', 'n': '3'}]" in failed.stdout


def test_a_mistake_in_rules_of_ones_own(tmp_path: Path) -> None:
    broken = _run("rules", "check", _write_pack(tmp_path / "mine", "[[rule]]\nid = 1\n"))
    assert broken.exit_code == 1
    assert "mine.toml:2: rule, 1, id: " in broken.stderr


def test_demo(tmp_path: Path) -> None:
    result = _run("demo", "-o", tmp_path / "demo")
    assert result.exit_code == 0, result.stderr
    assert str(tmp_path / "demo" / "tasks.xlsx") in result.stdout.replace("\n", "")
