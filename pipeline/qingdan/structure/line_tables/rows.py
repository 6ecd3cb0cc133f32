"""Cells that lost their columns, in order of print, put back into rows: by what they look like.

A cell of several lines, a cell merged away and a row without the cells it shares with the one above all change how
many lines there are for so many headers. Of all readings that keep the order the best one counts, and only when no
other is as good: a value in the wrong column is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from qingdan.models.notice import ColumnRole
from qingdan.structure.tables.columns import STRICT, Content

Row = dict[int, list[int]]
"""The pieces, by position, that make up each cell, by column."""

_SHORT: Final = 15  # characters; so short a text may be a date or a body in unknown words
_NAMING: Final = ("task", "indicator")
_PLAIN: Final[dict[Content, int]] = {"text": 3, "deadline": 3, "agency": 2, "figure": 2, "number": 1}
_FIGURES: Final = ("target", "baseline")
_MATCH, _GOES_ON, _NAMED, _NEW_ROW = 6, 4, 3, 7
_ABSENT: Final[dict[str, int]] = {"group": 1, "number": 1, "remark": 1, "support_agency": 1}
"""What a column without a cell costs; two for any other."""


class Piece(NamedTuple):
    """The words of one cell, or of one line of it, and what they look like."""

    words: str
    content: Content


@dataclass(frozen=True)
class _Reading:
    """The best reading of the pieces so far that ends in one column; `ways` counts those equally good."""

    score: int
    ways: int
    before: _Reading | None
    column: int
    new_row: bool


_State = tuple[int, bool]
"""Column of the last piece, and whether its row has a task yet."""


def fits(pieces: Sequence[Piece], roles: Sequence[ColumnRole]) -> bool:
    """Whether one piece a column contradicts none of the columns."""
    pairs = zip(pieces, roles, strict=False)
    return len(pieces) == len(roles) and all(not p.words or _score(p, role) is not None for p, role in pairs)


def place(pieces: Sequence[Piece], roles: Sequence[ColumnRole], *, one: bool = False) -> list[Row] | None:
    """The rows, or the one row, that the pieces make up; None when that is left open."""
    states: dict[_State, _Reading] = {}
    for index, piece in enumerate(pieces):
        following: dict[_State, _Reading] = {}
        for state, reading in _continue(states, piece, roles) if index else _begin(piece, roles):
            if one and index and reading.new_row:
                continue
            known = following.get(state)
            if known is None or reading.score > known.score:
                following[state] = reading
            elif reading.score == known.score:
                following[state] = _Reading(
                    known.score, known.ways + reading.ways, known.before, known.column, known.new_row
                )
        states = following
    ended = [(r.score - _cost(roles[column + 1 :]), r) for (column, named), r in states.items() if named]
    if not ended:
        return None
    best = max(score for score, _ in ended)
    winners = [reading for score, reading in ended if score == best]
    return _rows(winners[0]) if len(winners) == 1 and winners[0].ways == 1 else None


def _begin(piece: Piece, roles: Sequence[ColumnRole]) -> Iterator[tuple[_State, _Reading]]:
    for column, role in enumerate(roles):
        score = _score(piece, role)
        if score is not None:
            gain = score - _cost(roles[:column])
            yield (column, role in _NAMING), _Reading(gain, 1, None, column, new_row=True)


def _continue(
    states: dict[_State, _Reading], piece: Piece, roles: Sequence[ColumnRole]
) -> Iterator[tuple[_State, _Reading]]:
    for (last, named), reading in states.items():
        more = _score_more(piece, roles[last])
        if more is not None:
            yield (last, named), _Reading(reading.score + more, reading.ways, reading, last, new_row=False)
        for column, role in enumerate(roles):
            score = _score(piece, role)
            if score is None:
                continue
            names = role in _NAMING
            if column > last:
                gain = reading.score + score - _cost(roles[last + 1 : column])
                yield (column, named or names), _Reading(gain, reading.ways, reading, column, new_row=False)
            if named:
                gain = reading.score + score - _NEW_ROW - _cost(roles[last + 1 :]) - _cost(roles[:column])
                yield (column, names), _Reading(gain, reading.ways, reading, column, new_row=True)


def _cost(roles: Sequence[ColumnRole]) -> int:
    return sum(_ABSENT.get(role, 2) for role in roles)


def _score(piece: Piece, role: ColumnRole) -> int | None:
    """How well a piece fits a column; None where it contradicts it."""
    wanted = STRICT.get(role)
    if wanted is not None:
        if piece.content == wanted:
            return _MATCH
        return 1 if wanted != "number" and piece.content == "text" and len(piece.words) < _SHORT else None
    if role in _FIGURES and piece.content in ("figure", "number"):
        return _MATCH
    return _PLAIN.get(piece.content, 0) + (_NAMED if role in _NAMING else 0)


def _score_more(piece: Piece, role: ColumnRole) -> int | None:
    """How well a piece goes on in the cell of the one before."""
    wanted = STRICT.get(role)
    if wanted is not None:
        return _GOES_ON if piece.content == wanted != "number" else None
    return -1 if piece.content == "agency" else 0


def _rows(reading: _Reading) -> list[Row]:
    steps = []
    step: _Reading | None = reading
    while step is not None:
        steps.append(step)
        step = step.before
    rows: list[Row] = []
    for index, step in enumerate(reversed(steps)):
        if step.new_row:
            rows.append({})
        rows[-1].setdefault(step.column, []).append(index)
    return rows
