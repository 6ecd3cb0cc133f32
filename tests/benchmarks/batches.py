"""`python -m tests.benchmarks.batches [COUNT...]`: what a run costs as it grows, and how its memory goes.

Notices are those of the corpora with other places, years and figures, as text, HTML and Word (`variants.py`); with
`--small` each is made up, 2 to 12 tasks of one sentence (`--most-tasks`). For each COUNT (100, 1,000 and 10,000 unless told) it prints
the CPU time a notice and the curve of memory over the run. `--compare ROUNDS` reads the first count with one worker and
with two by turns instead, and prints the medians: only on a machine that does nothing else do they mean much. Needs Linux.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from rich.console import Console

from tests.benchmarks.processes import MEBIBYTE
from tests.benchmarks.variants import write_variant

QINGDAN = str(Path(sys.executable).with_name("qingdan"))
PLACES = ("青禾县", "临河市", "石桥区", "南屏县", "东湖市", "白沙区")
FIELDS = ("便民服务", "乡村振兴", "生态环境", "养老服务", "职业教育", "营商环境", "文化惠民", "水利建设")
BODIES = ("政务服务局", "教育局", "财政局", "生态环境局", "农业农村局", "民政局", "文化和旅游局", "水利局")
DEEDS = ("推进窗口整合", "开展上门服务", "建设示范站点", "完善信息平台", "组织技能培训", "改造老旧管网")
UNITS = ("个", "家", "公里", "万元", "人", "处")
POINTS = 20
"""Of the curve."""
PAGE = os.sysconf("SC_PAGE_SIZE")


def write_notice(path: Path, number: int, most_tasks: int = 12) -> None:
    """A notice of 2 tasks and more under headings or in a table; each number gives its own."""
    chance = random.Random(number)
    place, subject, year = chance.choice(PLACES), chance.choice(FIELDS), chance.randint(2012, 2026)
    lines = [
        f"{place}人民政府办公室关于印发{year}年{subject}重点任务的通知",
        f"青政办〔{year}〕{number}号",
        "各镇人民政府：",
    ]
    tasks = list(_tasks(chance, place, year, most_tasks))
    if chance.random() < 0.3:
        lines += ["| 序号 | 工作任务 | 责任单位 | 完成时限 |", "| --- | --- | --- | --- |"]
        lines += [f"| {n} | {deed} | {body} | {due} |" for n, (deed, body, due) in enumerate(tasks, start=1)]
    else:
        lines.append("一、重点任务")
        lines += [f"（{_to_chinese(n)}）{d}。（{b}牵头，{due}完成）" for n, (d, b, due) in enumerate(tasks, start=1)]
    lines += [f"{place}人民政府办公室", f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _tasks(chance: random.Random, place: str, year: int, most: int) -> Iterator[tuple[str, str, str]]:
    for _ in range(chance.randint(2, most)):
        amount = f"{chance.randint(2, 900)}{chance.choice(UNITS)}"
        deed = f"{chance.choice(DEEDS)}{amount}，群众满意度达到{chance.randint(80, 99)}%以上"
        yield deed, place[-1] + chance.choice(BODIES), f"{year}年{chance.randint(3, 12)}月底前"


def _to_chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return ("十" if tens == 1 else digits[tens] + "十" if tens else "") + (digits[ones] if ones or not tens else "")


@dataclass(frozen=True)
class Run:
    """What a run took; memory in bytes, of the parent and of its largest worker, over the run."""

    wall: float
    cpu: float
    curve: list[tuple[int, int]]


def _memory(pid: int) -> tuple[int, int]:
    processes = [pid, *map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split())]
    resident = [int(Path(f"/proc/{each}/statm").read_text().split()[1]) * PAGE for each in processes]
    return resident[0], max(resident[1:], default=0)


def convert(folder: Path, out: Path, jobs: int) -> Run:
    """Convert a folder to documents and tables."""
    begun, before = time.monotonic(), os.times()
    command = [QINGDAN, "convert", str(folder), "-o", str(out), "--jobs", str(jobs)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    curve = []
    while process.poll() is None:
        with suppress(OSError):  # a process that has just ended
            curve.append(_memory(process.pid))
        time.sleep(0.5)
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    if process.returncode:
        sys.exit(f"{' '.join(command)}: {process.returncode}")
    return Run(time.monotonic() - begun, cpu, curve)


def show_curve(curve: list[tuple[int, int]]) -> str:
    """Parent and largest worker in MiB at so many points of the run."""
    step = max(1, len(curve) // POINTS)
    return " ".join(f"{parent // MEBIBYTE}+{worker // MEBIBYTE}" for parent, worker in curve[::step])


def _write_notices(folder: Path, count: int, *, small: bool, most_tasks: int) -> None:
    folder.mkdir()
    for number in range(count):
        if small:
            write_notice(folder / f"{number:06}.txt", number, most_tasks)
        else:
            write_variant(folder, number)


def _describe(run: Run, count: int, jobs: int) -> str:
    each = f"{1000 * run.cpu / count:.1f} ms of CPU a notice, {count / run.wall:.1f} notices a second"
    return f"{count} notices, --jobs {jobs}: {run.wall:.0f} s, {each}"


def _compare(folder: Path, out: Path, count: int, rounds: int) -> Iterator[str]:
    """One worker and two by turns, so that what else the machine does befalls both."""
    runs: dict[int, list[Run]] = {1: [], 2: []}
    for number in range(rounds):
        for jobs, done in runs.items():
            done.append(convert(folder, out / f"{number}-{jobs}", jobs))
            yield f"{_describe(done[-1], count, jobs)}; load {os.getloadavg()[0]:.1f}"
    one, two = (median(run.wall for run in done) for done in runs.values())
    yield f"medians: --jobs 1 {one:.1f} s, --jobs 2 {two:.1f} s, {one / two:.2f} times as fast"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("counts", type=int, nargs="*", default=[100, 1000, 10_000])
    parser.add_argument("--small", action="store_true", help="short notices, made up")
    parser.add_argument("--most-tasks", type=int, default=12, help="of a made-up notice")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--compare", type=int, metavar="ROUNDS", help="one worker against two")
    given = parser.parse_args()
    console = Console(soft_wrap=True, highlight=False)
    with tempfile.TemporaryDirectory() as scratch:
        for count in given.counts[:1] if given.compare else given.counts:
            folder, out = Path(scratch) / f"in-{count}", Path(scratch) / f"out-{count}"
            _write_notices(folder, count, small=given.small, most_tasks=given.most_tasks)
            if given.compare:
                for line in _compare(folder, out, count, given.compare):
                    console.print(line)
                continue
            run = convert(folder, out, given.jobs)
            console.print(_describe(run, count, given.jobs))
            console.print(f"  MiB, parent+largest worker: {show_curve(run.curve)}")
            shutil.rmtree(out)


if __name__ == "__main__":
    main()
