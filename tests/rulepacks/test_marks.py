"""Marks of document numbers: one table over the packs of the centre and the provinces."""

from __future__ import annotations

import pytest

from qingdan.rulepacks import load_rules
from qingdan.rulepacks.load import read_pack, shipped_packs
from qingdan.rulepacks.places import load_places

RULES = load_rules()
MARKS = [
    ("浙政办发", ("330000",)),
    ("浙卫发", ("330000",)),
    ("杭政办函", ("330100",)),
    ("鄂府办发", ("150600",)),
    ("鄂政发", ("420000",)),
    ("宁政发", ("640000", "320100", "330226", "350900", "630100")),
    ("渝府办发", ("500000",)),
    ("吉府发", ("360800",)),
    ("吉政发", ("220000",)),
    ("国办发", ("",)),
    ("国卫医发", ("",)),
    ("冀魏政", ()),
    ("政办发", ()),
    ("浙", ()),
    ("", ()),
]


@pytest.mark.parametrize(("mark", "codes"), MARKS)
def test_marks(mark: str, codes: tuple[str, ...]) -> None:
    assert RULES.marks.find(mark) == codes


def test_all_codes_are_of_divisions_in_force() -> None:
    places = load_places()
    codes = {
        code for table in (RULES.marks.words, RULES.marks.abbreviations) for held in table.values() for code in held
    }
    assert [code for code in sorted(codes) if code and places.get(code) is None] == []


PACKS = {path.name: read_pack(path) for path in shipped_packs()}


def test_there_is_a_pack_for_the_centre_and_each_province() -> None:
    places = load_places()
    divisions = sorted(pack.info.division for name, pack in PACKS.items() if name != "base" and pack.info.division)
    assert len(divisions) == len(set(divisions)) == 31
    assert all(places.get(code) for code in divisions)
    assert PACKS["centre"].info.division == ""


@pytest.mark.parametrize("name", sorted(set(PACKS) - {"base"}))
def test_a_province_only_adds_what_holds_for_it(name: str) -> None:
    pack = PACKS[name]
    own = (pack.info.division or "")[:2]
    entries = [file for _, file in pack.files]
    assert pack.info.name == name
    assert pack.info.sources
    assert pack.info.limitations
    assert pack.info.disable == ()
    assert all(lexicon.extend for file in entries for lexicon in file.lexicon)
    assert {n.division[:2] for file in entries for organ in file.organ for n in organ.name if n.division} <= {own}
    marks = [
        code
        for file in entries
        for entry in file.marks
        for code in (*entry.abbreviations.values(), *entry.words.values())
    ]
    assert {code[:2] for code in marks} <= {own}


def test_no_shipped_pack_replaces_a_rule() -> None:
    assert {
        rule.id: rule.pack for rule in RULES if rule.pack != "base" and not rule.id.startswith(f"{rule.pack}.")
    } == {}
