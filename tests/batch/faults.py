"""The command with faults: `python -m tests.batch.faults convert …`. A file's name says what happens as it is read.

Workers import this module as their main module, so that the faults reach them too.
"""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from qingdan.batch import Input, Options, read
from qingdan.models.record import PolicyDocument

_read_document = read._read_document
HOARD = 1 << 30


def _hang() -> None:
    while True:
        time.sleep(60)


def _wait() -> None:
    """Until the file exists that GATE names, where it names one: so that nothing hangs on who is faster."""
    gate = os.environ.get("GATE")
    while gate and not Path(gate).exists():
        time.sleep(0.02)


def _hoard() -> None:
    os.environ["HOARD"] = str(len(bytes(HOARD)))


FAULTS: dict[str, Callable[[], object]] = {
    "segfault": lambda: os.kill(os.getpid(), signal.SIGSEGV),
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "stopped": lambda: os.kill(os.getpid(), signal.SIGSTOP),
    "hang": _hang,
    "hoard": _hoard,
    "slow": lambda: time.sleep(0.2),
    "waiting": _wait,
}


def _read_with_faults(source: Input, data: bytes, options: Options) -> PolicyDocument:
    stem = Path(source.name).stem
    for fault, happen in FAULTS.items():
        if stem.startswith(fault):
            happen()
    if stem.startswith("thief"):
        (source.path.parent / "zz-victim.txt").unlink(missing_ok=True)
    return _read_document(source, data, options)


read._read_document = _read_with_faults

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell may have it ignored in what it runs behind
    if limit := os.environ.get("MOST_BYTES"):
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (int(limit), resource.RLIM_INFINITY))

    from qingdan.cli.main import main

    main()
