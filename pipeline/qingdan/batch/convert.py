"""Inputs → a folder of outputs, with a ledger of every input and a record of the run."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from qingdan.batch.inputs import Input
from qingdan.batch.read import Options, Outcome, read_all
from qingdan.batch.record import clear_outputs, describe_run
from qingdan.export.formats import FORMATS, Writer
from qingdan.export.json import file_name
from qingdan.export.messages import Language
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import load_rules

DEFAULT_FORMATS = ("json", "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do. All but `jobs` can change the outputs."""

    out: Path
    formats: Sequence[str] = DEFAULT_FORMATS
    """Keys of `FORMATS`."""
    language: Language = "zh"
    """Of the workbook's headers."""
    options: Options = field(default_factory=Options)
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    counts: Counter[str]
    """Status to number of inputs; `duplicate` is a file with the bytes of an earlier one."""
    outputs: list[Path]

    @property
    def read(self) -> int:
        """Inputs that gave a document, duplicates included."""
        return self.counts["ok"] + self.counts["duplicate"]

    @property
    def failed(self) -> int:
        """Inputs that gave none."""
        return self.counts.total() - self.read


@dataclass(frozen=True, slots=True)
class _Rendered:
    """A document as the formats of a run need it."""

    document_id: str
    file_name: str
    parts: tuple[Any, ...]


def _render(formats: Sequence[str], language: Language, document: PolicyDocument) -> _Rendered:
    parts = tuple(FORMATS[name].render(document, language) for name in formats)
    return _Rendered(document.document_id, file_name(document), parts)


class _Ledger:
    """`ledger.jsonl`: a line an input, written as soon as it is known."""

    def __init__(self, out: Path, *, with_json: bool) -> None:
        self._with_json = with_json
        self._file = (out / "ledger.jsonl").open("w", encoding="utf-8", newline="\n")
        self._first: dict[str, str] = {}

    def add(self, outcome: Outcome) -> str:
        """Note an outcome; gives its status, `duplicate` where an earlier input had the same bytes."""
        line: dict[str, Any] = {
            "path": outcome.source.shown, "name": outcome.source.name, "sha256": outcome.sha256,
            "status": outcome.status, "message": outcome.message, "document_id": None, "document": None,
            "seconds": round(outcome.seconds, 4),
        }  # fmt: skip
        if outcome.rendered:
            identity = outcome.rendered.document_id
            line["document_id"] = identity
            if identity in self._first:
                line["status"], line["message"] = "duplicate", "the same bytes as an earlier input"
            written = self._first.setdefault(identity, f"documents/{outcome.rendered.file_name}")
            line["document"] = written if self._with_json else None
        self._file.write(json.dumps(line, ensure_ascii=False) + "\n")
        self._file.flush()
        return str(line["status"])

    def close(self) -> None:
        """Finish the file."""
        self._file.close()


def convert(sources: Sequence[Input], plan: Plan, report: Callable[[Outcome], None] = lambda _: None) -> Summary:
    """Read all inputs and write every format into `plan.out`; `report` is called after each input, in order.

    The same inputs give the same bytes, `run.json` and `ledger.jsonl` apart, whatever the number of workers.
    What an earlier run wrote to the folder is removed first. Raises RulePackError, OSError.
    """
    rules = load_rules(*plan.options.rules)
    begun = datetime.now(UTC)
    plan.out.mkdir(parents=True, exist_ok=True)
    clear_outputs(plan.out)
    counts: Counter[str] = Counter()
    with ExitStack() as open_files:
        ledger = _Ledger(plan.out, with_json="json" in plan.formats)
        open_files.callback(ledger.close)
        writers = _open_writers(plan, open_files)
        render = partial(_render, plan.formats, plan.language)
        for outcome in read_all(sources, plan.options, plan.jobs, render):
            status = ledger.add(outcome)
            counts[status] += 1
            if status == "ok":
                for writer, part in zip(writers, outcome.rendered.parts, strict=True):
                    writer.add(part)
            report(outcome)
    outputs = [path for writer in writers for path in writer.paths]
    options = {**asdict(plan.options), "formats": list(plan.formats), "language": plan.language, "jobs": plan.jobs}
    describe_run(plan.out, outputs, {"begun": begun, "options": options, "counts": counts, "rule_packs": rules.packs})
    return Summary(counts, outputs)


def _open_writers(plan: Plan, open_files: ExitStack) -> list[Writer]:
    writers = []
    for name in plan.formats:
        writers.append(FORMATS[name].open(plan.out, plan.language))
        open_files.callback(writers[-1].close)
    return writers
