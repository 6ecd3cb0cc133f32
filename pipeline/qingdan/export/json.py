"""Records → JSON, one file a notice, or one line a notice."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from qingdan.export.messages import Language
from qingdan.models.record import PolicyDocument

_UNFIT = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_STEM_BYTES = 180


def file_name(document: PolicyDocument, digits: int = 8) -> str:
    """`<stem>.<8 of id>.json`; characters that some file system refuses are replaced by `_`, long stems cut."""
    stem = _UNFIT.sub("_", PurePosixPath(document.source.name).stem)
    stem = stem.encode("utf-8", "replace")[:_STEM_BYTES].decode("utf-8", "ignore")
    identity = re.split(r"[^0-9A-Za-z]", document.document_id)[-1]
    return f"{stem}.{identity[:digits]}.json"


def to_json(document: PolicyDocument, *, indent: int | None = 1) -> str:
    """The document as JSON with a line break at its end; keys in the order of the contract, no escapes for Chinese."""
    return document.model_dump_json(indent=indent) + "\n"


def render_json(document: PolicyDocument, _: Language) -> tuple[str, str]:
    """File name and text."""
    return file_name(document), to_json(document)


class JsonWriter:
    """Writes `<stem>.<8 of id>.json` into a folder."""

    def __init__(self, folder: Path, _: Language) -> None:
        self._folder = folder
        self._folder.mkdir(parents=True, exist_ok=True)
        self.paths: list[Path] = []

    def add(self, rendered: tuple[str, str]) -> None:
        """Write one file."""
        name, text = rendered
        self.paths.append(self._folder / name)
        self.paths[-1].write_text(text, encoding="utf-8", newline="\n")

    def close(self) -> None:
        """Nothing is left open."""


def render_jsonl(document: PolicyDocument, _: Language) -> str:
    """One line."""
    return to_json(document, indent=None)


class JsonLinesWriter:
    """Writes one document a line."""

    def __init__(self, path: Path, _: Language) -> None:
        self.paths = [path]
        self._file = self.paths[0].open("w", encoding="utf-8", newline="\n")

    def add(self, rendered: str) -> None:
        """Write one line."""
        self._file.write(rendered)

    def close(self) -> None:
        """Finish the file."""
        self._file.close()
