"""A line of a page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class PrintedLine:
    """A line as shown, white space collapsed; `separator` is what stands between it and the line before."""

    text: str
    separator: str = "\n"
