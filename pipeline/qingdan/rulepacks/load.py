"""Read packs from folders and merge them."""

from __future__ import annotations

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from qingdan.errors import RulePackError
from qingdan.rulepacks.indicators import Indicator, Indicators, merge_indicator
from qingdan.rulepacks.marks import build_marks
from qingdan.rulepacks.organs import Organ, Organs, merge_organ
from qingdan.rulepacks.ruleset import Lexicon, Rule, RuleSet, alternation
from qingdan.rulepacks.schema import LexiconEntry, MarksEntry, PackFile, PackInfo, PlaceEntry, RuleEntry

M = TypeVar("M", bound=BaseModel)
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_.]*)\}")


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


def shipped_packs() -> tuple[Path, ...]:
    """The base pack, then those of the centre and the provinces by name.

    All are always in force: each only adds what is true wherever it is printed, so none needs to be chosen.
    """
    root = rules_root()
    own = sorted(path.parent for path in root.glob("*/pack.toml") if path.parent.name != "base")
    return (root / "base", *own)


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


class Merger:
    """Merges packs in order. Later packs replace by id, extend lexicons, disable rules.

    Patterns are filled in last, so that words and fragments of a later pack reach the rules of an earlier one.
    """

    def __init__(self) -> None:
        self.entries: dict[str, tuple[RuleEntry, str, str]] = {}
        """Id to rule, file and pack."""
        self.fragments: dict[str, tuple[str, str]] = {}
        """Name to pattern and file, in the order of definition."""
        self.lexicons: dict[str, Lexicon] = {}
        self.replaced: dict[str, list[str]] = {}
        """Id of a rule or lexicon to the earlier packs that had it."""
        self.packs: dict[str, str] = {}
        self.marks: list[MarksEntry] = []
        self.places: list[PlaceEntry] = []
        self.organs: dict[str, Organ] = {}
        self.indicators: dict[str, Indicator] = {}

    def add(self, pack: Pack) -> None:
        """Take a pack in behind those before. Raises RulePackError when it disables what none of them has."""
        name = pack.info.name
        self.packs[name] = pack.digest
        for unwanted in pack.info.disable:
            if self.entries.pop(unwanted, None) is None:
                raise RulePackError(f"{name}: disable names {unwanted!r}, which no earlier pack has")
        for path, file in pack.files:
            for lexicon in file.lexicon:
                self._add_lexicon(lexicon, name)
            self.fragments |= {key: (pattern, path) for key, pattern in file.fragments.items()}
            for rule in file.rule:
                self._note_replaced(rule.id, self.entries[rule.id][2] if rule.id in self.entries else name, name)
                self.entries[rule.id] = rule, path, name
            self.marks += file.marks
            self.places += file.place
            for organ in file.organ:
                self.organs[organ.id] = merge_organ(organ, self.organs.get(organ.id), name)
            for indicator in file.indicator:
                self.indicators[indicator.id] = merge_indicator(indicator, self.indicators.get(indicator.id), name)

    def _note_replaced(self, entry_id: str, earlier: str, pack: str) -> None:
        if earlier != pack:
            self.replaced.setdefault(entry_id, []).append(earlier)

    def _add_lexicon(self, entry: LexiconEntry, pack: str) -> None:
        words = dict(entry.map) or dict.fromkeys(entry.words, "")
        self._note_replaced(entry.id, self.lexicons[entry.id].pack if entry.id in self.lexicons else pack, pack)
        added: tuple[str, ...] = ()
        if entry.extend and entry.id in self.lexicons:
            known = self.lexicons[entry.id]
            added = tuple(dict.fromkeys((*known.added, *words)))
            words = {**known.map, **words}
        self.lexicons[entry.id] = Lexicon(entry.id, entry.why, words, pack, entry.source, added)

    def pieces(self) -> dict[str, str]:
        """Patterns by the name that inserts them. A fragment may use lexicons and the fragments before it."""
        pieces = {name: alternation(lexicon.words) for name, lexicon in self.lexicons.items()}
        for key, (pattern, path) in self.fragments.items():
            pieces[key] = f"(?:{fill(pattern, pieces, f'{path}: {key}')})"
        return pieces

    def build(self) -> RuleSet:
        """All rules with their patterns filled in."""
        pieces = self.pieces()
        rules = {name: _build_rule(*entry, pieces) for name, entry in self.entries.items()}
        marks = build_marks(self.marks, self.lexicons["marks.organs"].regex)
        organs = Organs(self.organs, self.lexicons["organ.short_heads"].map)
        indicators = Indicators(self.indicators)
        return RuleSet(rules, self.lexicons, self.packs, marks, organs, indicators, tuple(self.places))


def fill(pattern: str, pieces: Mapping[str, str], where: str) -> str:
    """The pattern with its placeholders filled in. Raises RulePackError for a name that nothing has."""

    def insert(match: re.Match[str]) -> str:
        if match[1] not in pieces:
            raise RulePackError(f"{where}: {{{match[1]}}} names no fragment and no lexicon")
        return pieces[match[1]]

    return PLACEHOLDER.sub(insert, pattern)


def _build_rule(entry: RuleEntry, path: str, pack: str, pieces: Mapping[str, str]) -> Rule:
    return Rule(
        entry.id, entry.kind, entry.why, fill(entry.pattern, pieces, f"{path}: {entry.id}"), entry.priority,
        entry.value, pack, entry.source, entry.examples, entry.non_examples,
    )  # fmt: skip


def merge_packs(*extra: Path) -> Merger:
    """The packs that ship and those in these folders, merged in order."""
    merger = Merger()
    for folder in (*shipped_packs(), *extra):
        merger.add(read_pack(folder))
    return merger


@lru_cache(maxsize=8)
def load_rules(*extra: Path) -> RuleSet:
    """The packs that ship and those in these folders, merged in order.

    Patterns that ship are known to compile and do so when they are used; with packs of others all do at once, so that a
    mistake is told before a notice is read. Raises RulePackError.
    """
    merger = merge_packs(*extra)
    rules = merger.build()
    for name, (_, path, _) in merger.entries.items() if extra else ():
        try:
            rules.rules[name].regex  # noqa: B018 - compiled once, and kept
        except re.error as error:
            raise RulePackError(f"{path}: {name}: pattern: {error}") from error
    return rules
