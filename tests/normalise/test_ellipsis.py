"""Elliptical lists, written out."""

from __future__ import annotations

import pytest

from qingdan.extract.agencies.assigned import find_agencies
from qingdan.normalise.agencies import build_responsibilities
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

ROWS = [
    ("南湖区、秀洲区、开发区卫生健康局", "南湖区卫生健康局 秀洲区卫生健康局 开发区卫生健康局"),
    ("南湖区、秀洲区人民政府", "南湖区人民政府 秀洲区人民政府"),
    ("各市、县人民政府", "各市人民政府 各县人民政府"),
    ("各县、区人民政府（管委会）", "各县人民政府（管委会） 各区人民政府（管委会）"),
    ("各县、市、区政府", "各县政府 各市政府 各区政府"),
    ("各市、县（市、区）人民政府", "各市人民政府 各县（市、区）人民政府"),
    ("各市、县〔市、区〕政府", "各市政府 各县〔市、区〕政府"),
    ("各区、县(市)政府", "各区政府 各县（市）政府"),
    ("县（市、区）人民政府", "县（市、区）人民政府"),
    ("各县（市、区）人民政府", "各县（市、区）人民政府"),
    ("市、区两级卫生健康部门", "市卫生健康部门 区卫生健康部门"),
    ("省、市、县三级教育部门", "省教育部门 市教育部门 县教育部门"),
    ("市、区市场监管局", "市市场监管局 区市场监管局"),
    ("市县两级财政部门", "市县两级财政部门"),
    ("发展改革、财政、人力资源社会保障部门", "发展改革部门 财政部门 人力资源社会保障部门"),
    ("机构编制、发展改革、财政等部门", "机构编制部门 发展改革部门 财政部门"),
    ("教育、文化和旅游部门", "教育部门 文化和旅游部门"),
    ("省教育、科技、财政厅", "省教育厅 省科技厅 省财政厅"),
    ("市发改、财政、审计部门", "市发改部门 市财政部门 市审计部门"),
    ("宁波、温州、金华市政府", "宁波市政府 温州市政府 金华市政府"),
    ("各级党委、政府", "各级党委 各级政府"),
    ("各级党委和政府", "各级党委 各级政府"),
    ("各有关部门、单位", "各有关部门 各有关单位"),
    ("各有关部门和单位", "各有关部门 各有关单位"),
    ("县级党委、政府", "县级党委 县级政府"),
    ("各乡镇党委、政府", "各乡镇党委 各乡镇政府"),
    ("镇党委和政府", "镇党委 镇政府"),
    ("各乡镇人民政府、街道办事处", "各乡镇人民政府 街道办事处"),
    ("乡镇人民政府和街道办事处", "乡镇人民政府 街道办事处"),
    ("各县（市、区）人民政府、管委会", "各县（市、区）人民政府 管委会"),
    ("区民政局，各乡镇人民政府、街道办事处", "区民政局 各乡镇人民政府 街道办事处"),
    ("各乡镇和街道", "各乡镇 各街道"),
    ("市直有关部门和单位", "市直有关部门 市直有关单位"),
    ("市财政局等部门和各区政府", "市财政局 各区政府"),
    ("市发改委与各区政府", "市发改委 各区政府"),
    ("市财政局及市审计局", "市财政局 市审计局"),
    ("和龙市、和平县教育局", "和龙市教育局 和平县教育局"),
    ("各区、开发区管委会", "各区 开发区管委会"),
    ("各县区、市教育局", "各县区 市教育局"),
    ("县公安局、司法局", "县公安局 司法局"),
    ("省发展改革委、财政厅", "省发展改革委 财政厅"),
]


@pytest.mark.parametrize(("text", "names"), ROWS)
def test_written_out(text: str, names: str) -> None:
    passage = Passage.of(text)
    found = build_responsibilities(passage, find_agencies(passage, load_rules(), "cell"))
    assert [r.name for r in found] == names.split()


def test_one_span_per_piece() -> None:
    passage = Passage.of("甲县、乙县水利局")
    first, second = build_responsibilities(passage, find_agencies(passage, load_rules(), "cell"))
    assert [(s.start, s.end) for s in first.spans] == [(0, 2), (5, 8)]
    assert [(s.start, s.end) for s in second.spans] == [(3, 8)]
