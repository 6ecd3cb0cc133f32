"""Functions for worker processes to call."""

from __future__ import annotations

import os
import signal
import time


def double(number: int) -> int:
    """Later numbers are ready sooner."""
    time.sleep(0.05 * (3 - number % 3))
    return 2 * number


def die(code: int) -> None:
    os._exit(code)


def hang() -> None:
    signal.pause()


def hoard() -> int:
    return len(bytes(1 << 30))


def fail(words: str) -> None:
    raise PermissionError(1, words, "file")


def name_process() -> int:
    return os.getpid()


def not_to_be_started() -> None:
    os._exit(1)
