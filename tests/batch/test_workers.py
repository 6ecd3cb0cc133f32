import os
import signal
import sys

import pytest

from qingdan.batch.limits import Extent, Limits, reads_scans
from qingdan.batch.workers import Call, Lost, Workers, WorkersError
from tests.batch import calls

MEBIBYTE = 1 << 20


def test_results_in_order_whoever_is_first() -> None:
    with Workers(2) as workers:
        assert list(workers.run_in_order((Call(calls.double, (n,)) for n in range(9)), ahead=3)) == list(
            range(0, 18, 2)
        )
        assert sorted(workers.run((n, Call(calls.double, (n,))) for n in (3, 7))) == [(3, 6), (7, 14)]


def test_no_call_is_begun_far_ahead() -> None:
    begun: list[int] = []

    def take() -> object:
        for n in range(8):
            begun.append(n)
            yield Call(calls.double, (n,))

    with Workers(2) as workers:
        for place, _ in enumerate(workers.run_in_order(take(), ahead=2)):  # type: ignore[arg-type]
            assert max(begun) <= place + 3  # one is taken from the list before it is known to be too far


LOSSES = [
    (Call(calls.die, (7,)), Lost("crash", "the worker died (exit code 7); run again, and report it if it stays so")),
    (Call(calls.hang, (), Limits(0.5)), Lost("timeout", "took longer than 0 s; split the file or raise --time-limit")),
    (
        Call(calls.hoard, (), Limits(60, 300 * MEBIBYTE)),
        Lost("memory", "took more than 300 MiB; split the file or raise --memory-limit"),
    ),
]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is counted so on Linux alone")
def test_a_call_that_is_lost_costs_no_other() -> None:
    for call, lost in LOSSES:
        with Workers(1) as workers:
            assert list(workers.run_in_order([call, Call(calls.double, (1,))], ahead=2)) == [lost, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="signals as POSIX has them")
def test_a_worker_that_dies_between_calls_costs_none() -> None:
    with Workers(1) as workers:
        (pid,) = workers.run_in_order([Call(calls.name_process, ())], ahead=1)
        os.kill(pid, signal.SIGKILL)
        (other,) = workers.run_in_order([Call(calls.name_process, ())], ahead=1)
        assert other != pid


def test_an_error_of_the_call_is_raised() -> None:
    with Workers(1) as workers, pytest.raises(PermissionError) as caught:
        list(workers.run_in_order([Call(calls.fail, ("no",))], ahead=1))
    assert (caught.value.strerror, caught.value.filename) == ("no", "file")


def test_workers_that_cannot_start() -> None:
    with Workers(1, calls.not_to_be_started) as workers, pytest.raises(WorkersError, match="__main__"):
        list(workers.run_in_order([Call(calls.double, (1,))], ahead=1))


def test_none_is_left() -> None:
    with Workers(2) as workers:
        pids = [pid for _, pid in workers.run((n, Call(calls.name_process, ())) for n in range(2))]
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


EXTENTS = [
    (Extent(0), 1),
    (Extent(60_000), 1),
    (Extent(10 * 65536), 10),
    (Extent(60_000, page_marks=12), 12),
    (Extent(1 << 40), 2000),
]


@pytest.mark.parametrize(("extent", "pages"), EXTENTS)
def test_pages(extent: Extent, pages: int) -> None:
    assert extent.pages == pages


def test_limits_grow_with_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(100.0, 1000 * MEBIBYTE)
    long = Extent(MEBIBYTE, page_marks=51)
    for scans, is_pdf, seconds, memory in ((0, 1, 150, 1104), (1, 0, 150, 1104), (1, 1, 1100, 2128)):
        monkeypatch.setattr("qingdan.batch.limits.reads_scans", lambda scans=scans: bool(scans))
        scaled = limits.scaled(Extent(long.size, long.page_marks, bool(is_pdf)))
        assert (scaled.seconds, scaled.memory // MEBIBYTE) == (seconds, memory)
    assert limits.scaled(Extent(0)) == limits
    assert isinstance(reads_scans(), bool)
