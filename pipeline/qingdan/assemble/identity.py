"""Identifiers that stay the same over runs and files while the words stay the same."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter

from qingdan.models.record import Metadata


def digest(*parts: str) -> str:
    """Sixteen hex digits of SHA-256 over the parts."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def bare(text: str) -> str:
    """A text as it counts for identity: compatibility forms folded, white space out."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def notice_id(metadata: Metadata, text: str) -> str:
    """The same notice in whatever file: its number, else issuer, title and date, else its text."""
    if metadata.document_number:
        return digest("number", bare(metadata.document_number.raw))
    if metadata.title and metadata.signed_on:
        issuers = ",".join(bare(i.name) for i in metadata.issuers)
        return digest("title", issuers, bare(metadata.title), metadata.signed_on.isoformat())
    return digest("text", bare(text))


class TaskIds:
    """Task ids of one notice: from kind and wording; equal wordings are told apart by their order."""

    def __init__(self, notice: str) -> None:
        self._notice = notice
        self._seen: Counter[str] = Counter()

    def next(self, kind: str, text: str) -> str:
        """The id of the next task with this wording."""
        key = digest(self._notice, kind, bare(text))
        self._seen[key] += 1
        count = self._seen[key]
        return f"t{key}" if count == 1 else f"t{key}.{count}"
