"""What is wrong with a pack, and where: the words in which a check answers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ValidationError

from qingdan.rulepacks.locate import find_line

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right."""

    file: str
    keys: Keys
    line: int | None
    message: str
    advice: str = ""
    severity: Literal["error", "warning"] = "error"

    def __str__(self) -> str:
        """`words.toml:12: rule 1, pattern: what is wrong; what to do`."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        key = ", ".join(f"{k + 1}" if isinstance(k, int) else k for k in self.keys)
        return f"{place}: {f'{key}: ' if key else ''}{self.message}{f'; {self.advice}' if self.advice else ''}"


@dataclass(frozen=True)
class PackText:
    """A TOML file of the pack as it was read."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def mistake(self, keys: Keys, message: str, advice: str = "", **more: Any) -> Mistake:
        """A mistake under the keys, with its line."""
        return Mistake(str(self.path), keys, find_line(self.text, keys), message, advice, **more)

    def entries(self, key: str, model: type[BaseModel]) -> Iterator[tuple[Keys, Any]]:
        """The entries of one sort that are well-formed by themselves."""
        found = self.data.get(key)
        for index, raw in enumerate(found if isinstance(found, list) else ()):
            try:
                yield (key, index), model.model_validate(raw)
            except ValidationError:
                continue


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not known."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are {', '.join(names)}" if 0 < len(names) <= 20 else ""
