"""Organs and indicators of packs, merged and looked up."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.errors import RulePackError
from qingdan.rulepacks import load_rules
from qingdan.rulepacks.organs import full_form, heads_at
from qingdan.rulepacks.schema import OrganName

PACK = 'name = "own"\ntitle = "Own"\nversion = "1"\n'


def rules_with(folder: Path, text: str):
    (folder / "pack.toml").write_text(PACK, encoding="utf-8")
    (folder / "own.toml").write_text(text, encoding="utf-8")
    return load_rules(folder)


def test_a_pack_adds_a_name_to_a_known_organ(tmp_path: Path) -> None:
    text = '[[organ]]\nid = "health"\n[[organ.name]]\ndivision = "3305"\nstem = "康养"\nheads = { county = "局" }\n'
    rules = rules_with(tmp_path, text)
    (form,) = rules.organs.forms("康养局")
    assert (form.organ.id, form.organ.label, form.head) == ("health", "卫生健康", "局")


def test_a_pack_adds_words_to_a_known_indicator(tmp_path: Path) -> None:
    rules = rules_with(tmp_path, '[[indicator]]\nid = "environment.forest_cover"\nwords = ["林木(覆盖|绿化)率"]\n')
    assert [rules.indicators.find(w).id for w in ("林木绿化率", "森林覆盖率")] == ["environment.forest_cover"] * 2  # type: ignore[union-attr]


def test_the_same_words_for_two_indicators_are_a_mistake(tmp_path: Path) -> None:
    rules = rules_with(
        tmp_path, '[[indicator]]\nid = "own.cover"\nlabel = "x"\nenglish = "x"\nwords = ["森林覆盖率"]\n'
    )
    with pytest.raises(RulePackError, match="森林覆盖率"):
        rules.indicators.find("森林覆盖率")


@pytest.mark.parametrize(
    ("level", "heads"),
    [
        ("national", ("部",)), ("province", ("厅",)), ("municipality", ("委员会", "局")),
        ("county", ("局",)), ("district", ("局",)), ("zone", ("局",)), ("township", ()),
    ],
)  # fmt: skip
def test_heads_by_level(level: str, heads: tuple[str, ...]) -> None:
    name = OrganName(
        stem="教育", heads={"national": "部", "province": "厅", "municipality": "委员会 局", "local": "局"}
    )
    assert heads_at(name, level) == heads


def test_a_name_without_heads_is_central_only_when_it_says_so() -> None:
    name = OrganName(stem="红十字会", form="{place}{stem}", forms={"national": "中国红十字会总会"})
    assert (heads_at(name, "county"), full_form(name, "county")) == (("",), "{place}红十字会")
    assert full_form(name, "national") == "中国红十字会总会"
    assert heads_at(OrganName(forms={"national": "国务院"}), "county") == ()


def test_every_organ_is_described() -> None:
    bare = [o.id for o in load_rules().organs if not (o.label and o.english)]
    assert bare == []
