"""Cells that slid sideways because a merged neighbour vanished go back to the column whose content they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from qingdan.models.notice import Cell, ColumnRole
from qingdan.rulepacks.ruleset import RuleSet
from qingdan.structure.tables.columns import STRICT, Content, read_content

_LONG: Final = 15  # characters; a shorter text of no known content may be a deadline or a body in unknown words
_CLOSED: Final = ("。", "；")
_OPENING: Final = 2  # characters by which the cells of a column resemble each other


@dataclass(frozen=True)
class _Fit:
    """How well cells fit columns."""

    roles: Sequence[ColumnRole]
    openings: Sequence[Counter[str]]

    def conflicts(self, text: str, content: Content, column: int) -> bool:
        wanted = STRICT.get(self.roles[column])
        if wanted is None or content in (wanted, "empty"):
            return False
        if wanted == "number":
            return len(text) >= _LONG or text.endswith(_CLOSED)
        return content in ("deadline", "agency") or (content == "text" and len(text) >= _LONG)

    def score(self, text: str, content: Content, column: int) -> float:
        if self.conflicts(text, content, column):
            return -20
        wanted = STRICT.get(self.roles[column])
        openings = self.openings[column]
        alike = openings[text[:_OPENING]] / max(1, openings.total())
        loose = content in ("deadline", "agency", "number") and wanted is None
        named = 2 if self.roles[column] == "task" else 1
        return (4 if wanted == content else 0 if loose else named) + alike


def realign(rows: Sequence[tuple[Cell, ...]], roles: Sequence[ColumnRole], rules: RuleSet) -> list[tuple[Cell, ...]]:
    """Rows in which no cell contradicts its column, as far as keeping the order of the cells allows that."""
    if not set(roles) & set(STRICT):
        return list(rows)
    openings: list[Counter[str]] = [Counter() for _ in roles]
    strict = [i for i, role in enumerate(roles) if role in STRICT]
    fit = _Fit(roles, openings)
    wrong = []
    for row in rows:
        slid = {i for i in strict if fit.conflicts(text := row[i].passage.text, read_content(text, rules), i)}
        slid |= _slid_left(row, roles, rules)
        wrong.append(bool(slid))
        for column, cell in enumerate(row):
            if column not in slid and cell.passage:
                openings[column][cell.passage.text[:_OPENING]] += 1
    return [_realign_row(row, fit, rules) if bad else row for row, bad in zip(rows, wrong, strict=True)]


def _slid_left(row: tuple[Cell, ...], roles: Sequence[ColumnRole], rules: RuleSet) -> set[int]:
    """Columns of a row whose cells all moved to its beginning, so that a body stands where it says what to do."""
    filled = [i for i, cell in enumerate(row) if cell.passage]
    if not 1 < len(filled) < len(row) or filled[-1] != len(filled) - 1:
        return set()
    last = filled[-1]
    missed = {STRICT.get(role) for role in roles[last + 1 :]} - {None}
    slid = roles[last] not in STRICT and read_content(row[last].passage.text, rules) in missed
    return set(filled) if slid else set()


def _realign_row(row: tuple[Cell, ...], fit: _Fit, rules: RuleSet) -> tuple[Cell, ...]:
    filled = [i for i, cell in enumerate(row) if cell.passage]
    if len(filled) == len(row) or any(cell.inherited for cell in row):
        return row
    contents = [read_content(cell.passage.text, rules) for cell in row]
    places = _best_places(row, contents, filled, fit)
    if any(fit.conflicts(row[i].passage.text, contents[i], place) for i, place in zip(filled, places, strict=True)):
        return row
    empty = next(cell for cell in row if not cell.passage)
    cells = [empty] * len(row)
    for i, place in zip(filled, places, strict=True):
        cells[place] = row[i] if i == place else replace(row[i], realigned=True)
    return tuple(cells)


def _best_places(row: tuple[Cell, ...], contents: Sequence[Content], filled: Sequence[int], fit: _Fit) -> list[int]:
    """The ascending columns for the filled cells with the best sum of scores; cells that stay are preferred."""
    best: list[tuple[float, list[int]] | None] = [(0.0, []) for _ in range(len(row) + 1)]
    for i in filled:  # best[c]: the cells so far stand in the first c columns
        following: list[tuple[float, list[int]] | None] = [None] * (len(row) + 1)
        for column in range(len(row)):
            before, same = best[column], following[column]
            here = None
            if before is not None:
                moved = 0.75 + 0.1 * abs(column - i) if column != i else 0
                gain = fit.score(row[i].passage.text, contents[i], column) - moved
                here = (before[0] + gain, [*before[1], column])
            following[column + 1] = max((c for c in (same, here) if c is not None), key=lambda c: c[0], default=None)
        best = following
    found = best[len(row)]
    return found[1] if found else list(filled)
