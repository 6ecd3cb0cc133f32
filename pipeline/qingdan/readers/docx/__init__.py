"""Word documents (.docx): paragraphs and tables in order of print, with the list numbers that Word computes."""

from __future__ import annotations

from dataclasses import replace

from qingdan.errors import BrokenFileError
from qingdan.models.source import Source
from qingdan.readers.limits import rows_unread


def read_docx(data: bytes, name: str) -> Source:
    """The source of a Word document as it prints with all changes accepted.

    Computed list numbers stand in front of their paragraphs; bullets are left out. Text boxes follow the paragraph
    that they are anchored in. Footnotes and endnotes stand at the end of the text, as furniture; headers, footers and
    hidden text are left out. Raises EncryptedFileError, or BrokenFileError for a file that is damaged, unpacks to
    too much or holds no words.
    """
    # Loading lxml takes time that notices in other formats should not pay.
    from qingdan.readers.docx.compose import build_source
    from qingdan.readers.docx.content import ContentReader
    from qingdan.readers.docx.notes import read_notes
    from qingdan.readers.docx.numbering import Numbering
    from qingdan.readers.docx.parts import Package, find_child
    from qingdan.readers.docx.styles import Styles

    package = Package(data, name)
    styles = Styles(package.related("styles"))
    reader = ContentReader(styles, Numbering(package.related("numbering"), styles))
    body = find_child(package.document, "body")
    source = build_source([] if body is None else reader.read_blocks(body), read_notes(package, reader))
    if not source.text.strip():
        raise BrokenFileError(name, "holds no words; if its pages are pictures, run text recognition on them")
    if reader.unread_rows:
        return replace(source, diagnostics=(rows_unread(reader.rows, reader.unread_rows),))
    return source
