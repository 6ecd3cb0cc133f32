"""Many machines: Daft hands out shards, each of which becomes one file, whole or not there.

A shard is a run of inputs; its file is named after what it holds and how it is read. So a job that was killed goes on
with the shards whose files are missing, and what a shard holds depends on nothing but its inputs.
"""

from __future__ import annotations

import json
import os
import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from qingdan.batch.content import identify
from qingdan.batch.inputs import Input, find_inputs
from qingdan.batch.limits import Extent, default_jobs
from qingdan.batch.outcome import Outcome
from qingdan.batch.read import Options, read_one, to_outcome, warm_up
from qingdan.batch.record import describe_versions, find_digest_of
from qingdan.batch.store import RemoteInput, find_names, is_remote, join, list_remote, put, remove
from qingdan.batch.workers import Call, Workers
from qingdan.errors import QingdanError
from qingdan.export.extras import import_extra
from qingdan.export.json import to_json
from qingdan.models.record import PolicyDocument
from qingdan.rulepacks import load_rules

ShardFormat = Literal["parquet", "jsonl"]
_AHEAD = 64
"""Documents of a shard that are held back for the sake of order."""
_SHARD = "part-"
Row = dict[str, str | None]


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """What a job is to do."""

    out: str
    """A folder, or an address such as `s3://bucket/folder`."""
    form: ShardFormat = "parquet"
    shard_size: int = 1000
    """Inputs a shard."""
    options: Options = field(default_factory=Options)
    jobs: int | None = None
    """Worker processes a shard; by default as many as the machine can hold, or one where Ray places the shards."""


@dataclass(frozen=True, slots=True)
class Shard:
    """Inputs that become one file."""

    name: str
    sources: tuple[Input, ...]


def list_inputs(given: Sequence[str], out: str) -> list[Input]:
    """Inputs of folders, patterns and addresses, in a fixed order."""
    found: list[Input] = []
    for argument in given:
        skip = None if is_remote(out) else Path(out)
        found += list_remote(argument) if is_remote(argument) else find_inputs([argument], skip=skip)
    return found


def build_shards(sources: Sequence[Input], plan: ShardPlan) -> Iterator[Shard]:
    """Runs of inputs. A shard keeps its name while its inputs, their sizes and times, and the way of reading stay."""
    packs = load_rules(*plan.options.rules).packs
    how = find_digest_of([describe_versions(), dict(packs), plan.options.ner, plan.form])
    for number, start in enumerate(range(0, len(sources), plan.shard_size)):
        part = tuple(sources[start : start + plan.shard_size])
        digest = find_digest_of([how, [(source.name, _stamp(source)) for source in part]])[:16]
        yield Shard(f"{_SHARD}{number:06}-{digest}.{plan.form}", part)


def _stamp(source: Input) -> list[Any]:
    if isinstance(source, RemoteInput):
        return [source.url, source.size]
    try:
        found = source.path.stat()
    except OSError:
        return [str(source.path), None]
    return [found.st_size, found.st_mtime_ns, *source.members]


def _to_fields(document: PolicyDocument) -> Row:
    return {
        "document_id": document.document_id,
        "notice_id": document.notice_id,
        "text_sha256": document.source.text_sha256,
        "document": to_json(document, indent=None).rstrip("\n"),
    }


COLUMNS = ("name", "status", "message", "sha256", "document_id", "notice_id", "text_sha256", "document")


def _to_row(outcome: Outcome) -> Row:
    row = {"name": outcome.source.name, "status": outcome.status, "message": outcome.message, "sha256": outcome.sha256}
    return dict.fromkeys(COLUMNS) | row | (outcome.kept or {})


def _to_call(source: Input, options: Options) -> Call:
    try:
        extent = Extent(source.size) if isinstance(source, RemoteInput) else identify(source).extent
    except Exception:  # noqa: BLE001 - reading it gives the reason
        extent = Extent(0)
    return Call(read_one, (source, options, _to_fields), options.limits.scaled(extent))


def read_shard(shard: Shard, options: Options, workers: Workers) -> Iterator[Row]:
    """One row an input, in order; what could not be read is a row with a status and a message."""
    calls = (_to_call(source, options) for source in shard.sources)
    for source, result in zip(shard.sources, workers.run_in_order(calls, _AHEAD), strict=True):
        yield _to_row(to_outcome(source, result))


def _encode_jsonl(rows: Sequence[Row]) -> bytes:
    lines = []
    for row in rows:
        document = row["document"] or "null"
        head = json.dumps({name: value for name, value in row.items() if name != "document"}, ensure_ascii=False)
        lines.append(f'{head[:-1]}, "document": {document}}}\n')
    return "".join(lines).encode("utf-8", "replace")


def _encode_parquet(rows: Sequence[Row]) -> bytes:
    arrow = import_extra("pyarrow", "cluster")
    parquet = import_extra("pyarrow.parquet", "cluster")
    table = arrow.Table.from_pylist(rows, arrow.schema([(name, arrow.string()) for name in COLUMNS]))
    sink = arrow.BufferOutputStream()
    parquet.write_table(table, sink, compression="zstd")
    encoded: bytes = sink.getvalue().to_pybytes()
    return encoded


ENCODERS: dict[ShardFormat, Callable[[Sequence[Row]], bytes]] = {"parquet": _encode_parquet, "jsonl": _encode_jsonl}


class _Converter:
    """Lives in a process of Daft's; its workers live as long, so that rules are loaded once."""

    def __init__(self, plan: ShardPlan, jobs: int) -> None:
        self._plan = plan
        self._workers = Workers(jobs, _WarmUp(plan.options.rules))

    def __call__(self, shard: bytes) -> str:
        """Reads a shard and writes its file; gives status to number of inputs as JSON."""
        given: Shard = pickle.loads(shard)  # noqa: S301 - pickled by `convert_shards` a moment ago
        rows = list(read_shard(given, self._plan.options, self._workers))
        put(join(self._plan.out, given.name), ENCODERS[self._plan.form](rows))
        return json.dumps(Counter(str(row["status"]) for row in rows))


@dataclass(frozen=True, slots=True)
class _WarmUp:
    rules: tuple[Path, ...]

    def __call__(self) -> None:
        warm_up(self.rules)


class ClusterError(QingdanError):
    """A job that ended before all its shards were written."""


def convert_shards(sources: Sequence[Input], plan: ShardPlan) -> Counter[str]:
    """Write the shards that are missing; gives status to number of inputs over those.

    Files of shards that are no longer part of the job are removed when all others are there. Raises MissingExtraError,
    RulePackError, ClusterError.
    """
    shards = list(build_shards(sources, plan))
    there = find_names(plan.out, _SHARD)
    missing = [shard for shard in shards if shard.name not in there]
    counts = _run_shards(missing, plan) if missing else Counter()
    left = {shard.name for shard in shards} - find_names(plan.out, _SHARD)
    if left:
        raise ClusterError(f"{plan.out}: {len(left)} shards were not written; run the same again")
    for name in sorted(there - {shard.name for shard in shards}):
        remove(join(plan.out, name))
    options = {"format": plan.form, "shard_size": plan.shard_size, "ner": plan.options.ner}
    record = {**describe_versions(), "options": options, "inputs": len(sources), "shards": [s.name for s in shards]}
    put(join(plan.out, "run.json"), (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode())
    return counts


def _run_shards(shards: Sequence[Shard], plan: ShardPlan) -> Counter[str]:
    daft = _import_daft()
    on_ray = daft.get_or_infer_runner_type() == "ray"
    jobs = plan.jobs or (1 if on_ray else default_jobs())
    converter = daft.cls(_Converter, use_process=True, max_concurrency=None if on_ray else 1)(plan, jobs)
    frame = daft.from_pydict({"shard": [pickle.dumps(shard) for shard in shards]})
    if on_ray:
        frame = frame.into_partitions(len(shards))
    counted = frame.select(converter(frame["shard"]).alias("counts")).to_pydict()["counts"]
    return sum((Counter(json.loads(words)) for words in counted), Counter[str]())


def _import_daft() -> Any:
    os.environ["DO_NOT_TRACK"] = "1"  # before the import: it reports itself
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    return import_extra("daft", "cluster")
