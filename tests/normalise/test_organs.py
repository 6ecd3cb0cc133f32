"""Printed agencies → official names, in places and years."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingdan.models.places import Place
from qingdan.normalise.jurisdiction import NATION
from qingdan.normalise.organs import INFERRED, RENAMED, Identity, OrganNames
from qingdan.normalise.seats import Gazetteer
from qingdan.normalise.short_names import find_short_names
from qingdan.rulepacks import load_rules
from qingdan.rulepacks.places import load_places

TABLE = Path(__file__).with_name("agencies.tsv")
"""Names of agencies in notices that were drawn before any was read: place and year of the notice, official name."""


def names(home: str, year: int | None = 2023) -> OrganNames:
    """`home` is a GB/T 2260 code, 全国, or nothing."""
    rules = load_rules()
    places = load_places(rules.places)
    place = NATION if home == "全国" else places.get(home, year) if home else None
    assert place or not home
    return OrganNames(rules, Gazetteer(places, place, year))


def identify(name: str, home: str, year: int | None = 2023, kind: str | None = "agency") -> Identity:
    return names(home, year).identify(name, kind)


@pytest.mark.parametrize(
    ("name", "home", "canonical", "function"),
    [
        ("卫健局", "130434", "魏县卫生健康局", "health"),
        ("市卫生健康委", "330700", "金华市卫生健康委员会", "health"),
        ("婺城区卫健局", "330700", "婺城区卫生健康局", "health"),
        ("浙江省金华市婺城区教育局", "330000", "婺城区教育局", "education"),
        ("婺城教育局", "330700", "婺城区教育局", "education"),
        ("开发区卫生健康局", "330700", "金华经济技术开发区卫生健康局", "health"),
        ("省工信厅", "130434", "河北省工业和信息化厅", "industry_information"),
        ("省经信厅", "330700", "浙江省经济和信息化厅", "industry_information"),
        ("市财政局", "130434", "邯郸市财政局", "finance"),
        ("市财政局", "330782", "义乌市财政局", "finance"),
        ("中共金华市委", "330700", "中共金华市委员会", "party_committee"),
        ("中国共产党金华市委员会", "330700", "中共金华市委员会", "party_committee"),
        ("州水利局", "532900", "大理白族自治州水利局", "water_resources"),
        ("自治区财政厅", "451322", "广西壮族自治区财政厅", "finance"),
        ("财政部", "130434", "财政部", "finance"),
        ("国家统计局金华调查队", "330700", "国家统计局金华调查队", "survey_team"),
        ("市公安局", "330700", "金华市公安局", "public_security"),
        ("磐安县农业农村和林业局", "330700", "磐安县农业农村和林业局", None),
        ("国家发展改革委", "130434", "国家发展和改革委员会", "development_reform"),
        ("卫生健康委", "全国", "国家卫生健康委员会", "health"),
        ("县委组织部", "330522", "中共长兴县委组织部", "party_organisation"),
        ("中共长兴县委组织部", "330000", "中共长兴县委组织部", "party_organisation"),
        ("县府办", "330522", "长兴县人民政府办公室", "government_office"),
        ("省政府办公厅", "330522", "浙江省人民政府办公厅", "government_office"),
        ("团市委", "330700", "共青团金华市委员会", "youth_league"),
        ("市纪委市监委", "330700", "中共金华市纪律检查委员会、金华市监察委员会", "discipline"),
        ("市委编办", "330700", "中共金华市委机构编制委员会办公室", "public_sector_organisation"),
        ("市中级人民法院", "330700", "金华市中级人民法院", "court"),
        ("县法院", "330522", "长兴县人民法院", "court"),
        ("市税务局", "330700", "国家税务总局金华市税务局", "tax"),
        ("人行杭州中心支行", "330700", "中国人民银行杭州中心支行", "central_bank"),
        ("县消防救援大队", "330522", "长兴县消防救援大队", "fire_rescue"),
        ("市安委办", "330700", "金华市安全生产委员会办公室", "safety_committee"),
        ("市中心医院", "330700", "金华市中心医院", "hospital"),
        ("县乡村建设行动工作专班", "330522", "长兴县乡村建设行动工作专班", "leading_group"),
        ("财政部办公厅", "全国", "财政部办公厅", "finance"),
        ("市教委", "310000", "上海市教育委员会", "education"),
        ("市规划资源局", "310000", "上海市规划和自然资源局", "natural_resources"),
        ("浦东新区政府", "310000", "浦东新区人民政府", "government"),
        ("省自然资源厅", "460000", "海南省自然资源和规划厅", "natural_resources"),
        ("武汉市人民政府办公厅", "420100", "武汉市人民政府办公厅", "government_office"),
        ("行署", "152200", "兴安盟行政公署", "government"),
        ("行署办公室", "152200", "兴安盟行政公署办公室", "government_office"),
        ("盟委组织部", "152200", "中共兴安盟委组织部", "party_organisation"),
        ("科右前旗财政局", "152200", "科尔沁右翼前旗财政局", "finance"),
        ("县委农村工作专班", "330522", "中共长兴县委农村工作专班", "leading_group"),
        ("自治区稳定就业领导小组", "640000", "宁夏回族自治区稳定就业领导小组", "leading_group"),
        ("区政府新闻办", "310101", "黄浦区人民政府新闻办公室", "publicity"),
        ("金华职业技术学院", "330700", "金华职业技术学院", "school"),
        ("雄安新区管委会", "130000", "河北雄安新区管理委员会", "development_zone"),
        ("雄安新区党工委", "130000", "中共河北雄安新区工作委员会", "party_committee"),
        ("县防震减灾局", "330522", "长兴县防震减灾局", "earthquake"),
        ("县党委", "330522", "中共长兴县委员会", "party_committee"),
        ("自治区党委", "640000", "中共宁夏回族自治区委员会", "party_committee"),
        ("城区教育局", "330702", "婺城区教育局", "education"),
        ("城区教育局", "140500", "城区教育局", "education"),
        ("师市财政局", "659001", "新疆生产建设兵团第八师财政局", "finance"),
        ("师市党委组织部", "659001", "新疆生产建设兵团第八师党委组织部", "party_organisation"),
        ("兵团发展改革委", "650000", "新疆生产建设兵团发展和改革委员会", "development_reform"),
        ("金华军分区保障处", "330700", "金华军分区保障处", "armed_forces"),
        ("武警金华支队", "330700", "中国人民武装警察部队浙江省总队金华支队", "armed_police"),
        ("安全部", "全国", "国家安全部", "state_security"),
        ("金华义乌机场", "330700", "金华义乌机场", "transport_hub"),
        ("金华粮食应急保障中心", "330700", "金华粮食应急保障中心", None),
        ("青禾湖风景名胜区管理处", "330522", "青禾湖风景名胜区管理处", "protected_area"),
        ("省防灾减灾救灾委员会", "360000", "江西省防灾减灾救灾委员会", "disaster_reduction"),
        ("市委巡察工作领导小组", "330700", "中共金华市委巡察工作领导小组", "inspection"),
        ("市公共资源交易监督管理局", "330700", "金华市公共资源交易监督管理局", "public_resources"),
        ("省市场监管厅", "220000", "吉林省市场监督管理厅", "market_regulation"),
    ],
)
def test_the_words_tell_the_body(name: str, home: str, canonical: str, function: str | None) -> None:
    found = identify(name, home)
    assert (found.canonical, found.function, found.flags) == (canonical, function, ())


@pytest.mark.parametrize(
    ("name", "home", "canonical"),
    [
        ("婺城区", "330700", "婺城区人民政府"),
        ("教育", "330522", "长兴县教育局"),
        ("县医院", "330522", "长兴县人民医院"),
        ("县供电公司", "330522", "国网长兴县供电公司"),
        ("县发改委", "330522", "长兴县发展和改革委员会"),
        ("教育厅", "330522", "浙江省教育厅"),
        ("市政府办", "330700", "金华市人民政府办公室"),
        ("市政府办公厅", "420100", "武汉市人民政府办公厅"),
        ("青禾示范区管委会", "330700", "青禾示范区管理委员会"),
        ("平湖经开区管委会", "330482", "平湖经济技术开发区管理委员会"),
        ("经开区管委会", "330522", "长兴县经济开发区管理委员会"),
        ("高新区管委会", "330700", "金华市高新技术产业开发区管理委员会"),
        ("市直机关工委", "330700", "中共金华市委直属机关工作委员会"),
        ("区公安局", "330702", "金华市公安局婺城分局"),
        ("市教育科技和体育局", "330700", "金华市教育科技和体育局"),
        ("市社区大学", "330700", "金华市社区大学"),
        ("市第一中学", "330700", "金华市第一中学"),
        ("县发改经信局", "330522", "长兴县发展改革和经济信息化局"),
        ("县自规和林草局", "330522", "长兴县自然资源规划和林业草原局"),
        ("县粮食应急保障站", "330522", "长兴县粮食应急保障站"),
        ("县委县情研究办公室", "330522", "中共长兴县委县情研究办公室"),
        ("县农技中心", "330522", "长兴县农业技术推广中心"),
        ("市交通执法支队", "330700", "金华市交通运输综合行政执法支队"),
        ("市三医院", "330700", "金华市第三人民医院"),
        ("市城投集团", "330700", "金华市城市建设投资集团有限公司"),
        ("省海洋发展集团", "340000", "安徽省海洋发展集团有限公司"),
        ("县治超办", "330522", "长兴县治理车辆超限超载工作领导小组办公室"),
        ("市自贸区管委会", "410300", "中国（河南）自由贸易试验区洛阳片区管理委员会"),
    ],
)
def test_what_the_words_leave_open_is_flagged(name: str, home: str, canonical: str) -> None:
    found = identify(name, home, kind=None if name == "婺城区" else "agency")
    assert (found.canonical, found.flags) == (canonical, (INFERRED,))


@pytest.mark.parametrize(
    ("name", "year", "canonical", "flags"),
    [
        ("省卫生厅", 2011, "浙江省卫生厅", ()),
        ("省卫生计生委", 2016, "浙江省卫生和计划生育委员会", ()),
        ("省卫生健康委", 2019, "浙江省卫生健康委员会", ()),
        ("省卫生计生委", 2022, "浙江省卫生健康委员会", (RENAMED,)),
        ("省农业厅", 2017, "浙江省农业厅", ()),
        ("省农业厅", 2021, "浙江省农业农村厅", (RENAMED,)),
        ("省国土资源厅", 2016, "浙江省国土资源厅", ()),
        ("省工商局", 2016, "浙江省工商行政管理局", ()),
        ("省工商局", 2021, "浙江省市场监督管理局", (RENAMED,)),
        ("浙江银保监局", 2021, "中国银行保险监督管理委员会浙江监管局", ()),
        ("浙江金融监管局", 2024, "国家金融监督管理总局浙江监管局", ()),
        ("省安监局", 2015, "浙江省安全生产监督管理局", ()),
        ("省卫生健康委", 2012, "浙江省卫生健康委员会", (INFERRED,)),
        ("省交通厅", 2008, "浙江省交通厅", ()),
        ("人行湖州市中心支行", 2015, "中国人民银行湖州市中心支行", ()),
        ("人行杭州中心支行", 2015, "中国人民银行杭州中心支行", ()),
        ("省编办", 2015, "浙江省机构编制委员会办公室", (INFERRED,)),
        ("省编办", 2020, "中共浙江省委机构编制委员会办公室", ()),
        ("省应急办", 2015, "浙江省人民政府应急管理办公室", (INFERRED,)),
        ("省减灾委", 2020, "浙江省减灾委员会", ()),
        ("金华市经委", 2008, "金华市经济委员会", ()),
    ],
)
def test_reforms(name: str, year: int, canonical: str, flags: tuple[str, ...]) -> None:
    found = identify(name, "330000", year)
    assert (found.canonical, found.flags) == (canonical, flags)


@pytest.mark.parametrize(
    ("name", "home", "kind", "function"),
    [
        ("各区卫健局", "330700", "class", "health"),
        ("县级卫生健康行政部门", "330700", "class", "health"),
        ("市场监管部门", "330700", "class", "market_regulation"),
        ("各县（市、区）政府", "330700", "class", "government"),
        ("区卫生健康局", "330700", "agency", "health"),
        ("市教育局", "330000", "agency", "education"),
        ("省教育厅", "", "agency", "education"),
        ("教育局", "", "agency", "education"),
        ("各医共体", "330700", "class", None),
        ("相关部门", "330700", "class", None),
        ("青禾专班", "330700", "agency", None),
        ("政府", "330700", None, "government"),
        ("市县粮食应急保障站", "330700", "agency", None),
        ("各县粮食应急保障站", "330700", "class", None),
        ("县粮食应急保障站", "330522", None, None),
        ("县粮食应急保障站", "330700", "agency", None),
        ("县某办", "330522", "agency", None),
    ],
)
def test_what_names_no_one_body_has_no_official_name(
    name: str, home: str, kind: str | None, function: str | None
) -> None:
    found = identify(name, home, kind=kind)
    assert found.canonical is None
    assert found.function in (function, "leading_group" if name == "青禾专班" else function)


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("镇政府", "示例县青禾镇人民政府"),
        ("青禾镇防汛抗旱指挥部", "青禾镇防汛抗旱指挥部"),
        ("县财政局", None),
    ],
)
def test_a_town_that_no_table_has_is_known_to_its_own_notice(name: str, canonical: str | None) -> None:
    rules = load_rules()
    town = Place(None, "示例县青禾镇", "township", None, 0)
    organs = OrganNames(rules, Gazetteer(load_places(rules.places), town, 2023))
    assert organs.identify(name, "agency").canonical == canonical


@pytest.mark.parametrize(
    ("text", "name", "canonical"),
    [
        ("成立长兴县水旱灾害应急指挥部（以下简称县水指）。", "县水指", "长兴县水旱灾害应急指挥部"),
        ("成立长兴县水旱灾害应急指挥部（以下简称“县水指”）。", "县水指办公室", "长兴县水旱灾害应急指挥部办公室"),
        ("成立县水旱灾害应急指挥部（简称指挥部）。", "指挥部", "长兴县水旱灾害应急指挥部"),
        ("长兴县教育局（以下简称县农业农村局）", "县农业农村局", "长兴县农业农村局"),
        ("成立长兴县甲工作专班（简称专班）、长兴县乙工作专班（简称专班）。", "专班", None),
        ("本办法（以下简称办法）", "办法", None),
    ],
)
def test_a_notice_shortens_names_for_its_own_use(text: str, name: str, canonical: str | None) -> None:
    rules = load_rules()
    places = load_places(rules.places)
    gazetteer = Gazetteer(places, places.get("330522", 2023), 2023)
    assert OrganNames(rules, gazetteer, find_short_names(text, rules)).identify(name, "agency").canonical == canonical


@pytest.mark.parametrize(
    ("name", "kind", "canonical"),
    [
        ("青禾镇", "government", "青禾镇人民政府"),
        ("青禾街道", "government", "青禾街道办事处"),
        ("青禾镇党委", "party", "中共青禾镇委员会"),
        ("青禾镇卫生院", "institution", "青禾镇卫生院"),
        ("青禾镇", None, None),
        ("重点镇", "government", None),
        ("各乡镇", "government", None),
        ("乡镇卫生院", "institution", None),
    ],
)
def test_a_town_stands_for_its_government(name: str, kind: str | None, canonical: str | None) -> None:
    assert identify(name, "330522", kind=kind).canonical == canonical


def test_code_and_kind_of_the_body() -> None:
    found = identify("县委宣传部", "330522", kind=None)
    assert (found.jurisdiction_code, found.kind) == ("330522", "party")


def test_names_of_notices_that_no_rule_was_written_on() -> None:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    found = [
        (
            row,
            identify(row["name"], row["jurisdiction"], int(row["year"]) if row["year"] else None, row["kind"] or None),
        )
        for row in rows
    ]
    wrong = [(row["name"], identity) for row, identity in found if identity.canonical != (row["canonical"] or None)]
    assert len(wrong) <= 0.05 * len(rows)
    assert [(name, i.canonical) for name, i in wrong if i.canonical and not i.flags] == []


@settings(max_examples=200)
@given(st.text(alphabet="省市县区卫健教育局委厅部门各（）、中共人民政府医院镇A1", max_size=30))
def test_any_name_is_read(name: str) -> None:
    found = identify(name, "330700", kind=None)
    assert found.canonical is None or (found.function is not None and "{" not in found.canonical)
