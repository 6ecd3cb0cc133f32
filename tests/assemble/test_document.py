"""The record of a whole notice: order, outline, tables, what it cites, what is told."""

from __future__ import annotations

import pytest

from qingdan import read_notice
from qingdan.models.record import PolicyDocument
from qingdan.normalise.evidence import read_spans

HEAD = "青禾县民政局关于印发2024年养老服务工作方案的通知\n青民发〔2024〕7号\n各镇人民政府：\n"
BODY = "一、总体要求\n坚持为民。\n二、重点任务\n（一）建设站点。选址建设。\n（二）配备人员。招聘社工。\n"
ANNEX = "附件1\n任务分解表\n序号|工作任务|责任单位\n1|建设窗口|县医保局\n2|培训社工|县人社局\n"


def read(text: str) -> PolicyDocument:
    return read_notice(text.encode(), name="notice.txt")


def test_the_outline_has_every_numbered_clause() -> None:
    outline = read(HEAD + BODY).outline
    assert [(c.clause_id, c.parent_id, c.level, c.number, c.heading, c.role) for c in outline] == [
        ("c1", None, 1, "一、", "总体要求", "background"),
        ("c2", None, 1, "二、", "重点任务", "task"),
        ("c3", "c2", 2, "（一）", "建设站点", "task"),
        ("c4", "c2", 2, "（二）", "配备人员", "task"),
    ]


def test_an_entry_without_heading_has_its_first_words() -> None:
    words = "建立覆盖全县的探访关爱台账，" * 6
    outline = read(f"一、重点任务\n（一）{words}逐户登记。\n（二）{words}逐村登记。").outline
    assert [c.heading for c in outline] == ["重点任务", words[:60], words[:60]]


def test_spans_of_the_outline_read_number_heading_and_body() -> None:
    document = read(HEAD + BODY)
    assert [read_spans(document.text, c.spans) for c in document.outline][2:] == [
        "（一）建设站点。选址建设。", "（二）配备人员。招聘社工。",
    ]  # fmt: skip


def test_a_table_as_it_is_printed() -> None:
    (table,) = read(HEAD + BODY + ANNEX).tables
    assert (table.table_id, table.attachment_id, table.caption, table.is_task_table) == ("t1", "a1", "任务分解表", True)
    assert [(c.header, c.role) for c in table.columns] == [
        ("序号", "number"), ("工作任务", "task"), ("责任单位", "agency"),
    ]  # fmt: skip
    assert [[c.text for c in row.cells] for row in table.rows] == [
        ["1", "建设窗口", "县医保局"], ["2", "培训社工", "县人社局"],
    ]  # fmt: skip


def test_t2_an_inherited_cell_is_marked() -> None:
    (table,) = read("序号|任务|责任单位\n1|建设窗口|县医保局\n2|培训社工|\n").tables
    assert [[c.inherited for c in row.cells] for row in table.rows] == [[False] * 3, [False, False, True]]


def test_attachments() -> None:
    document = read(HEAD + BODY + ANNEX)
    (attachment,) = document.attachments
    assert (attachment.attachment_id, attachment.label, attachment.title) == ("a1", "附件1", "任务分解表")
    assert read_spans(document.text, attachment.spans).strip() == ANNEX.strip()


def test_tasks_of_clauses_and_tables_are_in_order_of_print() -> None:
    tasks = read("一、重点任务\n（一）建设站点。选址建设。\n" + ANNEX).tasks
    assert [(t.ordinal, t.located_in.type, t.text) for t in tasks] == [
        (1, "clause", "选址建设。"), (2, "table", "建设窗口"), (3, "table", "培训社工"),
    ]  # fmt: skip


def references_of(text: str) -> list[tuple[str | None, str | None]]:
    return [(r.title, r.document_number) for r in read(text).references]


CITED = "根据《养老服务条例》（青政发〔2023〕1号）要求，按《养老服务条例》办理。"
REFERENCES: dict[str, tuple[str, list[tuple[str | None, str | None]]]] = {
    "M5 each document once": (HEAD + CITED + "\n" + BODY, [("养老服务条例", "青政发〔2023〕1号")]),
    "M5 each document once, however often cited": (
        HEAD + "落实《养老服务条例》。\n一、重点任务\n（一）宣传《养老服务条例》。组织宣讲。", [("养老服务条例", None)]
    ),
    "M5 a number alone": (HEAD + "按照青政发〔2023〕1号要求执行。\n" + BODY, [(None, "青政发〔2023〕1号")]),
    "M5 not its own number": (HEAD + "自青民发〔2024〕7号印发之日起执行。\n" + BODY, []),
    "M5 not its own enclosure": (HEAD + "现将《2024年养老服务工作方案》印发给你们。\n" + BODY, []),
    "M5 not its own attachment": (HEAD + "请对照《任务分解表》落实。\n" + BODY + ANNEX, []),
    "M5 brackets in a title do not count": (
        "青禾县民政局关于印发《青禾县〈养老条例〉实施方案》的通知\n现将《青禾县〈养老条例〉实施方案》印发给你们。\n" + BODY, []
    ),
    "M5 in a cell": (
        HEAD + "序号|工作任务|责任单位\n1|落实《养老服务条例》|县民政局\n2|培训社工|县人社局\n", [("养老服务条例", None)]
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), REFERENCES.values(), ids=REFERENCES.keys())
def test_references(text: str, expected: list[tuple[str | None, str | None]]) -> None:
    assert references_of(text) == expected


def test_diagnostics_are_in_order_of_print() -> None:
    document = read(
        "一、重点任务\n1.建设站点。\n3.配备人员。\n序号|任务|责任单位\n1|建窗口|县医保局\n4|训社工|县人社局、\n"
    )
    first, *placed = document.diagnostics
    assert (first.code, first.spans) == ("jurisdiction_unknown", ())
    assert [d.code for d in placed] == ["numbering_gap", "numbering_gap", "list_cut_off"]
    assert [read_spans(document.text, d.spans) for d in placed] == ["3.", "4", "县人社局、"]


def test_the_same_notice_in_two_files() -> None:
    first, second = read(HEAD + BODY), read_notice(("\ufeff" + HEAD + BODY.replace("\n", "\r\n")).encode("utf-16"))
    assert first.notice_id == second.notice_id
    assert first.document_id != second.document_id
    assert [t.task_id for t in first.tasks] == [t.task_id for t in second.tasks]
