"""Lines that are in the file but not in the notice: page numbers, share bars, crawler lines, adverts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, Source
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range

_LONGEST = 200
"""No line of furniture is longer; longer ones are not looked at."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The lines of the notice itself, and what was set aside."""

    lines: tuple[Line, ...]
    furniture: tuple[Range, ...]
    diagnostics: tuple[Diagnostic, ...]


def set_aside_furniture(source: Source, rules: RuleSet) -> Printed:
    """Part the lines of the notice from its furniture; nothing after a cut-off mark belongs to the notice."""
    furniture = _whole_line("furniture", rules)
    cutoff = _whole_line("cutoff", rules)
    lines: list[Line] = []
    aside: list[Range] = list(source.furniture)
    for index, line in enumerate(source.lines):
        if line.end - line.start > _LONGEST:
            lines.append(line)
            continue
        text = Passage(source.text, ((line.start, line.end),)).text.replace("**", "").strip("*#> ")
        if cutoff and cutoff.fullmatch(text):
            rest = source.lines[index:]
            aside += [(r.start, r.end) for r in rest]
            found = Diagnostic("truncated", "warning", {"by": text[:60]}, ((line.start, line.end),))
            return Printed(tuple(lines), tuple(aside), (found,))
        if furniture and furniture.fullmatch(text):
            aside.append((line.start, line.end))
        else:
            lines.append(line)
    return Printed(tuple(lines), tuple(aside), ())


def _whole_line(kind: str, rules: RuleSet) -> re.Pattern[str] | None:
    patterns = [f"(?:{rule.pattern})" for rule in rules.of_kind(kind)]
    return re.compile("|".join(patterns)) if patterns else None
