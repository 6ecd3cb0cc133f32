"""Drawn line pieces → whole lines, and which of them hang together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise

from qingdan.readers.paged.geometry import Edge, Matrix, map_box

TOLERANCE = 3.0
"""Points within which two positions are one: the borders of neighbouring cells, both sides of a thin bar."""

Edges = list[Edge]


def merge_edges(edges: Iterable[Edge]) -> Edges:
    """Edges of one direction, snapped to common positions and joined where they meet, by position and start."""
    ordered = sorted(edges)
    merged: Edges = []
    for group in _snapped(ordered):
        at = sum(edge.at for edge in group) / len(group)
        start, end = None, 0.0
        for edge in sorted(group, key=lambda edge: edge.start):
            if start is None:
                start, end = edge.start, edge.end
            elif edge.start <= end + TOLERANCE:
                end = max(end, edge.end)
            else:
                merged.append(Edge(at, start, end))
                start, end = edge.start, edge.end
        if start is not None:
            merged.append(Edge(at, start, end))
    return [edge for edge in merged if edge.end - edge.start >= TOLERANCE]


def _snapped(ordered: Edges) -> list[Edges]:
    """Groups whose positions follow each other within the tolerance."""
    groups: list[Edges] = [[edge] for edge in ordered[:1]]
    for last, edge in pairwise(ordered):
        if edge.at - last.at <= TOLERANCE:
            groups[-1].append(edge)
        else:
            groups.append([edge])
    return groups


def turn_edges(horizontal: Edges, vertical: Edges, matrix: Matrix) -> tuple[Edges, Edges]:
    """Level and upright edges after a turn by quarters, each in the order of merge_edges."""
    boxes = [map_box((edge.start, edge.at, edge.end, edge.at), matrix) for edge in horizontal]
    boxes += [map_box((edge.at, edge.start, edge.at, edge.end), matrix) for edge in vertical]
    level = [Edge(top, x0, x1) for x0, top, x1, bottom in boxes if x1 - x0 > bottom - top]
    upright = [Edge(x0, top, bottom) for x0, top, x1, bottom in boxes if x1 - x0 <= bottom - top]
    return sorted(level), sorted(upright)


def find_networks(horizontal: Edges, vertical: Edges) -> list[tuple[Edges, Edges]]:
    """Edges that touch one another, network by network. Both lists must be as merge_edges leaves them."""
    parents = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = parents[parents[index]]
            index = parents[index]
        return index

    positions = [edge.at for edge in horizontal]
    for number, edge in enumerate(vertical, len(horizontal)):
        first = bisect_left(positions, edge.start - TOLERANCE)
        last = bisect_right(positions, edge.end + TOLERANCE)
        for index in range(first, last):
            other = horizontal[index]
            if other.start - TOLERANCE <= edge.at <= other.end + TOLERANCE:
                parents[root(index)] = root(number)
    networks: dict[int, tuple[Edges, Edges]] = defaultdict(lambda: ([], []))
    for index, edge in enumerate(horizontal):
        networks[root(index)][0].append(edge)
    for number, edge in enumerate(vertical, len(horizontal)):
        networks[root(number)][1].append(edge)
    return list(networks.values())
