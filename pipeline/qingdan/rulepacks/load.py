"""Read packs from folders and merge them."""

from __future__ import annotations

import hashlib
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from qingdan.errors import RulePackError
from qingdan.rulepacks.ruleset import Lexicon, Rule, RuleSet, alternation
from qingdan.rulepacks.schema import LexiconEntry, PackFile, PackInfo, RuleEntry

M = TypeVar("M", bound=BaseModel)
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


@dataclass(frozen=True)
class Pack:
    """A validated pack, files in name order (`pack.toml` apart)."""

    info: PackInfo
    files: tuple[tuple[str, PackFile], ...]
    digest: str


def rules_root() -> Path:
    """The folder of the packs that ship: inside the package, else in the checkout."""
    packaged = Path(str(files("qingdan"))) / "_data" / "rules"
    return packaged if packaged.is_dir() else Path(__file__).parents[3] / "rules"


def _validate(model: type[M], path: Path) -> M:
    try:
        return model.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulePackError(f"{path}: cannot be read as TOML: {error}") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        raise RulePackError(f"{path}: {key}: {first['msg']}") from error


def read_pack(folder: Path) -> Pack:
    """Read and validate one pack. Raises RulePackError with file, key and what is wrong."""
    if not (folder / "pack.toml").is_file():
        raise RulePackError(f"{folder}: no pack.toml; a pack is a folder with a pack.toml and rule files beside it")
    info = _validate(PackInfo, folder / "pack.toml")
    paths = sorted(p for p in folder.glob("*.toml") if p.name != "pack.toml")
    digest = hashlib.sha256()
    for path in (folder / "pack.toml", *paths):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return Pack(info, tuple((str(p), _validate(PackFile, p)) for p in paths), digest.hexdigest())


class _Merger:
    """Merges packs in order. Later packs replace by id, extend lexicons, disable rules."""

    def __init__(self) -> None:
        self.rules: dict[str, Rule] = {}
        self.lexicons: dict[str, Lexicon] = {}
        self.fragments: dict[str, str] = {}
        self.packs: dict[str, str] = {}

    def add(self, pack: Pack) -> None:
        name = pack.info.name
        self.packs[name] = pack.digest
        for unwanted in pack.info.disable:
            if unwanted not in self.rules:
                raise RulePackError(f"{name}: disable names {unwanted!r}, which no earlier pack has")
            del self.rules[unwanted]
        for path, file in pack.files:
            for entry in file.lexicon:
                self._add_lexicon(entry, name)
            for key, pattern in file.fragments.items():
                self.fragments[key] = self._fill(pattern, path, key)
        for path, file in pack.files:
            for rule in file.rule:
                self._add_rule(rule, path, name)

    def _add_lexicon(self, entry: LexiconEntry, pack: str) -> None:
        words = dict(entry.map) or dict.fromkeys(entry.words, "")
        if entry.extend and entry.id in self.lexicons:
            words = {**self.lexicons[entry.id].map, **words}
        self.lexicons[entry.id] = Lexicon(entry.id, entry.why, words, pack, entry.source)

    def _add_rule(self, entry: RuleEntry, path: str, pack: str) -> None:
        pattern = self._fill(entry.pattern, path, entry.id)
        try:
            re.compile(pattern)
        except re.error as error:
            raise RulePackError(f"{path}: {entry.id}: pattern: {error}") from error
        self.rules[entry.id] = Rule(
            entry.id, entry.kind, entry.why, pattern, entry.priority, entry.value, pack,
            entry.source, entry.examples, entry.non_examples,
        )  # fmt: skip

    def _fill(self, pattern: str, path: str, key: str) -> str:
        def insert(match: re.Match[str]) -> str:
            name = match[1]
            if name in self.fragments:
                return f"(?:{self.fragments[name]})"
            if name in self.lexicons:
                return alternation(self.lexicons[name].words)
            raise RulePackError(f"{path}: {key}: {{{name}}} names no fragment and no lexicon")

        return _PLACEHOLDER.sub(insert, pattern)


@lru_cache(maxsize=8)
def load_rules(*extra: Path) -> RuleSet:
    """The base pack and the packs in these folders, merged in order, compiled when used."""
    merger = _Merger()
    for folder in (rules_root() / "base", *extra):
        merger.add(read_pack(folder))
    return RuleSet(merger.rules, merger.lexicons, merger.packs)
