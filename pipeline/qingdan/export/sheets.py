"""The sheets of the workbook for people, as data: headers, widths, and what stands in each column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from qingdan.export.messages import Language, say, say_all
from qingdan.export.rows import Cell, Row, follow, get_cell
from qingdan.export.tables import TABLES, Table
from qingdan.export.wording import flags_of, word_agencies, word_deadline, word_printed, word_target

Take = Callable[[Row, Language], Cell]


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column: headers, width in characters of the default font (a Chinese character takes two), content."""

    chinese: str
    english: str
    width: int
    take: Take


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with the rows of one long table, for the eye."""

    chinese: str
    english: str
    table: Table
    columns: tuple[SheetColumn, ...]


def _at(path: str) -> Take:
    return lambda row, _: get_cell(row, path)


def _said(group: str, path: str) -> Take:
    return lambda row, language: say(group, str(get_cell(row, path)), language)


def _agencies(role: str) -> Take:
    return lambda row, _: word_agencies(row.item, role) or None


def _deadlines(row: Row, language: Language) -> Cell:
    """Only what the date of the column before cannot show."""
    words = [word_deadline(deadline, language) for deadline in row.item.deadlines]
    return None if words == [str(row.item.due_on)] else "\n".join(words)


def _targets(row: Row, language: Language) -> Cell:
    return "\n".join(word_target(target, language) for target in row.item.targets)


def _printed_deadlines(row: Row, _: Language) -> Cell:
    return "；".join(dict.fromkeys(word_printed(deadline) for deadline in row.item.deadlines))


def _joined(path: str, separator: str) -> Take:
    return lambda row, _: separator.join(follow(row, path))


def _extra(row: Row, _: Language) -> Cell:
    return "\n".join(f"{header}：{text}" for header, text in row.item.extra.items())


def _remarks(row: Row, language: Language) -> Cell:
    return say_all("flag", flags_of(row.item), language)


def _message(row: Row, language: Language) -> Cell:
    return row.message_zh if language == "zh" else row.message_en


_BY_NAME = {table.name: table for table in TABLES}
_NOTICE = SheetColumn("提出文件", "Notice", 26, _at("document.metadata.title"))
_FILE = SheetColumn("来源文件名", "File", 24, _at("document.source.name"))

SHEETS = (
    Sheet("任务台账", "Tasks", _BY_NAME["tasks"], (
        SheetColumn("序号", "No.", 6, _at("item.ordinal")),
        _NOTICE,
        SheetColumn("文号", "Document number", 16, _at("document.metadata.document_number.raw")),
        SheetColumn("所属章节", "Section", 18, _joined("item.path", " › ")),
        SheetColumn("原编号", "Number", 8, _at("item.number")),
        SheetColumn("任务名称", "Title", 18, _at("item.title")),
        SheetColumn("任务内容", "Task", 52, _at("item.text")),
        SheetColumn("目标", "Targets", 26, _targets),
        SheetColumn("牵头单位", "Lead", 18, _agencies("lead")),
        SheetColumn("责任单位", "Responsible", 20, _agencies("responsible")),
        SheetColumn("配合单位", "Support", 20, _agencies("support")),
        SheetColumn("完成时限", "Due", 16, _at("item.due_on")),
        SheetColumn("时限说明", "Schedule", 24, _deadlines),
        SheetColumn("原文时限", "Deadline as printed", 18, _printed_deadlines),
        SheetColumn("评价标准", "Criteria", 24, _joined("item.criteria", "\n")),
        SheetColumn("评价方法", "Method", 16, _at("item.method")),
        SheetColumn("其他栏目", "Other columns", 20, _extra),
        SheetColumn("类别", "Kind", 10, _said("kind", "item.kind")),
        SheetColumn("提示", "Remarks", 22, _remarks),
        SheetColumn("页码", "Page", 6, _at("page")),
        _FILE,
        SheetColumn("任务标识", "Task id", 16, _at("item.task_id")),
    )),
    Sheet("目标", "Objectives", _BY_NAME["objectives"], (
        SheetColumn("序号", "No.", 6, _at("ordinal")),
        _NOTICE,
        SheetColumn("内容", "Objective", 60, _at("item.text")),
        SheetColumn("目标值", "Targets", 32, _targets),
        SheetColumn("时限", "Deadlines", 20, lambda row, language: "\n".join(
            word_deadline(deadline, language) for deadline in row.item.deadlines)),
        SheetColumn("页码", "Page", 6, _at("page")),
        _FILE,
    )),
    Sheet("提示", "Diagnostics", _BY_NAME["diagnostics"], (
        SheetColumn("级别", "Severity", 10, _said("severity", "item.severity")),
        SheetColumn("说明", "Message", 60, _message),
        SheetColumn("所指原文", "Words", 40, _at("raw")),
        SheetColumn("页码", "Page", 6, _at("page")),
        _NOTICE,
        _FILE,
        SheetColumn("代码", "Code", 18, _at("item.code")),
    )),
    Sheet("文件", "Notices", _BY_NAME["documents"], (
        SheetColumn("标题", "Title", 50, _at("item.metadata.title")),
        SheetColumn("文号", "Document number", 18, _at("item.metadata.document_number.raw")),
        SheetColumn("发文机关", "Issuers", 24, _joined("item.metadata.issuers.name", "、")),
        SheetColumn("成文日期", "Signed", 16, _at("item.metadata.signed_on")),
        SheetColumn("任务年份", "Year of tasks", 10, _at("item.metadata.policy_year")),
        SheetColumn("任务数", "Tasks", 8, lambda row, _: len(row.item.tasks)),
        SheetColumn("页数", "Pages", 8, _at("item.source.page_count")),
        SheetColumn("来源文件名", "File", 30, _at("item.source.name")),
        SheetColumn("文件标识", "Document id", 22, _at("item.document_id")),
    )),
)  # fmt: skip
