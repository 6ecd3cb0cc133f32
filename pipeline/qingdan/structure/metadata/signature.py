"""Who signs and when, whom the notice is sent to, and its number: lines of their own in the head and at the end."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.zones import Zones

_SIGNERS = 40
"""No notice has more."""


def read_document_number(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Numbers that stand alone on their line."""
    for index, paragraph in enumerate(head):
        if match := rules.fullmatch("document_number", paragraph.text):
            zones.add("document_number", paragraph.passage.slice(*match.span("number")))
            zones.consumed.add(index)


def read_signature(paragraphs: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """The first date that stands alone or behind an issuer's name, and the names on the lines above it."""
    for index, paragraph in enumerate(paragraphs):
        match = rules.fullmatch("signature", paragraph.text)
        if match is None or index in zones.consumed:
            continue
        first = index
        names = [paragraph.passage.slice(*match.span("issuer"))] if match["issuer"] else []
        most = 0 if match["issuer"] else _SIGNERS
        while first > 0 and len(names) < most and signs(paragraphs, first - 1, rules, zones):
            first -= 1
            names.insert(0, paragraphs[first].passage)
        zones.add("signed_on", paragraph.passage.slice(*match.span("date")))
        body_before = any(p.text.endswith("。") for p in paragraphs[:index])
        under_title = not body_before or paragraph.text.startswith("（")
        if names and not under_title:
            zones.add("issuers", *names)
        zones.consumed.update(range(index if under_title else first, index + 1))
        if index + 1 < len(paragraphs) and not under_title:
            zones.cover_end = index + 1
        return


def signs(paragraphs: Sequence[Paragraph], index: int, rules: RuleSet, zones: Zones) -> bool:
    """Whether a line can be the name of an organ that signs or prints what follows."""
    text = paragraphs[index].text
    return index not in zones.consumed and bool(rules.fullmatch("signer", text)) and not read_number(text, rules)


def read_addressees(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> int | None:
    """The first line that ends in a colon before any full sentence; its index."""
    for index, paragraph in enumerate(head):
        if index in zones.consumed:
            continue
        if match := rules.fullmatch("addressees", paragraph.text):
            zones.add("addressees", paragraph.passage.slice(*match.span("names")))
            zones.consumed.add(index)
            return index
        if paragraph.text.endswith("。"):
            return index
    return None
