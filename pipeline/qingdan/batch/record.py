"""`run.json`: what made the outputs of a folder, and their digests."""

from __future__ import annotations

import hashlib
import json
import platform
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from qingdan import __version__
from qingdan.models.record import SCHEMA_VERSION

RECORD = "run.json"
_CODE = (".py", ".toml", ".json", ".csv", ".gz")
_HELPERS = ("rapidocr", "onnxruntime", "spacy", "rjieba")
"""Distributions beyond the required ones that change what is read."""


def required_libraries() -> list[str]:
    """Names of the distributions that qingdan needs at run time, as its own metadata says; extras left out."""
    needs = requires("qingdan") or []
    return sorted(re.split(r"[^\w.-]", need, maxsplit=1)[0] for need in needs if "extra ==" not in need)


def optional_libraries() -> list[tuple[str, str]]:
    """Extras with the distributions that each needs, as qingdan's own metadata says; that of developers left out."""
    needs = (re.match(r"([\w.-]+).*extra == ['\"](\w+)['\"]", need) for need in requires("qingdan") or [])
    return sorted((need[2], need[1]) for need in needs if need and need[2] != "dev")


def library_version(name: str) -> str | None:
    """Installed version, null when it is not installed."""
    try:
        return version(name)
    except PackageNotFoundError:
        return None


@cache
def _code_digest() -> str:
    """SHA-256 of the package itself, which in a checkout changes without its version."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for path in sorted(path for path in root.rglob("*") if path.suffix in _CODE and "_data" not in path.parts):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def describe_versions() -> dict[str, Any]:
    """What a document depends on beside its file, the rules and the options."""
    from qingdan.readers.office import find_program
    from qingdan.rulepacks.places import find_digest

    return {
        "generator": {"name": "qingdan", "version": __version__, "code": _code_digest()},
        "schema_version": SCHEMA_VERSION,
        "libraries": {name: library_version(name) for name in [*required_libraries(), *_HELPERS]},
        "office": find_program() is not None,
        "places": find_digest(),
    }


def find_digest_of(facts: Mapping[str, Any] | Iterable[Any]) -> str:
    """32 hex digits over facts."""
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def to_record(facts: Mapping[str, Any]) -> bytes:
    """The text of `run.json`."""
    described = {**describe_versions(), "python": platform.python_version(), **facts}
    return (json.dumps(described, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8", "replace")


def read_record(path: Path) -> dict[str, Any]:
    """What an earlier run left; empty where there is none, or another program wrote it."""
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) and isinstance(found.get("outputs"), dict) else {}
