"""Ranges of the text → spans with page and box."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from qingdan.models.source import PageLayout
from qingdan.models.values import Actor, Deadline, Reference, Responsibility, Span, Target
from qingdan.text.passage import Range

V = TypeVar("V", Deadline, Responsibility, Target, Actor, Reference)
_DECIMALS = 2


class Places:
    """Adds page and box where the form of the file has them."""

    def __init__(self, layout: PageLayout | None) -> None:
        self._layout = layout

    def spans(self, ranges: Iterable[Range]) -> tuple[Span, ...]:
        """One span a range; one a page where a range runs over a page break."""
        return tuple(span for start, end in ranges for span in self._locate(start, end))

    def located(self, values: Sequence[V]) -> tuple[V, ...]:
        """The values with pages and boxes on their spans."""
        if self._layout is None:
            return tuple(values)
        return tuple(v.model_copy(update={"spans": self.spans((s.start, s.end) for s in v.spans)}) for v in values)

    def _locate(self, start: int, end: int) -> Iterable[Span]:
        if self._layout is None:
            return (Span(start=start, end=end),)
        located = self._layout.locate(start, end)
        if len(located) == 1:
            page, box = located[0]
            return (Span(start=start, end=end, page=page, bbox=_rounded(box)),)
        return self._by_page(start, end, located)

    def _by_page(
        self, start: int, end: int, located: Sequence[tuple[int, tuple[float, float, float, float]]]
    ) -> Iterable[Span]:
        layout = self._layout
        if layout is None or not located:
            return (Span(start=start, end=end),)
        spans: list[Span] = []
        for index, (page, box) in enumerate(located):
            last = index == len(located) - 1
            stop = end if last else layout.page_starts[located[index + 1][0] - 1]
            spans.append(Span(start=start, end=stop, page=page, bbox=_rounded(box)))
            start = stop
        return spans


def _rounded(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x0, top, x1, bottom = (round(v, _DECIMALS) for v in box)
    return x0, top, x1, bottom
