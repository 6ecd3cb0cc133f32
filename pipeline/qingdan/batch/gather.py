"""Documents on disk → the formats that hold all of them, one document at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from qingdan.batch.workers import Call, Lost, Workers
from qingdan.errors import QingdanError
from qingdan.export.formats import FORMATS
from qingdan.export.messages import Language
from qingdan.export.snapshot import render_snapshot, write_snapshot
from qingdan.export.stored import read_stored

_READ_AHEAD = 8


class GatherError(QingdanError):
    """A document that was written can no longer be read."""


@dataclass(frozen=True, slots=True)
class Gathering:
    """What is made of all documents of a run."""

    formats: Sequence[str]
    language: Language
    snapshot: str
    """Where the snapshot goes, relative to the folder."""


def render_document(path: Path, formats: Sequence[str], language: Language) -> tuple[str, list[Any]]:
    """The lines of the snapshot, and what each format makes of a document on disk."""
    document = read_stored(path)
    return render_snapshot(document), [FORMATS[name].render(document, language) for name in formats]


def check_formats(formats: Sequence[str], language: Language) -> None:
    """Raises MissingExtraError before the reading where a format needs a library that is not installed."""
    with TemporaryDirectory(prefix="qingdan-") as folder:
        for name in formats:
            FORMATS[name].open(Path(folder), language).close()


def write_formats(folder: Path, documents: Iterable[Path], plan: Gathering, workers: Workers) -> None:
    """Write every format into the folder; the workers render the documents. Raises GatherError, OSError."""
    render = partial(render_document, formats=plan.formats, language=plan.language)
    rendered = workers.run_in_order((Call(render, (path,)) for path in documents), _READ_AHEAD * workers.count)
    with ExitStack() as open_files:
        writers = []
        for name in plan.formats:
            writers.append(FORMATS[name].open(folder, plan.language))
            open_files.callback(writers[-1].close)

        def snapshots() -> Iterator[str]:
            for made in rendered:
                if isinstance(made, Lost):
                    raise GatherError(f"{folder.parent}: a document could not be put into the tables: {made.reason}")
                lines, parts = made
                for writer, part in zip(writers, parts, strict=True):
                    writer.add(part)
                yield lines

        write_snapshot(snapshots(), folder / plan.snapshot)
