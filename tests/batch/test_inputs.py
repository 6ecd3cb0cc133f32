import os
import sys
from pathlib import Path

import pytest

from qingdan.batch.inputs import find_inputs
from qingdan.batch.names import readable


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.pdf", ".hidden", ".git/x.txt", "sub/~$c.docx", "out/documents/a.json"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path / "in"


CASES = [
    (["in"], ["a.txt", "b.txt", "sub/c.pdf"]),
    (["in/b.txt", "in/a.txt"], ["b.txt", "a.txt"]),
    (["in/b.txt", "in"], ["b.txt", "a.txt", "sub/c.pdf"]),
    (["in/*.txt"], ["a.txt", "b.txt"]),
    (["in/**/*.pdf"], ["c.pdf"]),
    (["in/.hidden"], [".hidden"]),
    (["in/none.txt"], ["none.txt"]),
    (["in/*.none"], []),
    ([], []),
]


@pytest.mark.parametrize(("given", "names"), CASES)
def test_find_inputs(folder: Path, given: list[str], names: list[str]) -> None:
    assert [found.name for found in find_inputs(given, skip=folder / "out")] == names


NAMES = [
    ("通知.txt".encode(), "通知.txt"),
    ("重点任务清单.txt".encode("gb18030"), "重点任务清单.txt"),
    ("通知.txt".encode("gb18030"), "通知.txt"),
    ("表·一.txt".encode(), "表·一.txt"),
    (b"a b.txt", "a b.txt"),
    (b"\xff\xff.txt", "\ufffd\ufffd.txt"),
]


@pytest.mark.skipif(sys.platform == "win32", reason="names are text there")
@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_readable(name: bytes, expected: str) -> None:
    assert readable(os.fsdecode(name)) == expected
