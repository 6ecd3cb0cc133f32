"""A new pack to fill in: every kind of entry once, with invented words."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

from qingdan.errors import RulePackError

_NAME = re.compile(r"[a-z][a-z0-9_]*")


def write_pack(name: str, folder: Path) -> list[Path]:
    """Write the template into `folder`; gives its files. Raises RulePackError for a bad name or a folder in use."""
    if not _NAME.fullmatch(name):
        raise RulePackError(f"{name}: a pack's name is lower case letters, digits and _, a letter first")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RulePackError(f"{folder}: is there already and not empty; choose another folder with -o")
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    for template in sorted(files("qingdan.rulepacks").joinpath("template").iterdir(), key=lambda path: path.name):
        path = folder / template.name
        path.write_text(template.read_text(encoding="utf-8").replace("NAME", name), encoding="utf-8", newline="\n")
        written.append(path)
    return written
