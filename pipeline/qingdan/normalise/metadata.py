"""Printed metadata → values: dates, numbers, issuers, kind of document, the year that the tasks are for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Literal

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Notice
from qingdan.models.record import DocumentNumber, Issuer, Metadata
from qingdan.models.values import Span
from qingdan.normalise.evidence import spans_of
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Passage

YearSource = Literal["title", "caption", "body", "signed_on"]
_DATE = re.compile(
    r"(?P<year>\d{4}|[一二三四五六七八九〇零]{4})[年.\-/](?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})[月.\-/](?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})日?"
)
_NUMBER = re.compile(r"(?P<mark>[\u4e00-\u9fff]+)[〔\[（【](?P<year>(?:19|20)\d\d)[〕\]）】]第?(?P<serial>\d{1,4})号")
_KIND = re.compile(
    r"(?:通知|意见|方案|计划|办法|规定|细则|规划|措施|决定|通报|函|公告|通告|清单|要点|安排|报告|规则|条例|纲要|批复|请示|纪要|令|"
    r"指南|指引|目录|政策|规范|预案|名录|公报)(?=(?:（[^（）]*）)*$)"
)
_TITLE_ISSUER = re.compile(r"(?P<issuer>.{3,60}?)(?:关于|印发|转发|批转|公布|下达)")
_ORGANISATION_END = re.compile(r"(?:政府|部|委|厅|局|办|室|会|院|党委|组|署|行|中心|处|司|公司|总队|部门)$")
_ABBREVIATED = re.compile(r"(?:等)?[一二三四五六七八九十\d]{0,3}(?:部门|单位|部委|厅局)$")
_YEAR = re.compile(
    r"(?<![〔\[\d])(?P<year>20\d\d)(?:年度?|(?=[—\-至~]20\d\d))(?![^，。；]{0,3}(?:起|前|底|末|\d{1,2}月))"
)
_YEAR_OF_LIST = re.compile(r"(?P<year>20\d\d)年度?[^，。；、《》“”]{0,16}?(?:清单|任务|要点|计划|方案|台账)")
_URL = re.compile(r"https?://[^\s()\[\]<>\"\u3000-\uffef]+")
_SPLIT = re.compile(r"[、，；]|\s+")
_TORN = re.compile(r"(?<![府部委厅局办室会院组署行心处司队门\s])\s*\n\s*|\s*\n\s*(?=办公[室厅](?:\s|$))")
"""A line end inside a name: what stands before it is no whole name, or what follows is none."""
_DATES = ("signed_on", "printed_on", "published_on", "effective_on", "expires_on")


def build_metadata(notice: Notice) -> tuple[Metadata, tuple[Diagnostic, ...]]:
    """Metadata, and contradictions between what is printed."""
    fields = preferred_fields(notice.fields)
    evidence: dict[str, tuple[Span, ...]] = {}
    values: dict[str, object] = {}
    for name, read in _READERS.items():
        for passage in fields.get(name, ()):
            value = read(passage)
            if value is not None:
                values[name] = value
                evidence[name] = spans_of(passage, (0, len(passage)))
                break
    issuers = tuple(_issuers(fields, evidence))
    year, year_source = _policy_year(notice, fields, values.get("signed_on"), evidence)
    titles = [*fields.get("title", ()), *fields.get("enclosed_title", ()), *fields.get("title_note", ())]
    metadata = Metadata.model_validate(
        {
            **values,
            "issuers": issuers,
            "addressees": tuple(_split(fields.get("addressees", ()), evidence, "addressees")),
            "topics": tuple(_split(fields.get("topics", ()), evidence, "topics")),
            "is_draft": any("征求意见" in p.text for p in titles),
            "document_type": _document_type(values.get("title")),
            "policy_year": year,
            "policy_year_source": year_source,
            "evidence": evidence,
        }
    )
    return metadata, tuple(_conflicts(metadata, fields))


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


def _document_type(title: object) -> str | None:
    match = _KIND.search(Passage.of(str(title)).text.rstrip("》")) if title else None
    return match[0] if match else None


def _issuers(fields: Mapping[str, tuple[Passage, ...]], evidence: dict[str, tuple[Span, ...]]) -> Iterator[Issuer]:
    """Signatures, else the title's own words before 关于, else the metadata box."""
    for passage in fields.get("issuers", ()):
        for name in _names(passage):
            evidence["issuers"] = (*evidence.get("issuers", ()), *spans_of(passage, (0, len(passage))))
            yield Issuer(name=Passage.of(name).printed)
    if "issuers" in evidence:
        return
    for title in fields.get("title", ())[:1]:
        match = _TITLE_ISSUER.match(title.text)
        if match and _ORGANISATION_END.search(match["issuer"]) and not _ABBREVIATED.search(match["issuer"]):
            issuer = title.slice(*match.span("issuer"))
            evidence["issuers"] = spans_of(title, match.span("issuer"))
            yield from (Issuer(name=Passage.of(name).printed) for name in _names(issuer))


def _names(passage: Passage) -> list[str]:
    """Names parted by white space or commas; a name spread out by spaces (国　务　院) is one."""
    words = [word for word in _SPLIT.split(_TORN.sub("", passage.raw().strip())) if word]
    return words if all(len(word) > 2 for word in words) else [passage.printed]


def _split(passages: Iterable[Passage], evidence: dict[str, tuple[Span, ...]], name: str) -> Iterator[str]:
    for passage in passages:
        evidence[name] = (*evidence.get(name, ()), *spans_of(passage, (0, len(passage))))
        for part in re.split(r"[，；]", passage.text):
            if part.strip():
                yield part.strip()


def _policy_year(
    notice: Notice, fields: Mapping[str, tuple[Passage, ...]], signed_on: object, evidence: dict[str, tuple[Span, ...]]
) -> tuple[int | None, YearSource | None]:
    """The year that the tasks are for (M3): title, caption, a list of a year named in the text, signature."""
    captions = [t.caption for t in notice.tables if t.caption] + [a.title for a in notice.attachments]
    titles = [*fields.get("title", ())[:1], *fields.get("enclosed_title", ())]
    places: list[tuple[YearSource, Iterable[Passage], re.Pattern[str]]] = [
        ("title", titles, _YEAR),
        ("caption", captions, _YEAR),
        ("body", _body(notice), _YEAR_OF_LIST),
    ]
    for source, passages, pattern in places:
        for passage in passages:
            match = pattern.search(passage.text)
            if match:
                evidence["policy_year"] = spans_of(passage, match.span("year"))
                return int(match["year"]), source
    if isinstance(signed_on, date):
        evidence["policy_year"] = evidence["signed_on"]
        return signed_on.year, "signed_on"
    return None, None


def _body(notice: Notice) -> Iterator[Passage]:
    if "signed_on" in notice.fields or "label:signed_on" in notice.fields:
        return
    for table in notice.tables:
        for row in table.rows:
            yield from (cell.passage for cell in row.cells)
    for clause in notice.clauses:
        yield from clause.paragraphs


def _conflicts(metadata: Metadata, fields: Mapping[str, tuple[Passage, ...]]) -> Iterator[Diagnostic]:
    """Dates that cannot all be true, each named (M1)."""
    yield from _publisher(metadata, fields)
    signed, number = metadata.signed_on, metadata.document_number
    if signed is None:
        return
    ranges = tuple(r for p in fields.get("signed_on", ())[:1] for r in p.ranges)
    if number and number.year and number.year != signed.year:
        params: dict[str, str | int | None] = {"signed_on": signed.isoformat(), "document_number": number.raw}
        ranges += tuple(r for p in fields.get("document_number", ())[:1] for r in p.ranges)
        yield Diagnostic("date_conflict", "warning", params, ranges)
    published = metadata.published_on
    if published and (published < signed or published.year > signed.year + 1 or (published - signed).days > 330):
        params = {"signed_on": signed.isoformat(), "published_on": published.isoformat()}
        yield Diagnostic("date_conflict", "warning", params, ranges)


def _publisher(metadata: Metadata, fields: Mapping[str, tuple[Passage, ...]]) -> Iterator[Diagnostic]:
    names = [issuer.name for issuer in metadata.issuers]
    if metadata.publisher and names and metadata.publisher not in names:
        ranges = tuple(r for p in fields.get("publisher", ())[:1] for r in p.ranges)
        yield Diagnostic("issuer_differs", "info", {"issuer": names[0], "publisher": metadata.publisher}, ranges)
