"""Where a notice prints what it is: metadata box, red head, title, addressees, signature, imprint."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.closings import read_closings
from qingdan.structure.metadata.labels import read_labels
from qingdan.structure.metadata.signature import read_addressees, read_document_number, read_signature
from qingdan.structure.metadata.titles import TITLE_LINES, read_titles
from qingdan.structure.metadata.zones import Zones

_HEAD = 60
"""A notice says what it is within so many paragraphs."""
_UNDER_SIGNATURE = 4
"""Lines that may stand between a signature and the title of the enclosed plan."""


def read_zones(paragraphs: Sequence[Paragraph], rules: RuleSet) -> Zones:
    """Zones of the paragraphs outside attachments; indices count in `paragraphs`."""
    zones = Zones()
    head = _head(paragraphs, rules)
    read_labels(head, rules, zones)
    read_document_number(head, rules, zones)
    read_signature(paragraphs, rules, zones)
    addressees = read_addressees(head, rules, zones)
    read_titles(head[:addressees], rules, zones)
    _read_enclosed_title(paragraphs, rules, zones)
    read_closings(paragraphs, rules, zones)
    return zones


def _head(paragraphs: Sequence[Paragraph], rules: RuleSet) -> Sequence[Paragraph]:
    """Paragraphs before the first clause, table or long text."""
    for index, paragraph in enumerate(paragraphs[:_HEAD]):
        if read_number(paragraph.text, rules) or paragraph.after_table:
            return paragraphs[:index]
    return paragraphs[:_HEAD]


def _read_enclosed_title(paragraphs: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """The title of the plan behind a covering notice; the notice's own where it prints no other."""
    if not zones.cover_end:
        return
    start = zones.cover_end
    inner = Zones()
    read_titles(_head(paragraphs[start : start + TITLE_LINES + _UNDER_SIGNATURE], rules), rules, inner)
    zones.add("enclosed_title", *inner.fields.get("title", ()))
    zones.add("title_note", *inner.fields.get("title_note", ()))
    zones.consumed.update(start + index for index in inner.consumed)
