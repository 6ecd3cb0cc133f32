"""Every mistake of a pack at once, each with file, line, key and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Final, Literal, get_args

from pydantic import BaseModel, ValidationError

from qingdan.errors import RulePackError
from qingdan.models.notice import ClauseRole, ColumnRole
from qingdan.rulepacks.load import PLACEHOLDER, Merger, fill, merge_packs, read_pack
from qingdan.rulepacks.locate import find_line
from qingdan.rulepacks.repetition import find_runaway
from qingdan.rulepacks.ruleset import alternation
from qingdan.rulepacks.schema import (
    Example,
    IndicatorEntry,
    LexiconEntry,
    MarksEntry,
    OrganEntry,
    OrganName,
    PackFile,
    PackInfo,
    RuleEntry,
)

Keys = tuple[str | int, ...]
_MODELS: Final[Mapping[str, type[BaseModel]]] = {
    "rule": RuleEntry, "lexicon": LexiconEntry, "marks": MarksEntry, "organ": OrganEntry, "name": OrganName,
    "indicator": IndicatorEntry, "examples": Example, "non_examples": Example,
}  # fmt: skip
_ADVICE: Final = {
    "why": "say in one sentence why the rule is true of notices",
    "examples": 'give at least one: examples = [{ text = "words", expect = { field = "value" } }]',
    "pattern": "give the regular expression between single quotes: pattern = '…'",
    "id": "give a name: lower case letters, digits, _ and dots (deadline.local_feast)",
    "kind": "say which part of the program uses it; docs/rules.md lists the kinds",
    "source": "say where this stands: a document, a standard, a reading rule",
    "title": "say in a few words what the pack is for",
    "version": 'give a version: version = "1.0"',
    "name": "give the pack a name: lower case letters, digits and _",
}
_CLOSED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("column", "role"): (*get_args(ColumnRole), ""),
    ("heading_role", "role"): get_args(ClauseRole),
}
"""Constants with a closed list; of others in `_NAMING` those that earlier packs use are known."""
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")
_NAMING: Final = ("role", "reads", "form", "line", "content", "style")
"""Constants that name one of several ways; a rule needs those that all rules of its kind have."""


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
class _File:
    """A TOML file of the pack as it was read."""

    path: Path
    text: str
    data: Mapping[str, Any]

    def mistake(self, keys: Keys, message: str, advice: str = "", **more: Any) -> Mistake:
        return Mistake(str(self.path), keys, find_line(self.text, keys), message, advice, **more)

    def entries(self, key: str, model: type[BaseModel]) -> Iterator[tuple[Keys, Any]]:
        """The entries of one sort that are well-formed by themselves."""
        found = self.data.get(key)
        for index, raw in enumerate(found if isinstance(found, list) else ()):
            try:
                yield (key, index), model.model_validate(raw)
            except ValidationError:
                continue


def find_mistakes(folder: Path, *before: Path) -> list[Mistake]:
    """All mistakes of the pack in `folder`, which comes after the packs that ship and those in `before`.

    Raises RulePackError where one of `before` cannot be used itself.
    """
    if not (folder / "pack.toml").is_file():
        advice = "`qingdan rules new` starts a pack: a folder with a pack.toml and rule files beside it"
        return [Mistake(str(folder), (), None, "no pack.toml", advice)]
    earlier = merge_packs(*before)
    found: list[Mistake] = []
    files: list[_File] = []
    for path in sorted(folder.glob("*.toml")):
        file = _read(path)
        if isinstance(file, Mistake):
            found.append(file)
            continue
        found += _shape(file, PackInfo if path.name == "pack.toml" else PackFile)
        files.append(file)
    rules = [file for file in files if file.path.name != "pack.toml"]
    for file in files:
        if file.path.name == "pack.toml":
            found += _pack_info(file, earlier)
    found += _twice(rules)
    found += _words(rules, earlier)
    found += _patterns(rules, earlier)
    if not any(mistake.severity == "error" for mistake in found):
        found += _merged(folder, earlier)
    return found


def _merged(folder: Path, earlier: Merger) -> Iterator[Mistake]:
    """What shows only where the packs are put together."""
    try:
        earlier.add(read_pack(folder))
        earlier.build()
    except RulePackError as error:
        yield Mistake(str(folder), (), None, str(error))


def _read(path: Path) -> _File | Mistake:
    try:
        text = path.read_text(encoding="utf-8")
        return _File(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        advice = "write regular expressions between single quotes" if "escape" in str(error) else ""
        return Mistake(str(path), (), int(line[1]) if line else None, f"this is no TOML: {error}", advice)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return Mistake(str(path), (), None, f"cannot be read: {error}", "save the file as UTF-8")


def _shape(file: _File, model: type[BaseModel]) -> Iterator[Mistake]:
    """Keys and values that the schema does not know."""
    try:
        model.model_validate(file.data)
    except ValidationError as error:
        for one in error.errors():
            keys: Keys = one["loc"]
            holder = next((_MODELS[k] for k in reversed(keys[:-1]) if isinstance(k, str) and k in _MODELS), model)
            last = str(keys[-1]) if keys else ""
            if one["type"] == "extra_forbidden":
                yield file.mistake(keys, "unknown key", nearest(last, holder.model_fields))
            elif one["type"] == "missing":
                yield file.mistake(keys, "is missing", _ADVICE.get(last, ""))
            elif one["type"] == "string_pattern_mismatch":
                yield file.mistake(
                    keys, f"{one['input']!r} has not the form {one['ctx']['pattern']}", _ADVICE.get(last, "")
                )
            else:
                yield file.mistake(keys, one["msg"].removeprefix("Value error, "), _ADVICE.get(last, ""))


def nearest(word: str, known: Iterable[str]) -> str:
    """Advice for a word that is not known."""
    names = sorted(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known are {', '.join(names)}" if 0 < len(names) <= 20 else ""


def _pack_info(file: _File, earlier: Merger) -> Iterator[Mistake]:
    name = file.data.get("name")
    if isinstance(name, str) and name in earlier.packs:
        yield file.mistake(("name",), f"a pack {name!r} is in force already", "choose another name")
    unwanted = file.data.get("disable")
    for word in unwanted if isinstance(unwanted, list) else ():
        if isinstance(word, str) and word not in earlier.entries:
            message = f"{word!r} is no rule of an earlier pack"
            yield file.mistake(("disable",), message, nearest(word, earlier.entries))


def _twice(files: Sequence[_File]) -> Iterator[Mistake]:
    """Ids that stand twice in the pack: the second would replace the first without a word."""
    seen: dict[tuple[str, str], str] = {}
    for file in files:
        for key, model in (("rule", RuleEntry), ("lexicon", LexiconEntry), ("indicator", IndicatorEntry)):
            for keys, entry in file.entries(key, model):
                if (key, entry.id) in seen:
                    message = f"{entry.id!r} stands in {seen[key, entry.id]} already"
                    yield file.mistake((*keys, "id"), message, "give it another id, or put the two together")
                seen.setdefault((key, entry.id), file.path.name)


def _words(files: Sequence[_File], earlier: Merger) -> Iterator[Mistake]:
    """Lexicons that add to nothing, or take away what an earlier pack has."""
    for file in files:
        for keys, entry in file.entries("lexicon", LexiconEntry):
            known = earlier.lexicons.get(entry.id)
            if entry.extend and known is None:
                message = f"{entry.id!r} is no lexicon of an earlier pack, so there is nothing to add to"
                yield file.mistake((*keys, "extend"), message, nearest(entry.id, earlier.lexicons))
            elif known is not None and not entry.extend:
                message = f"replaces all {len(known.words)} words of {entry.id!r}"
                advice = "write extend = true to add to them"
                yield file.mistake((*keys, "id"), message, advice, severity="warning")
            elif known is not None and bool(entry.map) != any(known.map.values()):
                message = "has words with meanings" if any(known.map.values()) else "has words without meanings"
                advice = 'use map = { "word" = "meaning" }' if any(known.map.values()) else 'use words = ["word"]'
                yield file.mistake(keys, f"{entry.id!r} {message}", advice)


def _patterns(files: Sequence[_File], earlier: Merger) -> Iterator[Mistake]:
    """What the program could not use: unknown kinds and constants, names that nothing has, broken patterns."""
    shared = earlier.pieces()
    pieces = dict(shared)
    for file in files:
        for _, lexicon in file.entries("lexicon", LexiconEntry):
            pieces[lexicon.id] = alternation(tuple(lexicon.map) or lexicon.words)
    kinds = _known_kinds(earlier)
    for file in files:
        fragments = file.data.get("fragments")
        for name, pattern in (fragments if isinstance(fragments, dict) else {}).items():
            if isinstance(pattern, str):
                yield from _pattern(file, ("fragments", name), pattern, pieces)
                pieces[name] = f"(?:{PLACEHOLDER.sub(lambda m: pieces.get(m[1], ''), pattern)})"
        for keys, entry in file.entries("rule", RuleEntry):
            if entry.kind not in kinds:
                message = f"no part of the program uses rules of kind {entry.kind!r}"
                yield file.mistake((*keys, "kind"), message, nearest(entry.kind, kinds))
            else:
                patterns = [fill(rule.pattern, shared, "") for rule in kinds[entry.kind]]
                yield from _constants(file, keys, entry, [rule.value for rule in kinds[entry.kind]], patterns)
                own = PLACEHOLDER.sub(lambda m: pieces.get(m[1], ""), entry.pattern)
                missing = _needed_groups(patterns) - _groups(own)
                advice = "put (?P<…>) of that name around its words; `qingdan rules list` shows rules to look at"
                for name in sorted(missing):
                    yield file.mistake((*keys, "pattern"), f"{entry.kind} rules need a group {name!r}", advice)
            yield from _pattern(file, (*keys, "pattern"), entry.pattern, pieces)


def _known_kinds(earlier: Merger) -> dict[str, list[RuleEntry]]:
    """Kind to its rules."""
    kinds: dict[str, list[RuleEntry]] = {}
    for rule, _, _ in earlier.entries.values():
        kinds.setdefault(rule.kind, []).append(rule)
    return kinds


def _groups(pattern: str) -> set[str]:
    return set(_GROUP.findall(pattern))


def _needed_groups(patterns: Iterable[str]) -> set[str]:
    """Named groups without which the program can do nothing: those that all rules of a kind have."""
    return set.intersection(*map(_groups, patterns))


def _constants(
    file: _File, keys: Keys, entry: RuleEntry, known_values: Sequence[Mapping[str, Any]], patterns: Iterable[str]
) -> Iterator[Mistake]:
    """Constants that the rules of the kind in earlier packs have not, or of which they have others.

    A constant may stand for any named group of their patterns too.
    """
    at = (*keys, "value")
    known = {key: [v[key] for v in known_values if key in v] for v in known_values for key in v}
    groups = set().union(*map(_groups, patterns))
    for key in (*_NAMING, "rank"):
        if key not in entry.value and len(known.get(key, ())) == len(known_values):
            yield file.mistake(at, f"{entry.kind} rules need {key!r}", f"for example {key} = {known[key][0]!r}")
    for key, value in entry.value.items():
        if key not in known and key not in groups:
            yield file.mistake(at, f"{entry.kind} rules have no {key!r}", nearest(key, {*known, *groups}))
        elif key not in known:
            continue
        elif type(value) not in {type(other) for other in known[key]}:
            yield file.mistake(at, f"{key} must be like {known[key][0]!r}, not {value!r}")
        elif key in _NAMING and key != "style" and isinstance(value, str):
            names = _CLOSED.get((entry.kind, key), tuple(dict.fromkeys(known[key])))
            if value not in names:
                yield file.mistake(at, f"{key} {value!r} is not known", nearest(value, filter(None, names)))


def _pattern(file: _File, keys: Keys, pattern: str, pieces: Mapping[str, str]) -> Iterator[Mistake]:
    unknown = [m[1] for m in PLACEHOLDER.finditer(pattern) if m[1] not in pieces]
    for name in unknown:
        yield file.mistake(keys, f"{{{name}}} names no fragment and no lexicon", nearest(name, pieces))
    if unknown:
        return
    try:
        re.compile(pattern)  # as it is printed, so that the position is that of the file
        filled = fill(pattern, pieces, "")
        re.compile(filled)
        runaway = find_runaway(filled)
    except re.error as error:
        at = (
            f" at character {error.pos + 1}, before {pattern[error.pos : error.pos + 12]!r}"
            if error.pos is not None
            else ""
        )
        yield file.mistake(
            keys, f"is no regular expression: {error.msg}{at}", r"\ before ( ) [ ] { } . * + ? | makes them plain"
        )
    except (RecursionError, OverflowError, RulePackError) as error:
        yield file.mistake(keys, f"cannot be used: {error}")
    else:
        if runaway:
            message = "repeats a repetition, so a hostile notice could keep it busy for ages"
            yield file.mistake(keys, message, "drop one of the two, or put a word between that must be there")
