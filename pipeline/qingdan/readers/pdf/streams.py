"""Packed streams: how much they unpack to, found before PDFium, which holds each whole, unpacks them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator

_MOST_STREAM = 128 << 20
_MOST_TOGETHER = 512 << 20
"""Bytes that one stream, and all that are looked at, may unpack to; pictures are bounded by their pixels."""
_HARMLESS = _MOST_STREAM // 1032
"""Deflate makes at most 1,032 bytes of one."""
_CHUNK = 1 << 20
_DICTIONARY = 2_000
"""Bytes before a stream that may belong to it."""
_STREAM = re.compile(rb"\bstream\r?\n")
_DEFLATED = re.compile(rb"/Fl(?:ateDecode)?\b")


def unpack_without_end(data: bytes) -> bool:
    """True when the streams of a file unpack to more than any notice holds."""
    left = _MOST_TOGETHER
    for packed, layers in _find_suspects(data):
        size = _unpacked_size(packed, layers)
        left -= size
        if size > _MOST_STREAM or left < 0:
            return True
    return False


def _find_suspects(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Streams that could unpack to too much, and how many times each is packed."""
    end = 0
    for match in _STREAM.finditer(data):
        if match.start() < end:
            continue  # inside the stream before
        words = data[max(end, match.start() - _DICTIONARY) : match.start()].rpartition(b" obj")[2]
        end = data.find(b"endstream", match.end())
        end = len(data) if end < 0 else end
        layers = len(_DEFLATED.findall(words))
        if layers > 1 or (layers and end - match.end() > _HARMLESS and b"/Image" not in words):
            yield data[match.end() : end], layers


def _unpacked_size(packed: bytes, layers: int) -> int:
    """Bytes that a stream unpacks to; just above the bound when it is more. Damage ends a stream."""
    chunks: Iterable[bytes] = (packed[i : i + _CHUNK] for i in range(0, len(packed), _CHUNK))
    for _ in range(layers):
        chunks = _inflate(chunks)
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > _MOST_STREAM:
            break
    return size


def _inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        while rest and not inflater.eof:
            try:
                yield inflater.decompress(rest, _CHUNK)
            except zlib.error:
                return
            rest = inflater.unconsumed_tail
