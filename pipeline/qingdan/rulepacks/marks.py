"""Whose document numbers are: the mark (发文机关代字) before the year names place and organ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from qingdan.rulepacks.schema import MarksEntry

_REST = 5
"""Characters that may follow a beginning: the kind of document (`办发`), the section of the organ."""

Codes = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Marks:
    """All marks of all packs. A mark that several places use has several codes."""

    words: Mapping[str, Codes] = field(default_factory=dict)
    """Beginning of a mark to GB/T 2260 codes; the empty code is the centre."""
    abbreviations: Mapping[str, Codes] = field(default_factory=dict)
    organ: re.Pattern[str] = re.compile(r"(?!)")
    """The word of an organ, which must follow an abbreviation."""

    def find(self, mark: str) -> Codes:
        """Codes of the divisions whose organs sign with the mark (`浙政办发` → `330000`); none when it is unknown.

        The longest beginning that a pack spells out counts; without one, the longest abbreviation before an organ.
        """
        lengths = range(len(mark), max(0, len(mark) - _REST - 1), -1)
        spelled = next((self.words[mark[:n]] for n in lengths if mark[:n] in self.words), ())
        if spelled:
            return spelled
        lengths = range(len(mark) - 1, 0, -1)
        return next((codes for n in lengths if (codes := self._abbreviated(mark, n))), ())

    def _abbreviated(self, mark: str, length: int) -> Codes:
        codes = self.abbreviations.get(mark[:length], ())
        organ = self.organ.match(mark, length) if codes else None
        return codes if organ and len(mark) - organ.end() <= _REST else ()


def build_marks(entries: Iterable[MarksEntry], organ: re.Pattern[str]) -> Marks:
    """One table of the entries of all packs; of several places that use a mark provinces come first."""
    words: dict[str, Codes] = {}
    abbreviations: dict[str, Codes] = {}
    for entry in entries:
        for table, more in ((words, entry.words), (abbreviations, entry.abbreviations)):
            for beginning, code in more.items():
                codes = {*table.get(beginning, ()), code}
                table[beginning] = tuple(sorted(codes, key=lambda c: (not c.endswith("0000"), c)))
    return Marks(words, abbreviations, organ)
