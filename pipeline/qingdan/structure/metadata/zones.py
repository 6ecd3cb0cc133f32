"""What is known so far of what a notice prints about itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from qingdan.text.passage import Passage


@dataclass
class Zones:
    """Fields with where they are printed; paragraphs that belong to no clause; where the covering notice ends."""

    fields: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)
    cover_end: int = 0
    """Index of the paragraph after the signature of a covering notice; 0 when nothing follows a signature."""

    def add(self, name: str, *passages: Passage) -> None:
        """Append values of a field, best first; a field without one does not exist."""
        if passages:
            self.fields[name] = (*self.fields.get(name, ()), *passages)
