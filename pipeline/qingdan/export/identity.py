"""What makes a run the same run, as one id."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any


def run_identity(
    inputs: Iterable[tuple[str, str]], versions: Mapping[str, Any], packs: Mapping[str, str], options: Mapping[str, Any]
) -> str:
    """`r` and 16 hex digits: the same for the same inputs, versions, rule packs and options, in whatever order.

    `inputs` are names with the SHA-256 of their bytes. `options` are those that can change an output: not the
    number of workers, not the folder written to.
    """
    facts = [dict(versions), dict(packs), dict(options), sorted(inputs)]
    text = json.dumps(facts, ensure_ascii=False, sort_keys=True, default=str)
    return "r" + hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
