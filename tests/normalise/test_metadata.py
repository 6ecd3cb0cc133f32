"""What the notice says of itself, by the reading rules M1–M3."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.models.diagnostic import Diagnostic
from qingdan.models.record import Metadata
from qingdan.normalise.evidence import read_spans
from qingdan.normalise.metadata import build_metadata, read_date
from qingdan.text.passage import Passage
from tests.extract.drafts import RULES, notice_of
from tests.structure.texts import notice_of as lines_of

TITLE = "青禾县人民政府办公室关于印发2024年养老服务工作方案的通知\n"
TO = "各镇人民政府，县政府各部门：\n现将工作方案印发给你们，请认真落实。\n"
TASKS = "一、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。\n"
SIGNED = "青禾县人民政府办公室\n2024年3月5日\n"


def read(text: str) -> Metadata:
    return build_metadata(notice_of(text), RULES)[0]


def conflicts_of(text: str) -> list[tuple[str, dict[str, str | int | None]]]:
    found: tuple[Diagnostic, ...] = build_metadata(notice_of(text), RULES)[1]
    return [(d.code, d.params) for d in found]


# (text, field, value as plain data)
FIELDS: dict[str, tuple[str, str, object]] = {
    "title": (TITLE + TO + TASKS + SIGNED, "title", "青禾县人民政府办公室关于印发2024年养老服务工作方案的通知"),
    "kind of document": (TITLE + TO + TASKS + SIGNED, "document_type", "通知"),
    "kind before a bracket": ("青禾县养老服务实施意见（试行）\n" + TASKS, "document_type", "意见"),
    "addressees": (TITLE + TO + TASKS + SIGNED, "addressees", ("各镇人民政府", "县政府各部门")),
    "signature": (TITLE + TO + TASKS + SIGNED, "signed_on", date(2024, 3, 5)),
    "signature in Chinese digits": (TITLE + TO + TASKS + "青禾县人民政府办公室\n二○二四年三月十五日\n", "signed_on", date(2024, 3, 15)),
    "signature in full width": (TITLE + TO + TASKS + "青禾县人民政府办公室\n２０２４年３月５日\n", "signed_on", date(2024, 3, 5)),
    "no such day": (TITLE + TO + TASKS + "青禾县人民政府办公室\n2024年2月30日\n", "signed_on", None),
    "effective": (TITLE + TO + TASKS + "本方案自2024年5月1日起施行，有效期至2026年12月31日。\n" + SIGNED, "effective_on", date(2024, 5, 1)),
    "expires": (TITLE + TO + TASKS + "本方案自2024年5月1日起施行，有效期至2026年12月31日。\n" + SIGNED, "expires_on", date(2026, 12, 31)),
    "published": ("发布日期：2024-03-08\n" + TITLE + TO + TASKS + SIGNED, "published_on", date(2024, 3, 8)),
    "index": ("索引号：QH0001/2024-00017\n" + TITLE + TO + TASKS + SIGNED, "index_number", "QH0001/2024-00017"),
    "M2 a draft": ("青禾县养老服务办法（征求意见稿）\n" + TASKS, "is_draft", True),
    "M2 a draft by its cover alone": (
        "青禾县民政局关于对养老服务工作方案征求意见的通知\n" + TO + SIGNED + "青禾县养老服务工作方案\n" + TASKS, "is_draft", True
    ),
    "M2 no draft": (TITLE + TO + TASKS + SIGNED, "is_draft", False),
    "M2 the cover wins over the plan": (
        TITLE + TO + SIGNED + "青禾县2024年养老服务工作方案\n" + TASKS,
        "title",
        "青禾县人民政府办公室关于印发2024年养老服务工作方案的通知",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "field", "value"), FIELDS.values(), ids=FIELDS.keys())
def test_fields(text: str, field: str, value: object) -> None:
    assert getattr(read(text), field) == value


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("青政办发〔2024〕7号", ("青政办发〔2024〕7号", "青政办发", 2024, "7")),
        ("青政办发[2024]7号", ("青政办发[2024]7号", "青政办发", 2024, "7")),
        ("青政办发（2024）第12号", ("青政办发（2024）第12号", "青政办发", 2024, "12")),
        ("青政办发〔２０２４〕７号", ("青政办发〔２０２４〕７号", "青政办发", 2024, "7")),
    ],
)
def test_document_numbers(printed: str, expected: tuple[str, str, int, str]) -> None:
    number = read(TITLE + printed + "\n" + TO + TASKS + SIGNED).document_number
    assert number is not None
    assert (number.raw, number.issuer_mark, number.year, number.serial) == expected


ISSUERS: dict[str, tuple[str, list[str]]] = {
    "who signs": (TITLE + TO + TASKS + SIGNED, ["青禾县人民政府办公室"]),
    "who signs jointly": (
        "关于印发养老服务工作方案的通知\n" + TO + TASKS + "青禾县民政局\u3000\u3000青禾县财政局\n2024年3月5日\n",
        ["青禾县民政局", "青禾县财政局"],
    ),
    "the title, where nobody signs": (TITLE + TO + TASKS, ["青禾县人民政府办公室"]),
    "several in the title": (
        "青禾县民政局 青禾县财政局关于印发养老服务工作方案的通知\n" + TO + TASKS,
        ["青禾县民政局", "青禾县财政局"],
    ),
    "a name torn at a line end": (
        "青禾县人民政府\n办公室关于印发养老服务工作方案的通知\n" + TO + TASKS,
        ["青禾县人民政府办公室"],
    ),
    "a line each in the title": (
        "青禾县民政局\n青禾县财政局关于印发养老服务工作方案的通知\n" + TO + TASKS,
        ["青禾县民政局", "青禾县财政局"],
    ),
    "the box, where neither says it": ("发文机关：青禾县民政局\n关于印发养老服务工作方案的通知\n" + TO + TASKS, ["青禾县民政局"]),
    "the box names no second one": ("发文机关：青禾县民政局\n" + TITLE + TO + TASKS + SIGNED, ["青禾县人民政府办公室"]),
    "some of many are not all": ("民政部等十部门关于印发养老服务工作方案的通知\n" + TO + TASKS, []),
    "nowhere": ("关于印发养老服务工作方案的通知\n" + TO + TASKS, []),
    "a name spread out": ("关于印发养老服务工作方案的通知\n" + TO + TASKS + "国\u3000务\u3000院\n2024年3月5日\n", ["国务院"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ISSUERS.values(), ids=ISSUERS.keys())
def test_issuers(text: str, expected: list[str]) -> None:
    assert [issuer.name for issuer in read(text).issuers] == expected


NAMELESS = "青禾县养老服务工作方案\n"
YEARS: dict[str, tuple[str, tuple[int | None, str | None]]] = {
    "M3 title": (TITLE + TO + TASKS + SIGNED.replace("2024年3月", "2023年12月"), (2024, "title")),
    "M3 the first year of a range": ("青禾县养老服务行动计划（2021—2025年）\n" + TASKS, (2021, "title")),
    "M3 title of the enclosed plan": (
        "青禾县民政局关于印发工作方案的通知\n" + TO + "青禾县民政局\n2023年12月5日\n青禾县2024年养老服务工作方案\n" + TASKS,
        (2024, "title"),
    ),
    "M3 a year of the number is none": ("青禾县民政局关于转发青民发〔2023〕7号文件的通知\n" + TO + TASKS, (None, None)),
    "M3 caption": (
        NAMELESS + TASKS + "附件1\n2025年任务分解表\n序号|工作任务|责任单位\n1|建设站点|县民政局\n2|配备人员|县人社局\n",
        (2025, "caption"),
    ),
    "M3 a list named in the text": (
        NAMELESS + "一、重点任务\n（一）建设站点。落实2025年民生实事清单，选址建设。\n（二）配备人员。招聘社工。",
        (2025, "body"),
    ),
    "M3 signature": (NAMELESS + TO + TASKS + SIGNED, (2024, "signed_on")),
    "M3 nothing": (NAMELESS + TASKS, (None, None)),
    "M3 a deadline in the title is none": ("关于2024年底前建成站点的通知\n" + TO + TASKS, (None, None)),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), YEARS.values(), ids=YEARS.keys())
def test_policy_year(text: str, expected: tuple[int | None, str | None]) -> None:
    metadata, _ = build_metadata(notice_of(text), RULES)
    assert (metadata.policy_year, metadata.policy_year_source) == expected


CONFLICTS: dict[str, tuple[str, list[tuple[str, dict[str, str | int | None]]]]] = {
    "M1 all agree": ("青政办〔2024〕7号\n发布日期：2024-03-08\n" + TITLE + TO + TASKS + SIGNED, []),
    "M1 another year in the number": (
        "青政办〔2023〕7号\n" + TITLE + TO + TASKS + SIGNED,
        [("date_conflict", {"signed_on": "2024-03-05", "document_number": "青政办〔2023〕7号"})],
    ),
    "M1 published before it was signed": (
        "发布日期：2024-03-01\n" + TITLE + TO + TASKS + SIGNED,
        [("date_conflict", {"signed_on": "2024-03-05", "published_on": "2024-03-01"})],
    ),
    "M1 published a year later": (
        "发布日期：2025-03-08\n" + TITLE + TO + TASKS + SIGNED,
        [("date_conflict", {"signed_on": "2024-03-05", "published_on": "2025-03-08"})],
    ),
    "M1 published after the turn of the year": (
        "发布日期：2025-01-02\n" + TITLE + TO + TASKS + SIGNED.replace("3月5日", "12月30日"),
        [],
    ),
    "another publisher": (
        "发布机构：青禾县民政局\n" + TITLE + TO + TASKS + SIGNED,
        [("issuer_differs", {"issuer": "青禾县人民政府办公室", "publisher": "青禾县民政局"})],
    ),
    "the same publisher": ("发布机构：青禾县人民政府办公室\n" + TITLE + TO + TASKS + SIGNED, []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CONFLICTS.values(), ids=CONFLICTS.keys())
def test_conflicts(text: str, expected: list[tuple[str, dict[str, str | int | None]]]) -> None:
    assert conflicts_of(text) == expected


def test_m1_the_signature_stays_as_printed() -> None:
    assert read("青政办〔2023〕7号\n" + TITLE + TO + TASKS + SIGNED).signed_on == date(2024, 3, 5)


def test_every_field_has_its_evidence() -> None:
    text = "索引号：QH0001\n青政办〔2024〕7号\n" + TITLE + TO + TASKS + SIGNED
    evidence = {name: read_spans(text, spans) for name, spans in read(text).evidence.items()}
    assert evidence == {
        "title": "青禾县人民政府办公室关于印发2024年养老服务工作方案的通知",
        "document_number": "青政办〔2024〕7号",
        "index_number": "QH0001",
        "addressees": "各镇人民政府，县政府各部门",
        "issuers": "青禾县人民政府办公室",
        "signed_on": "2024年3月5日",
        "policy_year": "2024",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024年3月5日", date(2024, 3, 5)),
        ("2024-03-05", date(2024, 3, 5)),
        ("2024.3.5", date(2024, 3, 5)),
        ("2024/3/5 10:30", date(2024, 3, 5)),
        ("二〇二四年十二月三十一日", date(2024, 12, 31)),
        ("二○一一年十二月十五日", date(2011, 12, 15)),
        ("2024 年 3 月 5 日", date(2024, 3, 5)),
        ("2023年2月29日", None),
        ("2024年13月1日", None),
        ("2024年3月", None),
        ("", None),
    ],
)
def test_dates(text: str, expected: date | None) -> None:
    assert read_date(Passage.of(text)) == expected


PARTS = (
    TITLE, TO, TASKS, SIGNED, "青政办〔2023〕7号\n", "发布日期：2024-03-08\n", "索引号：QH1\n", "（征求意见稿）\n",
    "发布机构：", "附件1\n", "2025年任务清单\n", "\n", "自2024年5月1日起施行。\n", "9999年99月99日\n",
)  # fmt: skip


texts = st.one_of(st.lists(st.sampled_from(PARTS), max_size=12).map("".join), st.text(max_size=80))


@given(texts)
def test_any_text_gives_metadata_with_evidence_inside(text: str) -> None:
    metadata = build_metadata(lines_of(text), RULES)[0]
    assert all(0 <= s.start < s.end <= len(text) for spans in metadata.evidence.values() for s in spans)
    assert (metadata.policy_year is None) == (metadata.policy_year_source is None)
