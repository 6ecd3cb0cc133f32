"""A comparison as a workbook: one row a task, old and new beside each other, what changed in colour."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from math import ceil
from pathlib import Path
from typing import Any

from qingdan.export.differences import Row, rows_of, word_change, word_kind, word_relation, word_summary
from qingdan.export.messages import Language
from qingdan.models.diff import Change, ChangeKind, Mark, NoticeDiff
from qingdan.models.record import PolicyDocument, Task

_MADE_ON = datetime(2000, 1, 1)  # a fixed date, so that the same comparison gives the same bytes
_CELL_LIMIT = 32_767
_OPTIONS = {"strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False}
_FILL = {
    "added": "#E6F4EA",
    "removed": "#FCE8E6",
    "left_out": "#FCE8E6",
    "tightened": "#E6F4EA",
    "softened": "#FEF7E0",
    "mixed": "#FEF7E0",
    "split": "#E8F0FE",
    "merged": "#E8F0FE",
    "same": "#F5F5F5",
}
_SHEET: dict[Language, str] = {"zh": "对照", "en": "comparison"}
_MARKED: tuple[ChangeKind, ...] = ("scope_changed", "wording")
"""Told by the marks in the text."""
_KINDS: tuple[tuple[ChangeKind, ...], ...] = (
    ("target_raised", "target_lowered", "target_added", "target_dropped"),
    ("deadline_moved",),
    ("agency_changed", "role_changed"),
    _MARKED,
    ("number_changed", "section_changed"),
)
"""Columns of changes, the last five."""
_HEADERS: dict[Language, tuple[tuple[str, int], ...]] = {
    "zh": (("关系", 8), ("原序号", 8), ("原任务", 50), ("现序号", 8), ("现任务", 50), ("目标变化", 30),
           ("时限变化", 24), ("单位变化", 30), ("内容与表述", 12), ("序号与章节", 30)),
    "en": (("relation", 10), ("old no.", 8), ("old task", 50), ("new no.", 8), ("new task", 50), ("targets", 30),
           ("deadlines", 24), ("agencies", 30), ("scope and wording", 12), ("number and section", 30)),
}  # fmt: skip


def write_diff_xlsx(path: Path, diff: NoticeDiff, old: PolicyDocument, new: PolicyDocument, language: Language) -> None:
    """Write the workbook. Text is never run as a formula; the same comparison gives the same bytes."""
    import xlsxwriter

    with xlsxwriter.Workbook(str(path), _OPTIONS) as workbook:
        workbook.set_properties({"created": _MADE_ON})
        formats = _Formats(workbook)
        sheet = workbook.add_worksheet(_SHEET[language])
        titles = " → ".join(document.metadata.title or document.source.name for document in (old, new))
        sheet.write_string(0, 0, titles, formats.of(bold=True))
        sheet.write_string(1, 0, word_summary(diff.summary, language), formats.of(bold=True))
        for column, (header, width) in enumerate(_HEADERS[language]):
            sheet.set_column(column, column, width)
            sheet.write_string(2, column, header, formats.of(bold=True, bg_color="#DDE6F0", border=1))
        rows = list(rows_of(diff, old, new))
        for number, row in enumerate(rows, 3):
            _write_row(sheet, number, row, language, formats)
        sheet.autofilter(2, 0, 2 + max(len(rows), 1), len(_HEADERS[language]) - 1)
        sheet.freeze_panes(3, 1)
        sheet.set_landscape()
        sheet.set_paper(8)  # A3
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(2)


class _Formats:
    """Cell formats by their properties, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook, self._made = workbook, dict[tuple[tuple[str, Any], ...], Any]()

    def of(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(properties)
        return self._made[key]

    def cell(self, relation: str) -> Any:
        base = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#A6A6A6"}
        return self.of(**base, **({"bg_color": _FILL[relation]} if relation in _FILL else {}))


def _write_row(sheet: Any, number: int, row: Row, language: Language, formats: _Formats) -> None:
    relation, before, after, pair = row
    cell = formats.cell(relation)
    changes = pair.changes if pair else ()
    told = ["\n".join(_say(c, language) for c in changes if c.kind in kinds) for kinds in _KINDS]
    words = [
        word_relation(relation, pair, language),
        _number(before),
        _text(before),
        _number(after),
        _text(after),
        *told,
    ]
    for column, text in enumerate(words):
        sheet.write_string(number, column, text[:_CELL_LIMIT], cell)
    marks = next((change.detail.marks for change in changes if change.detail.marks), ())
    for column, pieces in ((2, _old_pieces(marks, formats)), (4, _new_pieces(marks, formats))):
        if len(pieces) > 2 and len(words[column]) < _CELL_LIMIT:
            sheet.write_rich_string(number, column, *pieces, cell)
    sheet.set_row(number, _height(words, language))


def _say(change: Change, language: Language) -> str:
    return word_kind(change, language) if change.kind in _MARKED else word_change(change, language)


def _number(task: Task | None) -> str:
    return (task.number or f"#{task.ordinal}") if task else ""


def _text(task: Task | None) -> str:
    return task.text if task else ""


def _old_pieces(marks: Sequence[Mark], formats: _Formats) -> list[Any]:
    gone = formats.of(font_color="#C53030", font_strikeout=True)
    return list(_pieces(marks, lambda mark: mark.old, gone))


def _new_pieces(marks: Sequence[Mark], formats: _Formats) -> list[Any]:
    come = formats.of(font_color="#2F855A", underline=1)
    return list(_pieces(marks, lambda mark: mark.new, come))


def _pieces(marks: Sequence[Mark], side: Callable[[Mark], str], changed: Any) -> Iterator[Any]:
    """Arguments of a rich string: a format before each run that has one."""
    for mark in marks:
        if side(mark):
            if not mark.kept:
                yield changed
            yield side(mark)


def _height(words: Sequence[str], language: Language) -> float:
    """Points for the cell that needs most lines; a Chinese character is two columns wide."""
    lines = (
        sum(ceil(2 * len(line) / width) or 1 for line in text.split("\n"))
        for text, (_, width) in zip(words, _HEADERS[language], strict=True)
    )
    return min(409, 15 * max(lines) + 3)
