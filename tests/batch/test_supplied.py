"""The table of what the user knows: any encoding that spreadsheets write, every mistake with its line."""

import csv
import hashlib
import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from qingdan.batch import Input, attach_supplied, read_supplied
from qingdan.cli.main import app
from qingdan.errors import MetadataError
from qingdan.normalise.metadata import read_date
from qingdan.text.passage import Passage

ROW = "path,title,批次\r\na/一.txt,某标题,第一批\r\n"
NOTICE = "关于做好夏季用电的通知\n\n一、重点任务\n（一）加强培训。各单位6月底前组织一次培训。\n"


def _write(folder: Path, data: bytes | str) -> Path:
    path = folder / "known.csv"
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


FORMS = {
    "utf-8": ROW.encode(),
    "utf-8 with mark": ROW.encode("utf-8-sig"),
    "gbk": ROW.encode("gbk"),
    "utf-16": ROW.encode("utf-16"),
    "semicolons": ROW.replace(",", ";").encode(),
    "tabs": ROW.replace(",", "\t").encode(),
    "unix lines": ROW.replace("\r\n", "\n").encode(),
    "quotes": 'path,title,批次\n"a/一.txt","某标题",第一批\n'.encode(),
    "windows path": ROW.replace("a/", "a\\").encode(),
    "empty lines": ROW.replace("\r\n", "\r\n,,\r\n").encode(),
}


@pytest.mark.parametrize("data", FORMS.values(), ids=FORMS.keys())
def test_forms(data: bytes, tmp_path: Path) -> None:
    (row,) = read_supplied(_write(tmp_path, data))
    assert (row.path, row.fields) == ("a/一.txt", (("title", "某标题"), ("批次", "第一批")))


BAD = [
    ("title\nx\n", "line 1: no column `path` or `sha256`"),
    ("path,a,a\nx,1,2\n", "line 1: every column needs one name of its own: a"),
    ("path,\nx,1\n", "line 1: every column needs one name"),
    ("path,date\nx,2023-13-45\n", "line 2: date '2023-13-45' is no day"),
    ("path,division_code\nx,130434\ny,13043\n", "line 3: division_code '13043' is no code"),
    ("path,title\nx,1\n\nx,2\n", "line 4: 'x' was in line 2 already"),
    ("path,title\nx,1,2\n", "line 2: 3 cells under 2 columns"),
    ("path,title\n,1\n", "line 2: neither `path` nor `sha256`"),
    ("sha256,title\nxyz,1\n", "line 2: sha256 'xyz' is no digest"),
    ('path,title\nx,"1\n', "line 2: unexpected end of data"),
    ('path,title\nx,"1\n2"\ny,1,2\n', "line 4: 3 cells"),
    ("", "the file is empty"),
    (b"PK\x03\x04rest", "known.csv: "),
]


@pytest.mark.parametrize(("data", "told"), BAD)
def test_mistakes_are_told_with_their_line(data: bytes | str, told: str, tmp_path: Path) -> None:
    with pytest.raises(MetadataError) as raised:
        read_supplied(_write(tmp_path, data))
    assert told in str(raised.value)
    assert "known.csv" in str(raised.value)


def _workbook(folder: Path, *, hide: bool = False) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (["path", "division_code", "date", "批次"], ["a/一.txt", "130434", date(2023, 5, 4), 1], ["b.txt"]):
        sheet.append(line)
    sheet.cell(2, 3).number_format = "yyyy-mm-dd"
    sheet.row_dimensions[3].hidden = hide
    path = folder / "known.xlsx"
    book.save(path)
    return path


def test_a_workbook_is_read_as_shown(tmp_path: Path) -> None:
    first, second = read_supplied(_workbook(tmp_path))
    assert (first.line, first.path, dict(first.fields)["division_code"]) == (2, "a/一.txt", "130434")
    assert read_date(Passage.of(dict(first.fields)["date"])) == date(2023, 5, 4)
    assert (second.line, second.fields) == (3, ())


def test_a_filtered_workbook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="hidden"):
        read_supplied(_workbook(tmp_path, hide=True))


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MetadataError, match="cannot be opened"):
        read_supplied(tmp_path / "none.csv")


def test_rows_reach_inputs_by_path_name_and_digest(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt", "three.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    digest = hashlib.sha256(b"three.txt").hexdigest()
    table = _write(tmp_path, f"path,sha256,n\na/one.txt,,1\ntwo.txt,,2\n,{digest[:8]},3\nfour.txt,,4\n")
    names = ["a/one.txt", "b/two.txt", "b/three.txt"]
    inputs = [Input(tmp_path / name[2:], name) for name in names]
    attached, unused = attach_supplied(inputs, read_supplied(table))
    assert [source.supplied for source in attached] == [(("n", "1"),), (("n", "2"),), (("n", "3"),)]
    assert [(row.line, row.key) for row in unused] == [(5, "four.txt")]


def test_a_file_name_that_two_inputs_have_says_nothing(tmp_path: Path) -> None:
    inputs = [Input(tmp_path / "x.txt", "a/x.txt"), Input(tmp_path / "x.txt", "b/x.txt")]
    attached, unused = attach_supplied(inputs, read_supplied(_write(tmp_path, "path,n\nx.txt,1\n")))
    assert [source.supplied for source in attached] == [(), ()]
    assert len(unused) == 1


def _convert(folder: Path) -> tuple[int, str]:
    given = ["convert", str(folder / "in"), "-o", str(folder / "out"), "--to", "json,csv", "--jobs", "1"]
    result = CliRunner().invoke(app, [*given, "--metadata", str(folder / "known.csv")])
    return result.exit_code, result.stderr


def test_convert_carries_it_into_every_table(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(NOTICE, encoding="utf-8")
    _write(tmp_path, "path,date,批次\none.txt,2023-05-04,第一批\nother.txt,,第二批\n".encode("gbk"))
    status, told = _convert(tmp_path)
    assert status == 0
    assert "line 3: no input fits other.txt" in told
    given = {"date": "2023-05-04", "批次": "第一批"}
    (document,) = (tmp_path / "out" / "documents").glob("*.json")
    assert json.loads(document.read_text("utf-8"))["metadata"]["supplied"] == given
    for name in ("documents", "tasks", "deadlines"):
        with (tmp_path / "out" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert [json.loads(row["supplied"]) for row in rows] == [given] * len(rows)


def test_other_metadata_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(NOTICE, encoding="utf-8")
    for batch in ("第一批", "第二批"):
        _write(tmp_path, f"path,批次\none.txt,{batch}\n")
        assert _convert(tmp_path)[0] == 0
        (document,) = (tmp_path / "out" / "documents").glob("*.json")
        assert json.loads(document.read_text("utf-8"))["metadata"]["supplied"] == {"批次": batch}


def test_a_bad_table_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "one.txt").write_text(NOTICE, encoding="utf-8")
    _write(tmp_path, "title\nx\n")
    assert _convert(tmp_path)[0] == 2
    assert not (tmp_path / "out").exists()
