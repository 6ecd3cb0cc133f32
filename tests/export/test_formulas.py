"""No text of a notice becomes a formula, seen in the program that would run it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from qingdan.export.write import write_format
from qingdan.models.record import PolicyDocument

OFFICE = shutil.which("soffice")
ATTACKS = [
    "=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "=cmd|'/c calc'!A0", "＝1+1", "＋1+1", "－1+1",
    "＠SUM(1)", '"=1+1', "'=1+1", "甲,=1+1", "甲\n=1+1", '=HYPERLINK("http://x.example","y")', "\u200b=1+1", '"\n=1+1',
]  # fmt: skip
# comma, quotes, UTF-8, from line 1, formulas evaluated
IMPORT = "--infilter=CSV:44,34,76,1,,0,false,true,false,false,false,0,true"


def count_formulas(path: Path, *options: str) -> int:
    """Formulas of a file as LibreOffice opens it."""
    assert OFFICE
    folder = path.parent / "opened"
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    subprocess.run(
        [OFFICE, profile, "--headless", *options, "--convert-to", "fods", str(path), "--outdir", str(folder)],
        check=True, capture_output=True,
    )  # fmt: skip
    return (folder / f"{path.stem}.fods").read_text(encoding="utf-8").count("table:formula=")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_finds_no_formula(tmp_path: Path, document: PolicyDocument) -> None:
    task = document.tasks[0]
    tasks = tuple(
        task.model_copy(update={"task_id": f"t{n}", "title": words, "text": words}) for n, words in enumerate(ATTACKS)
    )
    attacking = document.model_copy(update={"tasks": tasks})
    for name in ("csv", "xlsx"):
        write_format([attacking], name, str(tmp_path))
    probe = tmp_path / "probe.csv"
    probe.write_text("a,b\n=1+1,x\n", encoding="utf-8")
    found = [count_formulas(probe, IMPORT), count_formulas(tmp_path / "tasks.csv", IMPORT)]
    assert [*found, count_formulas(tmp_path / "tasks.xlsx")] == [1, 0, 0]
