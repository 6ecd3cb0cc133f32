"""Lines that are in the file but not in the notice: page numbers, share bars, crawler lines, adverts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.source import Line, Source
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, Range, fold_words

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
    for index, printed in enumerate(source.lines):
        line = _without_edges(source, printed, rules, aside)
        if line.end - line.start > _LONGEST:
            lines.append(line)
            continue
        text = fold_words(source.text, line.start, line.end).replace("**", "").strip("*#> ")
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


def _without_edges(source: Source, line: Line, rules: RuleSet, aside: list[Range]) -> Line:
    """The line without furniture stuck to its first or last words; what is cut off goes to `aside`."""
    start, end = line.start, line.end
    for rule in rules.of_kind("edge"):
        printed = source.text[start:end]
        if not any(word in printed for word in rule.value["anchors"]):
            continue
        if rule.value["at"] == "start":
            words = Passage(source.text, ((start, min(end, start + _LONGEST)),))
            match = rule.regex.match(words.text)
            start = words.origin(match.end()) if match and match.end() < len(words) else start
        else:
            words = Passage(source.text, ((max(start, end - _LONGEST), end),))
            match = rule.regex.search(words.text)
            end = words.origin(match.start() - 1) + 1 if match and match.start() else end
    aside += [cut for cut in ((line.start, start), (end, line.end)) if cut[0] < cut[1]]
    return line if (start, end) == (line.start, line.end) else replace(line, start=start, end=end)


def _whole_line(kind: str, rules: RuleSet) -> re.Pattern[str] | None:
    patterns = [f"(?:{rule.pattern})" for rule in rules.of_kind(kind)]
    return re.compile("|".join(patterns)) if patterns else None
