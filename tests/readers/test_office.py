"""Old Word documents and RTF through LibreOffice: what is kept, and what happens without it, with too little time."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.errors import BrokenFileError, EncryptedFileError, UnsupportedFormatError
from qingdan.models.source import Source
from qingdan.readers import office, read_source
from qingdan.readers.last_paragraph import with_last_paragraph
from qingdan.readers.office import find_program, read_doc, read_rtf, to_docx
from tests.hostile.samples import make_word

needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice is not installed")


def escaped(text: str) -> str:
    """Text as RTF writes it: code points in decimal, signed 16 bit."""
    return "".join(
        char if char.isascii() else f"\\u{ord(char) - (65536 if ord(char) > 32767 else 0)}?" for char in text
    )


def table(rows: list[list[str]], merged: bool = False) -> str:
    """A table of equal columns; `merged` joins the first column of all rows."""
    words = []
    for number, row in enumerate(rows):
        merge = ("\\clvmgf" if number == 0 else "\\clvmrg") if merged else ""
        cells = "".join(f"{merge if column == 0 else ''}\\cellx{2000 * (column + 1)}" for column in range(len(row)))
        words.append("\\trowd" + cells + "".join(f"\\intbl {escaped(cell)}\\cell" for cell in row) + "\\row")
    return "\n".join(words) + "\\pard\n"


def make_rtf(*parts: str) -> bytes:
    """A document of such parts."""
    return ("{\\rtf1\\ansi\\uc1\n" + "\n".join(parts) + "}").encode("ascii")


def paragraph(text: str) -> str:
    return f"\\pard {escaped(text)}\\par"


ROWS = [["序号", "任务", "责任单位"], ["1", "改造农贸市场", "区商务局"], ["2", "新建口袋公园", "区园林局"]]
NOTICE = make_rtf(
    paragraph("关于印发任务清单的通知"), paragraph("各镇人民政府："), table(ROWS), paragraph("2024年3月1日")
)


def lines_of(source: Source) -> list[str]:
    return [source.text[line.start : line.end] for line in source.lines]


def rows_of(source: Source) -> list[list[str | None]]:
    return [
        [None if cell is None else "".join(source.text[a:b] for a, b in cell.ranges) for cell in row]
        for raw in source.tables
        for row in raw.rows
    ]


def rewritten(data: bytes, folder: Path, form: str) -> bytes:
    """An RTF document as LibreOffice writes it in another form."""
    (folder / "a.rtf").write_bytes(data)
    subprocess.run(
        [
            str(find_program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            "--convert-to", form, "--outdir", str(folder), str(folder / "a.rtf"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return (folder / f"a.{form}").read_bytes()


@needs_office
def test_rtf() -> None:
    source = read_source(NOTICE, "通知.doc")
    assert source.media_type == "application/rtf"
    assert lines_of(source) == ["关于印发任务清单的通知", "各镇人民政府：", "2024年3月1日"]
    assert rows_of(source) == ROWS


@needs_office
@pytest.mark.parametrize(
    ("form", "media_type"), [("doc", "application/msword"), ("odt", "application/vnd.oasis.opendocument.text")]
)
def test_a_document_in_an_older_form_reads_the_same(form: str, media_type: str, tmp_path: Path) -> None:
    source = read_source(rewritten(NOTICE, tmp_path, form), "通知.wps")
    assert source.media_type == media_type
    assert (lines_of(source), rows_of(source)) == (lines_of(read_rtf(NOTICE, "a")), ROWS)


@needs_office
def test_merged_cells_stay_merged() -> None:
    source = read_rtf(make_rtf(table([["综合", "甲"], ["", "乙"]], merged=True)), "a.rtf")
    assert rows_of(source) == [["综合", "甲"], [None, "乙"]]


@needs_office
def test_the_same_bytes_give_the_same_source() -> None:
    assert read_rtf(NOTICE, "a.rtf") == read_rtf(NOTICE, "a.rtf")


@needs_office
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(office.tempfile, "tempdir", str(tmp_path))
    read_rtf(NOTICE, "a.rtf")
    assert list(tmp_path.iterdir()) == []


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@needs_office
@pytest.mark.parametrize("data", [OLE + bytes(2000) + "WordDocument".encode("utf-16-le"), OLE])
def test_a_damaged_document_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenFileError, match=r"坏\.doc: .+"):
        read_doc(data, "坏.doc")


def test_a_locked_document_is_named() -> None:
    with pytest.raises(EncryptedFileError, match="password"):
        read_doc(OLE + b"\xec\xa5" + bytes(9) + b"\x13" + bytes(500), "密.doc")


@pytest.mark.parametrize(("data", "suffix"), [(NOTICE, ".rtf"), (OLE + "WordDocument".encode("utf-16-le"), ".doc")])
def test_without_libreoffice_one_line_says_what_to_install(
    data: bytes, suffix: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(office, "_PROGRAMS", ())
    with pytest.raises(UnsupportedFormatError) as caught:
        read_source(data, "通知.doc")
    assert suffix in str(caught.value)
    assert "install" in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.skipif(office.sys.platform == "win32", reason="a shell script stands in for LibreOffice")
def test_a_hanging_program_is_stopped_with_its_children(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\n(sleep 2; touch {tmp_path}/late) &\nsleep 60\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(program),))
    monkeypatch.setattr(office, "TIME_LIMIT", 0.5)
    with pytest.raises(BrokenFileError, match="took longer"):
        to_docx(NOTICE, "a.rtf", ".rtf")
    time.sleep(2.2)
    assert not (tmp_path / "late").exists()


@pytest.mark.skipif(office.sys.platform == "win32", reason="a shell script stands in for LibreOffice")
def test_a_program_that_writes_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "soffice"
    program.write_text("#!/bin/sh\nmkdir out; while true; do echo text >> out/notice.docx; done\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office, "_PROGRAMS", (str(program),))
    monkeypatch.setattr(office, "MOST_BYTES", 1000)
    with pytest.raises(BrokenFileError, match="far more"):
        to_docx(NOTICE, "a.rtf", ".rtf")


@needs_office
def test_a_table_that_ends_a_doc_is_kept(tmp_path: Path) -> None:
    """LibreOffice writes no paragraph behind such a table, and so reads it as prose."""
    original = tmp_path / "notice.docx"
    original.write_bytes(make_word(["任务清单"], ROWS))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        str(find_program()),
        profile,
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
        str(tmp_path),
        str(original),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert rows_of(read_source((tmp_path / "notice.doc").read_bytes(), "notice.doc")) == ROWS


@given(st.binary(max_size=600), st.integers(0, 2000))
def test_what_is_no_such_doc_stays_as_it_is(noise: bytes, place: int) -> None:
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(22) + b"\x09" + bytes(2000)
    data = head[:place] + noise + head[place + len(noise) :]
    assert with_last_paragraph(data) == data
