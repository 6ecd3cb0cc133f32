import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from qingdan.export.messages import Language, describe, say
from qingdan.export.wording import word_deadline, word_target
from qingdan.models.record import DiagnosticRecord, PolicyDocument
from qingdan.models.values import Deadline, Target

SAID = [
    ("diagnostic", "scanned_page", "zh", {"page": 2}, "第2页是图片，没有文字，装有 ocr 组件才能识别（pip install 'qingdan[ocr]'）"),
    ("diagnostic", "numbering_gap", "zh", {"after": 1, "found": 3, "x": None}, "编号不连续，由1跳到3"),
    ("diagnostic", "date_conflict", "zh", {"signed_on": "2024-01-01"}, "文中日期相互矛盾（成文日期: 2024-01-01）"),
    ("diagnostic", "never_heard_of", "zh", {"n": 3}, "never heard of（n: 3）"),
    ("diagnostic", "scanned_page", "zh", {}, "第?页是图片，没有文字，装有 ocr 组件才能识别（pip install 'qingdan[ocr]'）"),
    ("diagnostic", "odd{code}", "en", {}, "odd?"),
    ("flag", "year_inferred", "en", None, "year inferred"),
]  # fmt: skip


@pytest.mark.parametrize(("group", "code", "language", "params", "expected"), SAID)
def test_say(group: str, code: str, language: Language, params: dict[str, str | int | None], expected: str) -> None:
    assert say(group, code, language, params) == expected


MESSAGES = tomllib.loads((files("qingdan.export") / "messages.toml").read_text(encoding="utf-8"))


def test_every_diagnostic_has_a_message() -> None:
    package = Path(str(files("qingdan")))
    code = re.compile(r'Diagnostic(?:Record)?\(\s*(?:code=)?"([a-z_]+)"')
    used = {found for path in package.rglob("*.py") for found in code.findall(path.read_text(encoding="utf-8"))}
    assert sorted(used - set(MESSAGES["diagnostic"])) == []


def test_every_message_has_both_languages() -> None:
    for codes in MESSAGES.values():
        for words in codes.values():
            assert set(words) == {"en", "zh"}


DESCRIBED = [
    ("personal_data", {"sort": "phone", "count": 2}, "有2处个人信息（电话），可用 qingdan export --redact 遮盖"),
    ("unread_cell", {"field": "deadline", "task": "3"}, "任务3的“时限”一栏有内容，但未能识别"),
    ("issuer_differs", {"issuer": "甲", "publisher": "乙"}, "文中发文机关前后不一致（发文机关: 甲，发布机构: 乙）"),
]


@pytest.mark.parametrize(("code", "params", "expected"), DESCRIBED)
def test_codes_among_the_parameters_are_words_too(code: str, params: dict[str, str | int], expected: str) -> None:
    diagnostic = DiagnosticRecord.model_validate({"code": code, "severity": "info", "params": params, "spans": []})
    assert describe(diagnostic, "zh") == expected


def test_deadlines_in_words(document: PolicyDocument) -> None:
    deadlines = [deadline for task in document.tasks for deadline in task.deadlines]
    assert [word_deadline(deadline, "zh") for deadline in deadlines] == [
        "2024-06-30", "每月（5日前）", "长期坚持", "公布名单：2024-03-31", "2024-03-01",
    ]  # fmt: skip


DEADLINES = [
    ({"start": "2024-04-01", "end": "2025-02-28"}, "2024-04-01 to 2025-02-28"),
    ({"recurrence": {"frequency": "month", "interval": 2}}, "every 2 months"),
    ({"status": "vague"}, "no fixed date"),
    ({}, "原文"),
]


@pytest.mark.parametrize(("fields", "expected"), DEADLINES)
def test_deadline_in_words(fields: dict[str, object], expected: str) -> None:
    assert word_deadline(Deadline.model_validate({"raw": "原文", "spans": [], "rule": "r", **fields}), "en") == expected


TARGETS = [
    ({"indicator": "满意度", "comparator": ">=", "value": 95, "unit": "%"}, "满意度 ≥95%"),
    ({"comparator": "between", "value": 1, "value_max": 3, "unit": "个"}, "1—3个"),
    ({"indicator": "投诉量", "direction": "decrease", "value": 0.5, "unit": "百分点"}, "投诉量 减少 0.5百分点"),
    ({"indicator": "占比", "baseline": "previous_year", "direction": "increase"}, "占比 同比 增加"),
    ({"indicator": "占比", "baseline": "2023", "direction": "decrease"}, "占比 较2023年 减少"),
    ({"indicator": "巡查", "comparator": ">=", "value": 2, "unit": "次", "frequency": "week"}, "巡查 每周 ≥2次"),
    ({"indicator": "月培训", "comparator": "=", "value": 2, "unit": "次", "frequency": "month"}, "月培训 2次"),
    ({"value": 5, "unit": "张", "per": "千人"}, "5张/千人"),
    ({"indicator": "其他"}, "其他 原文"),
]


@pytest.mark.parametrize(("fields", "expected"), TARGETS)
def test_target_in_words(fields: dict[str, object], expected: str) -> None:
    assert word_target(Target.model_validate({"raw": "原文", "spans": [], "rule": "r", **fields}), "zh") == expected
