"""Ruling lines → regions, from literal edges."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qingdan.readers.paged.edges import merge_edges
from qingdan.readers.paged.geometry import Edge
from qingdan.readers.paged.grid import Region, find_grids


def test_pieces_on_one_line_are_joined_and_short_ones_dropped():
    pieces = [Edge(100.4, 0, 50), Edge(99.6, 52, 90), Edge(100, 200, 210), Edge(300, 0, 1)]
    assert merge_edges(pieces) == [Edge(100, 0, 90), Edge(100, 200, 210)]


def test_a_double_border_is_one():
    levels = merge_edges([Edge(y + d, 0, 100) for y in (0, 20, 40) for d in (0, 2)])
    uprights = merge_edges([Edge(x + d, 0, 42) for x in (0, 50, 100) for d in (0, 2)])
    (grid,) = find_grids(levels, uprights)
    assert grid.regions == (Region(0, 0), Region(0, 1), Region(1, 0), Region(1, 1))


def test_a_region_with_a_corner_is_cut_by_rows():
    levels = [Edge(0, 0, 90), Edge(20, 30, 90), Edge(40, 0, 90)]
    uprights = [Edge(0, 0, 40), Edge(30, 0, 20), Edge(60, 0, 20), Edge(90, 0, 40)]
    (grid,) = find_grids(levels, uprights)
    assert grid.regions == (Region(0, 0), Region(0, 1), Region(0, 2), Region(1, 0, 1, 3))


def test_a_point_is_in_the_region_around_it():
    (grid,) = find_grids([Edge(y, 0, 90) for y in (0, 20, 40)], [Edge(0, 0, 40), Edge(30, 0, 40), Edge(90, 0, 40)])
    assert [grid.region_at(*point) for point in ((10, 10), (50, 10), (50, 30), (100, 10), (10, -1))] == [
        0,
        1,
        3,
        None,
        None,
    ]


_edges = st.lists(
    st.builds(lambda at, start, size: Edge(at, start, start + size), *[st.integers(0, 60)] * 3), max_size=25
)


@given(_edges, _edges)
def test_regions_of_any_edges_are_apart_and_inside(levels, uprights):
    for grid in find_grids(merge_edges(levels), merge_edges(uprights)):
        squares = [
            (row, column)
            for region in grid.regions
            for row in range(region.row, region.row + region.row_span)
            for column in range(region.column, region.column + region.column_span)
        ]
        assert len(squares) == len(set(squares))
        assert all(row < len(grid.ys) - 1 and column < len(grid.xs) - 1 for row, column in squares)
        assert list(grid.xs) == sorted(set(grid.xs))
