"""What stands under a text and belongs to no clause: contacts, notes on publication, the imprint, closing formulas."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.signature import signs
from qingdan.structure.metadata.zones import Zones

_LONGEST = 240


def read_closings(paragraphs: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Contact lines and notes anywhere; closing formulas where no clause follows in their zone."""
    closings = rules.of_kind("closing")
    numbered = {i for i, p in enumerate(paragraphs) if read_number(p.text, rules)}
    last = {zone: max((i for i in numbered if (i >= zones.cover_end) == zone), default=-1) for zone in (False, True)}
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text
        if index in zones.consumed or index in numbered or len(text) > _LONGEST:
            continue
        at_end = index >= last[index >= zones.cover_end]
        obeyed = (rule for rule in closings if (at_end or not rule.value.get("last")) and rule.regex.fullmatch(text))
        rule = next(obeyed, None)
        if rule is None:
            continue
        if rule.value.get("under_office") and index > 0 and signs(paragraphs, index - 1, rules, zones):
            zones.consumed.add(index - 1)
        zones.consumed.add(index)
        zones.add("closing", paragraph.passage)
