"""Codes of a document in words, Chinese or English. The words are data: `messages.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files
from string import Formatter
from typing import Literal

from qingdan.models.record import DiagnosticRecord

Language = Literal["zh", "en"]
Param = str | int | None
_CODED = ("field", "sort")
"""Parameters of diagnostics that are codes; each has a group of words of its own."""


@lru_cache(maxsize=1)
def _messages() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    return tomllib.loads((files("qingdan.export") / "messages.toml").read_text(encoding="utf-8"))


def say(group: str, code: str, language: Language, params: Mapping[str, Param] | None = None) -> str:
    """A code in words; parameters that its message does not name follow in brackets. Unknown codes stay codes."""
    template = _messages().get(group, {}).get(code, {}).get(language, code.replace("_", " "))
    given = {name: value for name, value in (params or {}).items() if value is not None}
    named = {name for _, name, _, _ in Formatter().parse(template) if name}
    words = template.format_map({name: given.get(name, "?") for name in named})
    rest = [f"{say('param', name, language)}: {value}" for name, value in given.items() if name not in named]
    if not rest:
        return words
    return f"{words}（{'，'.join(rest)}）" if language == "zh" else f"{words} ({', '.join(rest)})"


def say_all(group: str, codes: Iterable[str], language: Language) -> str:
    """Several codes in words, as one list."""
    return ("；" if language == "zh" else "; ").join(say(group, code, language) for code in codes)


def describe(diagnostic: DiagnosticRecord, language: Language) -> str:
    """A diagnostic in words."""
    codes = {name: diagnostic.params.get(name) for name in _CODED}
    named = {name: say(name, code, language) for name, code in codes.items() if isinstance(code, str)}
    return say("diagnostic", diagnostic.code, language, {**diagnostic.params, **named})
