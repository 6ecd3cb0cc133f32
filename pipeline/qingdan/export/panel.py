"""A corpus laid out for analysis: a row a figure and body, with place and year; and who cites whom."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from pathlib import Path
from typing import Any

from qingdan.export.csv import to_csv
from qingdan.export.datapackage import write_datapackage
from qingdan.export.rows import Cell, to_cell
from qingdan.export.tables import Column, Table
from qingdan.models.record import Metadata, Objective, PolicyDocument, Task
from qingdan.models.values import Reference, Responsibility, Target

_YEAR = Column(
    "year", "integer", "year", "Year in which it is due, else that of the notice.", "年份（到期年，否则为文件年份）"
)
_SOURCE = (
    Column("document_id", "string", "document.document_id", "The document.", "文件"),
    Column("notice_id", "string", "document.notice_id", "The notice, in whatever file.", "通知标识"),
    Column("document_title", "string", "document.metadata.title", "Title of the notice.", "标题"),
    Column("document_number", "string", "number", "Document number as printed.", "发文字号"),
    Column("source_path", "string", "document.source.path", "The file.", "文件路径"),
)
_PLACE = (
    Column("place", "string", "place.name", "Place whose government speaks.", "地区"),
    Column("place_code", "string", "place.code", "Its GB/T 2260 code.", "行政区划代码"),
    Column("province_code", "string", "province", "Code of its province, two digits.", "省级代码（两位）"),
    Column("level", "string", "place.level", "Its level.", "层级"),
)
PANEL = Table(
    "panel", Target, (), "One row per figure and responsible body; a figure without a body has one row.",
    "每个指标与责任单位一行；无责任单位的指标一行。",
    (
        Column("panel_key", "string", "key", "Key: value and body.", "主键：取值与单位"),
        *_PLACE,
        _YEAR,
        Column("function", "string", "agency.function", "Duty of the body, the same in every province.", "职能"),
        Column("agency", "string", "agency_name", "Its official name, else as printed.", "单位规范名称（缺则原文）"),
        Column("role", "string", "agency.role", "Its role.", "角色"),
        Column("indicator_id", "string", "item.indicator_id", "Indicator, across notices.", "指标标识"),
        Column("indicator", "string", "item.indicator", "What is measured, in words.", "指标"),
        Column("comparator", "string", "item.comparator", "Comparison with the value.", "比较符"),
        Column("value", "number", "item.value", "Value in the printed unit.", "目标值（原单位）"),
        Column("value_max", "number", "item.value_max", "Upper bound of a range.", "区间上限"),
        Column("unit", "string", "item.unit", "Unit as printed.", "原单位"),
        Column("normalized_value", "number", "item.normalized_value", "Value in the base unit.", "换算值"),
        Column("normalized_unit", "string", "item.normalized_unit", "Base unit.", "换算单位"),
        Column("direction", "string", "item.direction", "Direction of the change.", "变化方向"),
        Column("baseline", "string", "item.baseline", "What it is compared with.", "比较基准"),
        Column("baseline_value", "number", "item.baseline_value", "Value of that.", "基准值"),
        *_SOURCE,
        Column("holder_id", "string", "holder_id", "Task or objective.", "任务或总体目标"),
        Column("value_id", "string", "item.value_id", "Id of the value in its document.", "取值编号"),
        Column("raw", "string", "item.raw", "The printed words.", "原文"),
        Column("confidence", "number", "item.confidence", "How likely it is right, 0 to 1.", "可信度"),
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


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a column may take its value from."""

    document: PolicyDocument
    item: Target | Reference
    key: str
    holder: Task | Objective | None = None
    agency: Responsibility | None = None
    cited: PolicyDocument | None = None

    @property
    def place(self) -> Any:
        return self.document.metadata.jurisdiction

    @property
    def cited_place(self) -> Any:
        return self.cited.metadata.jurisdiction if self.cited else None

    @property
    def province(self) -> str | None:
        return self.place.code[:2] if self.place and self.place.code else None

    @property
    def number(self) -> str | None:
        return _number(self.document.metadata)

    @property
    def agency_name(self) -> str | None:
        return (self.agency.canonical or self.agency.name) if self.agency else None

    @property
    def holder_id(self) -> str | None:
        return getattr(self.holder, "task_id", None) or getattr(self.holder, "objective_id", None)

    @property
    def year(self) -> int | None:
        due = getattr(self.item, "due_on", None)
        ends = [deadline.end for deadline in self.holder.deadlines if deadline.end] if self.holder else []
        due = due or (max(ends) if ends else None)
        return due.year if due else self.document.metadata.policy_year


def _number(metadata: Metadata) -> str | None:
    return metadata.document_number.raw if metadata.document_number else None


def build_panel(document: PolicyDocument) -> Iterator[list[Cell]]:
    """Rows of `PANEL`: those who lead or are responsible; supporters only where nobody else is named."""
    holders: tuple[Task | Objective, ...] = (*document.objectives, *document.tasks)
    for holder in holders:
        bodies = _bodies(holder) if isinstance(holder, Task) else ()
        for target in holder.targets:
            for agency in bodies or (None,):
                key = f"{document.document_id}/{target.value_id}" + (f"/{agency.value_id}" if agency else "")
                yield _cells(PANEL, _Scope(document, target, key, holder, agency))


def _bodies(task: Task) -> tuple[Responsibility, ...]:
    first = tuple(agency for agency in task.responsibilities if agency.role != "support")
    return first or task.responsibilities


def build_citations(
    document: PolicyDocument, find: Callable[[Reference], PolicyDocument | None]
) -> Iterator[list[Cell]]:
    """Rows of `CITATIONS`; `find` leads from a reference to the document cited."""
    for ordinal, reference in enumerate(document.references, 1):
        key = f"{document.document_id}/{ordinal}"
        yield _cells(CITATIONS, _Scope(document, reference, key, cited=find(reference)))


def _cells(table: Table, scope: _Scope) -> list[Cell]:
    return [to_cell(_follow(scope, column.take)) for column in table.columns]


def _follow(scope: _Scope, path: str) -> Any:
    """The attribute at the path; null where there is no such body, place or document."""
    first, _, rest = path.partition(".")
    found = getattr(scope, first)
    return attrgetter(rest)(found) if rest and found is not None else found


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
