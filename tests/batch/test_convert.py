"""Runs over small notices: same bytes whatever the workers, one bad file costs one file."""

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
