"""Printed metadata → values: dates, numbers, issuers, kind of document, the year that the tasks are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Notice
from qingdan.models.record import DocumentNumber, Metadata
from qingdan.models.values import Span
from qingdan.normalise.contradictions import find_contradictions
from qingdan.normalise.evidence import spans_of
from qingdan.normalise.issuers import read_issuers
from qingdan.normalise.policy_year import find_policy_year
from qingdan.rulepacks import RuleSet
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Passage

_DATE = re.compile(
    r"(?P<year>\d{4}|[一二三四五六七八九〇零]{4})[年.\-/](?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})[月.\-/](?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_NUMBER = re.compile(r"(?P<mark>[\u4e00-\u9fff]+)[〔\[（【](?P<year>(?:19|20)\d\d)[〕\]）】]第?(?P<serial>\d{1,4})号")
_URL = re.compile(r"https?://[^\s()\[\]<>\"\u3000-\uffef]+")
_DATES = ("signed_on", "printed_on", "published_on", "effective_on", "expires_on")


def build_metadata(notice: Notice, rules: RuleSet) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Metadata, and contradictions between what is printed."""
    fields = preferred_fields(notice.fields)
    evidence: dict[str, tuple[Span, ...]] = {}
    values: dict[str, object] = {}
    for name, read in _READERS.items():
        found = next(((p, value) for p in fields.get(name, ()) if (value := read(p)) is not None), None)
        if found:
            evidence[name], values[name] = spans_of(found[0], (0, len(found[0]))), found[1]
    values["issuers"], issued = read_issuers(fields, rules)
    if issued:
        evidence["issuers"] = issued
    year = find_policy_year(notice, fields, rules)
    if year is None and isinstance(signed_on := values.get("signed_on"), date):
        year = signed_on.year, "signed_on", evidence["signed_on"]
    if year:
        values["policy_year"], values["policy_year_source"], evidence["policy_year"] = year
    for name in ("addressees", "topics"):
        values[name] = tuple(_split(fields.get(name, ()), evidence, name))
    titles = [*fields.get("title", ()), *fields.get("enclosed_title", ()), *fields.get("title_note", ())]
    values["is_draft"] = any(rules.search("draft", passage.text) for passage in titles)
    values["document_type"] = _document_type(values.get("title"), rules)
    metadata = Metadata.model_validate({**values, "evidence": evidence})
    return metadata, tuple(find_contradictions(metadata, fields))


def read_origin(notice: Notice) -> tuple[str | None, date | None]:
    """Where a crawler found the notice and when, as it printed them above the text."""
    urls = (_URL.search(p.raw()) for p in notice.fields.get("label:url", ()))
    dates = (read_date(p) for p in notice.fields.get("label:retrieved_on", ()))
    return next((m[0] for m in urls if m), None), next((d for d in dates if d), None)


def preferred_fields(printed: Mapping[str, tuple[Passage, ...]]) -> dict[str, tuple[Passage, ...]]:
    """Fields with the notice's own print before the metadata box, the covering notice before the enclosed plan."""
    fields = {name: passages for name, passages in printed.items() if not name.startswith("label:")}
    for name, passages in printed.items():
        if name.startswith("label:"):
            plain = name.removeprefix("label:")
            if plain == "issuers" and plain in fields:
                continue  # who signs is known; the box would only name them again
            fields[plain] = (*fields.get(plain, ()), *passages)
    fields["title"] = (*fields.get("title", ()), *fields.get("enclosed_title", ()))
    return fields


def read_date(passage: Passage) -> date | None:
    """The first whole date in the words; None when there is none or the calendar has no such day."""
    match = _DATE.search(passage.text)
    if not match:
        return None
    year, month, day = (parse_numeral(match[name]) for name in ("year", "month", "day"))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None


def _read_number(passage: Passage) -> DocumentNumber | None:
    match = _NUMBER.search(passage.text)
    if not match:
        return None
    start, end = match.span()
    raw = passage.slice(start, end).printed
    return DocumentNumber(raw=raw, issuer_mark=match["mark"], year=int(match["year"]), serial=match["serial"])


def _read_text(passage: Passage) -> str | None:
    return passage.printed or None


_READERS = {
    "title": _read_text,
    "document_number": _read_number,
    "index_number": _read_text,
    "publisher": _read_text,
    "openness": _read_text,
    "validity": _read_text,
    **dict.fromkeys(_DATES, read_date),
}


def _document_type(title: object, rules: RuleSet) -> str | None:
    match = rules.search("document_type", Passage.of(str(title)).text.rstrip("》")) if title else None
    return match[0] if match else None


def _split(passages: Iterable[Passage], evidence: dict[str, tuple[Span, ...]], name: str) -> Iterator[str]:
    for passage in passages:
        evidence[name] = (*evidence.get(name, ()), *spans_of(passage, (0, len(passage))))
        for part in re.split(r"[，；]", passage.text):
            if part.strip():
                yield part.strip()
