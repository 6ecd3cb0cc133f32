"""What the user gave fills what is not printed, and never replaces print in silence."""

from datetime import date
from typing import Any

import pytest

from qingdan import read_notice
from qingdan.models.record import PolicyDocument

TASKS = "\n\n各有关单位：\n现将有关事项通知如下。\n\n一、重点任务\n（一）加强培训。各单位6月底前组织一次培训。\n"
BARE = "关于做好夏季用电的通知" + TASKS
FULL = "魏县人民政府关于做好夏季用电的通知" + TASKS + "\n魏县人民政府\n2024年3月5日\n"


def _read(text: str, supplied: dict[str, str]) -> PolicyDocument:
    return read_notice(text.encode(), name="notice.txt", supplied=supplied)


FILLED = [
    ({"issuer": "魏县教育局、魏县财政局"}, "issuers", ["魏县教育局", "魏县财政局"]),
    ({"date": "2023年5月4日"}, "signed_on", date(2023, 5, 4)),
    ({"date": "2023-05-04"}, "signed_on", date(2023, 5, 4)),
    ({"date": "2023/5/4"}, "signed_on", date(2023, 5, 4)),
    ({"division_code": "130434"}, "jurisdiction", "130434"),
]


@pytest.mark.parametrize(("supplied", "field", "expected"), FILLED)
def test_fills_what_is_not_printed(supplied: dict[str, str], field: str, expected: Any) -> None:
    metadata = _read(BARE, supplied).metadata
    value: Any = getattr(metadata, field)
    plain = [issuer.name for issuer in value] if field == "issuers" else getattr(value, "code", value)
    assert plain == expected
    assert metadata.filled == (field,)
    assert metadata.supplied == supplied
    assert field not in metadata.evidence


def test_a_title_is_filled_where_the_file_has_none() -> None:
    metadata = _read("一、重点任务\n（一）加强培训。各单位6月底前组织一次培训。\n", {"title": "培训工作方案"}).metadata
    assert (metadata.title, metadata.filled) == ("培训工作方案", ("title",))


PRINTED = [
    (
        {"title": "另一标题"},
        {"field": "title", "supplied": "另一标题", "printed": "魏县人民政府关于做好夏季用电的通知"},
    ),
    ({"issuer": "安县人民政府"}, {"field": "issuers", "supplied": "安县人民政府", "printed": "魏县人民政府"}),
    ({"date": "2024-03-06"}, {"field": "signed_on", "supplied": "2024-03-06", "printed": "2024-03-05"}),
    ({"division_code": "130400"}, {"field": "division_code", "supplied": "130400", "printed": "130434"}),
    ({"division_code": "130434", "date": "2024-03-05", "title": "魏县人民政府关于做好夏季用电的通知"}, None),
]


@pytest.mark.parametrize(("supplied", "told"), PRINTED)
def test_print_holds_and_a_difference_is_told(supplied: dict[str, str], told: dict[str, str] | None) -> None:
    document = _read(FULL, supplied)
    plain = _read(FULL, {})
    assert [d.params for d in document.diagnostics if d.code == "supplied_differs"] == ([told] if told else [])
    assert document.metadata.filled == ()
    assert document.metadata.model_copy(update={"supplied": {}}) == plain.metadata


def test_the_supplied_date_gives_the_year_of_deadlines() -> None:
    document = _read(BARE, {"date": "2023-05-04"})
    (deadline,) = document.tasks[0].deadlines
    assert (deadline.end, deadline.year_source) == (date(2023, 6, 30), "supplied")
    assert document.metadata.policy_year_source == "supplied"


def test_the_code_decides_between_places_of_one_name() -> None:
    text = "朝阳区人民政府关于做好夏季用电的通知" + TASKS
    document = _read(text, {"division_code": "220104"})
    assert document.metadata.jurisdiction is not None
    assert document.metadata.jurisdiction.code == "220104"
    assert document.metadata.filled == ("jurisdiction",)
    assert [d.code for d in document.diagnostics if d.code.startswith("jurisdiction")] == []


def test_a_code_that_fits_none_of_them_leaves_it_open() -> None:
    document = _read("朝阳区人民政府关于做好夏季用电的通知" + TASKS, {"division_code": "130434"})
    assert document.metadata.jurisdiction is None
    assert {"jurisdiction_ambiguous", "supplied_differs"} <= {d.code for d in document.diagnostics}


def test_a_code_is_named_as_in_its_year() -> None:
    found = _read(BARE, {"division_code": "130502", "date": "2015-05-04"}).metadata.jurisdiction
    assert found is not None
    assert found.name == "桥东区"


def test_the_address_fills_the_source() -> None:
    assert _read(BARE, {"address": "https://example.org/1"}).source.url == "https://example.org/1"


def test_columns_of_the_user_are_kept() -> None:
    assert _read(BARE, {"批次": "第一批"}).metadata.supplied == {"批次": "第一批"}
