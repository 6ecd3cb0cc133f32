"""The title of a notice, which may take several lines, and that of the plan behind a covering notice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qingdan.models.notice import Table
from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.structure.metadata.zones import Zones
from qingdan.text.passage import Passage, join

TITLE_LINES = 5
"""No title takes more lines."""
_LONGEST = 240
_PAIRS = (("《", "》"), ("（", "）"), ("“", "”"), ("〈", "〉"))
_Title = tuple[range, Passage]
"""The lines that it takes up, and its words."""


def read_titles(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Of several complete titles in the head, the last one is the notice's own; crawlers print theirs first."""
    by_strength = (list(_complete_titles(head, rule.regex, rules, zones)) for rule in rules.of_kind("title"))
    titles = next((found for found in by_strength if found), None)
    if titles is None:
        return
    last, title = titles[-1]
    zones.add("title", title)
    zones.consumed.update(*(lines for lines, _ in titles))
    for index in range(last.stop, len(head)):
        if not rules.fullmatch("title_note", head[index].text):
            break
        zones.add("title_note", head[index].passage)
        zones.consumed.add(index)


def read_caption(zones: Zones, tables: Sequence[Table], paragraphs: Sequence[Paragraph], rules: RuleSet) -> None:
    """A table that nothing stands before names the notice, where no other line does."""
    caption = tables[0].caption if tables else None
    if caption is None or "title" in zones.fields or any(p.passage.start < caption.start for p in paragraphs):
        return
    if rules.fullmatch("title", caption.text):
        zones.add("title", caption)


def _complete_titles(
    head: Sequence[Paragraph], pattern: re.Pattern[str], rules: RuleSet, zones: Zones
) -> Iterator[_Title]:
    """Runs of lines that read as a whole title."""
    index = 0
    while index < len(head):
        banner = index + 1 < len(head) and _is_banner(head[index].text, head[index + 1].text, rules)
        found = None if banner else _title_at(head, index, pattern, rules, zones)
        if found:
            yield found
        index = found[0].stop if found else index + 1


def _title_at(
    head: Sequence[Paragraph], index: int, pattern: re.Pattern[str], rules: RuleSet, zones: Zones
) -> _Title | None:
    """The longest whole title that begins at a line."""
    found: _Title | None = None
    for end in range(index + 1, min(index + TITLE_LINES, len(head)) + 1):
        text = head[end - 1].text
        if end - 1 in zones.consumed or text.endswith(("。", "；")):
            break
        if found and not rules.fullmatch("title_rest", text):
            break
        passage = join(head[index].passage.source, [p.passage for p in head[index:end]])
        if len(passage) > _LONGEST:
            break
        if _is_balanced(passage.text) and pattern.fullmatch(passage.text):
            found = range(index, end), passage
    return found


def _is_banner(text: str, following: str, rules: RuleSet) -> bool:
    """What a site prints above a title whose own line says who issues it: it is no part of that name."""
    issued = len(text) <= _LONGEST and rules.match("title_issuer", following)
    return bool(issued and rules.fullmatch("banner", text))


def _is_balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in _PAIRS)
