"""Annotations that hold no sentence of their notice: places in its text instead of words.

A place counts characters of the notice's text without white space, so that line breaks may differ between readings;
the digest of that text tells whether it is the one that was annotated.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from qingdan.errors import QingdanError
from qingdan.evaluate.items import Json

SUFFIX = ".standoff.json"
AT = "at"
"""Key of a place: `{"at": [[start, end], …]}` stands for the words there, joined."""
WORDS = frozenset({
    "agencies_ok", "baseline", "caption", "criteria", "detail", "document_number", "event", "extra", "header",
    "heading", "index_number", "indicator", "issuers", "label", "method", "name", "number", "path", "raw", "scope",
    "text", "text_start", "title",
})  # fmt: skip
"""Keys whose strings are words of the notice; all others are codes, dates and units."""
_CODES = frozenset({"*", "", "previous_year", "implicit"})
_REMARKS = frozenset({"annotation", "notes"})
"""What annotators say of the notice, in which they may quote it."""
_SPACE = re.compile(r"\s+")
_PIECES = 40
"""Words torn into more pieces than this were not read from the text."""


class StandoffError(QingdanError):
    """An annotation that does not fit the text."""


def compact(text: str) -> str:
    """The text without white space."""
    return _SPACE.sub("", text)


def digest(text: str) -> str:
    """SHA-256 of the compact text."""
    return hashlib.sha256(compact(text).encode("utf-8", "surrogatepass")).hexdigest()


def to_standoff(gold: Json, text: str) -> dict[str, Any]:
    """The annotation with places instead of words. Raises StandoffError for words that are not in the text."""
    whole = compact(text)
    kept: dict[str, Any] = {"document": gold["document"], "text_digest": digest(text)}
    for key, value in gold.items():
        if key not in ("document", "tasks", *_REMARKS):
            kept[key] = _place(value, whole, 0, key)
    hint, kept["tasks"] = 0, []
    for task in gold["tasks"]:
        hint = next((start for start, _ in _find(compact(task["text"]), whole, hint, "text")), hint)
        kept["tasks"].append(_place(task, whole, hint, "tasks"))
    return kept


def from_standoff(standoff: Json, text: str) -> dict[str, Any]:
    """The annotation with its words. Raises StandoffError when the text is another one."""
    if digest(text) != standoff["text_digest"]:
        raise StandoffError(f"{standoff['document']}: the text read is not the one that was annotated")
    restored: dict[str, Any] = _restore({k: v for k, v in standoff.items() if k != "text_digest"}, compact(text))
    return restored


def _place(value: Any, whole: str, hint: int, key: str) -> Any:
    if isinstance(value, Mapping):
        return {k: _place(v, whole, hint, key if key == "extra" else k) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [_place(v, whole, hint, key) for v in value]
    if not isinstance(value, str) or key not in WORDS or value in _CODES:
        return value
    return {AT: [list(span) for span in _find(compact(value), whole, hint, key)]}


def _restore(value: Any, whole: str) -> Any:
    if isinstance(value, Mapping):
        if value.keys() == {AT}:
            return "".join(whole[start:end] for start, end in value[AT])
        return {k: _restore(v, whole) for k, v in value.items()}
    if isinstance(value, list):
        return [_restore(v, whole) for v in value]
    return value


def _find(words: str, whole: str, hint: int, key: str) -> Iterator[tuple[int, int]]:
    """Where the words stand, the nearest after the hint; in pieces where the text interrupts them."""
    at, pieces = hint, 0
    while words:
        size, start = _longest(words, whole, at)
        pieces += 1
        if not size or pieces > _PIECES:
            raise StandoffError(f"{key}: {words[:20]!r} does not stand in the text")
        yield start, start + size
        words, at = words[size:], start + size


def _longest(words: str, whole: str, at: int) -> tuple[int, int]:
    """Length and place of the longest beginning of the words that occurs, after `at` before elsewhere."""
    low, high, place = 0, len(words), -1
    while low < high:
        middle = (low + high + 1) // 2
        found = whole.find(words[:middle], at)
        found = found if found >= 0 else whole.find(words[:middle])
        if found >= 0:
            low, place = middle, found
        else:
            high = middle - 1
    return low, place
