"""Codes in the place of agencies, and the legend that says whom they stand for: `A、C` with `A—民政局；C—财政局`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from qingdan.models.drafts import Printed, TaskDraft
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range, join

_FEWEST = 2
"""Codes that make a legend."""
_LONGEST = 60
"""Characters of a cell that may be nothing but codes."""
_BETWEEN = re.compile(r"[、，；/+：（）和及与 ]|单位|部门")


def write_out_codes(drafts: Sequence[TaskDraft], text: str, rules: RuleSet) -> list[TaskDraft]:
    """The drafts with the names of the legend in the place of codes; `text` is the whole source."""
    found = {name: passage for name, passage in find_legend(text, rules).items() if passage is not None}
    if len(found) < _FEWEST:
        return list(drafts)
    codes = re.compile("|".join(sorted(map(re.escape, found), key=len, reverse=True)))
    roles = rules.lexicon("agency.role_word").regex

    def write_out(printed: Printed) -> list[Printed]:
        if not _is_codes(printed.passage.text, codes, roles):
            return [printed]
        flags = (*printed.flags, "code_expanded")
        pieces = _pieces(printed.passage, codes, found)
        return [replace(printed, passage=piece, inherited=True, flags=flags) for piece in pieces]

    return [replace(d, agencies=tuple(p for printed in d.agencies for p in write_out(printed))) for d in drafts]


def find_legend(text: str, rules: RuleSet) -> dict[str, Passage | None]:
    """Code to the name it stands for; None for a code that stands for two."""
    found: dict[str, Passage | None] = {}
    for line in _lines(text, rules.lexicon("legend.signs").regex):
        items = [match for rule in rules.of_kind("legend") for match in rule.regex.finditer(line.text)]
        for match in items:
            name = line.slice(*match.span("name"))
            if rules.fullmatch("agency_item", name.text):
                known = found.get(match["code"], name)
                found[match["code"]] = name if known is not None and known.text == name.text else None
    return found


def _lines(text: str, signs: re.Pattern[str]) -> Iterator[Passage]:
    start = 0
    for line in text.split("\n"):
        if signs.search(line):
            yield Passage(text, ((start, start + len(line)),))
        start += len(line) + 1


def _is_codes(text: str, codes: re.Pattern[str], roles: re.Pattern[str]) -> bool:
    """Whether a cell holds codes, words of assignment, and nothing else."""
    if not 0 < len(text) <= _LONGEST or not codes.search(text):
        return False
    return not codes.sub("", _BETWEEN.sub("", roles.sub("", text)))


def _pieces(cell: Passage, codes: re.Pattern[str], legend: Mapping[str, Passage]) -> Iterator[Passage]:
    """The cell with names for codes; parted where two codes touch, as nothing would part their names."""
    parts: list[Passage] = []
    end = 0
    for match in codes.finditer(cell.text):
        start: Range = (end, match.start())
        if parts and start[0] == start[1]:
            yield join(cell.source, parts)
            parts = []
        parts += [cell.slice(*start), legend[match[0]]]
        end = match.end()
    yield join(cell.source, [*parts, cell.slice(end, len(cell))])
