"""The metadata box of a government site: a table of labels and values, which is no table of the notice (T1)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qingdan.models.source import RawRow, RawTable, Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.metadata.labels import find_label
from qingdan.text.passage import Passage

Field = tuple[str, Passage]
"""A label as printed, and its value."""

_MOST_CELLS = 120
"""No box has more cells."""
_FEWEST_ROWS = 2
"""A box that a table follows without a break is known by so many rows."""
_HEAD = 60
"""A box stands before or among so many lines."""


def take_boxes(source: Source, rules: RuleSet) -> tuple[Source, tuple[Field, ...]]:
    """The source without its metadata boxes, and the fields that these give, in order of print."""
    label = find_label("cell", rules)
    end = source.lines[_HEAD].start if len(source.lines) > _HEAD else len(source.text)
    kept: list[RawTable] = []
    fields: list[Field] = []
    for table in (part for whole in source.tables for part in _parts(whole, source.text, label)):
        found = _read_box(table, source.text, label) if table.start <= end and _is_small(table) else []
        if found:
            fields += found
        else:
            kept.append(table)
    return (replace(source, tables=tuple(kept)), tuple(fields)) if fields else (source, ())


def _parts(table: RawTable, text: str, label: re.Pattern[str]) -> Iterator[RawTable]:
    """The box that a table of the notice follows at once, and that table; else the table as it is."""
    count = 0
    for row in table.rows:
        cells = _filled(row, text)
        if not cells or not label.match(cells[0].text):
            break
        count += 1
    following = [r for row in table.rows[count:] for cell in row if cell for r in cell.ranges]
    if count < _FEWEST_ROWS or count >= len(table.rows) or not following:
        yield table
        return
    printed = [r for row in table.rows[:count] for cell in row if cell for r in cell.ranges]
    yield replace(table, rows=table.rows[:count], end=max(r[1] for r in printed))
    yield replace(table, rows=table.rows[count:], start=min(r[0] for r in following))


def _is_small(table: RawTable) -> bool:
    return len(table.rows) <= _MOST_CELLS and sum(map(len, table.rows)) <= _MOST_CELLS


def _read_box(table: RawTable, text: str, label: re.Pattern[str]) -> list[Field]:
    """Labels with their values; none unless most of the rows with words begin with a known label."""
    rows = [cells for row in table.rows if (cells := _filled(row, text))]
    known = sum(label.match(cells[0].text) is not None for cells in rows)
    found = [field for cells in rows for field in _read_pairs(cells, label)]
    return found if 2 * known >= len(rows) and len(found) > (len(rows) > 1) else []


def _read_pairs(cells: Sequence[Passage], label: re.Pattern[str]) -> Iterator[Field]:
    """A label's value stands behind it in its cell, or in the next one."""
    for index, cell in enumerate(cells):
        match = label.match(cell.text)
        if not match:
            continue
        value = cell.slice(match.end(), len(cell))
        if not value and index + 1 < len(cells) and not label.match(cells[index + 1].text):
            value = cells[index + 1]
        if value:
            yield match["label"], value


def _filled(row: RawRow, text: str) -> list[Passage]:
    return [passage for cell in row if cell is not None and (passage := Passage(text, cell.ranges))]
