"""What the columns of a table hold: by the words of their headers, else by what their cells look like."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal, cast

from qingdan.models.notice import ColumnRole, TableKind
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.text.passage import Passage

Content = Literal["number", "deadline", "agency", "figure", "text", "empty"]
"""What a cell looks like."""

AGENCIES: Final = frozenset({"agency", "lead_agency", "support_agency"})
STRICT: Final[dict[str, Content]] = {"number": "number", "deadline": "deadline", **dict.fromkeys(AGENCIES, "agency")}
"""Columns whose cells look alike, and what they look like."""

_ASSIGNING: Final = AGENCIES | {"deadline"}
_QUALIFYING: Final = _ASSIGNING | {"criteria", "method", "target"}
_SUFFIX: Final = re.compile(r"(?:（[^（）]*）|[:：])$")
_ITEMS: Final = re.compile(r"[、，；]|(?<=[局委办厅部院会区])(?:和|及|与)")
_YEAR: Final = re.compile(r"(20\d\d)年?")
_MAX_HEADER: Final = 25
_MIN_PERIODS: Final = 3
_FIGURES: Final = ("figure", "number")
_LONGEST_NAME: Final = 24
_MAX_CONTENT: Final = 160  # longer cells are running text


@dataclass(frozen=True, slots=True)
class Heading:
    """The header cell of a column. `role` is empty where only the cells can tell."""

    words: str
    role: str = ""
    rank: int = 0
    known: bool = False
    period: bool = False
    """The header names a time, and its cells say what is due then."""
    printed: Passage | None = None
    """The header cells of the column, outermost first; None before they are put in a table."""


@lru_cache(maxsize=4096)
def read_heading(words: str, rules: RuleSet) -> Heading:
    """What a header cell says, its closing bracket or colon left out when that helps."""
    for text in dict.fromkeys((words, _SUFFIX.sub("", words))):
        if not 0 < len(text) <= _MAX_HEADER:
            continue
        for rule in rules.of_kind("column"):
            if rule.regex.fullmatch(text):
                role, rank = str(rule.value["role"]), int(rule.value.get("rank", 0))
                return Heading(words, role, rank, known=True, period=bool(rule.value.get("period")))
    return Heading(words)


def read_stacked_heading(words: Sequence[str], rules: RuleSet) -> Heading:
    """The heading of a column with several header rows, outermost first: 责任单位 over 牵头 is 牵头责任单位."""
    parts = list(dict.fromkeys(word for word in words if word))
    whole = "".join(parts)
    for text in (*parts[-1:], "".join(reversed(parts)), whole, *parts[:1]):
        heading = read_heading(text, rules)
        if heading.known:
            return replace(heading, words=whole)
    return Heading(whole)


def is_header(words: Sequence[str], rules: RuleSet) -> bool:
    """Whether a row's words are those of a header: short, and at least half of them known, two or more."""
    filled = [word for word in words if word]
    if len(filled) < 2 or any(len(word) > _MAX_HEADER + 15 for word in filled):
        return False
    headings = [read_heading(word, rules) for word in filled]
    known = [heading for heading in headings if heading.known]
    if all(heading.period for heading in known) and len(known) < _MIN_PERIODS:
        return False  # a row of dates
    if any(read_content(h.words, rules) in ("deadline", "figure", "number") for h in headings if not h.known):
        return False
    kinds = {heading.role for heading in known}
    if kinds == {"other"}:  # labels with their values beside them are no header
        return 5 * len(known) >= 4 * len(filled) and len(known) > 2
    return len(known) >= 2 and 2 * len(known) >= len(filled) and kinds not in ({"target"}, {"baseline"})


def is_periods(words: Sequence[str], rules: RuleSet) -> bool:
    """Whether a row holds nothing but the names of several periods: the second row of a header."""
    filled = [word for word in words if word]
    return len(set(filled)) == len(filled) > 1 and all(read_heading(word, rules).period for word in filled)


def read_content(text: str, rules: RuleSet) -> Content:
    """What a cell looks like."""
    if not text:
        return "empty"
    return "text" if len(text) > _MAX_CONTENT else _read_content(text, rules)


@lru_cache(maxsize=16384)
def _read_content(text: str, rules: RuleSet) -> Content:
    for rule in rules.of_kind("cell"):
        stretch = int(rule.value.get("stretch", 0))
        if stretch:
            fits = len(text) <= stretch * len(rule.regex.findall(text))
        else:
            fits = rule.regex.fullmatch(text) is not None
        if fits:
            return cast(Content, rule.value["content"])
    return "agency" if _lists_agencies(text, rules) else "text"


def _lists_agencies(text: str, rules: RuleSet) -> bool:
    if "。" in text:
        return False
    items = [item for item in _ITEMS.split(text) if item]
    named = sum(rules.fullmatch("agency_item", item) is not None for item in items)
    return 2 * named >= len(items) > 0


def build_roles(
    headings: Sequence[Heading], columns: Sequence[Sequence[str]], rules: RuleSet
) -> tuple[ColumnRole, ...]:
    """The role of each column; `columns` holds the texts of its cells."""
    pairs = zip(headings, columns, strict=True)
    roles = [_role_in_period(h, cells, rules) or h.role or _role_by_content(cells, rules) for h, cells in pairs]
    _choose_last(roles, headings, "indicator")
    if "task" in roles:
        _choose_task(roles, headings)
    if "task" not in roles and _ASSIGNING & set(roles):
        _find_task(roles, headings, columns, rules)
    _take_demands(roles, headings, columns)
    if "task" not in roles:
        _find_baseline(roles, headings)
    return tuple(cast(ColumnRole, role) for role in roles)


def _role_in_period(heading: Heading, cells: Sequence[str], rules: RuleSet) -> str:
    """Under a period figures are targets, words are what is due."""
    contents = [content for cell in cells[:60] if (content := read_content(cell, rules)) != "empty"]
    figures = heading.period and 2 * sum(content in _FIGURES for content in contents) > len(contents)
    return "target" if figures else ""


def _role_by_content(cells: Sequence[str], rules: RuleSet) -> str:
    """The role that at least three in five filled cells look like."""
    contents = Counter(content for cell in cells[:60] if (content := read_content(cell, rules)) != "empty")
    content, count = contents.most_common(1)[0] if contents else ("text", 0)
    fits = content in {"number", "deadline", "agency"} and count > 1 and 5 * count >= 3 * contents.total()
    return content if fits else "other"


def _choose_last(roles: list[str], headings: Sequence[Heading], role: str) -> None:
    """Of several such columns the last but those of lower rank keeps the role; those before it are groups."""
    found = [i for i, name in enumerate(roles) if name == role]
    if not found:
        return
    best = max(headings[i].rank for i in found)
    chosen = max(i for i in found if headings[i].rank == best)
    for i in found:
        if i != chosen:
            roles[i] = "group" if i < chosen else "other"


def _choose_task(roles: list[str], headings: Sequence[Heading]) -> None:
    _choose_last(roles, headings, "task")
    chosen = roles.index("task")
    if headings[chosen].rank == 1 and not _ASSIGNING & set(roles):
        roles[chosen] = "group" if "indicator" in roles[chosen:] else "other"


def _find_task(roles: list[str], headings: Sequence[Heading], columns: Sequence[Sequence[str]], rules: RuleSet) -> None:
    """Where no header names the task: the indicators, the first of several columns of criteria (考核内容, 考核标准).

    Else the column of the longest words, but not in a form; beside who and by when, words of any length.

    Without any header who and by when stand behind what is to be done: names before it only label their rows.
    """
    named = "indicator" if "indicator" in roles else "criteria" if roles.count("criteria") > 1 else None
    if named:
        roles[roles.index(named)] = "task"
        return
    headless = not any(h.known and h.role != "number" for h in headings)
    if headless and _is_form(columns, rules):
        return
    lengths = {
        i: sum(map(len, filled)) / len(filled)
        for i, role in enumerate(roles)
        if role == "other" and not headings[i].known and len(filled := [cell for cell in columns[i] if cell]) > 1
    }
    longest = max(lengths, key=lambda i: lengths[i], default=None)
    if headless and longest is not None and not _ASSIGNING & set(roles[longest + 1 :]):
        return
    scheduled = not headless and len(lengths) == 1 and "deadline" in roles and not AGENCIES.isdisjoint(roles)
    if longest is not None and (scheduled or lengths[longest] >= 10):
        roles[longest] = "task"
        for i in range(longest):
            if roles[i] == "other" and not headings[i].known and not headings[longest].words + headings[i].words:
                roles[i] = "group"


def _take_demands(roles: list[str], headings: Sequence[Heading], columns: Sequence[Sequence[str]]) -> None:
    """Names beside what is asked for under each of them are groups, and what is asked for is the task."""
    for i in range(1, len(roles)):
        name, demand = headings[i - 1], headings[i]
        named = roles[i - 1] == "task" and name.known and name.rank <= demand.rank
        if named and roles[i] == "criteria" and "target" not in roles and _are_names(columns[i - 1], columns[i]):
            roles[i - 1], roles[i] = "group", "task"


def _are_names(names: Sequence[str], texts: Sequence[str]) -> bool:
    """Whether cells are names of what those beside them say: shorter, and none of them a sentence."""
    filled = [name for name in names if name]
    sentences = any(name.endswith(("。", "；")) or len(name) > _LONGEST_NAME for name in filled)
    return bool(filled) and not sentences and sum(map(len, names)) < sum(map(len, texts))


def _is_form(columns: Sequence[Sequence[str]], rules: RuleSet) -> bool:
    """Whether labels stand among the cells, as in boxes of metadata and in forms to be filled in."""
    headings = (read_heading(cell, rules) for cells in columns for cell in cells[:20])
    return sum(heading.known and not heading.period for heading in headings) > 1


def _find_baseline(roles: list[str], headings: Sequence[Heading]) -> None:
    """Of two bare years that lie apart, the earlier is where the plan starts from."""
    years = {i: int(m[1]) for i, h in enumerate(headings) if roles[i] == "target" and (m := _YEAR.fullmatch(h.words))}
    if len(years) == 2 and "baseline" not in roles:
        (first, start), (_, end) = sorted(years.items(), key=lambda item: item[1])
        if end - start > 1:
            roles[first] = "baseline"


def kind_of(roles: Sequence[ColumnRole]) -> TableKind:
    """What a table is: tasks need a column that assigns or qualifies them, targets an indicator with values."""
    named = set(roles)
    if "task" in named and named & _QUALIFYING:
        return "task"
    if "indicator" in named and named & {"target", "baseline"}:
        return "target"
    return "other"
