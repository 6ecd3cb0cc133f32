"""What a whole process costs: CPU seconds and peak memory as the kernel counts them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass

MEBIBYTE = 2**20
_MAXRSS_UNIT = 1 if sys.platform == "darwin" else 1024


@dataclass(frozen=True)
class Cost:
    """CPU seconds, user and system, of a process and its children; peak resident bytes of the largest."""

    seconds: float
    peak: int


def measure(command: Sequence[str], *, repeat: int = 1) -> Cost:
    """The least CPU time of some runs, and the highest peak. What a failing run says is passed on."""
    runs = [_run(command) for _ in range(repeat)]
    return Cost(min(run.seconds for run in runs), max(run.peak for run in runs))


def _run(command: Sequence[str]) -> Cost:
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        messages = process.stderr.read() if process.stderr else ""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.stderr.write(messages)
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _MAXRSS_UNIT)
