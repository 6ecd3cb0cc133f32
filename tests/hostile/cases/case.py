"""What a hostile file is called, how it is made and what may become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Case:
    """A hostile file."""

    name: str
    """With the suffix that the file bears."""
    build: Callable[[], bytes]
    expected: Literal["any", "read", "refused", "nothing"] = "any"
    """`nothing`: refused, or a document without tasks and values, since nothing of the kind is printed."""
