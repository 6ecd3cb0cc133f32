"""What a careful reader must know about a notice, as code and parameters; words are rendered when shown."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qingdan.text.passage import Range

Severity = Literal["info", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """A finding about the source or about its reading."""

    code: str
    severity: Severity = "warning"
    params: dict[str, str | int | None] = field(default_factory=dict)
    ranges: tuple[Range, ...] = ()
