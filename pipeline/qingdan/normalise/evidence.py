"""Evidence of a value: spans into the text and the words they read."""

from __future__ import annotations

from collections.abc import Sequence

from qingdan.models.values import Span
from qingdan.text.passage import Passage, Range


def spans_of(passage: Passage, *pieces: Range) -> tuple[Span, ...]:
    """Spans of some pieces of a passage's view, in the order given."""
    return tuple(Span(start=a, end=b) for piece in pieces for a, b in passage.ranges_of(*piece))


def read_spans(text: str, spans: Sequence[Span]) -> str:
    """The words at the spans, joined: what `raw` must read, white space aside."""
    return "".join(text[s.start : s.end] for s in spans)
