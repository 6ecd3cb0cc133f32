"""Scanned pages, with the extra `ocr` and without."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

from qingdan.models.record import PolicyDocument, Task
from qingdan.readers.ocr import is_installed
from qingdan.readers.pdf import read_pdf, scans
from qingdan.run import read_notice
from tests.readers.scans import scan

needs_ocr = pytest.mark.skipif(not is_installed(), reason="the extra ocr is not installed")
DEMO = Path(__file__).parents[2] / "corpora" / "demo" / "lishui-ecology-2024.pdf"
SIGNS = str.maketrans("(),:;", "（），：；")
"""Half and full width look alike in a picture."""


def codes(source: Any) -> list[tuple[str, dict[str, Any]]]:
    return [(found.code, found.params) for found in source.diagnostics]


def plain(text: str | None) -> str:
    return "".join((text or "").split()).translate(SIGNS)


def said(task: Task) -> tuple[object, ...]:
    """What a task says, apart from where."""
    return (
        task.kind, plain(task.number), [plain(part) for part in task.path], plain(task.title), plain(task.text),
        sorted(str((d.end, d.ongoing)) for d in task.deadlines),
        sorted((a.name, a.role) for a in task.responsibilities),
        sorted(str((t.comparator, t.value, t.unit)) for t in task.targets),
    )  # fmt: skip


@pytest.fixture(scope="module")
def printed() -> PolicyDocument:
    return read_notice(DEMO)


@pytest.fixture(scope="module")
def scanned() -> PolicyDocument:
    """The same notice scanned a little aslant, read where nothing can be fetched."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", _refuse)
        return read_notice(scan(DEMO.read_bytes(), tilt=-0.8))


def _refuse(*_: object) -> None:
    raise AssertionError("nothing may be fetched")


@needs_ocr
def test_a_scan_gives_the_tasks_of_the_print(printed: PolicyDocument, scanned: PolicyDocument) -> None:
    assert [said(task) for task in scanned.tasks] == [said(task) for task in printed.tasks]


@needs_ocr
def test_a_scan_gives_the_metadata_of_the_print(printed: PolicyDocument, scanned: PolicyDocument) -> None:
    one, other = printed.metadata, scanned.metadata
    assert (other.title, other.signed_on, other.issuers) == (one.title, one.signed_on, one.issuers)
    assert other.document_number == one.document_number


@needs_ocr
def test_every_value_of_a_scan_is_flagged_and_less_sure(scanned: PolicyDocument) -> None:
    values = [v for t in scanned.tasks for v in (t, *t.deadlines, *t.responsibilities, *t.targets)]
    assert values
    assert all("ocr" in value.flags and 0 < value.confidence < 1 for value in values)


@needs_ocr
def test_a_scan_is_said_and_its_reader_named(scanned: PolicyDocument) -> None:
    found = [(d.code, d.params["page"]) for d in scanned.diagnostics if d.code in ("scanned_page", "recognised_page")]
    assert sorted(found) == sorted((code, page) for code in ("scanned_page", "recognised_page") for page in (1, 2, 3))
    assert str(scanned.generator.options["ocr"]).startswith("rapidocr 3.")


@needs_ocr
def test_spans_of_a_tilted_scan_lie_on_the_page_as_it_is_shown(
    printed: PolicyDocument, scanned: PolicyDocument
) -> None:
    for one, other in zip(printed.tasks, scanned.tasks, strict=True):
        for a, b in zip(one.deadlines, other.deadlines, strict=True):
            assert a.spans[0].page == b.spans[0].page
            assert a.spans[0].bbox == pytest.approx(b.spans[0].bbox, abs=12)


@needs_ocr
@pytest.mark.parametrize("quarters", [1, 2])
def test_a_page_scanned_sideways_is_turned(quarters: int) -> None:
    from tests.readers.pdf_files import make_pdf

    page = scan(make_pdf(draw_table), quarters=quarters)
    source = read_pdf(page, "a.pdf")
    cells = [
        plain("".join(source.text[a:b] for a, b in cell.ranges)) if cell else None
        for table in source.tables
        for row in table.rows
        for cell in row
    ]
    assert cells == ["Item", "Unit", "Date", "Bridge", "Office", "2024", "School", None, "2025"]
    assert exact(read_pdf(page, "a.pdf")) == exact(source)


def exact(source: Any) -> tuple[object, ...]:
    """All that a second reading must give again; bytes, since NaN differs from itself."""
    return source.text, source.lines, source.tables, source.layout.boxes.tobytes(), source.recognition.scores.tobytes()


def draw_table(canvas: Any) -> None:
    """A ruled table whose second column merges two rows, in letters that every machine can print."""
    from tests.readers.pdf_files import grid, put

    xs, ys = (90, 250, 400, 500), (100, 140, 180, 220)
    grid(canvas, xs, ys, without=[(250, 180, 400, 180)])
    for y, row in zip(
        ys, (("Item", "Unit", "Date"), ("Bridge", "Office", "2024"), ("School", "", "2025")), strict=False
    ):
        for x, words in zip(xs, row, strict=False):
            put(canvas, x + 10, y + 28, words, size=18, font="Helvetica")


def test_without_the_extra_a_scan_is_only_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "is_installed", lambda: False)
    source = read_pdf(scan(DEMO.read_bytes(), dpi=40), "a.pdf")
    assert codes(source) == [("scanned_page", {"page": page}) for page in (1, 2, 3)]
    assert (source.lines, source.recognition) == ((), None)


@pytest.mark.parametrize("cap", ["MAX_SCANS", "MAX_PICTURE_PIXELS"])
def test_beyond_the_caps_nothing_is_recognised(monkeypatch: pytest.MonkeyPatch, cap: str) -> None:
    monkeypatch.setattr(scans, "is_installed", lambda: True)
    monkeypatch.setattr(scans, cap, 0)
    source = read_pdf(scan(DEMO.read_bytes(), dpi=40), "a.pdf")
    assert [code for code, _ in codes(source)] == ["scanned_page", "scan_left_out"] * 3
    assert source.lines == ()
