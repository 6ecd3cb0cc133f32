"""A corpus laid out for analysis: a row a figure and body, with place and year; and who cites whom."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from qingdan.export.csv import to_csv
from qingdan.export.datapackage import write_datapackage
from qingdan.export.rows import Cell, Row, get_cell
from qingdan.export.tables import TABLES, Column, Table
from qingdan.models.record import Jurisdiction, PolicyDocument, Task
from qingdan.models.values import Reference, Responsibility, Target

_YEAR = Column(
    "year", "integer", "year", "Year in which it is due, else that of the notice.", "年份（到期年，否则为文件年份）"
)
_SOURCE = (
    Column("document_id", "string", "document.document_id", "The document.", "文件"),
    Column("notice_id", "string", "document.notice_id", "The notice, in whatever file.", "通知标识"),
    Column("document_title", "string", "document.metadata.title", "Title of the notice.", "标题"),
    Column(
        "document_number", "string", "document.metadata.document_number.raw", "Document number as printed.", "发文字号"
    ),
    Column("source_path", "string", "document.source.path", "The file.", "文件路径"),
)
_PLACE = (
    Column("place", "string", "place.name", "Place whose government speaks.", "地区"),
    Column("place_code", "string", "place.code", "Its GB/T 2260 code.", "行政区划代码"),
    Column("province_code", "string", "province", "Code of its province, two digits.", "省级代码（两位）"),
    Column("level", "string", "place.level", "Its level.", "层级"),
)
_TARGETS = {column.name: column for table in TABLES if table.name == "targets" for column in table.columns}
_FIGURE = tuple(_TARGETS[name] for name in (
    "indicator_id", "indicator", "comparator", "value", "value_max", "unit", "normalized_value", "normalized_unit",
    "direction", "baseline", "baseline_value", "scope",
))  # fmt: skip
_EVIDENCE = tuple(_TARGETS[name] for name in ("value_id", "raw", "start", "end", "page", "confidence"))
PANEL = Table(
    "panel", Target, (), "One row per figure and responsible body; a figure without a body has one row.",
    "每个指标与责任单位一行；无责任单位的指标一行。",
    (
        Column("panel_key", "string", "body_key", "Key: value and body.", "主键：取值与单位"),
        *_PLACE,
        _YEAR,
        Column("function", "string", "agency.function", "Duty of the body, the same in every province.", "职能"),
        Column("agency", "string", "agency_name", "Its official name, else as printed.", "单位规范名称（缺则原文）"),
        Column("role", "string", "agency.role", "Its role.", "角色"),
        *_FIGURE,
        *_SOURCE,
        Column("holder_id", "string", "holder_id", "Task or objective.", "任务或总体目标"),
        *_EVIDENCE,
    ),
)  # fmt: skip
CITATIONS = Table(
    "citations", Reference, (), "Who cites whom: one row per reference.", "引用关系：每处引用一行。",
    (
        Column("citation_key", "string", "key", "Key: document and place in it.", "主键：文件与序次"),
        *_SOURCE,
        *_PLACE,
        Column("relation", "string", "item.relation", "Why it is cited.", "引用关系"),
        Column("cited_title", "string", "item.title", "Title cited.", "所引标题"),
        Column("cited_number", "string", "item.document_number", "Number cited.", "所引文号"),
        Column("cited_document_id", "string", "cited.document_id", "That document, if here.", "所引文件（在库时）"),
        Column("cited_place_code", "string", "cited_place.code", "Code of its place.", "所引文件的地区代码"),
        Column("cited_level", "string", "cited_place.level", "Level of that place.", "所引文件的层级"),
        Column("raw", "string", "item.raw", "The printed words.", "原文"),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class _Scope(Row):
    """A row of a long table with the body, or the document cited, that stands beside it."""

    agency: Responsibility | None = None
    cited: PolicyDocument | None = None

    @property
    def body_key(self) -> str:
        """Value and body, unique over all documents."""
        return f"{self.key}/{self.agency.value_id}" if self.agency else self.key

    @property
    def place(self) -> Jurisdiction | None:
        """Whose government speaks."""
        return self.document.metadata.jurisdiction

    @property
    def cited_place(self) -> Jurisdiction | None:
        """Whose government issued what is cited."""
        return self.cited.metadata.jurisdiction if self.cited else None

    @property
    def province(self) -> str | None:
        """The first two digits of the code."""
        return self.place.code[:2] if self.place and self.place.code else None

    @property
    def agency_name(self) -> str | None:
        """The official name, else the printed one."""
        return (self.agency.canonical or self.agency.name) if self.agency else None

    @property
    def holder_id(self) -> str | None:
        """The task or objective that holds the figure."""
        return self.task.task_id if self.task else self.objective.objective_id if self.objective else None

    @property
    def year(self) -> int | None:
        """In which the figure is due."""
        holder = self.task or self.objective
        ends = [deadline.end for deadline in holder.deadlines if deadline.end] if holder else []
        due = self.item.due_on or max(ends, default=None)
        return due.year if due else self.document.metadata.policy_year


def build_panel(document: PolicyDocument) -> Iterator[list[Cell]]:
    """Rows of `PANEL`: those who lead or are responsible; supporters only where nobody else is named."""
    for number, objective in enumerate(document.objectives, 1):
        for target in objective.targets:
            yield _cells(PANEL, _Scope(document, target, number, objective=objective))
    for task in document.tasks:
        for target in task.targets:
            for agency in _bodies(task) or (None,):
                yield _cells(PANEL, _Scope(document, target, task.ordinal, task, agency=agency))


def _bodies(task: Task) -> tuple[Responsibility, ...]:
    first = tuple(agency for agency in task.responsibilities if agency.role != "support")
    return first or task.responsibilities


def build_citations(
    document: PolicyDocument, find: Callable[[Reference], PolicyDocument | None]
) -> Iterator[list[Cell]]:
    """Rows of `CITATIONS`; `find` leads from a reference to the document cited."""
    for ordinal, reference in enumerate(document.references, 1):
        yield _cells(CITATIONS, _Scope(document, reference, ordinal, cited=find(reference)))


def _cells(table: Table, scope: _Scope) -> list[Cell]:
    return [get_cell(scope, column.take) for column in table.columns]


def write_panel(
    folder: Path, documents: Callable[[], Iterable[PolicyDocument]], find: Callable[[Reference], PolicyDocument | None]
) -> tuple[int, int]:
    """`panel.csv`, `citations.csv` and what describes them; gives their counts of rows. Holds one document at once."""
    folder.mkdir(parents=True, exist_ok=True)
    write_datapackage(folder, "csv", (PANEL, CITATIONS))
    rows = _write(folder, PANEL, (row for document in documents() for row in build_panel(document)))
    edges = _write(folder, CITATIONS, (row for document in documents() for row in build_citations(document, find)))
    return rows, edges


def _write(folder: Path, table: Table, rows: Iterator[list[Cell]]) -> int:
    count = 0
    with (folder / f"{table.name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([column.name for column in table.columns])
        for count, row in enumerate(rows, 1):  # noqa: B007 - the last one is the count
            writer.writerow([to_csv(cell) for cell in row])
    return count
