"""Runs over small notices: same bytes whatever the workers, one bad file costs one file."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
from frictionless import validate

from qingdan.batch import Options, Plan, convert, find_inputs, read, read_notices
from qingdan.errors import EncryptedFileError, RulePackError
from qingdan.export.formats import FORMATS
from qingdan.export.schema import build_schema
from qingdan.export.stored import read_documents
from qingdan.models.record import PolicyDocument

NOTICE = """青禾县人民政府办公室关于印发{year}年便民服务重点任务的通知
各镇人民政府：
一、重点任务
（一）推进一窗通办。整合服务窗口，群众满意度达到95%以上。（县政务服务局牵头，{year}年6月底前完成）
（二）开展上门服务。每季度走访一次。（各镇负责，长期坚持）
{year}年3月1日
"""


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    folder = tmp_path / "in"
    folder.mkdir()
    for year in (2022, 2023, 2024):
        (folder / f"通知{year}.txt").write_text(NOTICE.format(year=year), encoding="utf-8")
    (folder / "坏文件.pdf").write_bytes(b"%PDF-1.7\nnothing here")
    (folder / "同上.txt").write_text(NOTICE.format(year=2022), encoding="utf-8")
    return folder


def _run(notices: Path, out: Path, jobs: int = 1) -> dict[str, bytes]:
    convert(find_inputs([notices]), Plan(out, list(FORMATS), jobs=jobs))
    return _outputs(out)


def _outputs(out: Path) -> dict[str, bytes]:
    files = (path for path in out.rglob("*") if path.is_file() and path.name not in ("run.json", "ledger.jsonl"))
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def _ledger(out: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]


def test_a_run(notices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    written = _run(notices, out)
    assert [(line["name"], line["status"]) for line in _ledger(out)] == [
        ("同上.txt", "ok"), ("坏文件.pdf", "broken"), ("通知2022.txt", "ok"), ("通知2023.txt", "ok"),
        ("通知2024.txt", "ok"),
    ]  # fmt: skip
    assert [line["duplicate_of"] for line in _ledger(out)] == [None, None, "同上.txt", None, None]
    assert sum(name.startswith("documents/") for name in written) == 3
    validator = jsonschema.Draft202012Validator(build_schema("policy-document"))
    for name, data in written.items():
        if name.startswith("documents/"):
            validator.validate(json.loads(data))
    assert validate(str(out / "datapackage.json")).valid
    run = json.loads((out / "run.json").read_text(encoding="utf-8"))
    assert run["counts"] == {"broken": 1, "ok": 4}
    assert (run["documents"], run["duplicates"], run["done_before"]) == (3, 1, 0)
    assert set(run["outputs"]) == {name for name in written if not name.startswith(("documents/", "."))}
    assert all(line["document"] is None or (out / line["document"]).is_file() for line in _ledger(out))


def test_workers_change_nothing(notices: Path, tmp_path: Path) -> None:
    assert _run(notices, tmp_path / "one") == _run(notices, tmp_path / "two", jobs=2)


def test_hash_seed_changes_nothing(notices: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "qingdan.cli", "convert", str(notices), "--to", "json,csv,jsonl,xlsx", "-o"]
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        subprocess.run([*command, str(tmp_path / seed)], env=environment, capture_output=True, check=False)
    assert _outputs(tmp_path / "1") == _outputs(tmp_path / "2") != {}


def test_run_again_does_what_is_new(notices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(notices, out)
    (notices / "通知2025.txt").write_text(NOTICE.format(year=2025), encoding="utf-8")
    summary = convert(find_inputs([notices]), Plan(out, list(FORMATS), jobs=1))
    assert (summary.again, summary.read, summary.failed) == (4, 5, 1)  # the fifth is the copy
    assert _outputs(out).items() >= _run(notices, tmp_path / "clean").items()


def _documents(out: Path) -> set[str]:
    return {path.name.split(".")[0] for path in (out / "documents").iterdir()}


def test_documents_of_inputs_that_are_gone(notices: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    _run(notices, out)
    (out / "documents" / "mine.json").write_text("{}", encoding="utf-8")
    (notices / "通知2023.txt").unlink()
    (notices / "通知2024.txt").write_text(NOTICE.format(year=2026), encoding="utf-8")
    sources = find_inputs([notices])
    for _ in range(2):  # it is told again and again
        assert convert(sources, Plan(out, jobs=1)).left_over == 1
        assert _documents(out) == {"mine", "同上", "通知2023", "通知2024"}
        assert [(line["name"], line["status"]) for line in _ledger(out)][-1] == ("通知2023.txt", "vanished")
        assert [document.source.name for document in read_documents(out)] == ["同上.txt", "通知2024.txt"]
    assert convert(sources, Plan(out, jobs=1, prune=True)).left_over == 0
    assert _documents(out) == {"mine", "同上", "通知2024"}


def test_the_same_notice_in_several_files(notices: Path, tmp_path: Path) -> None:
    shorter = NOTICE.format(year=2023).replace("（二）开展上门服务。每季度走访一次。（各镇负责，长期坚持）\n", "")
    (notices / "a短.txt").write_text(shorter, encoding="utf-8")
    (notices / "空行.txt").write_text(NOTICE.format(year=2023) + "\n", encoding="utf-8")
    sources = find_inputs([notices])
    for dedupe, listed in (("report", 5), ("keep-best", 3)):
        out = tmp_path / dedupe
        summary = convert(sources, Plan(out, ["csv"], jobs=1, dedupe=dedupe))
        assert (summary.same_notice, summary.duplicates) == (2, 1)
        found = list(csv.DictReader((out / "duplicates.csv").read_text(encoding="utf-8-sig").splitlines()))
        assert [(row["group"], row["name"], row["same"], row["best"]) for row in found] == [
            ("1", "a短.txt", "notice", "false"), ("1", "空行.txt", "bytes", "true"),
            ("1", "通知2023.txt", "notice", "false"),
            ("2", "同上.txt", "bytes", "true"), ("2", "通知2022.txt", "bytes", "false"),
        ]  # fmt: skip
        assert len((out / "documents.csv").read_text(encoding="utf-8-sig").splitlines()) == 1 + listed
        assert len(list(read_documents(out))) == listed


def test_documents_that_begin_alike_have_longer_names(
    notices: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["qingdan.batch.convert"], "_DIGITS", 0)
    _run(notices, tmp_path / "out")
    names = sorted(path.name for path in (tmp_path / "out" / "documents").iterdir())
    assert [len(name.split(".")[1]) for name in names] == [0, 16, 16]


def test_an_unexpected_error_costs_one_file(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def explode(*_: object) -> PolicyDocument:
        raise KeyError("oh\nno")

    monkeypatch.setattr(read, "_read_document", explode)
    (source, *_) = find_inputs([notices])
    outcome = read.read_one(source, Options())
    assert (outcome.status, outcome.document) == ("crash", None)
    assert outcome.message is not None
    assert "\n" not in outcome.message
    assert "KeyError" in outcome.message
    assert "Traceback" in (read.read_one(source, Options(debug=True)).message or "")


def test_a_file_that_asks_for_a_password(notices: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> PolicyDocument:
        raise EncryptedFileError("x.pdf", "asks for a password; save it without one")

    monkeypatch.setattr(read, "_read_document", refuse)
    outcome = read.read_one(find_inputs([notices])[0], Options())
    assert outcome.status == "encrypted"
    assert (outcome.message or "").endswith("asks for a password; save it without one")


def test_read_notices_keeps_the_order(notices: Path) -> None:
    results = list(read_notices([notices / "通知2024.txt", notices / "无.txt", str(notices / "通知2022.txt")]))
    assert [(result.source.name, result.status) for result in results] == [
        ("通知2024.txt", "ok"), ("无.txt", "vanished"), ("通知2022.txt", "ok"),
    ]  # fmt: skip
    assert [len(list(read_notices(str(notices / "通知2024.txt"))))] == [1]


def test_a_bad_pack_is_told_at_once(notices: Path, tmp_path: Path) -> None:
    with pytest.raises(RulePackError):
        read_notices(notices, rules=[tmp_path])
