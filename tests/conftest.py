"""A small hand-made document that has one of everything."""

from __future__ import annotations

import os
from datetime import date

import pytest
from hypothesis import settings

from qingdan.models.record import (
    AttachmentRecord,
    CellRecord,
    ColumnRecord,
    DiagnosticRecord,
    DocumentNumber,
    Generator,
    Issuer,
    Jurisdiction,
    Location,
    Metadata,
    Objective,
    OutlineEntry,
    PolicyDocument,
    RowRecord,
    SourceInfo,
    TableRecord,
    Task,
)
from qingdan.models.values import (
    Actor,
    Deadline,
    Model,
    Recurrence,
    Reference,
    Relative,
    Responsibility,
    Span,
    Target,
)

os.environ["QINGDAN_NER"] = "off"  # what tests expect holds whether or not the extra is installed
settings.register_profile("tests", deadline=None)  # no test passes or fails by its speed
settings.load_profile("tests")

TEXT = """青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知
青禾政办〔2024〕7号
根据《青州市便民服务条例》，现印发任务清单。
到2025年底，网上办理率达到90%以上。
一、优化服务
（一）推进一窗通办。整合12个窗口，群众满意度不低于95%。（县政务服务局牵头，各镇配合，2024年6月底前完成）
=2.开展走访 每月5日前报送进展，长期坚持
印发之日起30日内由县卫生健康局公布名单
2024年3月1日"""


def _spans(words: str, page: int | None = None) -> tuple[Span, ...]:
    start = TEXT.index(words)
    return (Span(start=start, end=start + len(words), page=page),)


def _value(value_id: str, raw: str, rule: str = "test.rule") -> dict[str, object]:
    return {"value_id": value_id, "raw": raw, "spans": _spans(raw), "rule": rule}


def _make(model: type[Model], evidence: dict[str, object], **fields: object) -> object:
    return model.model_validate({**evidence, **fields})


@pytest.fixture(scope="session")
def document() -> PolicyDocument:
    """Two tasks from clauses, one from a table, one objective; deadlines of every shape."""
    first = {
        "task_id": "t-aaaa0001",
        "ordinal": 1,
        "kind": "task",
        "number": "（一",
        "path": ("优化服务",),
        "title": "推进一窗通办",
        "text": "整合12个窗口，群众满意度不低于95%。",
        "located_in": Location(type="clause", clause_id="c2"),
        "deadlines": (
            _make(
                Deadline,
                _value("t-aaaa0001.d1", "2024年6月底前"),
                end=date(2024, 6, 30),
                precision="month",
                year_source="printed",
            ),
        ),
        "responsibilities": (
            _make(
                Responsibility,
                _value("t-aaaa0001.r1", "县政务服务局"),
                name="县政务服务局",
                canonical="青禾县政务服务局",
                role="lead",
                role_raw="牵头",
                kind="agency",
            ),
            _make(
                Responsibility,
                _value("t-aaaa0001.r2", "各镇"),
                name="各镇",
                role="support",
                role_raw="配合",
                kind="class",
            ),
        ),
        "targets": (
            _make(
                Target,
                _value("t-aaaa0001.q1", "不低于95%"),
                indicator="群众满意度",
                comparator=">=",
                value=95,
                unit="%",
                due_on=date(2024, 6, 30),
            ),
            _make(Target, _value("t-aaaa0001.q2", "12个"), indicator="窗口", comparator="=", value=12.5, unit="个"),
        ),
        "due_on": date(2024, 6, 30),
        "deadline_status": "stated",
        "responsibility_status": "stated",
        "target_status": "stated",
        "spans": _spans("整合12个窗口，群众满意度不低于95%。（县政务服务局牵头，各镇配合，2024年6月底前完成）", page=1),
        "flags": ("year_inferred",),
        "confidence": 0.9,
    }
    second = {
        "task_id": "t-aaaa0002",
        "ordinal": 2,
        "kind": "safeguard",
        "number": "2",
        "text": "=2.开展走访",
        "located_in": Location(type="table", table_id="b1", row=1),
        "deadlines": (
            _make(
                Deadline, _value("t-aaaa0002.d1", "每月5日前"), recurrence=Recurrence(frequency="month", detail="5日前")
            ),
            _make(Deadline, _value("t-aaaa0002.d2", "长期坚持"), ongoing=True),
        ),
        "ongoing": True,
        "deadline_status": "stated",
        "criteria": ("走访率达标", "记录完整"),
        "method": "抽查",
        "extra": {"备注": "含节假日"},
        "spans": _spans("=2.开展走访"),
        "flags": ("row_joined", "never_heard_of"),
    }
    third = {
        "task_id": "t-aaaa0003",
        "ordinal": 3,
        "kind": "duty",
        "text": "公布名单",
        "title": "名单",
        "located_in": Location(type="clause", clause_id="c1"),
        "deadlines": (
            _make(
                Deadline,
                _value("t-aaaa0003.d1", "印发之日起30日内"),
                end=date(2024, 3, 31),
                precision="day",
                relative=Relative(event="印发之日", direction="after", count=30, unit="day"),
                label="公布名单",
            ),
            _make(Deadline, _value("t-aaaa0003.d2", "2024年3月1日"), start=date(2024, 3, 1), end=date(2024, 3, 1)),
        ),
        "actors": (_make(Actor, _value("t-aaaa0003.a1", "县卫生健康局"), name="县卫生健康局"),),
        "due_on": date(2024, 3, 31),
        "deadline_status": "vague",
        "spans": _spans("印发之日起30日内由县卫生健康局公布名单"),
    }
    objective = Objective.model_validate(
        {
            "objective_id": "o-1",
            "text": "到2025年底，网上办理率达到90%以上。",
            "deadlines": (_make(Deadline, _value("o-1.d1", "到2025年底"), end=date(2025, 12, 31), precision="year"),),
            "targets": (
                _make(
                    Target, _value("o-1.q1", "达到90%以上"), indicator="网上办理率", comparator=">=", value=90, unit="%"
                ),
            ),
            "spans": _spans("到2025年底，网上办理率达到90%以上。"),
        }
    )
    return PolicyDocument(
        document_id="d-0123456789abcdef",
        notice_id="n-0123456789abcdef",
        source=SourceInfo(
            name="清单.txt",
            path="清单.txt",
            sha256="0" * 64,
            text_sha256="1" * 64,
            media_type="text/plain",
            encoding="utf-8",
            char_count=len(TEXT),
        ),
        text=TEXT,
        metadata=Metadata(
            title="青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知",
            document_number=DocumentNumber(raw="青禾政办〔2024〕7号", issuer_mark="青禾政办", year=2024, serial="7"),
            issuers=(Issuer(name="青禾县人民政府办公室"),),
            addressees=("各镇人民政府", "县直各单位"),
            signed_on=date(2024, 3, 1),
            document_type="通知",
            jurisdiction=Jurisdiction(name="青禾县", code=None, level="county"),
            policy_year=2024,
            policy_year_source="title",
            evidence={"signed_on": _spans("2024年3月1日")},
        ),
        outline=(
            OutlineEntry(
                clause_id="c1",
                parent_id=None,
                level=1,
                number="一、",
                heading="优化服务",
                role="task",
                spans=_spans("一、优化服务"),
            ),
            OutlineEntry(
                clause_id="c2",
                parent_id="c1",
                level=2,
                number="（一）",
                heading="推进一窗通办",
                role="task",
                spans=_spans("（一）推进一窗通办。"),
            ),
        ),
        attachments=(AttachmentRecord(attachment_id="a1", label="附件1", title="清单", spans=_spans("任务清单。")),),
        tables=(
            TableRecord(
                table_id="b1",
                is_task_table=True,
                columns=(ColumnRecord(header="任务", role="task"),),
                rows=(RowRecord(cells=(CellRecord(text="=2.开展走访", spans=_spans("=2.开展走访")),)),),
            ),
        ),
        objectives=(objective,),
        tasks=tuple(Task.model_validate(task) for task in (first, second, third)),
        references=(
            Reference(
                raw="《青州市便民服务条例》",
                spans=_spans("《青州市便民服务条例》"),
                title="青州市便民服务条例",
                relation="based_on",
            ),
        ),
        diagnostics=(
            DiagnosticRecord(code="scanned_page", severity="warning", params={"page": 2}),
            DiagnosticRecord(code="never_heard_of", severity="info", params={"what": "x"}, spans=_spans("各镇")),
        ),
        generator=Generator(name="qingdan", version="0.1.0", rule_packs={"base": "2" * 64}, options={"ner": "off"}),
    )
