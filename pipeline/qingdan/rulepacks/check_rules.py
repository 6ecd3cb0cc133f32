"""Mistakes of a pack's rules: what the program could not use."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, get_args

from qingdan.errors import RulePackError
from qingdan.models.notice import ClauseRole, ColumnRole
from qingdan.rulepacks.load import PLACEHOLDER, Merger, fill
from qingdan.rulepacks.mistakes import Keys, Mistake, PackText, nearest
from qingdan.rulepacks.repetition import find_runaway
from qingdan.rulepacks.ruleset import alternation
from qingdan.rulepacks.schema import LexiconEntry, RuleEntry

_CLOSED: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("column", "role"): (*get_args(ColumnRole), ""),
    ("heading_role", "role"): get_args(ClauseRole),
}
"""Constants with a closed list; of others in `_NAMING` those that earlier packs use are known."""
_GROUP: Final = re.compile(r"\(\?P<(\w+)>")
_NAMING: Final = ("role", "reads", "form", "line", "content", "style")
"""Constants that name one of several ways; a rule needs those that all rules of its kind have."""


def find_unusable(files: Sequence[PackText], earlier: Merger) -> Iterator[Mistake]:
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
    file: PackText, keys: Keys, entry: RuleEntry, known_values: Sequence[Mapping[str, Any]], patterns: Iterable[str]
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


def _pattern(file: PackText, keys: Keys, pattern: str, pieces: Mapping[str, str]) -> Iterator[Mistake]:
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
            message = (
                "repeats what can match the same words in two ways, so a hostile notice could keep it busy for ages"
            )
            advice = "drop one of the two ways, put a word between that must be there, or close the repetition with +"
            yield file.mistake(keys, message, f"{advice} (*+, ++)")
