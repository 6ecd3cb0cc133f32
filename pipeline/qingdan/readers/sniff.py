"""Which form bytes have. The content decides; a suffix may be wrong or missing."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import IO

from qingdan.errors import BrokenFileError, EncryptedFileError, ReadError, UnsupportedFormatError
from qingdan.readers.encodings import find_sixteen_bit

FORMS: dict[str, str] = {
    "txt": "plain text",
    "pdf": "PDF document",
    "html": "HTML page",
    "mhtml": "saved web page (.mhtml)",
    "xml": "XML document",
    "docx": "Word document (.docx)",
    "xlsx": "Excel workbook (.xlsx)",
    "xlsb": "binary Excel workbook (.xlsb)",
    "pptx": "PowerPoint presentation (.pptx)",
    "ofd": "OFD document (.ofd)",
    "odt": "OpenDocument text (.odt)",
    "ods": "OpenDocument spreadsheet (.ods)",
    "epub": "EPUB book",
    "doc": "OLE Word document (.doc, .wps)",
    "xls": "OLE Excel workbook (.xls)",
    "ppt": "OLE PowerPoint presentation (.ppt)",
    "ole": "OLE document",
    "rtf": "RTF document (.rtf)",
    "image": "image",
    "zip": "zip archive",
    "rar": "RAR archive",
    "7z": "7z archive",
    "gz": "gzip archive",
    "binary": "binary file",
}
"""Every form that is told apart, and its name in messages."""

_ADVICE = {
    "image": "run text recognition on it and give a PDF with a text layer, or .txt",
    "zip": "unpack it, or give it to `qingdan convert`, which reads the files in it",
    "rar": "unpack it and give the files in it",
    "7z": "unpack it and give the files in it",
    "gz": "unpack it and give the files in it",
}
_OTHER_ADVICE = "save it as PDF or as plain text (.txt)"

_HEAD = 4096
"""Bytes looked at for marks that stand near the beginning."""

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"GIF8", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"Rar!", "rar"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "gz"),
    (b"\x7fELF", "binary"),
    (b"SQLite format 3\x00", "binary"),
)
"""First bytes and the form they announce."""

_ZIP = b"PK\x03\x04"
_ZIP_PARTS: tuple[tuple[str, str], ...] = (
    ("word/document", "docx"),
    ("xl/workbook.bin", "xlsb"),
    ("xl/workbook", "xlsx"),
    ("ppt/presentation", "pptx"),
    ("OFD.xml", "ofd"),
)
"""How the name of a part begins, and the form it gives away."""
_ZIP_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"opendocument.text", "odt"),
    (b"opendocument.spreadsheet", "ods"),
    (b"epub+zip", "epub"),
)
"""What the first member, `mimetype`, says in the clear."""

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)

_MARKUP = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title|div|table|p)\b", re.IGNORECASE)
_ELEMENT = re.compile(rb"</(?:p|div|span|font|td|tr|table|h[1-6]|li|center|strong)\s*>|<br\s*/?>", re.IGNORECASE)
_FRAGMENT = 3
"""So many tags that end something, and more of them than lines, make words near the beginning a fragment of a page."""
_MIME_PAGE = re.compile(
    rb"(?:From|Subject|Date|MIME-Version|Content-Type|Snapshot-Content-Location):.*?\bmultipart/related\b", re.S
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_CONTROL_SHARE = 0.01
"""A text holds fewer control characters than this; programs and pictures hold more."""


def find_format(data: bytes) -> str:
    """A key of FORMS, or `empty` or `encrypted` (an Office document under a password)."""
    if not data.strip(b"\x00 \t\r\n"):
        return "empty"
    if data.startswith(_ZIP):  # whose first member may be a PDF file, not packed
        return find_zip_form(BytesIO(data))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for signature, form in _SIGNATURES:
        if data.startswith(signature):
            return form
    if data.startswith(_OLE):
        return next((form for stream, form in _OLE_STREAMS if stream.encode("utf-16-le") in data), "ole")
    return _find_markup(data) or ("binary" if _is_binary(data) else "txt")


def to_error(form: str, name: str) -> ReadError:
    """Why a file of a form that no reader takes cannot be read, and what to do."""
    if form == "empty":
        return BrokenFileError(name, "the file is empty; fetch or export it again")
    if form == "encrypted":
        return EncryptedFileError(name, "this Office document asks for a password; save it without one")
    advice = _ADVICE.get(form, _OTHER_ADVICE)
    return UnsupportedFormatError(name, f"no reader for this form: {FORMS[form]}; {advice}")


def find_zip_form(file: IO[bytes]) -> str:
    """The form of a zip file, `zip` when it is an archive of other files.

    By names of parts, but not of those inside the files that it holds, unless its directory is lost.
    """
    head = file.read(_HEAD)
    try:
        with zipfile.ZipFile(file) as archive:
            names = archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        file.seek(0)
        data = file.read()
        names = [part for part, _ in _ZIP_PARTS if part.encode() in data]
    for part, form in _ZIP_PARTS:
        if any(name.lower().startswith(part.lower()) for name in names):
            return form
    return next((form for kind, form in _ZIP_TYPES if kind in head), "zip")


def _find_markup(data: bytes) -> str | None:
    """The kind of markup by its first tags, in whatever encoding keeps ASCII recognisable."""
    head = data[:_HEAD].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if _MIME_PAGE.match(head):
        return "mhtml"
    if head.startswith(b"<") and _MARKUP.search(head):
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    return "html" if len(_ELEMENT.findall(head)) >= max(_FRAGMENT, head.count(b"\n")) else None


def _is_binary(data: bytes) -> bool:
    """True for bytes with many control characters, unless they are halves of UTF-16 text."""
    head = data[: 16 * _HEAD]
    controls = len(_CONTROL.findall(head))
    allowed = _CONTROL_SHARE * len(head)
    if controls <= allowed or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return find_sixteen_bit(head) is None
