"""Tasks in tables: every logical row of a task table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qingdan.models.drafts import GoalCell, Printed, Role, TaskDraft
from qingdan.models.notice import Cell, Clause, Column, ColumnRole, Notice, Row, Table
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage, join

_QUANTITY = r"[\d%]|[万亿]元|[万亿]?(?:亩|吨|公里|千米|公顷|公斤|平方|立方|千瓦)"
_NUMBER = re.compile(
    rf"(?:\d{{1,2}}(?:\.\d{{1,2}}){{1,3}}(?!{_QUANTITY})[.、]?|"
    r"\d{1,3}[.、](?!\d)|[（(](?:\d{1,3}|[一二三四五六七八九十]{1,3})[）)]|"
    r"[一二三四五六七八九十]{1,3}、|[①-⑳])"
)
_SECTION_NUMBER = re.compile(
    rf"(?:{_NUMBER.pattern}|第[一二三四五六七八九十\d]{{1,3}}[章节部分编]{{1,2}}|[一二三四五六七八九十]{{1,3}}[.，])"
)
_COUNT = re.compile(r"[一二三四五六七八九十\d]+")
_ROLES: dict[ColumnRole, Role] = {"lead_agency": "lead", "support_agency": "support", "agency": "responsible"}
_NAMELESS = ("other", "remark", "baseline")


@dataclass(frozen=True, slots=True)
class _Cells:
    """A row's cells by the role of their column, in column order."""

    table: Table
    row: Row

    def of(self, *roles: ColumnRole) -> list[Cell]:
        return [cell for _, cell in self.placed(*roles)]

    def placed(self, *roles: ColumnRole) -> list[tuple[Column, Cell]]:
        """Filled cells with their columns."""
        pairs = zip(self.table.columns, self.row.cells, strict=True)
        return [(column, cell) for column, cell in pairs if column.role in roles and cell.passage]


def find_table_tasks(notice: Notice, rules: RuleSet) -> Iterator[TaskDraft]:
    """Drafts in order of the tables and their rows."""
    printed = [c for c in notice.clauses if not any(t.start <= c.ranges[0][0] < t.end for t in notice.tables)]
    for table in notice.tables:
        if table.kind == "task":
            path = _path(table, printed, rules)
            for index, row in enumerate(table.rows, 1):
                draft = _draft(_Cells(table, row), path, index, rules)
                if draft is not None:
                    yield draft


def _path(table: Table, clauses: Sequence[Clause], rules: RuleSet) -> tuple[Passage, ...]:
    """Headings that the table stands under: the clause that holds it and those above, then its own section lines."""
    before = [c for c in clauses if c.ranges[0][0] < table.start and c.attachment_id == table.attachment_id]
    holder = before[-1] if before and before[-1].holds_table else None
    by_id = {c.clause_id: c for c in before}
    drawn = [line for line in table.path if line.start >= table.start]
    styles = {_style(line.text, rules) for line in drawn}
    found: list[Passage] = []
    while holder is not None:
        # a section line of the table follows the heading of its own style, it does not stand under it
        found = [] if _style(holder.number, rules) in styles else [holder.heading or _first(holder), *found]
        holder = by_id.get(holder.parent_id or "")
    own = drawn if found else table.path
    return (*(p for p in found if p), *(_bare(line, rules) for line in own))


def _read_section_number(words: str, rules: RuleSet) -> re.Match[str] | None:
    """The number in front of a section's name, in a usual style or in one that packs add."""
    matches = (rule.regex.match(words) for rule in rules.of_kind("numbering"))
    return _SECTION_NUMBER.match(words) or next((match for match in matches if match), None)


def _style(words: str, rules: RuleSet) -> str:
    """The number in front of the words with its count left out: `n、` for `一、`."""
    match = _read_section_number(words, rules)
    return _COUNT.sub("n", match[0]) if match else words


def _first(clause: Clause) -> Passage:
    return clause.paragraphs[0].strip("。：；") if clause.paragraphs else clause.heading


def _bare(passage: Passage, rules: RuleSet) -> Passage:
    match = _read_section_number(passage.text, rules)
    return passage.slice(match.end() if match else 0, len(passage))


def _split_number(passage: Passage) -> tuple[Passage | None, Passage]:
    match = _NUMBER.match(passage.text)
    if not match or match.end() == len(passage):
        return None, passage
    return passage.slice(0, match.end()), passage.slice(match.end(), len(passage))


def _draft(cells: _Cells, path: tuple[Passage, ...], index: int, rules: RuleSet) -> TaskDraft | None:
    texts = cells.of("task") or cells.of("indicator") or cells.of("group")[-1:]
    if not texts:
        return None
    source = texts[0].passage.source
    number, text = _split_number(join(source, [c.passage for c in texts]))
    groups = [g for g in cells.of("group") if g not in texts]
    group_number, title = _split_number(groups[-1].passage) if groups else (None, None)
    printed = [c.passage for c in cells.of("number")]
    outer = tuple(_bare(g.passage, rules) for g in groups[:-1])
    own = [c for c in cells.row.cells if not c.inherited]
    return TaskDraft(
        kind="task",
        number=number or (printed[0] if printed else None) or group_number,
        path=(*path, *(_bare(p, rules) for p in cells.row.section), *outer),
        title=title,
        text=text,
        ranges=tuple(sorted(r for c in own for r in c.passage.ranges)),
        table_id=cells.table.table_id,
        row=index,
        deadlines=tuple(_deadlines(cells)),
        agencies=tuple(
            _printed(column, cell, role, "agency_inherited")
            for kind, role in _ROLES.items()
            for column, cell in cells.placed(kind)
        ),
        goals=tuple(_goals(cells, text)),
        criteria=_joined(cells.of("criteria")),
        method=_joined(cells.of("method")),
        extra=_extra(cells),
        flags=_flags(cells),
    )  # fmt: skip


def _printed(column: Column, cell: Cell, role: Role, flag: str) -> Printed:
    said = {flag: cell.inherited, "cell_realigned": cell.realigned, "column_guessed": column.guessed}
    flags = tuple(name for name, holds in said.items() if holds)
    return Printed(cell.passage, "cell", cell.inherited, role, flags)


def _deadlines(cells: _Cells) -> Iterator[Printed]:
    for column, cell in cells.placed("deadline"):
        printed = _printed(column, cell, "responsible", "deadline_inherited")
        yield replace(printed, period=column.period) if column.period else printed


def _goals(cells: _Cells, text: Passage) -> Iterator[GoalCell]:
    """The cells of columns of targets, and of periods, where words with a figure say what is due then.

    What they measure is the indicator's cell, else the task itself.
    """
    indicators = cells.of("indicator")
    name = indicators[0].passage if indicators else text
    for column, cell in cells.placed("target"):
        yield GoalCell(name, cell.passage, None, column.header, named=bool(indicators))
    for column, cell in cells.placed("deadline"):
        if column.period and not cell.inherited and not cell.passage.text[0].isdigit():  # 15日前, 6月底: dates
            yield GoalCell(text, cell.passage, None, column.header, named=False)


def _joined(cells: list[Cell]) -> Passage | None:
    return join(cells[0].passage.source, [c.passage for c in cells]) if cells else None


def _extra(cells: _Cells) -> dict[str, str]:
    found: dict[str, str] = {}
    for position, (column, cell) in enumerate(zip(cells.table.columns, cells.row.cells, strict=True), 1):
        if column.role in _NAMELESS and cell.passage:
            name = column.header or f"column_{position}"
            found[name if name not in found else f"{name}_{position}"] = cell.passage.printed
    return found


def _flags(cells: _Cells) -> tuple[str, ...]:
    named = cells.placed("task", "indicator")
    said = {
        "row_joined": cells.row.joined,
        "cell_realigned": any(cell.realigned for cell in cells.row.cells),
        "column_guessed": not named or named[0][0].guessed,
    }
    return tuple(name for name, holds in said.items() if holds)
