"""Every mistake of a pack at once, each with file, line, key and what to do."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ValidationError

from qingdan.errors import RulePackError
from qingdan.rulepacks.check_rules import find_unusable
from qingdan.rulepacks.check_words import find_nameless, find_shared_words, find_twice, find_word_mistakes
from qingdan.rulepacks.load import Merger, merge_packs, read_pack
from qingdan.rulepacks.mistakes import Keys, Mistake, PackText, nearest
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


def find_mistakes(folder: Path, *before: Path) -> list[Mistake]:
    """All mistakes of the pack in `folder`, which comes after the packs that ship and those in `before`.

    Raises RulePackError where one of `before` cannot be used itself.
    """
    if not (folder / "pack.toml").is_file():
        advice = "`qingdan rules new` starts a pack: a folder with a pack.toml and rule files beside it"
        return [Mistake(str(folder), (), None, "no pack.toml", advice)]
    earlier = merge_packs(*before)
    found: list[Mistake] = []
    files: list[PackText] = []
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
    found += find_twice(rules)
    found += find_word_mistakes(rules, earlier)
    found += find_nameless(rules, earlier)
    found += find_shared_words(rules, earlier)
    found += find_unusable(rules, earlier)
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


def _read(path: Path) -> PackText | Mistake:
    try:
        text = path.read_text(encoding="utf-8")
        return PackText(path, text, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        advice = "write regular expressions between single quotes" if "escape" in str(error) else ""
        return Mistake(str(path), (), int(line[1]) if line else None, f"this is no TOML: {error}", advice)
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        return Mistake(str(path), (), None, f"cannot be read: {error}", "save the file as UTF-8")


def _shape(file: PackText, model: type[BaseModel]) -> Iterator[Mistake]:
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


def _pack_info(file: PackText, earlier: Merger) -> Iterator[Mistake]:
    name = file.data.get("name")
    if isinstance(name, str) and name in earlier.packs:
        yield file.mistake(("name",), f"a pack {name!r} is in force already", "choose another name")
    unwanted = file.data.get("disable")
    for word in unwanted if isinstance(unwanted, list) else ():
        if isinstance(word, str) and word not in earlier.entries:
            message = f"{word!r} is no rule of an earlier pack"
            yield file.mistake(("disable",), message, nearest(word, earlier.entries))
