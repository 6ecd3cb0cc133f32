import json
from contextlib import closing
from pathlib import Path

import pytest

from qingdan.export.json import JsonLinesWriter, JsonWriter, file_name, render_json, render_jsonl, to_json
from qingdan.export.stored import read_stored
from qingdan.models.record import PolicyDocument

NAMES = [
    ("通知.pdf", "通知.01234567.json"),
    ("a/b:c.docx", "b_c.01234567.json"),
    ("无后缀", "无后缀.01234567.json"),
    ("长" * 100 + ".txt", "长" * 60 + ".01234567.json"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_file_name(name: str, expected: str, document: PolicyDocument) -> None:
    renamed = document.model_copy(update={"source": document.source.model_copy(update={"name": name})})
    assert file_name(renamed) == expected


def test_reads_back(tmp_path: Path, document: PolicyDocument) -> None:
    with closing(JsonWriter(tmp_path / "documents", "zh")) as writer:
        writer.add(render_json(document, "zh"))
    (path,) = (tmp_path / "documents").iterdir()
    assert read_stored(path) == document
    assert "便民服务" in path.read_text(encoding="utf-8")


def test_one_line_a_document(tmp_path: Path, document: PolicyDocument) -> None:
    with closing(JsonLinesWriter(tmp_path / "documents.jsonl", "zh")) as writer:
        writer.add(render_jsonl(document, "zh"))
        writer.add(render_jsonl(document, "zh"))
    lines = (tmp_path / "documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [json.loads(to_json(document))] * 2
