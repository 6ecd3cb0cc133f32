"""What the metadata of a notice prints twice and differently (M1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.record import Metadata
from qingdan.text.passage import Passage, Range

_Fields = Mapping[str, tuple[Passage, ...]]
_SOON = 330
"""Days after which a notice is published, at most."""


def find_contradictions(metadata: Metadata, fields: _Fields) -> Iterator[Diagnostic]:
    """Publishers that are no issuers, and dates that cannot all be true, each named."""
    names = [issuer.name for issuer in metadata.issuers]
    if metadata.publisher and names and metadata.publisher not in names:
        said: dict[str, str | int | None] = {"issuer": names[0], "publisher": metadata.publisher}
        yield Diagnostic("issuer_differs", "info", said, _ranges(fields, "publisher"))
    if metadata.signed_on is not None:
        yield from _dates(metadata, fields)


def _dates(metadata: Metadata, fields: _Fields) -> Iterator[Diagnostic]:
    signed, number, published = metadata.signed_on, metadata.document_number, metadata.published_on
    if signed is None:
        return
    ranges = _ranges(fields, "signed_on")
    if number and number.year and number.year != signed.year:
        said: dict[str, str | int | None] = {"signed_on": signed.isoformat(), "document_number": number.raw}
        ranges += _ranges(fields, "document_number")
        yield Diagnostic("date_conflict", "warning", said, ranges)
    if published and (published < signed or published.year > signed.year + 1 or (published - signed).days > _SOON):
        said = {"signed_on": signed.isoformat(), "published_on": published.isoformat()}
        yield Diagnostic("date_conflict", "warning", said, ranges)


def _ranges(fields: _Fields, name: str) -> tuple[Range, ...]:
    return tuple(r for passage in fields.get(name, ())[:1] for r in passage.ranges)
