"""Headings without a number that open a section behind the tasks: `工作要求：` and its items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import Number, read_number
from qingdan.structure.lines.paragraphs import Paragraph

_LONGEST = 14
_ROLES = frozenset({"safeguard", "milestone"})
"""What a section behind the tasks is; other headings without a number may be fields of the item above them."""
_INNERMOST = 1_000
"""No style of numbering ranks deeper."""


def find_unnumbered(entries: Sequence[tuple[Paragraph, str | None]], rules: RuleSet) -> Mapping[int, Number]:
    """By the index of its paragraph, what opens a section: an empty number with the rank of its zone's outermost.

    A list from 1 follows at once, and no number of a style further out follows that: it would go on above the section.
    """
    zones = [zone for _, zone in entries]
    numbers = [read_number(paragraph.text, rules) for paragraph, _ in entries]
    before = list(_outermost(zip(numbers, zones, strict=True)))
    behind = list(_outermost(zip(reversed(numbers), reversed(zones), strict=True)))[::-1]
    found: dict[int, Number] = {}
    for index, following in enumerate(numbers[1:]):
        if numbers[index] or not following or following.values[-1] != 1 or zones[index] != zones[index + 1]:
            continue
        if behind[index] == following.rank and _names_section(entries[index][0].text, rules):
            found[index] = Number("unnumbered", (0,), 0, 0, min(following.rank - 1, before[index]))
    return found


def _outermost(numbers: Iterable[tuple[Number | None, str | None]]) -> Iterator[int]:
    """At each place the least rank of a number of its zone so far."""
    least: dict[str | None, int] = {}
    for number, zone in numbers:
        least[zone] = min(least.get(zone, _INNERMOST), number.rank if number else _INNERMOST)
        yield least[zone]


def _names_section(text: str, rules: RuleSet) -> bool:
    words = text.rstrip("：")
    if len(words) > _LONGEST:
        return False
    roles = (rule.value["role"] for rule in rules.of_kind("heading_role") if rule.regex.fullmatch(words))
    return next(roles, None) in _ROLES
