"""Shards hold what a run on one machine writes; a killed job goes on with those that are missing."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest

from qingdan.batch.cluster import COLUMNS, ShardPlan, build_shards, list_inputs
from qingdan.batch.store import RemoteInput, find_names, list_remote, put
from tests.batch.test_faults import end, kill, ledger, members, run, start, wait_for, write_notices

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes of a session as POSIX has them")
NAMES = ["a.txt", *(f"slow-{number:02}.txt" for number in range(5)), "waiting.txt"]


@pytest.fixture(scope="module")
def notices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_notices(tmp_path_factory.mktemp("cluster") / "in", NAMES)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "copy.txt").write_bytes((folder / "a.txt").read_bytes())
    return folder


@pytest.fixture(scope="module")
def local(notices: Path) -> dict[str, tuple[Any, ...]]:
    """Name to status, digest and document of a run on this machine; a copy's document is its own."""
    out = notices.parent / "local"
    assert run(notices, "-o", out)[0] == 1
    return {name: _to_facts(line, _read(out, line["document"])) for name, line in ledger(out).items()}


def _read(out: Path, document: str | None) -> Any:
    return json.loads((out / document).read_bytes()) if document else None


def _to_facts(row: dict[str, Any], document: Any) -> tuple[Any, ...]:
    return row["name"], row["status"], row["sha256"], row["notice_id"], document and document["tasks"]


def _facts(rows: list[dict[str, Any]]) -> dict[str, tuple[Any, ...]]:
    documents = [row["document"] for row in rows]
    parsed = [json.loads(found) if isinstance(found, str) else found for found in documents]
    assert all(found is None or found["source"]["path"] == row["name"] for found, row in zip(parsed, rows, strict=True))
    return {row["name"]: _to_facts(row, found) for row, found in zip(rows, parsed, strict=True)}


def _shards(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(out.glob("part-*"))}


def test_equals_the_local_result_after_a_kill(notices: Path, local: dict[str, tuple[Any, ...]], tmp_path: Path) -> None:
    how = ("--engine", "daft", "--shard-size", 3, "--to", "jsonl")
    process = start(notices, "-o", tmp_path / "out", *how, GATE="never")
    wait_for(lambda: process.poll() is not None or _shards(tmp_path / "out"))
    kill(*members(process.pid))
    end(process)
    kept = _shards(tmp_path / "out")
    assert 0 < len(kept) < 3
    status, said = run(notices, "-o", tmp_path / "out", *how)
    assert (status, len(said)) == (0, 1)  # what failed stands in a shard that was there
    assert "in shards that were there; written to" in said[0]
    shards = _shards(tmp_path / "out")
    assert kept.items() < shards.items()
    rows = [json.loads(line) for data in shards.values() for line in data.splitlines()]
    assert [row["name"] for row in rows] == sorted(path.name for path in notices.iterdir())
    assert _facts(rows) == local
    assert "broken.pdf" in next(row["message"] for row in rows if row["status"] == "broken")


def test_parquet_of_addresses(notices: Path, local: dict[str, tuple[Any, ...]], tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "part-000000-of-other-inputs.parquet").write_bytes(b"")
    assert run(notices.as_uri(), "-o", tmp_path / "out", "--engine", "daft")[0] == 1
    (path,) = (tmp_path / "out").glob("part-*")
    table = pyarrow.parquet.read_table(path)
    assert table.column_names == list(COLUMNS)
    assert _facts(table.to_pylist()) == local


def test_a_shard_keeps_its_name_while_its_inputs_stay(tmp_path: Path) -> None:
    notices = write_notices(tmp_path / "in", ["a.txt", "b.txt", "c.txt", "d.txt"])
    plan = ShardPlan(str(tmp_path / "out"), shard_size=2)

    def names() -> list[str]:
        return [shard.name for shard in build_shards(list_inputs([str(notices)], plan.out), plan)]

    before = names()
    (notices / "c.txt").write_text("another", encoding="utf-8")
    assert (names()[0], len(names())) == (before[0], 2)
    assert names()[1] != before[1]


def test_a_store_behind_an_address(tmp_path: Path) -> None:
    address = (tmp_path / "store").as_uri()
    (tmp_path / "store").mkdir()
    put(f"{address}/part-1.jsonl", "一".encode())
    assert find_names(address, "part-") == {"part-1.jsonl"}
    assert find_names(f"{address}/none", "part-") == set()
    remote = RemoteInput(Path("part-1.jsonl"), "part-1.jsonl", url=f"{address}/part-1.jsonl")
    assert (remote.read_bytes().decode(), remote.shown) == ("一", f"{address}/part-1.jsonl")


LISTED = [
    ("", ["50%.txt", "a b.txt", "二/三/附件.txt", "二/通知.txt"]),
    ("/", ["50%.txt", "a b.txt", "二/三/附件.txt", "二/通知.txt"]),
    ("/*.txt", ["50%.txt", "a b.txt"]),
    ("/**/*.txt", ["50%.txt", "a b.txt", "二/三/附件.txt", "二/通知.txt"]),
    ("/二", ["三/附件.txt", "通知.txt"]),
    ("/二/*", ["通知.txt"]),
    ("/*/通知.txt", ["二/通知.txt"]),
    ("/二/通知.txt", ["通知.txt"]),
    ("/*.pdf", []),
    ("/none", []),
]


@pytest.mark.parametrize(("given", "names"), LISTED)
def test_addresses_are_listed_as_they_read(tmp_path: Path, given: str, names: list[str]) -> None:
    for name in LISTED[0][1]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    found = list_remote(f"file://{tmp_path}{given}")
    assert [source.name for source in found] == names
    assert all(source.read_bytes().decode().endswith(source.name) for source in found)


def test_nothing_is_reported_home() -> None:
    from qingdan.batch.cluster import _import_daft

    _import_daft()
    assert os.environ["DO_NOT_TRACK"] == "1"
