"""One notice is the same record in whatever form it comes, written by another program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qingdan import read_notice
from qingdan.readers.office import find_program
from tests.golden.forms import FORMS, find_blocks, rewritten, to_page
from tests.golden.ofd_pages import to_ofd
from tests.golden.test_corpora import CORPORA
from tests.soundness import printed

NOTICES = {
    "table and clauses": CORPORA / "demo" / "yiling-health-2024.txt",
    "clauses": CORPORA / "notices" / "train" / "foshan-business-2025.txt",
}
OF_THE_FORM = {"document_id", "source", "text", "tables", "diagnostics", "generator", "schema_version"}
"""Fields of a document that may tell what it was read from. Cells of tables are compared apart."""
needs_office = pytest.mark.skipif(find_program() is None, reason="LibreOffice writes the forms")


def without_places(value: Any) -> Any:
    """A record without spans, and without the white space of raw words, which differs where lines break."""
    if isinstance(value, dict):
        kept = {key: item for key, item in value.items() if key not in {"spans", "evidence"}}
        return {key: printed(item) if key == "raw" else without_places(item) for key, item in kept.items()}
    return [without_places(item) for item in value] if isinstance(value, (list, tuple)) else value


def record_of(data: bytes) -> dict[str, Any]:
    """What must not depend on the form: all values, the outline, the words of all cells of tables."""
    document = read_notice(data)
    record = without_places(document.model_dump(mode="json", exclude=OF_THE_FORM))
    rows = [[[printed(cell.text) for cell in row.cells] for row in table.rows] for table in document.tables]
    return {**record, "rows": rows, "diagnostics": [d.code for d in document.diagnostics]}


@cache
def expected(path: Path) -> dict[str, Any]:
    return record_of(path.read_bytes())


@pytest.mark.parametrize("path", NOTICES.values(), ids=NOTICES.keys())
def test_the_notices_hold_what_is_compared(path: Path) -> None:
    record = expected(path)
    assert len(record["tasks"]) > 10
    assert all(any(task[field] for task in record["tasks"]) for field in ("deadlines", "responsibilities", "targets"))


@needs_office
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("path", NOTICES.values(), ids=NOTICES.keys())
def test_the_same_in_every_form(path: Path, form: str, tmp_path: Path) -> None:
    page = to_page(list(find_blocks(path.read_text(encoding="utf-8"))))
    assert record_of(rewritten(page, form, tmp_path)) == expected(path)


@pytest.mark.parametrize("path", NOTICES.values(), ids=NOTICES.keys())
def test_the_same_in_ofd(path: Path) -> None:
    assert record_of(to_ofd(find_blocks(path.read_text(encoding="utf-8")))) == expected(path)
