"""Bytes → the form they have, whatever the name says."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, EncryptedFileError, UnsupportedFormatError
from qingdan.readers import READERS, read_source
from qingdan.readers.sniff import FORMS, find_format
from tests.readers.pdf_files import make_pdf, texts

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)


def zipped(*names: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name in names:
            file.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "x")
    return buffer.getvalue()


def stored(*files: bytes) -> bytes:
    """A zip of files that are not packed, so that what they hold stands in the clear."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for number, data in enumerate(files):
            archive.writestr(f"{number}.docx", data)
    return buffer.getvalue()


def stream(name: str) -> bytes:
    return OLE + name.encode("utf-16-le") + bytes(100)


NOTICE = "各镇人民政府：\n现将要点印发给你们。\n"

FORMATS = [
    (NOTICE.encode(), "txt"),
    (NOTICE.encode("gb18030"), "txt"),
    (NOTICE.encode("utf-16"), "txt"),
    ((NOTICE + "1. plan 2024\n" * 50).encode("utf-16-le"), "txt"),
    (b"short", "txt"),
    ("本表用<table>标记。".encode(), "txt"),
    (b"%PDF-1.7\n...", "pdf"),
    (b"\xef\xbb\xbf\n%PDF-1.4", "pdf"),
    (b"<!DOCTYPE html><html>", "html"),
    (b"\xef\xbb\xbf\r\n<HTML lang=zh>", "html"),
    (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x">', "html"),
    ("<html><body>正文".encode("utf-16"), "html"),
    (b"<!-- saved -->\n<table><tr><td>", "html"),
    ("　　<span>一、</span><span>二、</span><b></b><span>三、</span>".encode(), "html"),
    ("一、统筹<br>二、落实<br/>三、督查<BR />".encode("gb18030"), "html"),
    ("# 清单\n\n| 任务 | 时限 |\n| --- | --- |\n| 建账<br>核查<br>督查 | 6月底 |\n".encode(), "txt"),
    (b'<?xml version="1.0"?><notice/>', "xml"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;", "mhtml"),
    (b"Content-Type: multipart/related; boundary=a\nMIME-Version: 1.0\n", "mhtml"),
    (b"{\\rtf1\\ansi}", "rtf"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"\xff\xd8\xff\xe0JFIF", "image"),
    (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
    (zipped("xl/workbook.xml"), "xlsx"),
    (zipped("ppt/presentation.xml"), "pptx"),
    (zipped("OFD.xml", "Doc_0/Document.xml"), "ofd"),
    (zipped("mimetype", "content.xml"), "odt"),
    (zipped("a.txt", "b.txt"), "zip"),
    (zipped("a.txt", "word/document.xml")[:90], "docx"),
    (stored(zipped("word/document.xml"), zipped("OFD.xml")), "zip"),
    (stored(b"%PDF-1.7"), "zip"),
    (zipped("word/document.xml")[:-10], "docx"),
    (zipped("附件/word/document.xml"), "zip"),
    (b"Rar!\x1a\x07\x00", "rar"),
    (b"\x1f\x8b\x08\x00", "gz"),
    (stream("WordDocument"), "doc"),
    (stream("Workbook"), "xls"),
    (stream("Other"), "ole"),
    (bytes(range(256)) * 20, "binary"),
    (b"\x00\x01\x02\x03" * 300, "binary"),
]


@pytest.mark.parametrize(("data", "form"), FORMATS, ids=lambda value: value if isinstance(value, str) else "")
def test_the_content_tells_the_form(data, form):
    assert find_format(data) == form


@pytest.mark.parametrize(("data", "form"), [row for row in FORMATS if row[1] not in READERS], ids=lambda value: "")
def test_a_form_without_reader_is_named_in_one_line(data, form):
    with pytest.raises(UnsupportedFormatError) as caught:
        read_source(data, "notice.txt")
    assert FORMS[form] in str(caught.value)
    assert str(caught.value).startswith("notice.txt: ")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("data", [b"", b" \r\n\t", bytes(40)])
def test_an_empty_file_is_broken(data):
    with pytest.raises(BrokenFileError, match="empty"):
        read_source(data, "notice.pdf")


def test_a_locked_office_document_is_named():
    with pytest.raises(EncryptedFileError, match="password"):
        read_source(stream("EncryptedPackage"), "notice.docx")


def test_the_suffix_does_not_matter():
    assert read_source(make_pdf(texts((90, 100, "正文"))), "notice.txt").media_type == "application/pdf"
    assert read_source(NOTICE.encode(), "notice.pdf").text == NOTICE


def test_every_reader_has_a_form():
    assert set(READERS) <= set(FORMS)


@given(st.binary(max_size=300))
def test_any_bytes_have_a_form(data):
    assert find_format(data) in {*FORMS, "empty", "encrypted"}
