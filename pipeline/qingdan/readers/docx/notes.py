"""Footnotes and endnotes of a Word document."""

from __future__ import annotations

from typing import Final

from qingdan.readers.docx.blocks import Block
from qingdan.readers.docx.content import ContentReader
from qingdan.readers.docx.parts import Package, W

_RULES: Final = frozenset(("separator", "continuationSeparator", "continuationNotice"))


def read_notes(package: Package, reader: ContentReader) -> list[Block]:
    """What the notes print, footnotes first, without the rules that part them from the page."""
    blocks: list[Block] = []
    for kind, element in (("footnotes", "footnote"), ("endnotes", "endnote")):
        root = package.related(kind)
        for note in [] if root is None else root.findall(W + element):
            if note.get(f"{W}type") not in _RULES:
                blocks += reader.read_blocks(note)
    return blocks
