"""Calls in worker processes: one that dies, hangs or is stopped costs its own call and no other."""

from __future__ import annotations

import atexit
import ctypes
import gc
import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from multiprocessing import get_context
from types import TracebackType
from typing import Any, Literal, Self

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from qingdan.batch.limits import Limits, limit_memory
from qingdan.errors import QingdanError

_START = 60.0
"""Seconds that a worker may take to start and to answer, beside those of its call."""
_TRIES = 3
"""Workers that may die before they take up a call."""
_KILL_WITH_PARENT = 1  # PR_SET_PDEATHSIG of <linux/prctl.h>


@dataclass(frozen=True, slots=True)
class Call:
    """A function of some module with its arguments, all of them picklable, and what it may cost."""

    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True)
class Lost:
    """Instead of a result: why the worker gave none."""

    status: Literal["timeout", "memory", "crash"]
    reason: str


class WorkersError(QingdanError):
    """No worker process can be started."""


def _prepare_worker(warm_up: Callable[[], object]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which stops the workers
    gc.set_threshold(100_000, 50, 100)  # records hold no cycles, and each collection walks through all rules
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
        ctypes.CDLL(None).prctl(_KILL_WITH_PARENT, signal.SIGKILL)
        parent = multiprocessing.parent_process()
        if parent is None or os.getppid() != parent.pid:  # it died before it could be asked for
            os._exit(1)
    warm_up()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())  # so that programs which a reader started are stopped too
    atexit.register(signal.signal, signal.SIGTERM, signal.SIG_DFL)  # told to end while it ends, it says nothing


def _run(call: Call) -> Any:
    """What a worker does."""
    try:
        limit_memory(call.limits.memory)
        return call.function(*call.arguments)
    except SystemExit:  # told to end: the pool would go on with the next call
        os._exit(128 + signal.SIGTERM)


class _Worker:
    """A pool of one process: a lock that its death leaves locked stops no other."""

    def __init__(self, warm_up: Callable[[], object]) -> None:
        self._warm_up = warm_up
        self._pool: ProcessPool | None = None
        self.future: ProcessFuture[Any] | None = None
        """Of the call that it is busy with."""
        self.index = 0
        self.late = 0.0

    def start(self, index: int, call: Call) -> None:
        self.index, self._call, self._tries = index, call, 0
        self._schedule()

    def _schedule(self) -> None:
        while self._tries < _TRIES:
            self._tries += 1
            self.late = time.monotonic() + self._call.limits.seconds + _START
            try:
                # "spawn" is the one start that is the same and safe on every system
                self._pool = self._pool or ProcessPool(1, 0, _prepare_worker, (self._warm_up,), get_context("spawn"))
                self.future = self._pool.schedule(_run, args=(self._call,), timeout=self._call.limits.seconds)
            except RuntimeError:  # the process died while it had nothing to do
                self.close()
            else:
                return
        raise WorkersError(
            "worker processes die as they start; a script that reads with several jobs needs "
            "`if __name__ == '__main__':` around what it does"
        )

    def settle(self, future: ProcessFuture[Any]) -> list[Any]:
        """The result, once there is one. Raises what the function raised."""
        if not future.done():
            if time.monotonic() < self.late:
                return []
            self.close()  # stopped, or stuck on a lock: its own limit could not end it
            return [self._lost("timeout")]
        self.future = None
        try:
            result = future.result()
        except MemoryError:
            result = self._lost("memory")
        except TimeoutError:
            result = self._lost("timeout")
        except ProcessExpired as error:
            result = self._lost("crash", error.exitcode)
        except BrokenProcessPool:
            self.close()
            self._schedule()
            return []
        return [result]

    def _lost(self, status: Literal["timeout", "memory", "crash"], exitcode: int | None = None) -> Lost:
        limits = self._call.limits
        reasons = {
            "timeout": f"took longer than {limits.seconds:.0f} s; split the file or raise --time-limit",
            "memory": f"took more than {limits.memory >> 20} MiB; split the file or raise --memory-limit",
            "crash": f"the worker died ({_name_exit(exitcode)}); run again, and report it if it stays so",
        }
        return Lost(status, reasons[status])

    def stop(self) -> None:
        self.future = None
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]

    def close(self) -> None:
        self.stop()
        if self._pool is not None:
            self._pool.join()
            self._pool = None


def _name_exit(exitcode: int | None) -> str:
    if exitcode is not None and exitcode < 0:
        words = signal.strsignal(-exitcode) or f"signal {-exitcode}"
        return f"{words}, as when memory runs out" if -exitcode == signal.SIGKILL else words
    return f"exit code {exitcode}"


class Workers:
    """So many processes; none is left when the `with` block ends.

    Each first calls `warm_up`, a function of some module: what every call needs is then not counted as the first one's.
    """

    def __init__(self, jobs: int, warm_up: Callable[[], object] = bool) -> None:
        self.count = jobs
        self._workers = [_Worker(warm_up) for _ in range(jobs)]

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for worker in self._workers:
            worker.stop()
        for worker in self._workers:
            worker.close()

    def run(self, calls: Iterable[tuple[int, Call]], ahead: int | None = None) -> Iterator[tuple[int, Any]]:
        """Index and result, or a `Lost`, of each call as it ends. `calls` come by rising index, and as they are needed.

        No call is begun that lies `ahead` or more beyond the first unfinished one. Raises what a call raised.
        """
        waiting = iter(calls)
        following = next(waiting, None)
        while following is not None or self._busy():
            for worker in self._workers:
                oldest = min((index for index, _, _ in self._busy()), default=None)
                if following is None or (ahead and oldest is not None and following[0] >= oldest + ahead):
                    break
                if worker.future is None:
                    worker.start(*following)
                    following = next(waiting, None)
            yield from self._wait()

    def _busy(self) -> list[tuple[int, _Worker, ProcessFuture[Any]]]:
        return [(worker.index, worker, worker.future) for worker in self._workers if worker.future is not None]

    def _wait(self) -> Iterator[tuple[int, Any]]:
        """What ended next, after waiting for it."""
        busy = self._busy()
        late = min(worker.late for _, worker, _ in busy)
        wait([future for _, _, future in busy], max(0.0, late - time.monotonic()), FIRST_COMPLETED)
        for index, worker, future in busy:
            for result in worker.settle(future):
                yield index, result

    def run_in_order(self, calls: Iterable[Call], ahead: int) -> Iterator[Any]:
        """The results in the order of the calls, at most `ahead` of them held back."""
        early: dict[int, Any] = {}
        wanted = 0
        for index, result in self.run(enumerate(calls), ahead):
            early[index] = result
            while wanted in early:
                yield early.pop(wanted)
                wanted += 1
