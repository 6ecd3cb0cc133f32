"""A sample as a workbook for human coders."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from qingdan.evaluate.sampling import Drawn, NoticeUnit, ValueUnit
from qingdan.export.wording import word_agency, word_deadline, word_target
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Deadline, Responsibility, Target, Value

CODERS = ("coder_1", "coder_2")
VERDICTS = ("right", "wrong", "unsure")
VALUE_COLUMNS = ("file", "title", "page", "field", "task", "line", "words", "value")
CODER_COLUMNS = (*(f"{coder}{end}" for coder in CODERS for end in ("", "_value")), "note")
DRAW_COLUMNS = ("item", "notice", "probability")
NOTICE_COLUMNS = ("notice", "probability", "file", "title", "policy_year", "signed_on")
TASK_COLUMNS = ("notice", "number", "text", "deadlines", "agencies", "targets")
PROGRAM = "program"
"""The hidden sheet with what the program found, one JSON object a task."""
_NEAR = 120
"""Characters of the line shown on either side of the words."""
_WIDTH = 14
_WRAP = {"text_wrap": True, "valign": "top"}
_WIDTHS = {"task": 40, "line": 60, "words": 24, "value": 30, "title": 36, "file": 24, "text": 70}
_MADE_ON = datetime(2000, 1, 1)  # a fixed date, so that the same sample gives the same bytes
_GUIDES = Path(__file__).parent / "templates"


def write_value_sheet(path: Path, sample: Sequence[Drawn[ValueUnit]], by: Sequence[str]) -> None:
    """A row a value, with two columns for each coder: verdict and right value."""
    headers = (*VALUE_COLUMNS, *CODER_COLUMNS, *DRAW_COLUMNS, *by)
    with _open(path) as workbook:
        sheet = _add_sheet(workbook, "sample", headers)
        mark, wrap = workbook.add_format({"bold": True, "underline": 1}), workbook.add_format(_WRAP)
        for row, drawn in enumerate(sample, 1):
            cells = _value_cells(drawn)
            blank = [""] * len(CODER_COLUMNS)
            draw = (drawn.unit.unit_id, drawn.unit.document.document_id, drawn.probability)
            sheet.set_row(row, _height(cells))
            _write_row(sheet, row, [*cells.values(), *blank, *draw, *drawn.stratum], wrap)
            _mark_words(sheet, row, cells, (mark, wrap))
        for column in map(headers.index, CODERS):
            verdicts = {"validate": "list", "source": list(VERDICTS)}
            sheet.data_validation(1, column, max(len(sample), 1), column, verdicts)
        _add_guide(workbook, "coding_values.txt")


def _height(cells: Mapping[str, object]) -> float:
    """Points for the cell that needs most lines; a Chinese character is two columns wide."""
    lines = max(ceil(2 * len(str(text)) / _WIDTHS.get(name, _WIDTH)) for name, text in cells.items())
    return min(409, 15 * max(lines, 1))


def write_notice_sheets(path: Path, sample: Sequence[Drawn[NoticeUnit]], by: Sequence[str]) -> None:
    """A sheet of notices, and an empty sheet of tasks for each coder."""
    with _open(path) as workbook:
        sheet = _add_sheet(workbook, "notices", [*NOTICE_COLUMNS, *by])
        for row, drawn in enumerate(sample, 1):
            _write_row(sheet, row, [*_notice_cells(drawn), *drawn.stratum])
        for name in CODERS:
            _add_sheet(workbook, name, TASK_COLUMNS)
        _add_guide(workbook, "coding_notices.txt")
        found = _add_sheet(workbook, PROGRAM, ("notice", "task"))
        tasks = [(d.unit.document, task) for d in sample for task in d.unit.document.tasks]
        for row, (document, task) in enumerate(tasks, 1):
            kept = task.model_dump(mode="json", include=_KEPT)
            _write_row(found, row, [document.document_id, json.dumps(kept, ensure_ascii=False)])
        found.very_hidden()


_VALUE: Any = {"name", "role", "raw", "start", "end", "precision", "status", "ongoing", "recurrence", "indicator",
               "comparator", "value", "value_max", "unit", "direction"}  # fmt: skip
_KEPT: Any = {
    "number": True, "text": True, "kind": True, "located_in": True,
    "deadlines": {"__all__": _VALUE}, "responsibilities": {"__all__": _VALUE}, "targets": {"__all__": _VALUE},
}  # fmt: skip


def _open(path: Path) -> Any:
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(str(path), options)
    workbook.set_properties({"created": _MADE_ON})
    return workbook


def _add_sheet(workbook: Any, name: str, headers: Sequence[str]) -> Any:
    sheet = workbook.add_worksheet(name)
    bold = workbook.add_format({"bold": True, "bg_color": "#DDE6F0"})
    for column, header in enumerate(headers):
        sheet.write_string(0, column, header, bold)
        sheet.set_column(column, column, _WIDTHS.get(header, _WIDTH))
    sheet.freeze_panes(1, 0)
    return sheet


def _add_guide(workbook: Any, name: str) -> None:
    guide = workbook.add_worksheet("guide")
    guide.set_column(0, 0, 120)
    for row, line in enumerate((_GUIDES / name).read_text(encoding="utf-8").splitlines()):
        guide.write_string(row, 0, line)


def _write_row(sheet: Any, row: int, cells: Sequence[object], wrap: Any = None) -> None:
    for column, cell in enumerate(cells):
        if isinstance(cell, int | float):
            sheet.write_number(row, column, cell, wrap)
        elif cell is not None:
            sheet.write_string(row, column, str(cell), wrap)


def _mark_words(sheet: Any, row: int, cells: dict[str, object], formats: tuple[Any, Any]) -> None:
    """The line with the value's words marked, where they stand together in it."""
    mark, wrap = formats
    before, words, after = str(cells["line"]).partition(str(cells["words"]))
    if words and (before or after):
        pieces = [p for p in (before, mark, words, after) if p]
        sheet.write_rich_string(row, list(cells).index("line"), *pieces, wrap)


def _value_cells(drawn: Drawn[ValueUnit]) -> dict[str, object]:
    unit = drawn.unit
    document, value = unit.document, unit.value
    page = value.spans[0].page if value.spans else None
    place = (document.source.path, document.metadata.title, page)
    cells = (*place, unit.field, unit.task.text, _line(document, value), value.raw, _say(value))
    return dict(zip(VALUE_COLUMNS, cells, strict=True))


def _notice_cells(drawn: Drawn[NoticeUnit]) -> tuple[object, ...]:
    document = drawn.unit.document
    known = document.metadata
    place = (document.source.path, known.title, known.policy_year, known.signed_on)
    return (document.document_id, drawn.probability, *place)


def _line(document: PolicyDocument, value: Value) -> str:
    """The lines that the words stand in, of a long one what is near them."""
    if not value.spans:
        return ""
    start, end = value.spans[0].start, value.spans[-1].end
    first, last = document.text.rfind("\n", 0, start) + 1, document.text.find("\n", end)
    last = len(document.text) if last < 0 else last
    return document.text[max(first, start - _NEAR) : min(last, end + _NEAR)].strip()


def _say(value: Value) -> str:
    match value:
        case Deadline():
            return word_deadline(value, "en")
        case Responsibility():
            return word_agency(value, "en")
        case Target():
            return word_target(value, "en")
    return value.raw
