"""What can befall a run. After each fault the same command gives, byte for byte, what an undisturbed run gives."""

from __future__ import annotations

import errno
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals, links and pipes as POSIX has them")

ROOT = Path(__file__).parents[2]
GUARD = 120.0
"""Seconds after which a run counts as hung; none comes near."""
NOTICE = """青禾县人民政府办公室关于印发{year}年便民服务重点任务的通知
各镇人民政府：
一、重点任务
（一）推进一窗通办。整合服务窗口{number}个，群众满意度达到95%以上。（县政务服务局牵头，{year}年6月底前完成）
{year}年3月1日
"""
NAMES = ["a.txt", *(f"slow-{number:02}.txt" for number in range(8)), "waiting.txt"]
FAULTY = {
    "segfault.txt": "crash", "killed.txt": "crash", "stopped.txt": "timeout", "hang.txt": "timeout",
    "hoard.txt": "memory", "zz-victim.txt": "vanished",
}  # fmt: skip


def write_notices(folder: Path, names: Iterable[str] = NAMES) -> Path:
    """One notice for each name, none like another."""
    folder.mkdir()
    for number, name in enumerate(names):
        (folder / name).write_text(NOTICE.format(year=2001 + number, number=number), encoding="utf-8")
    return folder


def start(*arguments: object, faults: bool = True, **environment: str) -> subprocess.Popen[str]:
    """The command in a session of its own, all of whose processes can then be found and killed."""
    module = "tests.batch.faults" if faults else "qingdan.cli"
    command = [sys.executable, "-m", module, "convert", *map(str, arguments), "--jobs", "2"]
    return subprocess.Popen(
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True, start_new_session=True, env={**os.environ, **environment}
    )


def run(*arguments: object, faults: bool = False) -> tuple[int, list[str]]:
    """Exit status and the lines on standard error."""
    return end(start(*arguments, faults=faults))


def end(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """The same of a run that was started; nothing of it is left running."""
    _, said = process.communicate(timeout=GUARD)
    wait_for(lambda: not members(process.pid))
    return process.returncode, said.splitlines()


def members(session: int) -> list[int]:
    """Processes of a session that live."""
    command = ["ps", "-A", "-o", "pid=", "-o", "sess=", "-o", "stat="]
    listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listed.splitlines()]
    return [int(pid) for pid, sid, state in rows if int(sid) == session and not state.startswith("Z")]


def kill(*pids: int) -> None:
    """Kill processes, some of which may have ended meanwhile: workers die with their parent."""
    for pid in pids:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)


def wait_for(holds: Callable[[], object]) -> None:
    """Returns when it holds."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < GUARD
        time.sleep(0.02)


def digest(out: Path) -> dict[str, bytes]:
    """All outputs."""
    record = out / "run.json"
    history = set((out / "runs").iterdir()) - {out / "runs" / f"{json.loads(record.read_bytes())['run_id']}.tsv"}
    files = set(filter(Path.is_file, out.rglob("*"))) - {record, out / "ledger.jsonl"} - history
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in files}


def ledger(out: Path) -> dict[str, dict[str, Any]]:
    """Lines by the names of inputs."""
    lines = (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["name"]: line for line in map(json.loads, lines)}


def count_lines(out: Path) -> int:
    path = out / "ledger.jsonl"
    return path.read_bytes().count(b"\n") if path.exists() else 0


def record(out: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((out / "run.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture
def notices(tmp_path: Path) -> Path:
    return write_notices(tmp_path / "in")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What an undisturbed run gives."""
    folder = tmp_path_factory.mktemp("clean")
    assert run(write_notices(folder / "in"), "-o", folder / "out")[0] == 0
    return digest(folder / "out")


@pytest.mark.parametrize("tree", [True, False])
def test_killed_again_and_again(notices: Path, out: Path, clean: dict[str, bytes], tree: bool) -> None:
    chance = random.Random(6)
    for share in (0.1, 0.4, 0.6, 0.8, 1.0, 1.0):
        process = start(notices, "-o", out, faults=share < 1)
        lines = count_lines(out)
        wanted = lines + chance.randrange(1 + int(share * 8))
        wait_for(lambda: process.poll() is not None or count_lines(out) > wanted or (out / "run.json").exists())  # noqa: B023
        kill(*(members(process.pid) if tree else [process.pid]))
        end(process)
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == clean


def test_a_fault_costs_its_file(tmp_path: Path, out: Path) -> None:
    notices = write_notices(tmp_path / "in", names := ["a.txt", "thief.txt", *(f"b{n}.txt" for n in range(6)), *FAULTY])
    assert run(notices, "-o", tmp_path / "clean")[0] == 0
    victim = (notices / "zz-victim.txt").read_bytes()
    status, said = run(notices, "-o", out, "--time-limit", 5, "--memory-limit", 600, faults=True)
    assert status == 1
    assert {name: line["status"] for name, line in ledger(out).items() if line["status"] != "ok"} == FAULTY
    assert all(any(name in line and line.startswith(why) for line in said) for name, why in FAULTY.items())
    (notices / "zz-victim.txt").write_bytes(victim)
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == digest(tmp_path / "clean")
    assert record(out)["done_before"] == len(names) - len(FAULTY)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_told_to_end(notices: Path, out: Path, clean: dict[str, bytes], number: signal.Signals) -> None:
    process = start(notices, "-o", out, GATE="never")
    wait_for(lambda: count_lines(out) > 2)
    process.send_signal(number)
    status, said = end(process)
    assert (status, len(said)) == (128 + number, 1)
    assert "goes on from here" in said[0]
    assert not (out / "run.json").exists()
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == clean


@contextmanager
def small_disk(folder: Path) -> Iterator[Callable[[str], bool]]:
    """A disk of 100 kB at a folder, and a function that mounts it anew; where the test may mount."""
    folder.mkdir()
    tool = shutil.which("mount")
    done = subprocess.run([tool, "-t", "tmpfs", "-o", "size=100k", "none", str(folder)], check=False) if tool else None
    mounted = done is not None and done.returncode == 0

    def change(options: str) -> bool:
        if mounted:
            subprocess.run([str(tool), "-o", f"remount,{options}", str(folder)], check=True)
        return mounted

    try:
        yield change
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(folder)], check=True)


def test_the_disk_is_full(notices: Path, tmp_path: Path, clean: dict[str, bytes]) -> None:
    with small_disk(tmp_path / "disk") as change:
        out = tmp_path / "disk" / "out"
        mounted = change("size=100k")
        status, said = end(start(notices, "-o", out, **({} if mounted else {"MOST_BYTES": "6000"})))
        assert status == 2
        assert len(said) == 1
        assert os.strerror(errno.ENOSPC if mounted else errno.EFBIG) in said[0]
        change("size=100m")
        assert run(notices, "-o", out)[0] == 0
        assert digest(out) == clean


def test_the_output_may_not_be_written(notices: Path, tmp_path: Path, clean: dict[str, bytes]) -> None:
    with small_disk(tmp_path / "disk") as change:
        out = tmp_path / "disk" / "out"
        if not change("ro"):
            (tmp_path / "disk").chmod(0o555)
            if os.access(tmp_path / "disk", os.W_OK):
                pytest.skip("may write anywhere, and may not mount")
        status, said = run(notices, "-o", out)
        assert (status, len(said)) == (2, 1)
        assert "disk" in said[0]
        change("rw,size=100m")
        (tmp_path / "disk").chmod(0o755)
        assert run(notices, "-o", out)[0] == 0
        assert digest(out) == clean


def test_outputs_deleted_and_torn(notices: Path, out: Path, clean: dict[str, bytes]) -> None:
    assert run(notices, "-o", out)[0] == 0
    first, second, *_ = sorted((out / "documents").iterdir())
    first.unlink()
    os.truncate(second, 1000)
    (out / "tasks.csv").unlink()
    with (out / "ledger.jsonl").open("ab") as file:
        file.write(b'{"path": "torn')
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == clean
    assert record(out)["done_before"] == len(NAMES) - 2


def test_the_folder_deleted_under_a_run(notices: Path, out: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    process = start(notices, "-o", out, GATE=str(gate))
    wait_for(lambda: count_lines(out) > 2)
    # Gone in one step: workers that still write would refill a folder while it is emptied.
    (out / "documents").rename(out.with_name("deleted"))
    gate.touch()
    status, said = end(process)
    assert (status, len(said)) == (2, 1), said
    assert str(out) in said[0]
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == clean


def test_two_runs_at_once(notices: Path, out: Path, clean: dict[str, bytes], tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    process = start(notices, "-o", out, GATE=str(gate))
    wait_for(lambda: count_lines(out) > 0)
    status, said = run(notices, "-o", out)
    assert (status, len(said)) == (2, 1)
    assert said[0] == f"qingdan: {out}: another run is writing there; wait for it, or give another folder"
    gate.touch()
    assert end(process)[0] == 0
    assert digest(out) == clean


def test_other_content_of_the_same_size_and_time(notices: Path, out: Path, clean: dict[str, bytes]) -> None:
    path = notices / "a.txt"
    stat, text = path.stat(), path.read_text(encoding="utf-8")
    path.write_text(text.replace("一窗通办", "上门服务"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) != clean
    path.write_text(text, encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert run(notices, "-o", out)[0] == 0
    assert digest(out) == clean


ODD = ["a\nb.txt", "quo\"te's.txt", "😀.txt", "名" * 83 + ".txt", "-o.txt", "a.txt", "a.pdf", " .txt", "a%s{b}.txt"]


def test_odd_names(tmp_path: Path, out: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(ODD):
        (folder / name).write_text(NOTICE.format(year=2001 + number, number=number), encoding="utf-8")
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "gone.txt").symlink_to(folder / "nowhere")
    (folder / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(folder / "pipe.txt")
    given = folder.parent / "in" / ".." / "in"
    assert run(given, "-o", out)[0] == 1
    odd = {"self.txt": "broken", "gone.txt": "vanished", "zero.txt": "unsupported", "pipe.txt": "unsupported"}
    assert {name: line["status"] for name, line in ledger(out).items()} == {**dict.fromkeys(ODD, "ok"), **odd}
    assert len(list((out / "documents").iterdir())) == len(ODD)
    before = digest(out)
    assert run(given, "-o", out)[0] == 1
    assert digest(out) == before
    assert run(given, "-o", tmp_path / "again")[0] == 1
    assert digest(tmp_path / "again") == before
