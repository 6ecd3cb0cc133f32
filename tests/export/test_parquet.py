import json
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from qingdan.export import parquet
from qingdan.export.parquet import ParquetWriter, render_parquet
from qingdan.export.rows import build_typed_rows
from qingdan.export.tables import TABLES, Table
from qingdan.models.record import PolicyDocument

pq = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")


def write(folder: Path, *documents: PolicyDocument) -> Path:
    with closing(ParquetWriter(folder, "zh")) as writer:
        for document in documents:
            writer.add(render_parquet(document, "zh"))
    return folder


@pytest.fixture
def folder(tmp_path: Path, document: PolicyDocument) -> Path:
    return write(tmp_path / "parquet", document)


def to_mappings(value: Any, like: Any) -> Any:
    """Pairs as a mapping again, where the model has one."""
    if isinstance(like, dict) and isinstance(value, list):
        return {key: to_mappings(member, like[key]) for key, member in value}
    if isinstance(like, dict):
        return {key: to_mappings(member, like[key]) for key, member in value.items()}
    if isinstance(like, list):
        return [to_mappings(member, other) for member, other in zip(value, like, strict=True)]
    return value


def test_whole_documents_come_back(folder: Path, document: PolicyDocument) -> None:
    (row,) = pq.read_table(folder / "notices.parquet").to_pylist()
    plain = to_mappings(row, document.model_dump(mode="json"))
    assert plain["diagnostics"][0]["params"] == {"page": "2"}  # maps hold words
    plain["diagnostics"][0]["params"] = {"page": 2}
    assert PolicyDocument.model_validate_json(json.dumps(plain, default=str)) == document


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_tables(folder: Path, document: PolicyDocument, table: Table) -> None:
    read = pq.read_table(folder / f"{table.name}.parquet")
    assert read.column_names == [column.name for column in table.columns]
    assert [list(row.values()) for row in read.to_pylist()] == list(build_typed_rows(table, document))


def test_types(folder: Path) -> None:
    schema = pq.read_schema(folder / "tasks.parquet")
    assert [str(schema.field(name).type) for name in ("path", "due_on", "ordinal", "ongoing", "confidence")] == [
        "list<element: string>", "date32[day]", "int64", "bool", "double",
    ]  # fmt: skip
    assert schema.field("task_key").metadata[b"title"].decode() == "主键：文件与任务"


def test_the_package_describes_the_files(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["path"] for resource in package["resources"]] == [f"{table.name}.parquet" for table in TABLES]
    fields = {field["name"]: field["type"] for field in package["resources"][1]["schema"]["fields"]}
    assert (fields["flags"], fields["due_on"]) == ("array", "date")


def test_more_documents_than_are_held(
    tmp_path: Path, document: PolicyDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "_ROW_GROUP", 2)
    folder = write(tmp_path / "a", *[document] * 5)
    assert pq.ParquetFile(folder / "notices.parquet").num_row_groups == 3
    assert pq.read_metadata(folder / "tasks.parquet").num_rows == 15


def test_no_documents_give_empty_tables(tmp_path: Path) -> None:
    assert pq.read_table(write(tmp_path / "a") / "tasks.parquet").num_rows == 0


def test_same_documents_same_bytes(tmp_path: Path, document: PolicyDocument, folder: Path) -> None:
    again = write(tmp_path / "b", document)
    assert [path.read_bytes() for path in sorted(again.iterdir())] == [p.read_bytes() for p in sorted(folder.iterdir())]
