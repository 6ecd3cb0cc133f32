from collections.abc import Iterator
from pathlib import Path

import pytest

from qingdan.errors import BrokenFileError, MissingExtraError
from qingdan.export import extras
from qingdan.export.formats import FORMATS
from qingdan.export.json import to_json
from qingdan.export.stored import count_documents, read_documents
from qingdan.export.write import write_format
from qingdan.models.record import PolicyDocument


def broken(document: PolicyDocument) -> Iterator[PolicyDocument]:
    yield document
    raise RuntimeError


@pytest.mark.parametrize("name", FORMATS)
def test_goes_where_convert_puts_it(name: str, tmp_path: Path, document: PolicyDocument) -> None:
    paths = write_format([document], name, str(tmp_path))
    assert all(path.is_relative_to(tmp_path / FORMATS[name].target) or len(paths) == 2 for path in paths)
    assert all(path.stat().st_size for path in paths)
    assert list(tmp_path.rglob(".qingdan-*")) == []


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "sqlite"])
def test_a_failure_leaves_what_was_there(name: str, tmp_path: Path, document: PolicyDocument) -> None:
    before = {path: path.read_bytes() for path in write_format([document], name, str(tmp_path))}
    with pytest.raises(RuntimeError):
        write_format(broken(document), name, str(tmp_path))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize(
    ("name", "file"), [("ics", "a.ics"), ("xlsx", "b.xlsx"), ("jsonl", "c.jsonl"), ("sqlite", "d.db")]
)
def test_formats_of_one_file_take_its_name(name: str, file: str, tmp_path: Path, document: PolicyDocument) -> None:
    assert write_format([document], name, str(tmp_path / "new" / file))[0] == tmp_path / "new" / file


def test_stored_documents_come_back(tmp_path: Path, document: PolicyDocument) -> None:
    for name in ("json", "jsonl"):
        paths = write_format([document], name, str(tmp_path / name))
        for place in (tmp_path / name, paths[0]):
            assert list(read_documents(place)) == [document]
    assert [count_documents(p) for p in (tmp_path / "json", tmp_path / "jsonl")] == [1, None]


UNREADABLE = [
    ("documents.jsonl", "{}\n", "line 1"),
    ("documents/a.json", "{", r"a\.json"),
    ("other", "", "no documents there"),
]


@pytest.mark.parametrize(("name", "text", "words"), UNREADABLE)
def test_what_is_no_document_is_named(name: str, text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text(text)
    with pytest.raises(BrokenFileError, match=words):
        list(read_documents(tmp_path))


def test_a_torn_line_is_told_after_the_whole_ones(tmp_path: Path, document: PolicyDocument) -> None:
    (tmp_path / "documents.jsonl").write_text(to_json(document, indent=None) + '{"schema', encoding="utf-8")
    documents = read_documents(tmp_path)
    assert next(documents) == document
    with pytest.raises(BrokenFileError, match="line 2"):
        next(documents)


EXTRAS = [("parquet", "pyarrow"), ("ics", "icalendar")]


@pytest.mark.parametrize(("name", "module"), EXTRAS)
def test_a_missing_extra_is_said_in_one_line(
    name: str, module: str, tmp_path: Path, document: PolicyDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(wanted: str) -> None:
        raise ImportError(name=wanted)

    monkeypatch.setattr(extras, "import_module", refuse)
    with pytest.raises(MissingExtraError) as error:
        write_format([document], name, str(tmp_path))
    assert str(error.value).startswith(f"{module} is not installed")
    assert "pip install 'qingdan[" in str(error.value)
    assert "\n" not in str(error.value)
