"""Forms that draw forms: how much content a file may unfold to, found before PDFium unfolds it.

PDFium parses a form again wherever it is drawn, one that draws itself some forty levels deep: a file of one
kilobyte can hold it for hours. What is looked at is the file as written; what cannot be decoded counts as empty.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf

_MOST_UNFOLDED = 32_000_000
"""Bytes of content that one stream may unfold to: a page of body text has some thousands."""
_MOST_STREAM = 16_000_000
_MOST_READ = 256_000_000
"""Bytes read of one stream, and of all; names looked up count too."""
_MOST_DEPTH = 24
"""Forms inside forms."""
_FORM = re.compile(rb"/Subtype\s{0,9}/Form\b")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})\s{1,9}\d{1,5}\s{1,9}obj\b")
_STREAM = re.compile(rb"\bstream\r?\n?")
_NO_CONTENT = re.compile(rb"/Length[123]\b|/Type\s{0,9}/|/Subtype\s{0,9}/|/FunctionType|/N\b")
_BUNDLE = re.compile(rb"/Type\s{0,9}/ObjStm\b")
_FIRST = re.compile(rb"/First\s{1,9}(\d{1,9})")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%]{1,200})\s{1,9}Do\b")
_NAMED = re.compile(rb"/([^\s/<>\[\]()%]{1,200})\s{1,9}(\d{1,10})\s{1,9}\d{1,5}\s{1,9}R\b")
_ELSEWHERE = frozenset((b"Resources", b"XObject"))


@dataclass(frozen=True, slots=True)
class _Object:
    """An object of the file: its words up to its stream, and where that lies."""

    words: bytes
    start: int = 0
    end: int = 0


def unfolds_without_end(data: bytes) -> bool:
    """True when forms that draw forms would take a page beyond any page's size."""
    return _FORM.search(data) is not None and _Forms(data).unfold_too_far()


class _Forms:
    """The streams of a file and the forms that they draw."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._left = _MOST_READ
        self._objects = dict(self._read_objects())
        for bundle in [found for found in self._objects.values() if _BUNDLE.search(found.words)]:
            self._objects |= self._read_bundle(bundle)
        self._forms = {number for number, found in self._objects.items() if _FORM.search(found.words)}
        self._anywhere = self._forms_named(found.words for found in self._objects.values())
        self._sizes: dict[int, float] = {}

    def unfold_too_far(self) -> bool:
        """True when a stream of content, with all that it draws, is too long."""
        contents = [found for found in self._objects.values() if found.end and not _NO_CONTENT.search(found.words)]
        return any(self._unfold(found, self._anywhere, 0) > _MOST_UNFOLDED for found in contents)

    def _unfold(self, found: _Object, named: dict[bytes, list[int]], depth: int) -> float:
        """The length of a stream with all forms that it draws."""
        content = self._decode(found)
        size: float = len(content)
        for name, times in Counter(_DRAWN.findall(content)).items():
            numbers = named.get(name, ())
            self._left -= len(numbers)
            size += times * max((self._size_of(number, depth + 1) for number in numbers), default=0)
            if size > _MOST_UNFOLDED:
                break
        return inf if self._left < 0 else size

    def _size_of(self, number: int, depth: int) -> float:
        if number not in self._sizes:
            self._sizes[number] = inf  # a form that is met again inside itself has no end
            found = self._objects[number]
            named = self._forms_named(self._resources_of(found)) if b"/Resources" in found.words else self._anywhere
            self._sizes[number] = self._unfold(found, named, depth) if depth < _MOST_DEPTH else inf
        return self._sizes[number]

    def _resources_of(self, form: _Object) -> Iterator[bytes]:
        """The words in which a form may name others: its own, and those of the dictionaries that it refers to."""
        pending, seen = [form.words], set[int]()
        while pending:
            words = pending.pop()
            self._left -= len(words)
            yield words
            for name, digits in _NAMED.findall(words):
                if name in _ELSEWHERE and int(digits) not in seen and int(digits) in self._objects:
                    seen.add(int(digits))
                    pending.append(self._objects[int(digits)].words)

    def _forms_named(self, texts: Iterator[bytes]) -> dict[bytes, list[int]]:
        """Names and the forms that they may stand for."""
        named: dict[bytes, list[int]] = defaultdict(list)
        for name, digits in (pair for words in texts for pair in _NAMED.findall(words)):
            if int(digits) in self._forms:
                named[name].append(int(digits))
        return named

    def _read_objects(self) -> Iterator[tuple[int, _Object]]:
        places = [(int(match[1]), match.end()) for match in _OBJECT.finditer(self._data)]
        ends = [start for _, start in places[1:]] + [len(self._data)]
        for (number, start), end in zip(places, ends, strict=False):
            stream = _STREAM.search(self._data, start, end)
            found = _Object(self._data[start : stream.start()], stream.end(), end) if stream else None
            yield number, found or _Object(self._data[start:end])

    def _read_bundle(self, bundle: _Object) -> dict[int, _Object]:
        """The objects of an object stream, which begins with their numbers and places."""
        content, first = self._decode(bundle), _FIRST.search(bundle.words)
        head = int(first[1]) if first else 0
        numbers = [int(word) for word in content[:head].split() if word.isdigit() and len(word) < 11]
        places = [head + place for place in numbers[1::2]]
        ends = [*places[1:], len(content)]
        return {n: _Object(content[a:b]) for n, a, b in zip(numbers[::2], places, ends, strict=False)}

    def _decode(self, found: _Object) -> bytes:
        data = self._data[found.start : found.end]
        if b"/FlateDecode" in found.words or b"/Fl " in found.words:
            try:
                data = zlib.decompressobj().decompress(data, _MOST_STREAM)
            except zlib.error:
                data = b""
        self._left -= len(data)
        return data if self._left >= 0 else b""
