from __future__ import annotations

import pytest

from tests.structure.texts import notice_of

COVER = """索引号：000123456/2024-00017
发布机构：青禾县人民政府办公室
发布日期：2024-03-08
青禾政发〔2024〕6号
青禾县人民政府
关于印发《青禾县2024年便民服务
工作计划》的通知
各镇人民政府，县政府各部门：
《青禾县2024年便民服务工作计划》已经县政府同意，现印发给你们，请认真执行。
青禾县人民政府
2024年3月5日
（此件公开发布）
青禾县2024年便民服务工作计划
为做好工作，制定本计划。
一、重点任务
（一）建设站点。全县建成十个站点。
（二）加强培训。培训骨干百人。
联系人：张某，电话：0000-0000000
附件：1.任务清单
2.人员名单"""


def printed(text: str) -> dict[str, list[str]]:
    return {name: [p.printed for p in passages] for name, passages in notice_of(text).fields.items()}


def test_the_cover_says_what_the_notice_is() -> None:
    assert printed(COVER) == {
        "label:index_number": ["000123456/2024-00017"],
        "label:publisher": ["青禾县人民政府办公室"],
        "label:published_on": ["2024-03-08"],
        "document_number": ["青禾政发〔2024〕6号"],
        "signed_on": ["2024年3月5日"],
        "issuers": ["青禾县人民政府"],
        "addressees": ["各镇人民政府，县政府各部门"],
        "title": ["青禾县人民政府关于印发《青禾县2024年便民服务工作计划》的通知"],
        "enclosed_title": ["青禾县2024年便民服务工作计划"],
        "closing": ["（此件公开发布）", "联系人：张某，电话：0000-0000000"],
    }


def test_nothing_of_cover_and_closing_is_in_a_clause() -> None:
    words = "".join(p.printed for c in notice_of(COVER).clauses for p in (c.heading, *c.paragraphs))
    assert words == "重点任务建设站点全县建成十个站点。加强培训培训骨干百人。"


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("关于加快养老服务发展的意见\n（2023年1月2日）\n为做好工作，提出如下意见。", "signed_on", ["2023年1月2日"]),
        ("某市人民政府办公厅关于推进示例工作的实施意见某政办发〔2021〕8号各区人民政府，有关单位：为做好工作，提出意见。", "document_number", ["某政办发〔2021〕8号"]),
        ("某市人民政府办公厅关于推进示例工作的实施意见某政办发〔2021〕8号各区人民政府，有关单位：为做好工作，提出意见。", "title", ["某市人民政府办公厅关于推进示例工作的实施意见"]),
        ("某规划\n一、目标\n建成体系。\n国　务　院\n二○一一年十二月十五日", "signed_on", ["二○一一年十二月十五日"]),
        ("某县民政局关于检查的通知\n2015-06-30 来源：某县民政局 字号：大 中 小\n各镇：\n请检查。", "label:published_on", ["2015-06-30"]),
        ("某县民政局关于检查的通知\n日期：2018-10-15 字体：大 中 小\n各镇：\n请检查。", "label:published_on", ["2018-10-15"]),
        ("某县民政局关于检查的通知\n时间：2022-11-20 08：32：13\n各镇：\n请检查。", "label:published_on", ["2022-11-20"]),
        ("某县民政局关于检查的通知\n信息来源：某县民政局 发布时间 2022-01-10\n各镇：\n请检查。", "label:publisher", ["某县民政局"]),
        ("# 某省行动计划（2024—2026年）\n一、总体要求\n坚持创新。", "title", ["某省行动计划（2024—2026年）"]),
        ("某市人民政府办公室关于印发2025年攻坚行动\n方案的通知\n各区人民政府：\n请落实。", "title", ["某市人民政府办公室关于印发2025年攻坚行动方案的通知"]),
    ],
)  # fmt: skip
def test_fields(text: str, field: str, expected: list[str]) -> None:
    assert printed(text).get(field) == expected


def test_what_an_advert_cuts_off_is_told() -> None:
    notice = notice_of(
        "一、工作任务\n1.建设站点。建成十个站点。\n2.提取各项基\n预览已结束，完整报告链接如下：\n广告一则"
    )
    assert [d.code for d in notice.diagnostics] == ["truncated"]
    assert "广告" not in "".join(p.text for c in notice.clauses for p in c.paragraphs)


BODY = "\n某县关于做好管护工作的通知\n各镇人民政府：\n现将有关事项通知如下。\n一、重点任务\n（一）建立台账。\n某县人民政府\n2024年3月5日"


_TITLE = "示例县人民政府办公室关于加强巡查的通知"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("示例网--示例信息搜索\n" + _TITLE, []),
        ("政务头条\n" + _TITLE, []),
        ("||||\n" + _TITLE, []),
        (_TITLE + "(示政办〔2030〕101号)", ["示政办〔2030〕101号"]),
        ("示政办〔2030〕2号" + _TITLE, ["示政办〔2030〕2号"]),
    ],
)
def test_a_title_begins_with_its_issuer_and_ends_with_its_kind(head: str, number: list[str]) -> None:
    fields = notice_of(head + "\n各镇人民政府：\n一、工作任务\n（一）开展巡查。每日巡查。").fields
    assert [p.text for p in fields["title"]] == [_TITLE]
    assert [p.printed for p in fields.get("document_number", ())] == number


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("索引号：11111 文    号 示政办〔2030〕1号 发布日期：2030-04-01\n", "示政办〔2030〕1号"),
        ("政策文号：示府办〔2030〕30号\n", "示府办〔2030〕30号"),
    ],
)
def test_numbers_in_the_box(head: str, number: str) -> None:
    fields = notice_of(head + _TITLE + "\n各镇人民政府：").fields
    assert [p.text for p in fields["label:document_number"]] == [number]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (
            "索引号\n000123/2024-01\n发布机构\n某县政府办",
            {"label:index_number": ["000123/2024-01"], "label:publisher": ["某县政府办"]},
        ),
        (
            "索 引 号000123/2024-01\n发布机构某县政府办",
            {"label:index_number": ["000123/2024-01"], "label:publisher": ["某县政府办"]},
        ),
        ("索引号\n发布机构\n某县政府办\n有效性\n有效", {"label:publisher": ["某县政府办"], "label:validity": ["有效"]}),
        ("来源广泛的资料", {}),
    ],
)
def test_labels_without_a_colon(head: str, expected: dict[str, list[str]]) -> None:
    found = printed(head + BODY)
    assert {name: value for name, value in found.items() if name.startswith("label:")} == expected
    assert found["title"][0].endswith("某县关于做好管护工作的通知")
