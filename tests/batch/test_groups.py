"""Which files of a folder are one notice: only where names or the notice itself say so."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from qingdan.batch.groups import Announce, find_groups
from qingdan.batch.inputs import Input

NOTICE = "关于做好修路工作的通知.docx"


def announcing(*titles: str) -> Announce:
    return lambda notices: dict.fromkeys(notices, titles)


def grouped(names: Sequence[str], announce: Announce) -> tuple[list[list[str]], int]:
    """Names of each input with its attachments, and the number of doubts."""
    found, doubts = find_groups([Input(Path("f") / name, name) for name in names], announce)
    return [[file.name for file in source.files] for source in found], len(doubts)


CASES: dict[str, tuple[list[str], tuple[str, ...], list[list[str]], int]] = {
    "one file": ([NOTICE], (), [[NOTICE]], 0),
    "labels in names": (
        ["附件10.xlsx", "附件2.xlsx", NOTICE], (), [[NOTICE, "附件2.xlsx", "附件10.xlsx"]], 0,
    ),
    "any other single file is the notice": (["正文.pdf", "附件.pdf"], (), [["正文.pdf", "附件.pdf"]], 0),
    "names that begin with the notice's": (
        ["甲通知.pdf", "甲通知-附件1.xlsx", "乙通知.pdf", "乙通知（附件）.xlsx"], (),
        [["甲通知.pdf", "甲通知-附件1.xlsx"], ["乙通知.pdf", "乙通知（附件）.xlsx"]], 0,
    ),
    "a title as the file is called": (
        ["1.修路任务表.xlsx", NOTICE], ("修路任务表",), [[NOTICE, "1.修路任务表.xlsx"]], 0,
    ),
    "what the notice encloses": (
        ["青禾县修路方案.docx", "通知.docx"], ("关于印发青禾县修路方案的通知",), [["通知.docx", "青禾县修路方案.docx"]], 0,
    ),
    "not announced": (["修路照片.pdf", NOTICE], ("修路任务表",), [["修路照片.pdf"], [NOTICE]], 0),
    "several notices": (["甲通知.pdf", "乙通知.pdf"], (), [["甲通知.pdf"], ["乙通知.pdf"]], 1),
    "the same notice twice": (["通知.pdf", "通知.docx", "附件.pdf"], (), [["通知.pdf"], ["通知.docx"], ["附件.pdf"]], 2),
    "attachments alone": (["附件1.pdf", "附件2.pdf"], (), [["附件1.pdf"], ["附件2.pdf"]], 2),
    "an attachment twice": (
        [NOTICE, "附件1.pdf", "附件1.docx"], (), [[NOTICE], ["附件1.pdf"], ["附件1.docx"]], 1,
    ),
    "folders apart": (
        ["a/通知.pdf", "a/附件.pdf", "b/通知.pdf", "b/附件.pdf"], (),
        [["a/通知.pdf", "a/附件.pdf"], ["b/通知.pdf", "b/附件.pdf"]], 0,
    ),
    "an attachment in a folder below": (["通知.pdf", "附件/附件1.pdf"], (), [["通知.pdf", "附件/附件1.pdf"]], 0),
}  # fmt: skip


@pytest.mark.parametrize(("names", "titles", "expected", "doubts"), CASES.values(), ids=CASES.keys())
def test_groups(names: list[str], titles: tuple[str, ...], expected: list[list[str]], doubts: int) -> None:
    assert grouped(names, announcing(*titles)) == (expected, doubts)


def test_only_notices_in_doubt_are_read_for_what_they_announce() -> None:
    asked: list[Input] = []
    grouped([NOTICE, "附件1.pdf"], lambda notices: asked.extend(notices) or {})
    assert asked == []


def write(folder: Path) -> None:
    folder.mkdir()
    lines = (
        "青禾县人民政府关于做好修路工作的通知",
        "各镇人民政府：",
        "请抓好落实。",
        "附件：修路任务表",
        "2024年3月1日",
    )
    (folder / "关于做好修路工作的通知.txt").write_text("\n".join(lines), encoding="utf-8")
    (folder / "修路任务表.txt").write_text("任务|责任单位|完成时限\n修好东路|县交通局|6月底前", encoding="utf-8")


def convert(folder: Path, out: Path) -> dict[str, object]:
    """The one document that a run gives."""
    command = [sys.executable, "-m", "qingdan.cli", "convert", str(folder), "-o", str(out), "--group", "--to", "json"]
    subprocess.run(command, check=True, capture_output=True)
    [path] = (out / "documents").iterdir()
    return dict(json.loads(path.read_text(encoding="utf-8")))


def test_a_run_reads_them_as_one(tmp_path: Path) -> None:
    write(tmp_path / "in")
    found = convert(tmp_path / "in", tmp_path / "out")
    [task] = found["tasks"]  # type: ignore[misc]
    assert (task["text"], task["due_on"]) == ("修好东路", "2024-06-30")
    assert [(a["label"], a["title"]) for a in found["attachments"]] == [("附件", "修路任务表")]  # type: ignore[attr-defined]
    parts = found["source"]["parts"]  # type: ignore[index]
    assert [part["path"] for part in parts] == ["关于做好修路工作的通知.txt", "修路任务表.txt"]


def test_a_changed_attachment_is_read_again(tmp_path: Path) -> None:
    write(tmp_path / "in")
    before = convert(tmp_path / "in", tmp_path / "out")
    (tmp_path / "in" / "修路任务表.txt").write_text("任务|责任单位\n修好西路|县交通局", encoding="utf-8")
    after = convert(tmp_path / "in", tmp_path / "again")
    assert before["document_id"] != after["document_id"]
