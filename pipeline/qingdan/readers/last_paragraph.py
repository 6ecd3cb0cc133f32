"""A .doc file that ends with a table: the paragraph that the form demands behind it, which LibreOffice leaves out.

It writes such files, and when it reads them it takes their last table for prose. So the mark of a paragraph is put
behind the last mark of a row, and counted in the three places that say how long the text is.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

_SECTOR_SHIFT, _FIRST_FOLDERS, _FAT_LIST = 30, 48, 76
_SECTOR_SIZES = {9: 512, 12: 4096}
_FAT_SECTORS = 109
"""Sectors of the allocation table that the header lists: enough for 7 MB."""
_END = 0xFFFFFFF0
_ENTRY, _NAME_LENGTH, _START = 128, 64, 116

_WHICH_TABLE, _SECOND_TABLE = 10, 0x02
_LENGTHS = 0x4C
"""Characters of the text, then of seven further texts: notes, headers, boxes."""
_PARAGRAPHS, _PIECES = 0x102, 0x1A2
"""Where the table stream says where paragraphs, and pieces of text, lie in the file."""
_ONE_BYTE = 1 << 30
_ROW_MARK, _PARAGRAPH_MARK = 0x07, 0x0D


def with_last_paragraph(data: bytes) -> bytes:
    """The file with a paragraph behind a table that ends it; any other bytes as they are."""
    try:
        return _Word(data).closed()
    except (struct.error, IndexError, KeyError, ValueError):
        return data


class _Word:
    """The bytes of a file, addressed by stream and offset."""

    def __init__(self, data: bytes) -> None:
        self.data = bytearray(data)
        self.size = _SECTOR_SIZES[struct.unpack_from("<H", data, _SECTOR_SHIFT)[0]]
        listed = struct.unpack_from(f"<{_FAT_SECTORS}I", data, _FAT_LIST)
        places = [self._place(sector) for sector in listed if sector < _END]
        self.fat = [n for place in places for (n,) in struct.iter_unpack("<I", data[place : place + self.size])]
        folders = self._chain(struct.unpack_from("<I", data, _FIRST_FOLDERS)[0])
        entries = b"".join(data[place : place + self.size] for place in folders)
        self.streams = dict(self._streams(entries))

    def closed(self) -> bytes:
        """The file, mended."""
        table = "1Table" if self.get("WordDocument", _WHICH_TABLE + 1, 1) & _SECOND_TABLE else "0Table"
        length, *others = (self.get("WordDocument", _LENGTHS + 4 * n) for n in range(8))
        pieces, paragraphs = self.get("WordDocument", _PIECES), self.get("WordDocument", _PARAGRAPHS)
        count = (self.get(table, pieces + 1) - 4) // 12
        last = pieces + 5 + 4 * count
        start = self.get(table, last + 4 + 8 * (count - 1) + 2)
        end = start + 2 * (length - self.get(table, last - 4))
        bounds = paragraphs + 4 * ((self.get("WordDocument", _PARAGRAPHS + 4) - 4) // 8)
        marks = (self.get("WordDocument", end - 2, 2), self.get("WordDocument", end))
        alone = not any(others) and not start & _ONE_BYTE and self.get(table, last) == length
        if not alone or marks != (_ROW_MARK, 0) or self.get(table, bounds) != end:
            return bytes(self.data)
        self.put("WordDocument", end, _PARAGRAPH_MARK)
        self.put("WordDocument", _LENGTHS, length + 1)
        self.put(table, last, length + 1)
        self.put(table, bounds, end + 2)
        return bytes(self.data)

    def get(self, stream: str, offset: int, count: int = 4) -> int:
        """A number of so many bytes."""
        return sum(self.data[self._at(stream, offset + n)] << 8 * n for n in range(count))

    def put(self, stream: str, offset: int, number: int) -> None:
        """Write a number of four bytes."""
        for n, value in enumerate(number.to_bytes(4, "little")):
            self.data[self._at(stream, offset + n)] = value

    def _at(self, stream: str, offset: int) -> int:
        return self.streams[stream][offset // self.size] + offset % self.size

    def _place(self, sector: int) -> int:
        return (sector + 1) * self.size

    def _chain(self, sector: int) -> list[int]:
        """Where the sectors of a stream lie. Raises ValueError when they run in a circle."""
        places: list[int] = []
        while sector < _END:
            places.append(self._place(sector))
            sector = self.fat[sector]
            if len(places) > len(self.fat):
                raise ValueError("a stream without end")
        return places

    def _streams(self, entries: bytes) -> Iterator[tuple[str, list[int]]]:
        for offset in range(0, len(entries), _ENTRY):
            [length] = struct.unpack_from("<H", entries, offset + _NAME_LENGTH)
            name = entries[offset : offset + max(0, length - 2)].decode("utf-16-le")
            if name in ("WordDocument", "0Table", "1Table"):
                yield name, self._chain(struct.unpack_from("<I", entries, offset + _START)[0])
