"""A line of a page."""

from __future__ import annotations

from dataclasses import dataclass

INVISIBLE = " \t\r\n\x0b\x0c\u00a0\u1680\u2000\u2001\u2002\u2003\u2009\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"


@dataclass(slots=True)
class PrintedLine:
    """A line as shown, white space collapsed; `separator` is what stands between it and the line before."""

    text: str
    bold: bool = False
    separator: str = "\n"
