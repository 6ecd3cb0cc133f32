import errno
import hashlib
from pathlib import Path
from typing import Any

import pytest

from qingdan.batch import Input
from qingdan.batch.content import identify
from qingdan.batch.duplicates import find_duplicates, to_table
from qingdan.batch.ledger import Entry, Ledger, read_entries
from qingdan.batch.limits import Extent
from qingdan.batch.outcome import STATUSES, explain, judge
from qingdan.errors import BrokenFileError, EncryptedFileError, UnsupportedFormatError
from qingdan.models.record import DiagnosticRecord, PolicyDocument

SOURCE = Input(Path("in/a.pdf"), "a.pdf")
ROOT = Path(__file__).parents[2]


def _said(code: str, page: int | None = None) -> DiagnosticRecord:
    return DiagnosticRecord(code=code, severity="warning", params={} if page is None else {"page": page})


JUDGED = [
    ([], "ok"),
    ([_said("numbering_gap")], "ok"),
    ([_said("broken_page", 2)], "partial"),
    ([_said("row_limit")], "partial"),
    ([_said("scanned_page", 1)], "partial"),
    ([_said("scanned_page", 1), _said("recognised_page", 1)], "ok"),
    ([_said("scanned_page", 1), _said("recognised_page", 2)], "partial"),
    ([_said("scanned_page", 1), _said("scanned_page", 2)], "scanned"),
    ([_said("scanned_page", 1), _said("scanned_page", 2), _said("recognised_page", 2)], "partial"),
]


@pytest.mark.parametrize(("diagnostics", "status"), JUDGED)
def test_judge(document: PolicyDocument, diagnostics: list[DiagnosticRecord], status: str) -> None:
    source = document.source.model_copy(update={"page_count": 2})
    found = document.model_copy(update={"source": source, "diagnostics": tuple(diagnostics)})
    verdict, message = judge(SOURCE, found)
    assert verdict == status
    assert (message is None) == (status == "ok")


ERRORS = [
    (UnsupportedFormatError("a", "x"), "unsupported"),
    (EncryptedFileError("a", "x"), "encrypted"),
    (BrokenFileError("a", "x"), "broken"),
    (FileNotFoundError(errno.ENOENT, "gone"), "vanished"),
    (PermissionError(errno.EACCES, "denied"), "broken"),
    (MemoryError(), "memory"),
    (ValueError("oh\nno"), "crash"),
]


@pytest.mark.parametrize(("error", "status"), ERRORS)
def test_explain(error: Exception, status: str) -> None:
    verdict, message = explain(error, SOURCE, debug=False)
    assert verdict == status
    assert message.startswith("in/a.pdf: ")
    assert "\n" not in message


@pytest.mark.parametrize("status", STATUSES)
def test_statuses_are_documented(status: str) -> None:
    assert f"`{status}`" in (ROOT / "docs" / "batch.md").read_text(encoding="utf-8")


def test_identify(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4 /Type /Pages /Type/Page /Type /Page\n")
    content = identify(Input(path, "a.pdf"))
    assert content.extent == Extent(45, 2, is_pdf=True)
    assert content.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def _entry(name: str, **values: Any) -> Entry:
    return Entry(name, name, "ok", **values)


def test_a_torn_line_is_no_line(tmp_path: Path) -> None:
    path = tmp_path / "ledger.jsonl"
    first = Ledger(tmp_path, 2)
    first.add(1, _entry("b", key="k1"))
    first.add(0, _entry("a\n名", key="k0"))
    first.finish([first.get(0), first.get(1)])
    first.close()
    path.write_bytes(path.read_bytes() + b'[1]\n{"path": "c", "na')
    again = Ledger(tmp_path, 1)
    assert [entry.name for entry in again.earlier()] == ["a\n名", "b"]
    assert again.find("k1") == _entry("b", key="k1")
    assert again.find("k2") is None
    again.add(0, _entry("c", key="k2"))
    again.finish([again.get(0)])
    again.close()
    assert list(read_entries(tmp_path)) == [_entry("c", key="k2")]


def test_what_may_change_is_not_kept(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path, 1)
    ledger.add(0, Entry("a", "a", "timeout", key="k"))
    ledger.close()
    assert Ledger(tmp_path, 1).find("k") is None


def _document(name: str, notice: str, text: str, tasks: int = 1) -> Entry:
    same = {"sha256": name, "document_id": name}
    return _entry(name, **same, document=f"documents/{name}", notice_id=notice, text_sha256=text, tasks=tasks)


def test_files_of_one_notice_are_tied_together() -> None:
    entries = [
        _document("a", "n1", "t1"), _document("b", "n2", "t2"), _entry("broken"), _document("c", "n3", "t3"),
        _document("d", "n1", "t2"), _document("e", "n3", "t4", tasks=5),
    ]  # fmt: skip
    groups = find_duplicates(entries)
    assert groups == [[0, 1, 4], [3, 5]]
    table = to_table([[entries[place] for place in places] for places in groups]).decode("utf-8-sig")
    assert [row.split(",")[:4] for row in table.splitlines()[1:]] == [
        ["1", "a", "bytes", "true"], ["1", "b", "notice", "false"], ["1", "d", "notice", "false"],
        ["2", "c", "notice", "false"], ["2", "e", "bytes", "true"],
    ]  # fmt: skip
