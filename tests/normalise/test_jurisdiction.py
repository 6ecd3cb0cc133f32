"""Whose government speaks, or nobody where the print leaves it open."""

import pytest

from qingdan import read_notice
from qingdan.models.record import PolicyDocument

TAIL = "\n\n一、重点任务\n（一）加强培训。各单位每季度组织一次培训。\n"


def _read(text: str) -> PolicyDocument:
    return read_notice(text.encode(), name="notice.txt")


def _told(document: PolicyDocument) -> tuple[str, str | None, str | None] | None:
    found = document.metadata.jurisdiction
    return (found.name, found.code, found.level) if found else None


TOLD = [
    ("魏县人民政府关于做好防汛工作的通知", ("魏县", "130434", "county")),
    ("中共恩施州委办公室关于加强作风建设的通知", ("恩施土家族苗族自治州", "422800", "prefecture")),
    ("国务院办公厅关于支持浦东新区改革的意见", ("全国", None, "national")),
    ("教育部关于支持浙江省办学的通知", ("全国", None, "national")),
    ("国家税务总局浙江省税务局关于纳税服务的通知", ("浙江省", "330000", "province")),
    ("北京市朝阳区人民政府关于绿化工作的通知", ("朝阳区", "110105", "county")),
    ("长春市朝阳区人民政府关于绿化工作的通知", ("朝阳区", "220104", "county")),
    ("关于印发《昌吉州公路养护方案》的通知", ("昌吉回族自治州", "652300", "prefecture")),
    ("新疆生产建设兵团办公厅关于春耕的通知", ("新疆生产建设兵团", None, "province")),
    ("衢州经济开发区管理委员会关于招商工作的通知", ("衢州经济开发区", None, "county")),
    ("魏县大辛庄镇人民政府关于春季造林的通知", ("魏县大辛庄镇", None, "township")),
    ("大辛庄镇党政办公室关于春季造林的通知", ("大辛庄镇", None, "township")),
    ("杭州市人民政府关于对口支援阿克苏地区的通知", ("杭州市", "330100", "prefecture")),
    ("仙桃市人民政府关于水利工作的通知", ("仙桃市", "429004", "county")),
    ("浙江大学关于做好毕业生工作的通知", None),
    ("魏县人民医院关于加强值班的通知", ("魏县", "130434", "county")),
    ("国家卫生城市创建工作方案", None),
    ("中央生态环境保护督察反馈意见整改方案", None),
    ("中国人民银行杭州中心支行关于信贷工作的通知", ("杭州市", "330100", "prefecture")),
    ("苏州工业园区管委会关于招商工作的通知", ("苏州工业园区", None, "county")),
    ("天津滨海高新技术产业开发区管委会关于招商工作的通知", ("天津滨海高新技术产业开发区", None, "county")),
    ("2024年云南省重点工作任务清单", ("云南省", "530000", "province")),
    ("四子王旗人民政府关于草原防火的通知", ("四子王旗", "150929", "county")),
    ("兴安盟行政公署办公室关于草原防火的通知", ("兴安盟", "152200", "prefecture")),
    ("关于转发浙江省教育厅春季开学工作要求的通知", None),
    ("中共河北雄安新区工作委员会河北雄安新区管理委员会关于造林的通知", ("河北雄安新区", None, "prefecture")),
]


@pytest.mark.parametrize(("title", "expected"), TOLD)
def test_told_by_the_title(title: str, expected: tuple[str, str | None, str | None] | None) -> None:
    assert _told(_read(title + "\n各有关单位：\n现将有关事项通知如下。" + TAIL)) == expected


YEARS = [
    ("莱芜市人民政府关于绿化工作的通知", 2015, ("莱芜市", "371200")),
    ("济南市莱芜区人民政府关于绿化工作的通知", 2022, ("莱芜区", "370116")),
    ("横县人民政府关于茶产业的通知", 2019, ("横县", "450127")),
    ("横州市人民政府关于茶产业的通知", 2022, ("横州市", "450181")),
    ("平安县人民政府关于林业的通知", 2012, ("平安县", "632121")),
    ("平安县人民政府关于林业的通知", 2014, ("平安县", "630221")),
]


@pytest.mark.parametrize(("title", "year", "expected"), YEARS)
def test_the_year_decides_the_code(title: str, year: int, expected: tuple[str, str]) -> None:
    found = _told(_read(f"{title}\n各有关单位：\n现将有关事项通知如下。{TAIL}\n{year}年5月6日\n"))
    assert found is not None
    assert found[:2] == expected


MARKS = [
    ("渝府发〔2021〕3号", "500000"),
    ("津教政〔2021〕3号", "120000"),
    ("国办发〔2021〕3号", None),
]


@pytest.mark.parametrize(("number", "code"), MARKS)
def test_told_by_the_document_number(number: str, code: str | None) -> None:
    found = _told(_read(f"关于做好夏季用电的通知\n{number}\n各有关单位：\n现将有关事项通知如下。{TAIL}"))
    assert found is not None
    assert found[1] == code


def test_who_writes_to_towns_is_no_city() -> None:
    text = f"关于做好夏季用电的通知\n锡政发〔2021〕3号\n{{}}：\n现将有关事项通知如下。{TAIL}"
    assert _told(_read(text.format("各有关单位"))) is not None
    assert _told(_read(text.format("各镇人民政府，各有关单位"))) is None


def test_a_common_name_of_districts_gives_those_that_bear_it() -> None:
    document = _read(f"市中区人民政府关于做好夏季用电的通知\n各有关单位：\n现将有关事项通知如下。{TAIL}")
    found = [d.params for d in document.diagnostics if d.code == "jurisdiction_ambiguous"]
    assert document.metadata.jurisdiction is None
    assert found == [{"candidates": "山东省济南市市中区、山东省枣庄市市中区、四川省内江市市中区、四川省乐山市市中区"}]


def test_a_mark_that_two_governments_share_leaves_it_open() -> None:
    document = _read(f"关于做好夏季用电的通知\n宁政发〔2021〕3号\n各有关单位：\n现将有关事项通知如下。{TAIL}")
    found = [d for d in document.diagnostics if d.code == "jurisdiction_ambiguous"]
    assert document.metadata.jurisdiction is None
    assert [d.params for d in found] == [
        {"candidates": "宁夏回族自治区、江苏省南京市、浙江省宁波市宁海县、福建省宁德市、青海省西宁市"}
    ]


def test_a_district_of_two_cities_leaves_it_open() -> None:
    document = _read(
        f"朝阳区人民政府关于做好夏季用电的通知\n各有关单位：\n现将有关事项通知如下。{TAIL}\n2021年5月6日\n"
    )
    found = [d for d in document.diagnostics if d.code == "jurisdiction_ambiguous"]
    assert document.metadata.jurisdiction is None
    assert [d.params for d in found] == [{"candidates": "北京市朝阳区、吉林省长春市朝阳区"}]


def test_the_number_decides_between_districts_of_one_name() -> None:
    text = f"朝阳区人民政府关于做好夏季用电的通知\n京政发〔2021〕3号\n各有关单位：\n现将有关事项通知如下。{TAIL}"
    assert _told(_read(text)) == ("朝阳区", "110105", "county")


HINTS = [
    ("各市、县人民政府，阳朔县人民政府，自治区有关单位：\n我区各地要抓好春耕。", None),
    ("瑞安市人民政府、市直各单位：\n现将有关事项通知如下。", ("温州市", "330300")),
    ("各省、自治区、直辖市人民政府：\n现将有关事项通知如下。", ("全国", None)),
    ("各有关单位：\n全省各地要抓好春耕。青海是水源地，青海的草原要保护好。", ("青海省", "630000")),
    ("各有关单位：\n全省各地要抓好春耕。西宁、海东先行，海东市每月上报。", ("青海省", "630000")),
    ("各有关单位：\n全省各地要抓好春耕，学习浙江经验。", None),
    ("各有关单位：\n全市各地要抓好春耕。", None),
]


@pytest.mark.parametrize(("text", "expected"), HINTS)
def test_hints_are_told_as_such(text: str, expected: tuple[str, str | None] | None) -> None:
    document = _read(f"关于做好春耕的通知\n{text}{TAIL}")
    found = _told(document)
    assert (found[:2] if found else None) == expected
    codes = {d.code for d in document.diagnostics if d.code.startswith("jurisdiction")}
    assert codes == {"jurisdiction_inferred" if expected else "jurisdiction_unknown"}


@pytest.mark.parametrize("speaker", ["大辛庄镇人民政府", "衢州经济开发区管理委员会"])
def test_towns_and_zones_are_told_to_have_no_code(speaker: str) -> None:
    document = _read(f"{speaker}关于春季造林的通知\n各有关单位：\n现将有关事项通知如下。{TAIL}")
    assert [d.code for d in document.diagnostics if d.code.startswith("jurisdiction")] == ["jurisdiction_uncoded"]


def test_evidence_reads_the_words() -> None:
    document = _read("中共魏县委员会关于做好防汛工作的通知\n各有关单位：\n现将有关事项通知如下。" + TAIL)
    words = "".join(document.text[s.start : s.end] for s in document.metadata.evidence["jurisdiction"])
    assert words == "中共魏县"


SPEAKING = [
    (
        "由市财政局牵头，市民政局配合。江苏省下达的任务由各县落实。淮安市设点两处，全省经验在淮安市推广。",
        ("淮安市", "320800", "prefecture"),
    ),
    ("市卫生局负责市区学校，市财政局负责市区道路和市区管网。", None),
    (
        "由区民政局牵头，区教育局配合。金牛区设点两处，金牛区每季度调度；成都市市政府督查。",
        ("金牛区", "510106", "county"),
    ),
]


@pytest.mark.parametrize(("text", "expected"), SPEAKING)
def test_told_by_how_it_names_its_own_organs(text: str, expected: tuple[str, str, str] | None) -> None:
    assert _told(_read(f"一、重点任务\n（一）加强服务。{text}\n")) == expected
