import importlib
from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from qingdan import frames
from qingdan.errors import MissingExtraError
from qingdan.export.json import JsonLinesWriter, render_jsonl
from qingdan.export.tables import TABLES
from qingdan.frames import Library, build_frames
from qingdan.models.record import PolicyDocument

LIBRARIES: list[Library] = ["pandas", "polars"]


@pytest.mark.parametrize("library", LIBRARIES)
def test_tables(library: Library, document: PolicyDocument) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    made = build_frames([document], library)
    assert {name: list(frame.columns) for name, frame in made.items()} == {
        table.name: [column.name for column in table.columns] for table in TABLES
    }
    assert {name: len(frame) for name, frame in made.items()}["tasks"] == 3


def test_types_of_pandas(document: PolicyDocument) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    tasks = build_frames([document], "pandas")["tasks"]
    assert tasks["due_on"].dt.month.tolist()[::2] == [6, 3]
    assert tasks["due_on"][0].to_pydatetime() == datetime(2024, 6, 30)
    assert tasks["flags"][1] == ["row_joined", "never_heard_of"]
    assert tasks["ordinal"].dtype == "Int64"
    assert tasks["ongoing"].tolist() == [False, True, False]
    assert tasks["number"].isna().tolist() == [False, False, True]


def test_types_of_polars(document: PolicyDocument) -> None:
    polars = pytest.importorskip("polars", reason="polars is not installed")
    tasks = build_frames([document], "polars")["tasks"]
    assert tasks["due_on"].to_list() == [date(2024, 6, 30), None, date(2024, 3, 31)]
    assert tasks.schema["flags"] == polars.List(polars.String)
    assert tasks["criteria"].to_list() == [[], ["走访率达标", "记录完整"], []]


def test_an_output_folder(tmp_path: Path, document: PolicyDocument) -> None:
    pytest.importorskip("polars", reason="polars is not installed")
    with closing(JsonLinesWriter(tmp_path / "documents.jsonl", "zh")) as writer:
        writer.add(render_jsonl(document, "zh"))
    assert build_frames(tmp_path, "polars")["documents"]["document_id"].to_list() == [document.document_id]


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_documents_give_typed_frames(library: Library) -> None:
    pytest.importorskip(library, reason=f"{library} is not installed")
    assert len(build_frames([], library)["deadlines"]) == 0


MISSING = [(None, "pandas or polars is not installed; run: pip install pandas"), ("polars", "pip install polars")]


@pytest.mark.parametrize(("library", "words"), MISSING)
def test_without_a_library_the_error_says_what_to_install(
    library: Library | None, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> Any:
        raise ImportError(name)

    monkeypatch.setattr(frames, "import_module", refuse)
    with pytest.raises(MissingExtraError, match=words):
        build_frames([], library)
    assert importlib.import_module("qingdan.frames") is frames
