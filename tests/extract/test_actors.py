"""Organisations that running text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.actors import find_actors
from qingdan.normalise.agencies import build_actors
from qingdan.normalise.evidence import read_spans
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage


def _names(text: str) -> list[str]:
    passage = Passage.of(text)
    return [a.name for a in build_actors(passage, find_actors(passage, load_rules()))]


ROWS = [
    ("各地要高度重视。", ["各地"]),
    ("适时牵头组织有关部门检查。", ["有关部门"]),
    ("督促各县（市、区）抓好整改。", ["各县（市、区）"]),
    ("各乡镇各部门要配合。", ["各乡镇", "各部门"]),
    ("支持乡镇卫生院和村卫生室建设。", ["乡镇卫生院", "村卫生室"]),
    ("推进医共体牵头医院用人自主。", ["医共体牵头医院"]),
    ("接受财政、审计和水利主管部门检查。", ["财政主管部门", "审计主管部门", "水利主管部门"]),
    ("由县级党委、政府统筹。", ["县级党委", "县级政府"]),
    ("报送县卫生健康局审核。", ["县卫生健康局"]),
    ("参加县公安局交警大队行动。", ["县公安局交警大队"]),
    ("由科技部、财政部审定。", ["科技部", "财政部"]),
    ("鼓励金融机构、科研院所参与。", ["金融机构", "科研院所"]),
    ("提高居民健康水平。", []),
    ("加强组织领导。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


@given(st.text(alphabet="各市县区教育局财政部门、和及医院（）级委政府推进的由a \n", max_size=40))
def test_any_text_has_evidence(text: str) -> None:
    passage = Passage.of(text)
    for actor in build_actors(passage, find_actors(passage, load_rules())):
        assert read_spans(text, actor.spans) == actor.raw
