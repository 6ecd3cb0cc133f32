"""What the user knows of a notice beside what it prints: fills gaps, never replaces print."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.record import Issuer, Metadata
from qingdan.normalise.metadata import read_date
from qingdan.text.passage import Passage

_BETWEEN = re.compile(r"\s*[、；;]\s*")
"""Between the issuers that were given in one cell."""


def fill_supplied(
    metadata: Metadata, supplied: Mapping[str, str], url: str | None
) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Title, issuers and date where none is printed, named in `filled`; contradictions to print, `url` included.

    All columns stand in `supplied`: `division_code` and `address` fill what is read elsewhere.
    """
    given = dict(_read_fields(supplied))
    filled = {field: value for field, value in given.items() if not getattr(metadata, field)}
    contradicted = tuple(
        differ(field, _to_words(value), _to_words(getattr(metadata, field)))
        for field, value in given.items()
        if field not in filled and _to_words(value) != _to_words(getattr(metadata, field))
    )
    address = supplied.get("address", "")
    if url and address and url != address:
        contradicted += (differ("address", address, url),)
    update: dict[str, object] = {**filled, "supplied": dict(supplied), "filled": (*metadata.filled, *filled)}
    if isinstance(signed_on := filled.get("signed_on"), date) and metadata.policy_year is None:
        update |= {"policy_year": signed_on.year, "policy_year_source": "supplied"}
    return metadata.model_copy(update=update), contradicted


def differ(field: str, supplied: str, printed: str) -> Diagnostic:
    """The finding that the user and the print say different things; the print holds."""
    return Diagnostic("supplied_differs", "warning", {"field": field, "supplied": supplied, "printed": printed})


def _read_fields(supplied: Mapping[str, str]) -> Iterator[tuple[str, str | date | tuple[Issuer, ...]]]:
    if title := supplied.get("title"):
        yield "title", title
    if issuers := supplied.get("issuer"):
        yield "issuers", tuple(Issuer(name=name) for name in _BETWEEN.split(issuers) if name)
    if signed_on := read_date(Passage.of(supplied.get("date", ""))):
        yield "signed_on", signed_on


def _to_words(value: object) -> str:
    """Comparable words: widths and white space folded."""
    names = [issuer.name for issuer in value if isinstance(issuer, Issuer)] if isinstance(value, tuple) else None
    return Passage.of("、".join(names) if names is not None else str(value)).text
