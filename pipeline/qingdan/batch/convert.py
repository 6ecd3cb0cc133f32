"""Inputs → a folder of outputs, which a later run takes up where this one ended, finished or not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from qingdan.batch.content import Content, identify
from qingdan.batch.finish import Finish
from qingdan.batch.folder import DOCUMENTS, find_digest, flush_folder, hold_folder, write_temporary
from qingdan.batch.gather import check_formats
from qingdan.batch.inputs import Input
from qingdan.batch.ledger import Entry, Ledger
from qingdan.batch.limits import default_jobs
from qingdan.batch.outcome import Outcome, explain
from qingdan.batch.plan import Plan, Summary
from qingdan.batch.read import Options, read_one, to_outcome, warm_up
from qingdan.batch.record import describe_versions, find_digest_of
from qingdan.batch.workers import Call, Lost, Workers
from qingdan.export.json import file_name, to_json
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import load_rules

_DIGITS, _MORE_DIGITS = 8, 16
"""Of the document's id in its file name; more where two documents share the first."""
Report = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A document as the worker left it on the disk."""

    temporary: Path
    name: str
    sha256: str
    document_id: str
    notice_id: str
    text_sha256: str
    tasks: int


def _keep_document(folder: Path, digits: int, document: PolicyDocument) -> _Kept:
    data = to_json(document).encode("utf-8")
    temporary = write_temporary(folder, document.document_id, data)
    digest = find_digest(temporary) or ""
    identity = document.document_id, document.notice_id, document.source.text_sha256
    return _Kept(temporary, file_name(document, digits), digest, *identity, len(document.tasks))


def convert(sources: Sequence[Input], plan: Plan, report: Report = lambda _: None) -> Summary:
    """Read all inputs and write every format into `plan.out`; `report` is called once an input, as each is done.

    What earlier runs did for the same bytes, rules, version and options is kept. The same inputs give the same bytes,
    `run.json` and `ledger.jsonl` apart, whatever the number of workers and however often a run was killed before.
    Raises RulePackError, MissingExtraError, FolderBusyError, WorkersError, GatherError, OSError.
    """
    check_formats(plan.formats, plan.language)
    packs = dict(load_rules(*plan.options.rules).packs)
    jobs = min(plan.jobs or default_jobs(), len(sources) or 1)
    with (
        hold_folder(plan.out),
        Workers(jobs, partial(warm_up, plan.options.rules)) as workers,
        closing(Ledger(plan.out, len(sources))) as ledger,
    ):
        finish = Finish(sources, plan, packs, ledger)
        reading = _Reading(sources, plan, report, ledger)
        reading.run(workers, find_digest_of([describe_versions(), packs, plan.options.ner]))
        return finish.run(workers, reading.duplicate_of, reading.again)


class _Reading:
    """Sees every input through, so that the ledger has an entry for each that is no duplicate."""

    def __init__(self, sources: Sequence[Input], plan: Plan, report: Report, ledger: Ledger) -> None:
        self._sources, self._plan, self._report, self._ledger = sources, plan, report, ledger
        self._documents = plan.out / DOCUMENTS
        self._documents.mkdir(exist_ok=True)
        self._busy: dict[int, tuple[Content, str]] = {}
        """Inputs that workers have, with their keys."""
        self._first: dict[bytes, int] = {}
        """Digest of an input to the first that has it."""
        self._prefixes: dict[bytes, bytes] = {}
        """First digits of a digest to the first digest that has them."""
        self.duplicate_of: dict[int, int] = {}
        """Inputs to the earlier ones with the same bytes."""
        self.again = 0
        """How many an earlier run had done."""

    def run(self, workers: Workers, how: str) -> None:
        """Read what has to be read; `how` is a digest of all that outcomes depend on beside the files."""
        for index, result in workers.run(self._find_calls(how)):
            content, key = self._busy.pop(index)
            outcome = to_outcome(self._sources[index], result)
            if isinstance(result, Lost):
                outcome = replace(outcome, sha256=content.sha256)
            elif outcome.sha256 not in (content.sha256, None):
                outcome = _refuse(outcome)
            self._note(index, outcome, key)
        flush_folder(self._documents)
        for index, first in self.duplicate_of.items():
            entry = self._ledger.get(first)
            self._report(Outcome(self._sources[index], entry.status, entry.sha256, duplicate_of=entry.name))

    def _find_calls(self, how: str) -> Iterator[tuple[int, Call]]:
        for index, source in enumerate(self._sources):
            try:
                content = identify(source)
            except Exception as error:  # noqa: BLE001 - an archive made to break costs its own files
                status, message = explain(error, source, debug=self._plan.options.debug)
                self._note(index, Outcome(source, status, message=message), None)
                continue
            digest = bytes.fromhex(content.sha256)
            first = self._first.setdefault(digest, index)
            if first != index:
                self.duplicate_of[index] = first
                continue
            digits = self._count_digits(digest)
            key = find_digest_of([how, source.name, content.sha256, digits, dict(source.supplied)])
            if not self._is_done(index, key):
                self._busy[index] = content, key
                yield index, self._to_call(source, content, digits)

    def _count_digits(self, digest: bytes) -> int:
        """How many of its digits tell a document from all before it."""
        prefix = digest[: _DIGITS // 2]
        return _DIGITS if self._prefixes.setdefault(prefix, digest) == digest else _MORE_DIGITS

    def _to_call(self, source: Input, content: Content, digits: int) -> Call:
        options: Options = self._plan.options
        keep = partial(_keep_document, self._documents, digits)
        return Call(read_one, (source, options, keep), options.limits.scaled(content.extent))

    def _is_done(self, index: int, key: str) -> bool:
        """True where an earlier run read the same bytes the same way, and its document is whole."""
        entry = self._ledger.find(key)
        if entry is None or (entry.document and find_digest(self._plan.out / entry.document) != entry.document_sha256):
            return False
        source = self._sources[index]
        self._ledger.add(index, replace(entry, path=source.shown, superseded_by=None))
        self.again += 1
        self._report(Outcome(source, entry.status, entry.sha256, entry.message))
        return True

    def _note(self, index: int, outcome: Outcome, key: str | None) -> None:
        source, kept = outcome.source, outcome.kept
        entry = Entry(
            source.shown, source.name, outcome.status, outcome.message, outcome.sha256,
            seconds=round(outcome.seconds, 4), key=key,
        )  # fmt: skip
        if isinstance(kept, _Kept):
            kept.temporary.replace(self._documents / kept.name)
            entry = replace(
                entry, document=f"{DOCUMENTS}/{kept.name}", document_sha256=kept.sha256,
                document_id=kept.document_id, notice_id=kept.notice_id, text_sha256=kept.text_sha256, tasks=kept.tasks,
            )  # fmt: skip
        self._ledger.add(index, entry)
        self._report(outcome)


def _refuse(outcome: Outcome) -> Outcome:
    """A file that was read as something else than it was just before."""
    if isinstance(outcome.kept, _Kept):
        outcome.kept.temporary.unlink()
    message = f"{outcome.source.shown}: was changed while it was read; run again"
    return Outcome(outcome.source, "vanished", message=message, seconds=outcome.seconds)
