"""`qingdan diff` on two notices: what it prints and writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qingdan.cli.main import app

PAIR = Path(__file__).parents[2] / "corpora" / "pairs" / "health-table"
OLD, NEW = str(PAIR / "health-table-old.txt"), str(PAIR / "health-table-new.txt")


def run(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["diff", *arguments])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_terminal_shows_words_that_went_and_came() -> None:
    shown = run(OLD, NEW, "--lang", "en")
    assert "3 new, 2 dropped" in shown
    assert "target raised: 县域内就诊率 达到88%以上 → 达到90%以上" in " ".join(shown.split())
    assert "[-妥善-]{+依法+}处置医患纠纷" in shown


@pytest.mark.parametrize("name", ["changes.json", "CHANGES.JSON"])
def test_the_suffix_says_the_form(name: str, tmp_path: Path) -> None:
    run(OLD, NEW, "-o", str(tmp_path / name))
    found = json.loads((tmp_path / name).read_text(encoding="utf-8"))
    assert (found["summary"]["old_tasks"], found["summary"]["new_tasks"]) == (16, 18)


def test_markdown_has_a_row_a_task() -> None:
    lines = run(OLD, NEW, "--to", "md").splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert rows[0] == "| 原 | 现 | 关系 | 任务 | 变化 |"
    assert sum("| 新增 |" in row for row in rows) == 3
    assert any("目标提高：县域内就诊率" in row for row in rows)


def test_documents_that_were_written_give_the_same(tmp_path: Path) -> None:
    from qingdan import read_notice
    from qingdan.export.json import to_json

    paths = [tmp_path / f"{name}.json" for name in ("old", "new")]
    for path, source in zip(paths, (OLD, NEW), strict=True):
        path.write_text(to_json(read_notice(source)), encoding="utf-8")
    assert run(*map(str, paths), "--to", "json") == run(OLD, NEW, "--to", "json")


def test_one_notice_is_no_comparison() -> None:
    assert CliRunner().invoke(app, ["diff", OLD]).exit_code == 2
