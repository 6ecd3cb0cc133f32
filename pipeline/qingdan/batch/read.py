"""One file → one outcome, here or in worker processes, in the order of the inputs."""

from __future__ import annotations

import errno
import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path, PurePosixPath
from time import perf_counter
from typing import Any, Literal

from qingdan.batch.content import identify
from qingdan.batch.inputs import Input, find_inputs
from qingdan.batch.limits import Limits, default_jobs
from qingdan.batch.outcome import READ, Outcome, explain, judge
from qingdan.batch.workers import Call, Lost, Workers
from qingdan.models.record import PolicyDocument
from qingdan.models.source import digest_of_parts
from qingdan.rulepacks import load_rules

NerMode = Literal["auto", "on", "off"]
Keep = Callable[[PolicyDocument], Any]
_WORTH_WORKERS = 16
"""Fewer files are read in this process sooner than workers start."""
_READ_AHEAD = 16
"""Documents that are held back for the sake of order: few enough to hold in memory."""
_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE})
"""What ails the machine and not the file."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to read; the same for every file of a run."""

    rules: tuple[Path, ...] = ()
    """Folders of packs that come after the base pack."""
    ner: NerMode = "auto"
    limits: Limits = field(default_factory=Limits)
    """Of a file of one page; kept by worker processes."""
    debug: bool = False
    """Put the traceback of an unexpected error into its message."""


def _read_document(source: Input, files: Sequence[tuple[str, bytes]], options: Options) -> PolicyDocument:
    from qingdan.run import read_group, read_notice

    if len(files) > 1:
        rules = load_rules(*options.rules)
        return read_group(files, rules=rules, ner=options.ner, supplied=dict(source.supplied))
    [(_, data)] = files
    document = read_notice(
        data,
        name=PurePosixPath(source.name).name,
        rules=load_rules(*options.rules),
        ner=options.ner,
        supplied=dict(source.supplied),
    )
    return document.model_copy(update={"source": document.source.model_copy(update={"path": source.name})})


def warm_up(rules: Sequence[Path]) -> None:
    """Load all that reading a notice needs."""
    import qingdan.run  # noqa: F401

    for rule in load_rules(*rules):
        rule.regex  # noqa: B018 - compiled at first use, else within the time of the first notice


def read_one(source: Input, options: Options, keep: Keep | None = None) -> Outcome:
    """Read one file; what `keep` makes of its document takes the document's place. Raises OSError of `keep` alone."""
    begun = perf_counter()
    digest: str | None = None
    try:
        files = [(file.name, file.read_bytes()) for file in source.files]
        digest = digest_of_parts([hashlib.sha256(data).hexdigest() for _, data in files])
        document = _read_document(source, files, options)
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _FULL:
            raise
        status, message = explain(error, source, debug=options.debug)
        return Outcome(source, status, digest, message, seconds=perf_counter() - begun)
    verdict, said = judge(source, document)
    kept = keep(document) if keep and verdict in READ else None
    return Outcome(source, verdict, digest, said, None if keep else document, kept, perf_counter() - begun)


def _read_in_workers(sources: Iterable[Input], options: Options, jobs: int) -> Iterator[Outcome]:
    sources = list(sources)

    def calls() -> Iterator[Call]:
        for source in sources:
            try:
                limits = options.limits.scaled(identify(source).extent)
            except Exception:  # noqa: BLE001 - reading it gives the reason
                limits = options.limits
            yield Call(read_one, (source, options), limits)

    with Workers(jobs, partial(warm_up, options.rules)) as workers:
        for source, result in zip(sources, workers.run_in_order(calls(), _READ_AHEAD * jobs), strict=True):
            yield to_outcome(source, result)


def to_outcome(source: Input, result: Outcome | Lost) -> Outcome:
    """The outcome of a file that a worker was given, also when the worker did not live to tell it."""
    if isinstance(result, Lost):
        return Outcome(source, result.status, message=f"{source.shown}: {result.reason}")
    return result


def read_all(sources: Sequence[Input], options: Options, jobs: int | None = None) -> Iterator[Outcome]:
    """Read all files, in order; `jobs` workers, by default one a processor when there are enough files for it.

    With one job all is read in this process, where no limits are kept.
    """
    if jobs is None:
        jobs = default_jobs() if len(sources) >= _WORTH_WORKERS else 1
    if jobs == 1:
        return (read_one(source, options) for source in sources)
    return _read_in_workers(sources, options, jobs)


def read_notices(
    paths: Iterable[str | Path] | str | Path,
    *,
    jobs: int | None = None,
    rules: Iterable[Path] = (),
    ner: NerMode = "auto",
    limits: Limits | None = None,
) -> Iterator[Outcome]:
    """Read files, folders and patterns; one Outcome a file, in order, whether it could be read or not.

    Raises RulePackError at once when a folder of `rules` is no pack.
    """
    given = [paths] if isinstance(paths, str | Path) else paths
    options = Options(tuple(rules), ner, limits or Limits())
    load_rules(*options.rules)
    return read_all(find_inputs(given), options, jobs)
