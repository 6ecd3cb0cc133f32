"""Spans with their pages and boxes."""

from __future__ import annotations

from array import array

import pytest

from qingdan.assemble.places import Places
from qingdan.models.source import PageLayout
from qingdan.models.values import Deadline, Span

NAN = float("nan")
BOXES = [(10, 10, 20, 22), (20, 10, 30.004, 22), (NAN,) * 4, (10, 40, 20, 52), (20, 40, 30, 52)]
"""Two characters on page 1, a break, two on page 2."""
LAYOUT = PageLayout((0, 3), array("d", [side for box in BOXES for side in box]))


def plain(spans: tuple[Span, ...]) -> list[tuple[object, ...]]:
    return [(s.start, s.end, s.page, s.bbox) for s in spans]


CASES: dict[str, tuple[list[tuple[int, int]], list[tuple[object, ...]]]] = {
    "on one page": ([(0, 2)], [(0, 2, 1, (10, 10, 30, 22))]),
    "on the next page": ([(3, 5)], [(3, 5, 2, (10, 40, 30, 52))]),
    "over a page break": ([(1, 4)], [(1, 3, 1, (20, 10, 30, 22)), (3, 4, 2, (10, 40, 20, 52))]),
    "two ranges": ([(0, 1), (4, 5)], [(0, 1, 1, (10, 10, 20, 22)), (4, 5, 2, (20, 40, 30, 52))]),
    "a break alone has no box": ([(2, 3)], [(2, 3, None, None)]),
    "nothing": ([], []),
}


@pytest.mark.parametrize(("ranges", "expected"), CASES.values(), ids=CASES.keys())
def test_spans(ranges: list[tuple[int, int]], expected: list[tuple[object, ...]]) -> None:
    assert plain(Places(LAYOUT).spans(ranges)) == expected


def test_without_pages_a_range_is_a_span() -> None:
    assert plain(Places(None).spans([(1, 4), (6, 7)])) == [(1, 4, None, None), (6, 7, None, None)]


def test_values_are_located() -> None:
    value = Deadline(raw="甲", spans=(Span(start=1, end=4),), rule="test")
    (located,) = Places(LAYOUT).located([value])
    assert plain(located.spans) == [(1, 3, 1, (20, 10, 30, 22)), (3, 4, 2, (10, 40, 20, 52))]
    assert Places(None).located([value]) == (value,)
