"""The one document that a command is about: a notice read now, or a document written before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qingdan.cli.console import NerMode

if TYPE_CHECKING:
    from qingdan.models.record import PolicyDocument


def read_written(path: Path) -> PolicyDocument:
    """A document from its JSON file. Raises ReadError."""
    from qingdan.export.stored import read_stored

    return read_stored(path)


def read_any(path: Path, rules: Sequence[Path] | None, ner: NerMode) -> PolicyDocument:
    """A document from a notice, or from its JSON file. Raises ReadError, RulePackError."""
    if path.suffix == ".json":
        return read_written(path)
    from qingdan.errors import BrokenFileError
    from qingdan.rulepacks import load_rules
    from qingdan.run import read_notice

    if path.is_dir():
        raise BrokenFileError(str(path), "a folder, not one notice; `qingdan convert` reads folders")
    if not path.is_file():
        raise BrokenFileError(str(path), "no such file; check the path")
    return read_notice(path, rules=load_rules(*(rules or ())), ner=ner)
