"""The logical rows of a draft: cells in their columns, torn halves joined, merged cells handed down."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, cast

from qingdan.models.notice import Cell, ColumnRole, Row
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.tables.realignment import realign
from qingdan.structure.tables.stitching import Draft, DraftRow
from qingdan.text.passage import Passage, join

_NUMBERED: Final = re.compile(
    r"[（]?\d{1,3}(?:[.—]\d{1,3})*[）.、．]|\d{1,3}(?:\.\d{1,3})+|[①-⑳]|[（]?[一二三四五六七八九十]{1,3}[）、.]"
)
_COUNT: Final = re.compile(r"\d{1,3}(?=\.\d)")
_ENDED: Final = re.compile(r"[。；！？;”』」）]$")
_HANGING: Final = re.compile(r"[、，：（“《—]$")
_CONTINUING: Final = re.compile(r"[、，。；：）”》%]")
_MOST: Final = 0.8
_PROSE: Final = ("task", "criteria")


@dataclass(frozen=True, slots=True)
class _Half:
    """A row while it is being put together."""

    cells: tuple[Cell, ...]
    source: DraftRow
    joined: bool = False


def pad(row: DraftRow, width: int) -> tuple[Cell, ...]:
    """Exactly `width` cells; words beyond the last column stay with it."""
    cells = row.grid.cells
    if not cells:
        return ()
    text = cells[0].passage.source
    empty = Cell(Passage(text, ()))
    if len(cells) > width:
        tail = join(text, (cell.passage for cell in cells[width - 1 :] if not cell.inherited))
        return (*cells[: width - 1], Cell(tail) if tail else cells[width - 1])
    return (*cells, *[empty] * (width - len(cells)))


def build_rows(draft: Draft, roles: Sequence[ColumnRole], rules: RuleSet) -> tuple[Row, ...]:
    """All rows of a draft, in order."""
    cells = [pad(row, len(roles)) for row in draft.rows]
    halves = [_Half(c, row) for c, row in zip(realign(cells, roles, rules), draft.rows, strict=True)]
    halves = _join_torn(halves, roles)
    merging = _merging(roles, rules)
    merging_drawn = {i: needed for i, needed in merging.items() if roles[i] == "group" and not _is_merged(cells, i)}
    rows: list[Row] = []
    above: tuple[Cell, ...] | None = None
    section: tuple[Passage, ...] = ()
    for half in halves:
        if half.source.section != section:
            above, section = None, half.source.section
        drawn = half.source.grid.drawn and not half.source.after_break
        above = _inherit(half.cells, above, merging_drawn if drawn else merging)
        rows.append(Row(_name_task(above, roles), section, half.joined))
    return tuple(rows)


# --- rows torn by a page break ---


def _join_torn(halves: Sequence[_Half], roles: Sequence[ColumnRole]) -> list[_Half]:
    habits = _Habits(halves, roles)
    rows: list[_Half] = []
    for drawn in halves:
        half = drawn
        same = bool(rows) and rows[-1].source.section == half.source.section
        if same and habits.is_group_torn(rows[-1], half):
            half = _join_group(rows, half, cast(int, habits.group))
        if same and habits.is_torn(rows[-1], half):
            rows[-1] = _join(rows[-1], half)
        else:
            rows.append(half)
    return rows


def _join_group(rows: list[_Half], lower: _Half, column: int) -> _Half:
    """The lower row under the whole words of its group, which all rows of the group above the break get too."""
    above = rows[-1].cells[column]
    whole = join(above.passage.source, (above.passage, lower.cells[column].passage))
    for index in range(len(rows) - 1, -1, -1):
        cell = rows[index].cells[column]
        if cell.passage != above.passage:
            break
        rows[index] = _with_cell(rows[index], column, replace(cell, passage=whole))
    return _with_cell(lower, column, replace(above, passage=whole, inherited=True))


def _with_cell(half: _Half, column: int, cell: Cell) -> _Half:
    return replace(half, cells=(*half.cells[:column], cell, *half.cells[column + 1 :]))


def _join(upper: _Half, lower: _Half) -> _Half:
    cells = []
    for above, below in zip(upper.cells, lower.cells, strict=True):
        if below.inherited or not below.passage:
            cells.append(above)
        elif not above.passage:
            cells.append(below)
        else:
            both = join(above.passage.source, (above.passage, below.passage))
            cells.append(replace(above, passage=both, realigned=above.realigned or below.realigned))
    return _Half(tuple(cells), upper.source, joined=True)


class _Habits:
    """How the rows of one table usually look, by which a torn one stands out."""

    def __init__(self, halves: Sequence[_Half], roles: Sequence[ColumnRole]) -> None:
        self.number = _first(roles, "number")
        self.group = _first(roles, "group")
        self.task = _first(roles, "task")
        self.short = [i for i, role in enumerate(roles) if role in ("agency", "lead_agency", "deadline")]
        halves = [half for half in halves if not half.source.after_break] or halves
        self.numbers_each = self._share(halves, self.number, _own) >= _MOST
        self.numbers_groups = self._share(halves, self.group, _is_numbered, skip_empty=True) >= _MOST
        self.numbers_tasks = self._share(halves, self.task, _is_numbered, skip_empty=True) >= _MOST
        self.ends_tasks = self._share(halves, self.task, _is_ended, skip_empty=True) >= _MOST
        self.closes_rows = self._closes_rows(halves)

    def _share(self, halves: Sequence[_Half], column: int | None, test: object, *, skip_empty: bool = False) -> float:
        if column is None or not callable(test):
            return 0.0
        cells = [half.cells[column] for half in halves]
        cells = [cell for cell in cells if cell.passage and not cell.inherited] if skip_empty else cells
        return sum(bool(test(cell)) for cell in cells) / len(cells) if len(cells) > 1 else 0.0

    def _closes_rows(self, halves: Sequence[_Half]) -> bool:
        """Whether rows bear a number and end their task, but for those that bare words follow."""
        if self.number is None or self.task is None:
            return False
        bare = [self._is_bare(half) for half in halves]
        whole = [half for half, is_bare, follows in zip(halves, bare, [*bare[1:], False], strict=True)
                 if not is_bare and not follows]  # fmt: skip
        closed = self._share(whole, self.task, _is_ended) >= _MOST
        return closed and self._share(whole, self.number, _own) >= _MOST

    def _is_bare(self, half: _Half) -> bool:
        """Whether a row of a dumped table holds words of the task and nothing else."""
        return not half.source.grid.drawn and [i for i, cell in enumerate(half.cells) if _own(cell)] == [self.task]

    def is_torn(self, upper: _Half, lower: _Half) -> bool:
        """Whether the lower row is the rest of the upper one."""
        if self.task is None or not any(_own(cell) for cell in lower.cells):
            return False
        if self.number is not None and _own(lower.cells[self.number]):
            return False
        if self.group is not None and _own(lower.cells[self.group]):
            return False
        above, below = upper.cells[self.task], lower.cells[self.task]
        both_whole = not lower.source.after_break and all(map(_own, (*upper.cells, *lower.cells)))
        if not above.passage or below.inherited or both_whole:
            return False
        if not lower.source.after_break:
            open_above = self.closes_rows and self._is_bare(lower) and not _is_ended(above)
            return bool(below.passage) and (_goes_on(above, below) or open_above) and not _is_numbered(below)
        return not _own(below) or self._rests(above, below, upper, lower)

    def is_group_torn(self, upper: _Half, lower: _Half) -> bool:
        """Whether the group cell of the lower row is the rest of that above: groups bear numbers, and this has none.

        A new group without a number has cells beside it that no merge over the page break leaves empty.
        """
        if self.group is None or not self.numbers_groups or not lower.source.after_break:
            return False
        above, below = upper.cells[self.group], lower.cells[self.group]
        if not _own(below) or not above.passage or _is_numbered(below):
            return False
        return not all(_own(lower.cells[i]) for i in self.short) or self._counts_on(upper, lower)

    def _counts_on(self, upper: _Half, lower: _Half) -> bool:
        """Whether the numbers of both tasks are of one group: 4.1 and 4.2."""
        if self.task is None:
            return False
        counts = [_COUNT.match(half.cells[self.task].passage.text) for half in (upper, lower)]
        return None not in counts and len({count[0] for count in counts if count}) == 1

    def _rests(self, above: Cell, below: Cell, upper: _Half, lower: _Half) -> bool:
        if _is_numbered(below):
            return False
        if self.numbers_tasks or _goes_on(above, below):
            return True
        if self.numbers_each and self.number is not None and _own(upper.cells[self.number]):
            return True
        return self.ends_tasks and not _is_ended(above) and not any(_own(lower.cells[i]) for i in self.short)


def _first(roles: Sequence[ColumnRole], role: str) -> int | None:
    return next((i for i, name in enumerate(roles) if name == role), None)


def _own(cell: Cell) -> bool:
    return bool(cell.passage) and not cell.inherited


def _is_numbered(cell: Cell) -> bool:
    return _NUMBERED.match(cell.passage.text) is not None


def _is_ended(cell: Cell) -> bool:
    return _ENDED.search(cell.passage.text) is not None


def _goes_on(above: Cell, below: Cell) -> bool:
    return bool(_HANGING.search(above.passage.text) or _CONTINUING.match(below.passage.text))


# --- merged cells ---


def _merging(roles: Sequence[ColumnRole], rules: RuleSet) -> dict[int, tuple[int, ...]]:
    """Columns whose empty cells stand for a merge, with the columns that must then be empty too."""
    needs = rules.lexicon("columns.merging").map
    return {
        i: tuple(j for j, other in enumerate(roles) if other in needs[role].split())
        for i, role in enumerate(roles)
        if role in needs
    }


def _is_merged(rows: Sequence[tuple[Cell, ...]], column: int) -> bool:
    """Whether merges are drawn in a column, so that its empty cells are simply empty."""
    return any(row[column].inherited for row in rows if row)


def _inherit(
    cells: tuple[Cell, ...], above: tuple[Cell, ...] | None, merging: Mapping[int, tuple[int, ...]]
) -> tuple[Cell, ...]:
    """The cells with what the row above hands down.

    In dumped tables and after page breaks all that may be merged; in drawn tables the group of measures, where it is
    printed beside the first of them only.
    """
    if above is None:
        return cells
    found = [_hand_on(cell, over) for cell, over in zip(cells, above, strict=True)]
    for column, needed in merging.items():
        if cells[column].passage or any(_own(cells[other]) for other in needed):
            continue
        if above[column].passage:
            found[column] = replace(above[column], inherited=True)
    return tuple(found)


def _hand_on(cell: Cell, above: Cell) -> Cell:
    """A drawn merge whose upper part stands before a page break goes on with the words of both parts."""
    tail = above.passage.ranges[len(above.passage.ranges) - len(cell.passage.ranges) :]
    return replace(above, inherited=True) if cell.inherited and tail == cell.passage.ranges else cell


def _name_task(cells: tuple[Cell, ...], roles: Sequence[ColumnRole]) -> tuple[Cell, ...]:
    """A group cell that is drawn over the task column too, or has no task beside it, is the task."""
    group, task = _first(roles, "group"), _first(roles, "task")
    if group is None or task is None or cells[task].passage or not _own(cells[group]):
        return cells
    found = list(cells)
    found[task], found[group] = cells[group], cells[task]
    return tuple(found)
