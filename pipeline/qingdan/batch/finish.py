"""After the reading: duplicates, tables, what earlier runs left, the ledger and `run.json`."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from qingdan.batch.duplicates import Groups, find_best, find_duplicates, to_table
from qingdan.batch.folder import find_digest, remove_outputs, stage, write_whole
from qingdan.batch.gather import Gathering, write_formats
from qingdan.batch.inputs import Input
from qingdan.batch.ledger import Entry, Ledger
from qingdan.batch.plan import Plan, Summary
from qingdan.batch.record import RECORD, describe_versions, find_digest_of, read_record, to_record
from qingdan.batch.workers import Workers
from qingdan.export.identity import run_identity

_EARLIER_RECORD = f".earlier-{RECORD}"
_DUPLICATES = "duplicates.csv"
_HISTORY = "runs/"
"""Snapshots of earlier runs, by which a tracker finds what has changed since."""
Entries = Callable[[], Iterator[Entry]]
"""Reads the entries of all inputs from the disk, in order, as often as it is called."""


class Finish:
    """Makes the outputs of a whole run out of its documents and its ledger."""

    def __init__(self, sources: Sequence[Input], plan: Plan, packs: Mapping[str, str], ledger: Ledger) -> None:
        self._sources, self._plan, self._packs, self._ledger = sources, plan, packs, ledger
        self._begun = datetime.now(UTC)
        if (plan.out / RECORD).is_file():  # while there is none, the folder is not finished
            (plan.out / RECORD).replace(plan.out / _EARLIER_RECORD)

    def run(self, workers: Workers, duplicate_of: Mapping[int, int], again: int) -> Summary:
        """Write what stands beside the documents; the ledger and `run.json` last."""
        plan = self._plan
        groups = find_duplicates(self._resolve(duplicate_of, {}))
        superseded = self._find_superseded(groups, duplicate_of) if plan.dedupe == "keep-best" else {}

        def entries() -> Iterator[Entry]:
            return self._resolve(duplicate_of, superseded)

        self._write_duplicates(groups, duplicate_of)
        earlier = read_record(plan.out / _EARLIER_RECORD)
        run_id = self._identify(entries)
        made = self._write_tables(entries, earlier, workers, run_id)
        left_over = self._clear_up(entries)
        self._ledger.finish(chain(entries(), left_over))
        counts = Counter(str(entry.status) for entry in entries())
        outputs = [plan.out / name for name in made["outputs"]]
        summary = Summary(counts, outputs, again, len(duplicate_of), len(groups), len(left_over), run_id)
        stale = [n for n in earlier.get("outputs", {}) if n not in made["outputs"] and not n.startswith(_HISTORY)]
        remove_outputs(plan.out, stale)
        write_whole(plan.out / RECORD, to_record({**self._describe(summary), **made}))
        (plan.out / _EARLIER_RECORD).unlink(missing_ok=True)
        return summary

    def _identify(self, entries: Entries) -> str:
        inputs = ((entry.name, entry.sha256 or "") for entry in entries())
        return run_identity(inputs, describe_versions(), self._packs, self._options())

    def _resolve(self, duplicate_of: Mapping[int, int], superseded: Mapping[int, str]) -> Iterator[Entry]:
        for index, source in enumerate(self._sources):
            first = duplicate_of.get(index)
            entry = self._ledger.get(index if first is None else first)
            if first is not None:
                copied = replace(entry, path=source.shown, name=source.name)
                entry = replace(copied, duplicate_of=entry.name, seconds=0.0, key=None)
            yield replace(entry, superseded_by=superseded[index]) if index in superseded else entry

    def _members(self, groups: Groups, duplicate_of: Mapping[int, int]) -> Iterator[tuple[list[int], list[Entry]]]:
        """The entries of each group; of files with the same bytes only the first can be its best."""
        for places in groups:
            found = [replace(self._ledger.get(duplicate_of.get(i, i)), name=self._sources[i].name) for i in places]
            yield places, found

    def _find_superseded(self, groups: Groups, duplicate_of: Mapping[int, int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for places, entries in self._members(groups, duplicate_of):
            best = find_best(entries).document or ""
            found |= {i: best for i, entry in zip(places, entries, strict=True) if entry.document != best}
        return found

    def _write_duplicates(self, groups: Groups, duplicate_of: Mapping[int, int]) -> None:
        table = to_table(entries for _, entries in self._members(groups, duplicate_of))
        write_whole(self._plan.out / _DUPLICATES, table)

    def _write_tables(
        self, entries: Entries, earlier: Mapping[str, Any], workers: Workers, run_id: str
    ) -> dict[str, Any]:
        """Write the formats that hold all documents, unless they are there; gives what they were made from."""
        plan = self._plan
        gathering = Gathering([f for f in plan.formats if f != "json"], plan.language, f"{_HISTORY}{run_id}.tsv")
        digest = hashlib.sha256()
        documents = 0
        for entry in filter(_is_in_tables, entries()):
            digest.update((entry.document_sha256 or "").encode())
            documents += 1
        made_from = find_digest_of([digest.hexdigest(), asdict(gathering), describe_versions()])
        outputs: dict[str, str | None] = dict(earlier.get("outputs", {}))
        if earlier.get("made_from") != made_from or not _are_whole(plan.out, outputs):
            with stage(plan.out) as staging:
                paths = (plan.out / str(entry.document) for entry in entries() if _is_in_tables(entry))
                write_formats(staging, paths, gathering, workers)
                outputs = {p.relative_to(staging).as_posix(): find_digest(p) for p in staging.rglob("*") if p.is_file()}
        outputs[_DUPLICATES] = find_digest(plan.out / _DUPLICATES)
        return {"made_from": made_from, "documents": documents, "outputs": dict(sorted(outputs.items()))}

    def _clear_up(self, entries: Entries) -> list[Entry]:
        """Remove documents that others took the place of; gives those of inputs that are gone."""
        paths, documents = set(), set()
        for entry in entries():
            paths.add(entry.path)
            documents.add(entry.document)
        gone: dict[str, Entry] = {}
        for entry in self._ledger.earlier():
            if entry.document and entry.document not in documents and (self._plan.out / entry.document).is_file():
                gone[entry.document] = entry
        removed = [name for name, entry in gone.items() if self._plan.prune or entry.path in paths]
        remove_outputs(self._plan.out, removed)
        message = "the input is gone, its document is from an earlier run; --prune removes it"
        return [
            replace(entry, status="vanished", message=f"{entry.path}: {message}", key=None)
            for name, entry in gone.items()
            if name not in removed
        ]

    def _options(self) -> dict[str, Any]:
        """Those that can change an output."""
        plan = self._plan
        chosen = {"formats": list(plan.formats), "language": plan.language, "ner": plan.options.ner}
        return {**chosen, "dedupe": plan.dedupe}

    def _describe(self, summary: Summary) -> dict[str, Any]:
        plan, ended = self._plan, datetime.now(UTC)
        return {
            "run_id": summary.run_id,
            "rule_packs": dict(self._packs),
            "options": {**self._options(), "rules": list(plan.options.rules), "jobs": plan.jobs},
            "started_at": self._begun.isoformat(timespec="seconds"),
            "finished_at": ended.isoformat(timespec="seconds"),
            "seconds": round((ended - self._begun).total_seconds(), 3),
            "counts": dict(sorted(summary.counts.items())),
            "done_before": summary.again,
            "duplicates": summary.duplicates,
            "left_over": summary.left_over,
        }


def _is_in_tables(entry: Entry) -> bool:
    return entry.document is not None and entry.duplicate_of is None and entry.superseded_by is None


def _are_whole(out: Path, outputs: Mapping[str, str | None]) -> bool:
    return all(find_digest(out / name) == digest for name, digest in outputs.items() if name != _DUPLICATES)
