"""`run.json`: what made the outputs of a folder, and their digests."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from qingdan import __version__
from qingdan.models.record import SCHEMA_VERSION


def required_libraries() -> list[str]:
    """Names of the distributions that qingdan needs at run time, as its own metadata says; extras left out."""
    needs = requires("qingdan") or []
    return sorted(re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need)


def library_version(name: str) -> str | None:
    """Installed version, null when it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def describe_run(out: Path, outputs: Sequence[Path], facts: Mapping[str, Any]) -> None:
    """Write `run.json`: versions, rule packs, options, times, counts, and the SHA-256 of every output."""
    begun: datetime = facts["begun"]
    ended = datetime.now(UTC)
    record = {
        "generator": {"name": "qingdan", "version": __version__},
        "schema_version": SCHEMA_VERSION,
        "python": platform.python_version(),
        "libraries": {name: library_version(name) for name in required_libraries()},
        "rule_packs": dict(facts["rule_packs"]),
        "options": facts["options"],
        "started_at": begun.isoformat(timespec="seconds"),
        "finished_at": ended.isoformat(timespec="seconds"),
        "seconds": round((ended - begun).total_seconds(), 3),
        "counts": dict(sorted(facts["counts"].items())),
        "outputs": {
            path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(outputs)
        },
    }
    text = json.dumps(record, ensure_ascii=False, indent=2, default=str) + "\n"
    (out / "run.json").write_text(text, encoding="utf-8", newline="\n")


def clear_outputs(out: Path) -> None:
    """Remove what the last run wrote here, so that no output of another input is left among the new ones."""
    record = out / "run.json"
    if not record.is_file():
        return
    try:
        names = json.loads(record.read_text(encoding="utf-8"))["outputs"]
    except (ValueError, LookupError, TypeError):
        return  # not ours
    for name in names:
        path = out / name
        if path.resolve().is_relative_to(out.resolve()):
            path.unlink(missing_ok=True)
    record.unlink()
