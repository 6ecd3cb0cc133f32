"""Cited documents, each once."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.models.mentions import Mention
from qingdan.models.values import Reference
from qingdan.normalise.evidence import read_spans, spans_of
from qingdan.text.passage import Passage

_STRENGTH = ("repeals", "amends", "forwards", "based_on", "implements", "cites")


def _words(passage: Passage, mention: Mention, part: str) -> str | None:
    return passage.text[slice(*mention.parts[part])] if part in mention.parts else None


def build_references(passage: Passage, mentions: Sequence[Mention]) -> tuple[Reference, ...]:
    """References in order of first mention; a later one adds the number or a stronger relation."""
    found: dict[str, Reference] = {}
    for mention in mentions:
        title, number = _words(passage, mention, "title"), _words(passage, mention, "number")
        spans = spans_of(passage, (mention.start, mention.end))
        reference = Reference(
            raw=read_spans(passage.source, spans), spans=spans, title=title, document_number=number,
            relation=mention.value["relation"],
        )  # fmt: skip
        key = title or number or reference.raw
        found[key] = _joined(found[key], reference) if key in found else reference
    numbers = {r.document_number for r in found.values() if r.title}
    return tuple(r for r in found.values() if r.title or r.document_number not in numbers)


def _joined(first: Reference, later: Reference) -> Reference:
    strongest = min((first.relation, later.relation), key=_STRENGTH.index)
    return first.model_copy(
        update={"document_number": first.document_number or later.document_number, "relation": strongest}
    )
