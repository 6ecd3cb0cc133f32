"""Who is assigned, and how, in cells, brackets and running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.agencies.assigned import find_agencies
from qingdan.models.mentions import Setting
from qingdan.normalise.agencies import build_responsibilities, promote_first
from qingdan.normalise.evidence import read_spans
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage

_SHORT = {"l": "lead", "s": "support", "r": "responsible"}


def _read(text: str, setting: Setting) -> list[tuple[str, str]]:
    passage = Passage.of(text)
    found = build_responsibilities(passage, find_agencies(passage, load_rules(), setting))
    return [(r.name, r.role) for r in found]


def _expected(text: str) -> list[tuple[str, str]]:
    pairs = (item.rsplit("/", 1) for item in text.split())
    return [(name, _SHORT[role]) for name, role in pairs]


CELLS = [
    ("县医保局", "县医保局/r"),
    ("县教育局（牵头，县财政局配合）、各镇", "县教育局/l 县财政局/s 各镇/r"),
    ("园区管委会（县水务局、县林业局协助）", "园区管委会/r 县水务局/s 县林业局/s"),
    ("牵头单位：市民政局（市财政局配合）、市残联", "市民政局/l 市财政局/s 市残联/l"),
    ("市纪委监委机关", "市纪委监委机关/r"),
    ("区委办、区府办", "区委办/r 区府办/r"),
    ("县委组织部、县委宣传部、县委编办", "县委组织部/r 县委宣传部/r 县委编办/r"),
    ("团市委、市妇联、市残联、市红十字会", "团市委/r 市妇联/r 市残联/r 市红十字会/r"),
    ("县法院、县检察院、县人武部", "县法院/r 县检察院/r 县人武部/r"),
    ("省工业和信息化厅、省文化和旅游厅", "省工业和信息化厅/r 省文化和旅游厅/r"),
    ("县教育局和县体育局", "县教育局/r 县体育局/r"),
    ("财政局、教育和体育局", "财政局/r 教育和体育局/r"),
    ("总务处、教务处", "总务处/r 教务处/r"),
    ("二院、妇幼保健院", "二院/r 妇幼保健院/r"),
    ("人社局、民政局、", "人社局/r 民政局/r"),
    ("市科技局、市教育局等", "市科技局/r 市教育局/r"),
    ("省教育厅、省财政厅等部门", "省教育厅/r 省财政厅/r"),
    ("省教育厅、省财政厅等相关部门", "省教育厅/r 省财政厅/r 相关部门/r"),
    ("县医院、中医院等医共体各成员单位", "县医院/r 中医院/r 医共体各成员单位/r"),
    ("县医院、中医院及医共体各成员单位", "县医院/r 中医院/r 医共体各成员单位/r"),
    ("县医院\n中医院", "县医院/r 中医院/r"),
    ("县财政局\n县审计局", "县财政局/r 县审计局/r"),
    ("市发展\n改革委", "市发展改革委/r"),
    ("县医保局、 县财政局", "县医保局/r 县财政局/r"),
    ("县财政局；县审计局", "县财政局/r 县审计局/r"),
    ("县财政局/县审计局", "县财政局/r 县审计局/r"),
    ("1.县财政局 2.县教育局", "县财政局/r 县教育局/r"),
    ("县财政局、县财政局", "县财政局/r"),
    ("牵头：林业局 配合：水利局", "林业局/l 水利局/s"),
    ("牵头单位：县教育局\n责任单位：县财政局、县人社局", "县教育局/l 县财政局/r 县人社局/r"),
    ("主办：文旅局；协办：教育局", "文旅局/l 教育局/s"),
    ("县教育局（牵头）、县公安局", "县教育局/l 县公安局/r"),
    ("县教育局牵头，县财政局、县人社局配合", "县教育局/l 县财政局/s 县人社局/s"),
    ("县农业农村局负责牵头，县林业局配合", "县农业农村局/l 县林业局/s"),
    ("市教育局牵头负责，市财政局等部门参与", "市教育局/l 市财政局/s"),
    ("市住房城乡建设局牵头 市城市管理局配合", "市住房城乡建设局/l 市城市管理局/s"),
    ("教育部牵头；国家发展改革委、财政部等参与", "教育部/l 国家发展改革委/s 财政部/s"),
    ("县财政局会同县审计局", "县财政局/r 县审计局/s"),
    ("各县（市、区）人民政府，市有关部门", "各县（市、区）人民政府/r 市有关部门/r"),
    ("各镇（街道）、县级有关部门", "各镇（街道）/r 县级有关部门/r"),
    ("各乡镇（街道）、县直各部门", "各乡镇（街道）/r 县直各部门/r"),
    ("各地级以上市人民政府，省直有关单位", "各地级以上市人民政府/r 省直有关单位/r"),
    ("指挥部办公室、指导委员会办公室", "指挥部办公室/r 指导委员会办公室/r"),
    ("协调小组、督查室、推进办", "协调小组/r 督查室/r 推进办/r"),
    ("整治办、管理局、监督所", "整治办/r 管理局/r 监督所/r"),
    ("执法队、服务中心、建设局", "执法队/r 服务中心/r 建设局/r"),
    ("指挥中心、实施领导小组、引导基金管理公司", "指挥中心/r 实施领导小组/r 引导基金管理公司/r"),
    ("如东县、即墨区、含山县", "如东县/r 即墨区/r 含山县/r"),
    ("张村镇、李庄乡、城关街道", "张村镇/r 李庄乡/r 城关街道/r"),
    ("县教体局（县招办）", "县教体局（县招办）/r"),
    ("人民银行某市分行、市金融办", "人民银行某市分行/r 市金融办/r"),
    ("局机关各科室、局属各单位", "局机关各科室/r 局属各单位/r"),
    ("责任人：王强", "王强/r"),
    ("2024年6月底前完成", ""),
    ("2024年底", ""),
    ("持续推进", ""),
    ("全面推进试点，完善运行机制。", ""),
    ("同上", ""),
    ("无", ""),
    ("—", ""),
    ("", ""),
]

BRACKETS = [
    ("县医保局负责", "县医保局/r"),
    ("省商务厅牵头，某地海关配合", "省商务厅/l 某地海关/s"),
    ("省商务厅牵头，省财政厅、省司法厅按职责分工配合", "省商务厅/l 省财政厅/s 省司法厅/s"),
    ("省商务厅牵头，省财政厅、省司法厅按职责分工负责", "省商务厅/l 省财政厅/r 省司法厅/r"),
    ("省商务厅牵头，会同省财政厅、省司法厅，2020年底前完成", "省商务厅/l 省财政厅/s 省司法厅/s"),
    ("市工业和信息化局牵头，2024年12月底前完成，市财政局配合", "市工业和信息化局/l 市财政局/s"),
    ("由市教育局牵头，市财政局等配合，长期坚持", "市教育局/l 市财政局/s"),
    ("市民政局为牵头单位，市财政局为配合单位", "市民政局/l 市财政局/s"),
    ("责任单位：市民政局、市财政局；完成时限：2020年6月底", "市民政局/r 市财政局/r"),
    ("责任单位：市民政局、市财政局 完成时限：2020年6月底", "市民政局/r 市财政局/r"),
    ("牵头单位：市教育局，参加单位：市体育局，市团委", "市教育局/l 市体育局/s 市团委/s"),
    ("责任部门：市商务局　配合部门：市税务局", "市商务局/r 市税务局/s"),
    ("牵头单位市教育局，配合单位市体育局", "市教育局/l 市体育局/s"),
    ("第一责任单位：市科技局；第二责任单位：市财政局", "市科技局/r 市财政局/r"),
    ("责任领导：李明；责任科室：医政科", "李明/r 医政科/r"),
    ("负责部门：税务总局，适用范围：某某试验区", "税务总局/r"),
    ("省推进组专班牵头单位牵头，省推进组专班成员单位配合", "省推进组专班牵头单位/l 省推进组专班成员单位/s"),
    ("省商务厅牵头，省推进组专班牵头单位按职责分工负责", "省商务厅/l 省推进组专班牵头单位/r"),
    ("国家发展改革委会同有关部门负责", "国家发展改革委/r 有关部门/s"),
    ("财政部、商务部等负责。列第一位者为牵头单位，下同", "财政部/l 商务部/r"),
    ("生态环境部指导，试点城市政府负责落实。以下均同，不再列出", "生态环境部/r 试点城市政府/r"),
    ("财政部、商务部等和各有关省级人民政府负责", "财政部/r 商务部/r 各有关省级人民政府/r"),
    ("应急管理部、公安部等相关部门及各地区按职责分工负责", "应急管理部/r 公安部/r 相关部门/r 各地区/r"),
    ("各有关部门和单位，各省级人民政府按职责分工负责", "各有关部门/r 各有关单位/r 各省级人民政府/r"),
    ("科技部等有关部门和单位负责", "科技部/r 有关部门/r 有关单位/r"),
    ("市民政局和有关区县政府具体负责", "市民政局/r 有关区县政府/r"),
    ("省民政厅、各市、县〔市、区〕政府等分工负责", "省民政厅/r 各市政府/r 各县〔市、区〕政府/r"),
    ("各帮扶区县（自治县，以下简称区县）政府负责", "各帮扶区县政府/r"),
    ("校内部分由教育行政部门负责", ""),
    ("2023年6月底前", ""),
]

PROSE = [
    ("由市民政局牵头，市财政局配合，开展排查。", "市民政局/l 市财政局/s"),
    ("由县民政局、县残联负责落实。", "县民政局/r 县残联/r"),
    ("市民政局牵头制定办法。", "市民政局/l"),
    ("市民政局要充分发挥牵头作用。", "市民政局/l"),
    ("各乡镇人民政府负责组织实施。", "各乡镇人民政府/r"),
    ("省财政厅会同省教育厅制定办法。", "省财政厅/r 省教育厅/s"),
    ("会同县公安局开展检查。", "县公安局/s"),
    ("每月上报，由县统计局汇总审核。", "县统计局/r"),
    ("牵头单位为市司法局。", "市司法局/l"),
    ("建立由县政府牵头、部门参与的协调机制。", ""),
    ("形成由县委、县政府牵头的工作格局。", ""),
    ("本办法由市民政局负责解释。", ""),
    ("牵头医院负责指导成员单位。", ""),
    ("县民政局负责人参加会议。", ""),
    ("牵头单位要每月调度。", ""),
    ("支持骨干企业牵头攻关。", ""),
    ("各有关部门要密切配合，形成合力。", ""),
    ("办公室主任由县民政局局长兼任。", ""),
    ("各地要高度重视，县财政局要保障经费。", ""),
]


@pytest.mark.parametrize(("text", "expected"), CELLS)
def test_cells(text: str, expected: str) -> None:
    assert _read(text, "cell") == _expected(expected)


@pytest.mark.parametrize(("text", "expected"), BRACKETS)
def test_brackets(text: str, expected: str) -> None:
    assert _read(text, "bracket") == _expected(expected)


@pytest.mark.parametrize(("text", "expected"), PROSE)
def test_prose(text: str, expected: str) -> None:
    assert _read(text, "prose") == _expected(expected)


KINDS = [
    ("县医保局", "agency"), ("国务院办公厅", "agency"), ("市公安局交警大队", "agency"), ("市人民政府", "government"),
    ("高新区管委会", "government"), ("城关街道办事处", "government"), ("县委宣传部", "party"), ("市纪委监委", "party"),
    ("县人民医院", "institution"), ("市残联", "institution"), ("某某建设集团有限公司", "institution"),
    ("各医共体", "class"), ("有关部门", "class"), ("各市人民政府", "class"), ("县级路长", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "kind"), KINDS)
def test_kinds(name: str, kind: str) -> None:
    passage = Passage.of(name)
    (found,) = build_responsibilities(passage, find_agencies(passage, load_rules(), "cell"))
    assert (found.name, found.kind) == (name, kind)


def test_column_gives_role() -> None:
    passage = Passage.of("县财政局、县审计局（牵头）")
    found = build_responsibilities(passage, find_agencies(passage, load_rules(), "cell"), "support")
    assert [(r.name, r.role, r.role_raw) for r in found] == [
        ("县财政局", "support", None),
        ("县审计局", "lead", "牵头"),
    ]


def test_promote_first_is_flagged() -> None:
    passage = Passage.of("财政部、商务部负责")
    first, second = promote_first(build_responsibilities(passage, find_agencies(passage, load_rules(), "bracket")))
    assert (first.role, first.flags) == ("lead", ("lead_by_order",))
    assert (second.role, second.flags) == ("responsible", ())


WORDS = st.lists(
    st.sampled_from(
        ["市", "县", "各", "教育", "局", "财政", "、", "，", "和", "等", "部门", "（", "）", "牵头", "：", "由", "负责",
         "会同", "\n", " ", "责任单位", "开发区", "人民政府", "2024年底", "〔", "〕", "a", "“"]
    ),
    max_size=40,
)  # fmt: skip


@given(WORDS.map("".join), st.sampled_from(["cell", "bracket", "prose"]))
def test_any_text_has_evidence(text: str, setting: Setting) -> None:
    passage = Passage.of(text)
    for found in build_responsibilities(passage, find_agencies(passage, load_rules(), setting)):
        assert read_spans(text, found.spans) == found.raw
        assert set(found.name) <= set(Passage.of(found.raw).text)


@pytest.mark.parametrize("unit", ["（", "（）", "市教育局、", "组织协调统筹", "责任单位：", "和", "由市教育局", "等"])
def test_hostile_text_comes_to_an_end(unit: str) -> None:
    passage = Passage.of((unit * 60_000)[:60_000])
    for setting in ("cell", "prose"):
        found = find_agencies(passage, load_rules(), setting)
        assert all(0 <= mention.start < mention.end <= len(passage) for mention in found)
