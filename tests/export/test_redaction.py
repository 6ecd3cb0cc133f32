import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.export.formats import FORMATS
from qingdan.export.withhold.no_text import drop_text
from qingdan.export.withhold.redaction import MASK, redact
from qingdan.export.write import write_format
from qingdan.models.record import DiagnosticRecord, PolicyDocument
from qingdan.models.values import Span
from qingdan.run import read_notice
from tests.soundness import assert_sound

NOTICE = """青禾县人民政府办公室关于印发便民服务工作方案的通知
青禾政办〔2024〕7号
各镇人民政府：
一、工作任务
（一）改造服务大厅。由县政务服务局牵头，6月底前完成，联系人：王小明，电话：0571-80000000。
| 序号 | 工作任务 | 责任单位 | 联系人及电话 | 完成时限 |
| 1 | 改造窗口12个，由王 小明验收 | 县政务服务局 | 王小明13900000000 | 2024年6月底前 |
| 2 | 开展上门代办服务，材料发至wang@example.com | 县民政局 | 周青青 80000002 | 2024年9月底前 |
青禾县人民政府办公室
2024年3月1日
"""
SECRETS = ("王小明", "王 小明", "周青青", "80000000", "80000002", "13900000000", "wang@example")


@pytest.fixture(scope="module")
def notice() -> PolicyDocument:
    return read_notice(NOTICE.encode(), name="王小明.txt")


def test_nothing_is_left_anywhere(notice: PolicyDocument) -> None:
    assert all(secret in notice.model_dump_json() for secret in SECRETS)
    hidden = redact(notice).model_dump_json()
    assert [secret for secret in SECRETS if secret in hidden] == []


def test_lengths_and_spans_hold(notice: PolicyDocument) -> None:
    hidden = redact(notice)
    assert len(hidden.text) == len(notice.text)
    assert hidden.source.name == f"{MASK * 3}.txt"
    assert_sound(hidden)


def test_the_rest_stays(notice: PolicyDocument) -> None:
    hidden = redact(notice)
    assert [(t.task_id, t.due_on, [r.name for r in t.responsibilities]) for t in hidden.tasks] == [
        (t.task_id, t.due_on, [r.name for r in t.responsibilities]) for t in notice.tasks
    ]
    assert {before for before, after in zip(notice.text, hidden.text, strict=True) if before != after} <= set(
        "".join(SECRETS) + "0571-.com"
    )


def test_a_document_without_personal_data_stays(document: PolicyDocument) -> None:
    hidden = redact(document)
    assert hidden.text == document.text
    assert hidden.tasks == document.tasks
    assert hidden.generator.options == {"ner": "off", "redacted": True}


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("parquet", "xlsx", "ics")])
def test_no_format_tells(name: str, notice: PolicyDocument, tmp_path: Path) -> None:
    for path in write_format([redact(notice)], name, str(tmp_path)):
        text = path.read_bytes().decode("utf-8", "replace") + path.name
        assert [secret for secret in SECRETS if secret in text] == []


@given(st.data())
def test_any_places_can_be_masked(document: PolicyDocument, data: st.DataObject) -> None:
    places = data.draw(st.lists(st.tuples(st.integers(0, len(document.text)), st.integers(0, 12)), max_size=4))
    spans = tuple(Span(start=start, end=min(start + size, len(document.text))) for start, size in places)
    found = DiagnosticRecord(code="personal_data", severity="info", spans=spans)
    hidden = redact(document.model_copy(update={"diagnostics": (found,)}))
    assert len(hidden.text) == len(document.text)
    for before, after in zip(document.tasks, hidden.tasks, strict=True):
        for old, new in zip((*before.deadlines, *before.targets), (*after.deadlines, *after.targets), strict=True):
            words = "".join(hidden.text[s.start : s.end] for s in old.spans)
            assert (new.spans, new.raw) == (old.spans, words)


def test_without_text(notice: PolicyDocument) -> None:
    bare = drop_text(notice)
    words = json.dumps(json.loads(bare.model_dump_json()), ensure_ascii=False)
    assert [words_ for words_ in ("改造窗口", "上门代办", "6月底前", "工作任务", "完成时限") if words_ in words] == []
    assert bare.source.text_sha256 == notice.source.text_sha256
    assert [(t.task_id, t.spans, t.due_on) for t in bare.tasks] == [
        (t.task_id, t.spans, t.due_on) for t in notice.tasks
    ]
    assert bare.generator.options["no_text"] is True
