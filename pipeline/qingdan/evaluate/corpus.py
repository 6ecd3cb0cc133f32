"""The annotated notices of a corpus: `notices.toml`, the notices as they were issued, `gold/` with what is in each."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from qingdan.evaluate.gold import SUFFIX, GoldError

Split = Literal["train", "dev", "test"]


@dataclass(frozen=True)
class AnnotatedNotice:
    """A notice and what a perfect reader takes from it."""

    id: str
    split: Split
    path: Path
    """The notice's file."""
    gold: Mapping[str, Any]
    """The annotation, in the names of the output contract."""
    about: Mapping[str, Any]
    """The rest of its entry: `place issuer field year form` and what else the corpus says of it."""


def read_corpus(folder: Path | str, split: Split | None = None) -> Iterator[AnnotatedNotice]:
    """The notices of a corpus, or of one split, in the order of its list. Raises GoldError when it is no corpus."""
    root = Path(folder)
    try:
        entries = tomllib.loads((root / "notices.toml").read_text(encoding="utf-8"))["notice"]
    except (OSError, tomllib.TOMLDecodeError, KeyError) as error:
        raise GoldError(f"{root}: not a corpus; its notices are listed in notices.toml ({error})") from error
    for entry in entries:
        if split in (None, entry["split"]):
            gold = json.loads((root / "gold" / f"{entry['id']}{SUFFIX}").read_text(encoding="utf-8"))
            about = {key: value for key, value in entry.items() if key not in ("id", "split", "file")}
            yield AnnotatedNotice(entry["id"], entry["split"], root / entry["file"], gold, about)
