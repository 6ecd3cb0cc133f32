"""Zip files as folders of notices: names, nesting, bounds, damage; nothing written outside the output."""

from __future__ import annotations

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qingdan.batch import Plan, archives, convert, find_inputs, read_notices
from qingdan.readers import archive as bounds

NOTICE = """青禾县人民政府办公室关于印发{year}年便民服务重点任务的通知
各镇人民政府：
（一）推进一窗通办。（县政务服务局牵头，{year}年6月底前完成）
{year}年3月1日
"""


def notice(year: int) -> bytes:
    return NOTICE.format(year=year).encode()


def pack(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as file:
        for name, data in files.items():
            file.writestr(name, data)
    return buffer.getvalue()


def pack_old(names: list[bytes]) -> bytes:
    """A zip file whose names are bytes of some encoding that nothing tells."""
    stand_ins = {f"{number:0{len(name)}d}": name for number, name in enumerate(names)}
    data = pack({name: notice(2020 + number) for number, name in enumerate(stand_ins)}, zipfile.ZIP_STORED)
    for stand_in, name in stand_ins.items():
        data = data.replace(stand_in.encode(), name)
    return data


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def outcomes(path: Path) -> list[tuple[str, str]]:
    return [(found.source.name, found.status) for found in read_notices(path, jobs=1)]


def test_members_are_inputs_in_order_of_their_names(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", pack({"sub/b.txt": notice(2022), "a.txt": notice(2021), "空/": b""}))
    assert outcomes(path) == [("a.zip/a.txt", "ok"), ("a.zip/sub/b.txt", "ok")]
    [first, _] = read_notices(path, jobs=1)
    assert first.document
    assert (first.document.source.name, first.document.source.path) == ("a.txt", "a.zip/a.txt")


def test_archives_in_folders_and_patterns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in" / "sub").mkdir(parents=True)
    write(tmp_path / "in" / "sub" / "a.zip", pack({"a.txt": notice(2021)}))
    write(tmp_path / "in" / "b.txt", notice(2022))
    monkeypatch.chdir(tmp_path)
    assert [found.name for found in find_inputs(["in"])] == ["b.txt", "sub/a.zip/a.txt"]
    [found] = find_inputs(["in/*/*.zip"])
    assert (found.name, found.shown) == ("a.zip/a.txt", f"{Path('in/sub/a.zip')}/a.txt")


def test_the_content_tells_an_archive(tmp_path: Path) -> None:
    word = pack({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"})
    write(tmp_path / "a.docx", word)
    write(tmp_path / "b.dat", pack({"a.docx": word, "a.txt": notice(2021)}, zipfile.ZIP_STORED))
    write(tmp_path / "c.zip", notice(2021))
    assert [found.name for found in find_inputs([tmp_path])] == ["a.docx", "b.dat/a.docx", "b.dat/a.txt", "c.zip"]


def test_archives_inside_are_opened_once(tmp_path: Path) -> None:
    inner = pack({"c.txt": notice(2023)})
    middle = pack({"b.txt": notice(2022), "inner.zip": inner})
    path = write(tmp_path / "a.zip", pack({"a.txt": notice(2021), "middle.zip": middle, "no.zip": b"text"}))
    assert outcomes(path) == [
        ("a.zip/a.txt", "ok"),
        ("a.zip/middle.zip/b.txt", "ok"),
        ("a.zip/middle.zip/inner.zip", "unsupported"),
        ("a.zip/no.zip", "ok"),
    ]


NAMES = [
    ("通知.txt".encode("gb18030"), "通知.txt"),
    ("关于印发〇号文件的通知.txt".encode("gb18030"), "关于印发〇号文件的通知.txt"),
    ("目录/通知.txt".encode(), "目录/通知.txt"),
    ("附件\\清单.txt".encode("gb18030"), "附件/清单.txt"),
    (b"../../etc/a.txt", "etc/a.txt"),
    (b"/abs//./a.txt", "abs/a.txt"),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_names(name: bytes, expected: str, tmp_path: Path) -> None:
    assert outcomes(write(tmp_path / "a.zip", pack_old([name]))) == [(f"a.zip/{expected}", "ok")]


def test_what_is_hidden_in_folders_is_hidden_here(tmp_path: Path) -> None:
    names = ["a.txt", ".b.txt", ".git/c.txt", "~$d.docx", "__MACOSX/._a.txt", "sub/.DS_Store", "Thumbs.db"]
    path = write(tmp_path / "a.zip", pack(dict.fromkeys(names, notice(2021))))
    assert outcomes(path) == [("a.zip/a.txt", "ok")]


def test_a_damaged_member_costs_that_member(tmp_path: Path) -> None:
    data = bytearray(pack({"a.txt": notice(2021), "b.txt": notice(2022)}, zipfile.ZIP_STORED))
    data[data.index("便民".encode())] ^= 0xFF
    assert outcomes(write(tmp_path / "a.zip", bytes(data))) == [("a.zip/a.txt", "broken"), ("a.zip/b.txt", "ok")]


def test_a_locked_member_is_named(tmp_path: Path) -> None:
    data = bytearray(pack({"a.txt": notice(2021)}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    [found] = read_notices(write(tmp_path / "a.zip", bytes(data)), jobs=1)
    assert found.status == "encrypted"
    assert found.message
    assert "a.zip/a.txt" in found.message


@pytest.mark.parametrize(
    "data",
    [pack({}), pack({"空/": b""}), pack({"a.txt": notice(2021)})[:-30], b"PK\x03\x04" + bytes(100)],
    ids=["empty", "folders", "cut", "nothing"],
)
def test_an_archive_that_gives_nothing_is_one_failed_input(data: bytes, tmp_path: Path) -> None:
    [(name, status)] = outcomes(write(tmp_path / "a.zip", data))
    assert name == "a.zip"
    assert status != "ok"


def test_bombs_are_not_unpacked(tmp_path: Path) -> None:
    bomb = bytes(bounds.MOST_PART_BYTES // 4)
    path = write(tmp_path / "a.zip", pack({"a.txt": notice(2021), "b.txt": bomb, "c.zip": pack({"d.txt": bomb})}))
    found = {outcome.source.name: outcome for outcome in read_notices(path, jobs=1)}
    assert [(name, outcome.status) for name, outcome in found.items()] == [
        ("a.zip/a.txt", "ok"),
        ("a.zip/b.txt", "broken"),
        ("a.zip/c.zip/d.txt", "broken"),
    ]
    assert "not unpacked" in str(found["a.zip/b.txt"].message)


def test_too_many_members(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    inner = pack({f"{number}.txt": notice(2021) for number in range(3)})
    many = write(tmp_path / "many.zip", pack({f"{number}.txt": notice(2021) for number in range(4)}))
    nested = write(tmp_path / "nested.zip", pack({f"{number}.zip": inner for number in range(3)}))
    assert [name for name, status in outcomes(many) + outcomes(nested) if status != "ok"] == ["many.zip", "nested.zip"]


def test_a_run_writes_nothing_but_its_outputs(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    files = {"../up.txt": notice(2021), "a.txt": notice(2022), "copy/a.txt": notice(2022)}
    files["b.zip"] = pack({"c.txt": notice(2023)})
    path = write(tmp_path / "in" / "a.zip", pack(files))
    before = sorted(tmp_path.rglob("*"))
    out = tmp_path / "out"
    summary = convert(find_inputs([path], skip=out), Plan(out, ["json"], jobs=2))
    assert (summary.counts, summary.duplicates) == ({"ok": 4}, 1)
    ledger = [json.loads(line) for line in (out / "ledger.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["name"] for line in ledger] == ["a.zip/a.txt", "a.zip/b.zip/c.txt", "a.zip/copy/a.txt", "a.zip/up.txt"]
    assert [found for found in sorted(tmp_path.rglob("*")) if found != out and out not in found.parents] == before


def test_a_changed_archive_is_read_anew(tmp_path: Path) -> None:
    path = write(tmp_path / "a.zip", pack({"a.txt": notice(2021)}))
    assert outcomes(path) == [("a.zip/a.txt", "ok")]
    path.write_bytes(pack({"b.txt": notice(2021), "c.txt": notice(2022)}))
    assert outcomes(path) == [("a.zip/b.txt", "ok"), ("a.zip/c.txt", "ok")]
