"""Whose government speaks: the place of a notice, from what it prints about itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.notice import Notice
from qingdan.models.places import NATION, Place
from qingdan.models.record import Jurisdiction, Metadata
from qingdan.models.values import Span
from qingdan.normalise.local_words import find_local_places
from qingdan.normalise.metadata import preferred_fields
from qingdan.normalise.place_reader import PlaceReader
from qingdan.normalise.supplied import differ
from qingdan.rulepacks import RuleSet
from qingdan.rulepacks.places import Places, load_places
from qingdan.text.passage import Passage, Range

_CAPTIONS = 20
"""Further captions say nothing that these do not."""
_INFERRED = ("addressees", "text")
"""What only hints at the place: such a reading is told in a diagnostic."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Places that some words can mean, with the words."""

    source: str
    """`issuers`, `document_number`, `title`, `caption`, `publisher`, `addressees` or `text`."""
    places: tuple[Place, ...]
    ranges: tuple[Range, ...]


def build_jurisdiction(
    notice: Notice, metadata: Metadata, rules: RuleSet
) -> tuple[Metadata, Place | None, tuple[Diagnostic, ...]]:
    """Metadata with jurisdiction and its evidence, the place, and what the reader must know.

    The place is None where no words tell it or they can mean several.
    """
    reader = PlaceReader(rules, load_places(rules.places), metadata.year)
    chosen: Reading | None = None
    for reading in _readings(notice, metadata, reader):
        chosen = _narrowed(chosen, reading, reader.places) if chosen else reading
        if len(chosen.places) == 1:
            break
    supplied = _read_supplied(metadata, reader)
    if supplied and (chosen is None or supplied in chosen.places):
        return _filled(metadata, chosen, supplied)
    if chosen is None:
        return metadata, None, (Diagnostic("jurisdiction_unknown", "info"),)
    told = tuple(_hinted(chosen, reader, supplied))
    if len(chosen.places) > 1:
        return metadata, None, told
    return _located(metadata, chosen), chosen.places[0], told


def _read_supplied(metadata: Metadata, reader: PlaceReader) -> Place | None:
    """The place under the code that the user gave, as it was called in the year."""
    code = metadata.supplied.get("division_code", "")
    return reader.places.get(code, reader.year) or next(reversed(reader.places.history(code)), None)


def _filled(
    metadata: Metadata, printed: Reading | None, place: Place
) -> tuple[Metadata, Place, tuple[Diagnostic, ...]]:
    """The place that the user gave: it agrees with the print, or decides what that leaves open."""
    if printed and printed.places == (place,):
        return _located(metadata, printed), place, ()
    jurisdiction = Jurisdiction(name=place.name, code=place.code, level=place.level)
    update = {"jurisdiction": jurisdiction, "filled": (*metadata.filled, "jurisdiction")}
    return metadata.model_copy(update=update), place, ()


def _located(metadata: Metadata, reading: Reading) -> Metadata:
    place = reading.places[0]
    spans = tuple(Span(start=a, end=b) for a, b in reading.ranges)
    jurisdiction = Jurisdiction(name=place.name, code=place.code, level=place.level)
    evidence = {**metadata.evidence, "jurisdiction": spans}
    return metadata.model_copy(update={"jurisdiction": jurisdiction, "evidence": evidence})


def _hinted(reading: Reading, reader: PlaceReader, supplied: Place | None) -> Iterator[Diagnostic]:
    """What is open, inferred, or not what the user says."""
    names = "、".join(_full_name(place, reader) for place in reading.places)
    place = reading.places[0]
    if len(reading.places) > 1:
        yield Diagnostic("jurisdiction_ambiguous", "warning", {"candidates": names}, reading.ranges)
    elif reading.source in _INFERRED:
        yield Diagnostic("jurisdiction_inferred", "info", {"place": place.name, "from": reading.source}, reading.ranges)
    elif place.code is None and place != NATION:
        yield Diagnostic("jurisdiction_uncoded", "info", {"place": place.name}, reading.ranges)
    within = supplied and place.code is None and reader.places.related(place, supplied)
    if supplied and not within:
        yield differ("division_code", str(supplied.code), place.code or names)


def _readings(notice: Notice, metadata: Metadata, reader: PlaceReader) -> Iterator[Reading]:
    """What is printed, the surest first; later ones are looked at only where earlier ones leave doubt."""
    fields = preferred_fields(notice.fields)
    in_title = Passage(notice.source.text, [(s.start, s.end) for s in metadata.evidence.get("issuers", ())])
    yield from _named("issuers", fields.get("issuers", (in_title,)), reader)
    towns = reader.rules.lexicon("jurisdiction.towns").regex
    to_towns = any(towns.match(passage.text) for passage in fields.get("addressees", ()))
    for number in fields.get("document_number", ()):
        places, end = reader.read_mark(number)
        if places and not (to_towns and all(place.level == "prefecture" for place in places)):
            yield Reading("document_number", places, number.ranges_of(0, end))
    captions = [a.title for a in notice.attachments] + [t.caption for t in notice.tables if t.caption]
    for source, titles in (("title", fields.get("title", ())), ("caption", captions[:_CAPTIONS])):
        for title in titles:
            places, words = reader.read_title(title)
            if places:
                yield Reading(source, places, title.ranges_of(*words))
    yield from _named("publisher", fields.get("publisher", ()), reader)
    yield from _addressed(fields, reader)
    for places, span in find_local_places(notice.source.text, reader.rules, reader.places, reader.year):
        yield Reading("text", places or (NATION,), (span,))


def _named(source: str, names: tuple[Passage, ...], reader: PlaceReader) -> Iterator[Reading]:
    for name in names:
        places, end = reader.read_name(name)
        if places:
            yield Reading(source, places, name.ranges_of(0, end))


def _addressed(fields: Mapping[str, tuple[Passage, ...]], reader: PlaceReader) -> Iterator[Reading]:
    """Words to all provinces come from the centre, those to 省直 or 市直 from what lies above a place that is named."""
    for passage in fields.get("addressees", ()):
        national = reader.rules.lexicon("jurisdiction.national_words").regex.search(passage.text)
        local = reader.rules.lexicon("jurisdiction.local_words").regex.search(passage.text)
        if national:
            yield Reading("addressees", (NATION,), passage.ranges_of(*national.span()))
        elif local:
            levels = reader.rules.lexicon("jurisdiction.local_words").map[local[0]].split()
            places, words = reader.read_title(passage)
            above = [reader.places.above(place, reader.year) for place in places]
            found = dict.fromkeys(next((p for p in reversed(line) if p.level in levels), None) for line in above)
            if found and None not in found:
                yield Reading("addressees", tuple(p for p in found if p), passage.ranges_of(*words))


def _narrowed(chosen: Reading, other: Reading, places: Places) -> Reading:
    """Of the places chosen, those that the other reading names, holds or lies in; all where it agrees with none."""
    kept = tuple(p for p in chosen.places if any(places.related(p, q) for q in other.places))
    if not kept:
        return chosen
    return replace(chosen, places=kept, ranges=(*chosen.ranges, *other.ranges))


def _full_name(place: Place, reader: PlaceReader) -> str:
    return "".join(p.name for p in (*reader.places.above(place, reader.year), place))
