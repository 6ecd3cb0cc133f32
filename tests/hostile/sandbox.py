"""Read a file where it can do no harm: a process of its own, with little memory and a time limit."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from time import process_time
from typing import Literal

from pebble import ProcessExpired, ProcessPool

from qingdan.errors import ReadError
from qingdan.run import read_notice
from tests.soundness import assert_sound, values_of

MEMORY = 2 << 30
"""Bytes of data that a process may hold, where the system can be told so."""
TIME_LIMIT = 120.0
"""Seconds; far more than any case takes, so that only a hang or a burst of growth goes beyond."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    kind: Literal["read", "refused", "unsound", "traceback", "hang", "crash"]
    message: str = ""
    seconds: float = 0.0
    """Of CPU, save of a hang."""
    tasks: int = 0
    values: int = 0
    text: str = ""


Reader = Callable[[str], Outcome]


def read(path: str) -> Outcome:
    """What qingdan makes of a file."""
    begun = process_time()
    try:
        document = read_notice(path)
    except ReadError as error:
        return Outcome("refused", str(error), process_time() - begun)
    seconds = process_time() - begun
    try:
        assert_sound(document)
    except Exception:  # noqa: BLE001 - any failure is the finding
        return Outcome("unsound", traceback.format_exc(limit=-3)[-2000:], seconds)
    return Outcome("read", "", seconds, len(document.tasks), len(list(values_of(document))), document.text[:2_000_000])


def run(reader: Reader, path: Path, limit: float = TIME_LIMIT) -> Outcome:
    """The outcome of a reader on a file, also when it raises, hangs or dies."""
    future = _pool().schedule(_call, args=(reader, str(path)), timeout=limit)
    try:
        return future.result()
    except TimeoutError:
        return Outcome("hang", f"longer than {limit:.0f} s", limit)
    except ProcessExpired as error:
        return Outcome("crash", f"exit code {error.exitcode}")


def _call(reader: Reader, path: str) -> Outcome:
    begun = process_time()
    try:
        return reader(path)
    except BaseException:  # noqa: BLE001 - MemoryError and RecursionError among them
        return Outcome("traceback", traceback.format_exc(limit=-5)[-3000:], process_time() - begun)


@cache
def _pool() -> ProcessPool:
    return ProcessPool(max_workers=1, context=get_context("spawn"), initializer=_limit_memory)


def _limit_memory() -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
