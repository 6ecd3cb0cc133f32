"""Organisations that running text names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.agencies.actors import find_actors, find_owners
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
    ("落实《青禾县人民政府关于便民服务的意见》要求。", []),
    ("年内新建2所幼儿园，开工建设青禾小学。", []),
    ("其他区域由各镇统筹。", ["各镇"]),
    ("各乡镇各部门要配合。", ["各乡镇", "各部门"]),
    ("支持乡镇卫生院和村卫生室建设。", ["乡镇卫生院", "村卫生室"]),
    ("推进医共体牵头医院用人自主。", ["医共体牵头医院"]),
    ("接受财政、审计和水利主管部门检查。", ["财政主管部门", "审计主管部门", "水利主管部门"]),
    ("由县级党委、政府统筹。", ["县级党委", "县级政府"]),
    ("报送县卫生健康局审核。", ["县卫生健康局"]),
    ("参加县公安局交警大队行动。", ["县公安局交警大队"]),
    ("由科技部、财政部审定。", ["科技部", "财政部"]),
    ("鼓励金融机构、科研院所参与。", ["金融机构", "科研院所"]),
    ("机构编制、教育、财政等部门要支持。", ["机构编制部门", "教育部门", "财政部门"]),
    ("由县教育文体和旅游局对接。", ["县教育文体和旅游局"]),
    ("县教育和体育局要落实。", ["县教育和体育局"]),
    ("加强保障，市县要配套资金。", ["市县"]),
    ("走访辖区企业，举办中小企业论坛。", ["辖区企业", "中小企业"]),
    ("县大数据中心负责汇总。", ["县大数据中心"]),
    ("发挥市推进“三园一带”建设领导小组作用。", ["市推进“三园一带”建设领导小组"]),
    ("依托中国（青州）知识产权保护中心。", ["中国（青州）知识产权保护中心"]),
    ("每万人配齐3家社区卫生服务中心。", ["社区卫生服务中心"]),
    ("商财政、组织部门研究。", ["财政部门", "组织部门"]),
    ("全面推行村党组织评议。", ["村党组织"]),
    ("培育农民专业合作社，发布市场主体名单。", ["农民专业合作社"]),
    ("推进东西部协作。", []),
    ("统筹中央和地方资金。", []),
    ("修好通村公路。", []),
    ("搭建细分行业平台，规范政府采购。", []),
    ("招引头部企业。", []),
    ("建设产业创新中心和大数据中心。", []),
    ("提高居民健康水平。", []),
    ("加强组织领导。", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


def test_owners() -> None:
    passage = Passage.of("医共体牵头医院和县公安局交警大队、中小企业主管部门要落实。")
    assert [a.name for a in build_actors(passage, find_owners(passage, load_rules()))] == ["医共体"]


@given(st.text(alphabet="各市县区教育局财政部门、和及医院（）级委政府推进的由a \n", max_size=40))
def test_any_text_has_evidence(text: str) -> None:
    passage = Passage.of(text)
    for actor in build_actors(passage, find_actors(passage, load_rules())):
        assert read_spans(text, actor.spans) == actor.raw
