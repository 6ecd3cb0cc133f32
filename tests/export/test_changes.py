import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qingdan.errors import BrokenFileError, ExportError
from qingdan.export.changes import build_changes, read_earlier
from qingdan.export.json import JsonLinesWriter, render_jsonl
from qingdan.export.snapshot import digest_task, render_snapshot, write_snapshot
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Span

Tracker = dict[str, Any]


def write(folder: Path, *documents: PolicyDocument) -> Path:
    folder.mkdir()
    with closing(JsonLinesWriter(folder / "documents.jsonl", "zh")) as writer:
        for document in documents:
            writer.add(render_jsonl(document, "zh"))
    return folder


def apply(lines: list[str], tracker: Tracker) -> Tracker:
    """What `docs/exports.md` tells a tracker to do."""
    held = dict(tracker)
    for line in map(json.loads, lines):
        held.pop(line["task_id"], None)
        if line["task"]:
            held[line["task_id"]] = line["task"]
    return held


def tracker_of(*documents: PolicyDocument) -> Tracker:
    return {t["task_id"]: t for d in documents for t in json.loads(d.model_dump_json())["tasks"]}


@pytest.fixture
def later(document: PolicyDocument) -> PolicyDocument:
    """The first task gone, the second changed, the third moved, a fourth new."""
    _, second, third = document.tasks
    changed = second.model_copy(update={"ongoing": False})
    moved = third.model_copy(update={"ordinal": 9, "spans": (Span(start=0, end=2),)})
    new = third.model_copy(update={"task_id": "t-aaaa0004", "text": "新增"})
    return document.model_copy(update={"tasks": (changed, moved, new)})


def kinds(lines: list[str]) -> list[tuple[str, str]]:
    return [(line["change"], line["task_id"]) for line in map(json.loads, lines)]


def test_changes(tmp_path: Path, document: PolicyDocument, later: PolicyDocument) -> None:
    old, new = write(tmp_path / "old", document), write(tmp_path / "new", later)
    assert kinds(list(build_changes(read_earlier(new, str(old)), new))) == [
        ("removed", "t-aaaa0001"), ("changed", "t-aaaa0002"), ("added", "t-aaaa0004"),
    ]  # fmt: skip


def test_nothing_changed(tmp_path: Path, document: PolicyDocument) -> None:
    out = write(tmp_path / "out", document)
    assert list(build_changes(read_earlier(out, str(out)), out)) == []


def test_applying_twice_changes_nothing(tmp_path: Path, document: PolicyDocument, later: PolicyDocument) -> None:
    old, new = write(tmp_path / "old", document), write(tmp_path / "new", later)
    lines = list(build_changes(read_earlier(new, str(old)), new))
    once = apply(lines, tracker_of(document))
    assert apply(lines, once) == once
    assert set(once) == set(tracker_of(later))
    assert once["t-aaaa0002"] == tracker_of(later)["t-aaaa0002"]


def test_by_the_id_of_a_run(tmp_path: Path, document: PolicyDocument, later: PolicyDocument) -> None:
    out = write(tmp_path / "out", later)
    write_snapshot([render_snapshot(document)], out / "runs" / "r0123456789abcdef.tsv")
    by_run = list(build_changes(read_earlier(out, "r0123"), out))
    by_folder = list(build_changes(read_earlier(out, str(write(tmp_path / "old", document))), out))
    assert by_run == by_folder


@pytest.mark.parametrize("order", [1, -1])
def test_a_notice_in_two_files_is_told_once(tmp_path: Path, document: PolicyDocument, order: int) -> None:
    worse = document.model_copy(
        update={"document_id": "d-b", "tasks": (document.tasks[0].model_copy(update={"deadlines": ()}),)}
    )
    both = (document, worse)[::order]
    out, empty = write(tmp_path / "out", *both), write(tmp_path / "empty", document.model_copy(update={"tasks": ()}))
    told = kinds(list(build_changes(read_earlier(out, str(empty)), out)))
    assert sorted(told) == [("added", "t-aaaa0001"), ("added", "t-aaaa0002"), ("added", "t-aaaa0003")]
    other = write(tmp_path / "other", *both[::-1])
    assert list(build_changes(read_earlier(out, str(other)), out)) == []


def test_an_unknown_run_is_named_with_those_that_are_known(tmp_path: Path, document: PolicyDocument) -> None:
    for run in ("r1a", "r1b"):
        write_snapshot([render_snapshot(document)], tmp_path / "runs" / f"{run}.tsv")
    with pytest.raises(ExportError, match=r"no such run in .* \(known: r1a, r1b\)"):
        list(read_earlier(tmp_path, "r2"))
    with pytest.raises(ExportError, match="several runs begin so"):
        list(read_earlier(tmp_path, "r1"))


@pytest.mark.parametrize("text", ["", "other\n", "task_id\tnotice_id\tdigest\nt1\tn1\n"])
def test_a_torn_snapshot_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "runs" / "r1.tsv"
    path.parent.mkdir()
    path.write_text(text)
    with pytest.raises(BrokenFileError, match=r"r1\.tsv"):
        list(read_earlier(tmp_path, "r1"))


def test_the_digest_is_that_of_the_content(document: PolicyDocument) -> None:
    task = document.tasks[0]
    moved = task.model_copy(update={"ordinal": 5, "spans": (), "located_in": document.tasks[1].located_in})
    assert digest_task(moved) == digest_task(task)
    assert digest_task(task.model_copy(update={"title": None})) != digest_task(task)
