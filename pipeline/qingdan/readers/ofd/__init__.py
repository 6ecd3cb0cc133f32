"""OFD (GB/T 33190) → Source: text and ruling lines from the zip file's XML; the rest as for any printed pages."""

from __future__ import annotations

from qingdan.models.source import Source


def read_ofd(data: bytes, name: str) -> Source:
    """The text of all documents in an OFD file in reading order, with the page and box of every character.

    Seals and annotations are left out. Raises EncryptedFileError when it is locked, BrokenFileError when no page
    can be read.
    """
    # lxml is for the formats made of XML only.
    from qingdan.readers.ofd.pages import read_pages
    from qingdan.readers.paged.compose import build_source

    return build_source(read_pages(data, name), "application/ofd")
