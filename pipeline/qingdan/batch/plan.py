"""What a run is to do, and what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from qingdan.batch.duplicates import Dedupe
from qingdan.batch.outcome import READ
from qingdan.batch.read import Options
from qingdan.export.messages import Language

DEFAULT_FORMATS = ("json", "csv", "xlsx")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a run is to do. All but `jobs` can change the outputs."""

    out: Path
    formats: Sequence[str] = DEFAULT_FORMATS
    """Keys of `FORMATS`. Documents are written in any case: tables and later runs are made from them."""
    language: Language = "zh"
    """Of the workbook's headers."""
    options: Options = field(default_factory=Options)
    jobs: int | None = None
    """Worker processes; by default as many as the machine can hold."""
    dedupe: Dedupe = "report"
    """`keep-best`: of several files of one notice only the best stands in the tables."""
    prune: bool = False
    """Remove the documents of inputs that are gone."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did."""

    counts: Mapping[str, int]
    """Status to number of inputs."""
    outputs: list[Path]
    """What stands beside the documents."""
    again: int
    """Inputs that an earlier run had done."""
    duplicates: int
    """Inputs with the bytes of an earlier one."""
    same_notice: int
    """Notices that several files hold."""
    left_over: int
    """Documents of inputs that are gone."""
    run_id: str

    @property
    def read(self) -> int:
        """Inputs that gave a document, duplicates included."""
        return sum(self.counts.get(status, 0) for status in READ)

    @property
    def failed(self) -> int:
        """Inputs that gave none."""
        return sum(self.counts.values()) - self.read
