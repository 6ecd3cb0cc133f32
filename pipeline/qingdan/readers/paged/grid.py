"""Ruling lines → grids: the regions that lines close, with the rows and columns each spans."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qingdan.models.source import Box
from qingdan.readers.paged.edges import TOLERANCE, Edges, find_networks


@dataclass(frozen=True, slots=True)
class Region:
    """A cell as drawn: its first row and column in the grid, and how many of each it covers."""

    row: int
    column: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Grid:
    """A table's geometry: the positions of its lines and what lies between them."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    regions: tuple[Region, ...]
    """In reading order of their first rows and columns."""
    owners: tuple[tuple[int | None, ...], ...]
    """For each row and column the index of the region that covers it; None outside the drawn lines."""

    @property
    def box(self) -> Box:
        """The box of the whole grid."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def region_at(self, x: float, y: float) -> int | None:
        """The index of the region that holds a point."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        inside = 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1
        return self.owners[row][column] if inside else None


def find_grids(horizontal: Edges, vertical: Edges) -> list[Grid]:
    """Grids of at least two columns and two regions, from the top; the edges must be as merge_edges leaves them.

    Frames of one region, boxes stacked in one column and lone rules are no grids.
    """
    networks = find_networks(horizontal, vertical)
    grids = [grid for rows, columns in networks if (grid := _build_grid(rows, columns)) is not None]
    return sorted(grids, key=lambda grid: (grid.box[1], grid.box[0]))


def _build_grid(horizontal: Edges, vertical: Edges) -> Grid | None:
    xs = _positions(vertical, horizontal)
    ys = _positions(horizontal, vertical)
    if len(xs) < 3 or len(ys) < 2:
        return None
    groups = _closed_groups(ys, xs, _walls(horizontal, ys, xs), _walls(vertical, xs, ys))
    regions = [region for group in groups for region in _rectangles(group)]
    if len(regions) < 2:
        return None
    return _compact(xs, ys, sorted(regions, key=lambda region: (region.row, region.column)))


def _positions(across: Edges, along: Edges) -> list[float]:
    """Where the lines of one direction lie, and the open sides at which two or more of the others end together."""
    lines = sorted({edge.at for edge in across})
    if not lines:
        return []
    for ends, beyond in (
        ([edge.start for edge in along if edge.start < lines[0] - TOLERANCE], min),
        ([edge.end for edge in along if edge.end > lines[-1] + TOLERANCE], max),
    ):
        if ends:
            side = beyond(ends)
            if sum(abs(end - side) <= TOLERANCE for end in ends) > 1:
                lines.append(side)
    return sorted(lines)


def _walls(edges: Edges, positions: list[float], stops: list[float]) -> set[tuple[int, int]]:
    """(line, gap) for every gap between two stops that a line at this position closes."""
    walls: set[tuple[int, int]] = set()
    for edge in edges:
        line = min(bisect_left(positions, edge.at - TOLERANCE), len(positions) - 1)
        first = bisect_left(stops, edge.start - TOLERANCE)
        last = bisect_right(stops, edge.end + TOLERANCE) - 1
        walls.update((line, gap) for gap in range(first, last))
    return walls


Squares = list[tuple[int, int]]


def _closed_groups(
    ys: list[float], xs: list[float], levels: set[tuple[int, int]], uprights: set[tuple[int, int]]
) -> Iterator[Squares]:
    """Squares of the grid that no wall parts, unless they lie open to the outside both ways."""
    rows, columns = len(ys) - 1, len(xs) - 1
    seen: set[tuple[int, int]] = set()
    for start in ((row, column) for row in range(rows) for column in range(columns)):
        if start in seen:
            continue
        seen.add(start)
        group, open_across, open_down = [start], False, False
        for row, column in group:
            for wall, walls, neighbour in (
                ((row, column), levels, (row - 1, column)),
                ((row + 1, column), levels, (row + 1, column)),
                ((column, row), uprights, (row, column - 1)),
                ((column + 1, row), uprights, (row, column + 1)),
            ):
                if wall in walls:
                    continue
                if not 0 <= neighbour[0] < rows:
                    open_down = True
                elif not 0 <= neighbour[1] < columns:
                    open_across = True
                elif neighbour not in seen:
                    seen.add(neighbour)
                    group.append(neighbour)
        if not (open_across and open_down):
            yield group


def _rectangles(group: Squares) -> Iterator[Region]:
    """The group as one region where it is a rectangle, else row by row."""
    rows, columns = sorted({row for row, _ in group}), sorted({column for _, column in group})
    if len(group) == len(rows) * len(columns):
        yield Region(rows[0], columns[0], len(rows), len(columns))
        return
    by_row: dict[int, list[int]] = defaultdict(list)
    for row, column in group:
        by_row[row].append(column)
    for row, found in by_row.items():
        found.sort()
        begins = [column for last, column in zip([-2, *found], found, strict=False) if column != last + 1]
        ends = [column for column, following in zip(found, [*found[1:], -2], strict=True) if following != column + 1]
        for begin, end in zip(begins, ends, strict=True):
            yield Region(row, begin, 1, end - begin + 1)


def _compact(xs: list[float], ys: list[float], regions: list[Region]) -> Grid | None:
    """Without the lines at which no region begins or ends, such as underlines that touch a border."""
    lines_y = sorted({region.row for region in regions} | {region.row + region.row_span for region in regions})
    lines_x = sorted({region.column for region in regions} | {region.column + region.column_span for region in regions})
    if len(lines_x) < 3:
        return None
    row_of, column_of = _index(lines_y), _index(lines_x)
    compact = tuple(
        Region(
            row_of(region.row),
            column_of(region.column),
            row_of(region.row + region.row_span) - row_of(region.row),
            column_of(region.column + region.column_span) - column_of(region.column),
        )
        for region in regions
    )
    owners: list[list[int | None]] = [[None] * (len(lines_x) - 1) for _ in range(len(lines_y) - 1)]
    for number, region in enumerate(compact):
        for row in range(region.row, region.row + region.row_span):
            for column in range(region.column, region.column + region.column_span):
                owners[row][column] = number
    return Grid(tuple(xs[i] for i in lines_x), tuple(ys[i] for i in lines_y), compact, tuple(map(tuple, owners)))


def _index(lines: list[int]) -> Callable[[int], int]:
    return {line: number for number, line in enumerate(lines)}.__getitem__
