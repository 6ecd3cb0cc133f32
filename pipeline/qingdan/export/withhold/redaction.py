"""Personal data masked at equal length, so that every span still reads what stands beside it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from qingdan.export.withhold.rebuild import rebuild
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Span

MASK = "█"
_SHORTEST = 2
"""A single character left of a torn name would mask itself everywhere."""


def _hide(text: str) -> str:
    return re.sub(r"\S", MASK, text)


def _find_spans(document: PolicyDocument) -> list[Span]:
    return [span for found in document.diagnostics if found.code == "personal_data" for span in found.spans]


def _build_pattern(words: Iterable[str]) -> re.Pattern[str]:
    """The words wherever they stand, white space between their characters allowed; numbers only whole."""
    branches = []
    for word in sorted(set(words), key=lambda word: (-len(word), word)):
        spaced = r"\s*".join(map(re.escape, word))
        before, after = (r"(?<![0-9A-Za-z])", r"(?![0-9A-Za-z])") if word.isascii() else ("", "")
        branches.append(f"{before}{spaced}{after}")
    return re.compile("|".join(branches))


class _Masked:
    """The text before and after, and what both say at a place."""

    def __init__(self, document: PolicyDocument) -> None:
        self._text = document.text
        spans = _find_spans(document)
        words = {word for span in spans for word in self._text[span.start : span.end].split() if len(word) >= _SHORTEST}
        self._pattern = _build_pattern(words) if words else re.compile(r"(?!)")
        characters = list(self._text)
        for span in spans:
            characters[span.start : span.end] = _hide(self._text[span.start : span.end])
        self.text = self.mask("".join(characters))

    def mask(self, text: str) -> str:
        """The same words hidden in any other text of the document."""
        return self._pattern.sub(lambda match: _hide(match[0]), text)

    def mask_evidence(self, record: Any) -> dict[str, str]:
        """`raw` and `text` of a record that reads its spans, read again there: words may reach over its edge."""
        spans: tuple[Span, ...] = getattr(record, "spans", ())
        before = "".join("".join(self._text[s.start : s.end] for s in spans).split())
        found = {}
        for name in ("raw", "text"):
            words = getattr(record, name, None)
            if spans and isinstance(words, str) and "".join(words.split()) == before:
                after = iter("".join("".join(self.text[s.start : s.end] for s in spans).split()))
                found[name] = re.sub(r"\S", lambda _, after=after: next(after), words)  # type: ignore[misc]
        return found


def redact(document: PolicyDocument) -> PolicyDocument:
    """The document with the places of its diagnostic `personal_data` masked, and the same words everywhere in it.

    `text_sha256` is that of the masked text; digests of the file and ids stay. `generator.options` says `redacted`.
    """
    masked = _Masked(document)

    def fix(record: Any) -> dict[str, Any]:
        return {"text": masked.text} if isinstance(record, PolicyDocument) else masked.mask_evidence(record)

    hidden: PolicyDocument = rebuild(document, masked.mask, fix)
    digest = hashlib.sha256(hidden.text.encode("utf-8", "surrogatepass")).hexdigest()
    options = {**document.generator.options, "redacted": True}
    return hidden.model_copy(
        update={
            "source": hidden.source.model_copy(update={"text_sha256": digest}),
            "generator": hidden.generator.model_copy(update={"options": options}),
        }
    )
