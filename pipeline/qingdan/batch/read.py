"""One file → one outcome, here or in worker processes, always in the order of the inputs."""

from __future__ import annotations

import gc
import hashlib
import os
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path, PurePosixPath
from signal import SIG_IGN, SIGINT, signal
from time import perf_counter
from typing import Any, Literal

from pebble import ProcessExpired, ProcessPool

from qingdan.batch.inputs import Input, find_inputs
from qingdan.errors import ReadError
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import load_rules

NerMode = Literal["auto", "on", "off"]
Render = Callable[[PolicyDocument], Any]
_WORTH_WORKERS = 16
"""Fewer files are read in this process sooner than workers start."""
_READ_AHEAD = 4
"""Files a worker that wait to be taken: enough to keep all busy, few enough to hold in memory."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read; the same for every file of a run."""

    rules: tuple[Path, ...] = ()
    """Folders of packs that come after the base pack."""
    ner: NerMode = "auto"
    time_limit: float = 120.0
    """Seconds that a worker may spend on one file."""
    debug: bool = False
    """Put the traceback of an unexpected error into its message."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file."""

    source: Input
    status: str
    """`ok`, or why not: `unsupported encrypted broken missing timeout crash`."""
    sha256: str | None = None
    """Of the file's bytes, when they could be read."""
    message: str | None = None
    """One line that names the file and what to do; null when all went well."""
    document: PolicyDocument | None = None
    """Null too where the run only wanted what it was rendered to."""
    rendered: Any = None
    """What the run's `render` made of the document."""
    seconds: float = 0.0


def _read_document(source: Input, data: bytes, options: Options) -> PolicyDocument:
    from qingdan.run import read_notice

    document = read_notice(
        data, name=PurePosixPath(source.name).name, rules=load_rules(*options.rules), ner=options.ner
    )
    return document.model_copy(update={"source": document.source.model_copy(update={"path": source.name})})


def _explain(error: Exception, source: Input, options: Options) -> tuple[str, str]:
    """Status and message of a file that gave no document."""
    if isinstance(error, ReadError):
        return error.status, f"{source.shown}: {error.message}"
    if isinstance(error, FileNotFoundError):
        return "missing", f"{source.shown}: no such file; check the path"
    if isinstance(error, OSError):
        return "broken", f"{source.shown}: cannot be opened ({error.strerror}); check its permissions"
    words = "".join(traceback.format_exception(error)) if options.debug else f"{type(error).__name__}: {error}"
    shown = words if options.debug else " ".join(words.split())[:300]
    return "crash", f"{source.shown}: unexpected {shown}; please report it, with --debug for the traceback"


def read_one(source: Input, options: Options, render: Render | None = None) -> Outcome:
    """Read one file, and render its document where asked to. Never raises."""
    begun = perf_counter()
    digest: str | None = None
    try:
        data = source.read_bytes()
        digest = hashlib.sha256(data).hexdigest()
        document = _read_document(source, data, options)
        rendered = render(document) if render else None
    except Exception as error:  # noqa: BLE001 - the one boundary where a mistake of ours must cost one file, not the run
        status, message = _explain(error, source, options)
        return Outcome(source, status, digest, message, seconds=perf_counter() - begun)
    kept = None if render else document
    return Outcome(source, "ok", digest, None, kept, rendered, perf_counter() - begun)


def _settle(source: Input, future: Any, options: Options) -> Outcome:
    """The outcome of a file that a worker was given, also when the worker did not live to tell it."""
    try:
        outcome: Outcome = future.result()
    except TimeoutError:
        message = f"{source.shown}: took longer than {options.time_limit:.0f} s; split the file or raise the limit"
        return Outcome(source, "timeout", None, message)
    except ProcessExpired as error:
        message = f"{source.shown}: the worker died with exit code {error.exitcode}; please report it"
        return Outcome(source, "crash", None, message)
    return outcome


def _prepare_worker() -> None:
    signal(SIGINT, SIG_IGN)  # Ctrl-C is for the parent, which stops the workers
    gc.set_threshold(100_000, 50, 100)  # records hold no cycles, and each collection walks through all rules


def _read_in_workers(sources: Iterable[Input], options: Options, jobs: int, render: Render | None) -> Iterator[Outcome]:
    # "spawn" is the one start that is the same and safe on every system
    pool = ProcessPool(
        max_workers=jobs,
        context=get_context("spawn"),
        initializer=_prepare_worker,
    )
    waiting: deque[tuple[Input, Any]] = deque()
    try:
        for source in sources:
            waiting.append(
                (source, pool.schedule(read_one, args=(source, options, render), timeout=options.time_limit))
            )
            if len(waiting) > _READ_AHEAD * jobs:
                yield _settle(*waiting.popleft(), options)
        while waiting:
            yield _settle(*waiting.popleft(), options)
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def read_all(
    sources: Sequence[Input], options: Options, jobs: int | None = None, render: Render | None = None
) -> Iterator[Outcome]:
    """Read all files; `jobs` workers, by default one a processor when there are enough files to be worth it."""
    if jobs is None:
        jobs = (os.cpu_count() or 1) if len(sources) >= _WORTH_WORKERS else 1
    if jobs == 1:
        return (read_one(source, options, render) for source in sources)
    return _read_in_workers(sources, options, jobs, render)


def read_notices(
    paths: Iterable[str | Path] | str | Path,
    *,
    jobs: int | None = None,
    rules: Iterable[Path] = (),
    ner: NerMode = "auto",
) -> Iterator[Outcome]:
    """Read files, folders and patterns; one Outcome a file, in order, whether it could be read or not.

    Raises RulePackError at once when a folder of `rules` is no pack.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    options = Options(tuple(rules), ner)
    load_rules(*options.rules)
    return read_all(find_inputs(given), options, jobs)
