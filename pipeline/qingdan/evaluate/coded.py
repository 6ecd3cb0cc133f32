"""A workbook that coders filled in, and what it says."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from qingdan.errors import QingdanError
from qingdan.evaluate.agreement import krippendorff_alpha, resample, weighted_share
from qingdan.evaluate.coding_sheets import CODERS, PROGRAM, VERDICTS
from qingdan.evaluate.figures import Figure, build_figures
from qingdan.evaluate.items import Json
from qingdan.evaluate.judge import VALUES, judge_tasks
from qingdan.evaluate.pairing import pair_tasks

Row = dict[str, str]
"""A row of a sheet: header to text."""
_SAID = {"right": True, "wrong": False, "对": True, "错": False, "1": True, "0": False, "yes": True, "no": False}
_ALL = "all"


class CodedError(QingdanError):
    """A workbook that `sample` did not write, or with entries that say nothing."""


@dataclass(frozen=True)
class ValueAgreement:
    """What coders say of the drawn values of one field."""

    field: str
    judged: int
    """By at least one coder, `unsure` left out."""
    precision: float | None
    """Share of right values, weighted by the draw; where coders differ, half of it."""
    interval: tuple[float, float] | None
    by_coder: Mapping[str, float]
    both: int
    """Judged by both coders."""
    agreement: float | None
    alpha: float | None


@dataclass(frozen=True)
class ListAgreement:
    """Two lists of the tasks of the drawn notices: one taken as found, the other as wanted."""

    found: str
    wanted: str
    figures: Mapping[str, Figure]
    alpha: Mapping[str, float | None]
    """By field, over the tasks that both list: the field's values as one code."""


def read_sheets(path: Path) -> dict[str, list[Row]]:
    """Rows by sheet. Raises CodedError when it is no workbook of `sample`."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        sheets = {name: _rows(workbook.get_sheet_by_name(name).to_python()) for name in workbook.sheet_names}
    except (CalamineError, OSError) as error:
        raise CodedError(f"{path}: not a workbook ({error})") from error
    if not sheets.keys() & {"sample", "notices"}:
        raise CodedError(f"{path}: no sheet `sample` or `notices`; `qingdan sample` writes such a workbook")
    return sheets


def _rows(cells: Sequence[Sequence[object]]) -> list[Row]:
    if not cells:
        return []
    headers = [_text(cell) for cell in cells[0]]
    return [{h: _text(c) for h, c in zip(headers, row, strict=False)} for row in cells[1:]]


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip() if cell is not None else ""


def judge_values(rows: Sequence[Row]) -> list[ValueAgreement]:
    """Per field, and over all. Raises CodedError for a verdict that is none."""
    fields = [_ALL, *sorted({row["field"] for row in rows})]
    return [_agree_on(field, [row for row in rows if field in (_ALL, row["field"])]) for field in fields]


def _agree_on(field: str, rows: Sequence[Row]) -> ValueAgreement:
    by_notice: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    coded: list[list[bool | None]] = []
    by_coder: dict[str, list[tuple[bool, float]]] = {coder: [] for coder in CODERS}
    for row in rows:
        verdicts = [_verdict(row, coder) for coder in CODERS]
        coded.append(verdicts)
        given = [v for v in verdicts if v is not None]
        probability = float(row["probability"])
        by_notice[row["notice"]] += [(v, probability * len(given)) for v in given]
        for coder, verdict in zip(CODERS, verdicts, strict=True):
            by_coder[coder] += [(verdict, probability)] if verdict is not None else []
    twice = [v for v in coded if None not in v]
    return ValueAgreement(
        field=field,
        judged=sum(any(v is not None for v in verdicts) for verdicts in coded),
        precision=weighted_share([unit for units in by_notice.values() for unit in units]),
        interval=resample([units for units in by_notice.values() if units]),
        by_coder={c: share for c, units in by_coder.items() if (share := weighted_share(units)) is not None},
        both=len(twice),
        agreement=sum(a == b for a, b in twice) / len(twice) if twice else None,
        alpha=krippendorff_alpha(coded),
    )


def _verdict(row: Row, coder: str) -> bool | None:
    word = row.get(coder, "").lower()
    if word in ("", "unsure", "不清"):
        return None
    if word not in _SAID:
        raise CodedError(f"item {row.get('item')}: {coder} says {word!r}; choose {', '.join(VERDICTS)}")
    return _SAID[word]


def judge_lists(sheets: Mapping[str, Sequence[Row]]) -> list[ListAgreement]:
    """Each coder against the program, then the coders against each other. Raises CodedError when no task is listed."""
    notices = {row["notice"]: row for row in sheets["notices"]}
    lists = {coder: _listed(sheets.get(coder, ()), notices) for coder in CODERS}
    lists = {coder: tasks for coder, tasks in lists.items() if any(tasks.values())}
    if not lists:
        raise CodedError("no coder listed a task yet")
    found = _found(sheets.get(PROGRAM, ()), notices)
    pairs = [((PROGRAM, found), one) for one in lists.items()] + list(combinations(lists.items(), 2))
    weights = {name: 1 / float(row["probability"]) for name, row in notices.items()}
    return [_compare_lists(one, other, weights) for one, other in pairs]


Lists = Mapping[str, Sequence[Json]]
"""Notice → tasks."""


def _compare_lists(one: tuple[str, Lists], other: tuple[str, Lists], weights: Mapping[str, float]) -> ListAgreement:
    (found_by, found), (wanted_by, wanted) = one, other
    outcomes = [
        outcome
        for notice in weights
        for outcome in judge_tasks({"tasks": found[notice]}, {"document": notice, "tasks": wanted[notice]})
    ]
    listed = [o for o in outcomes if o.field in ("task", *VALUES)]
    pairs = [
        (found[notice][i], wanted[notice][j])
        for notice in weights
        for i, j in pair_tasks(found[notice], wanted[notice])
    ]
    codes = {
        field: [[_code(read, task) for task in pair] for pair in pairs] for field, read in VALUES.items()
    }  # fmt: skip
    alpha = {field: krippendorff_alpha(units) for field, units in codes.items()}
    return ListAgreement(found_by, wanted_by, build_figures(listed, weights=weights), alpha)


def _code(read: Any, task: Json) -> frozenset[object]:
    """All values of one field as one code."""
    return frozenset(item.key for item in read(task))


def _found(rows: Iterable[Row], notices: Mapping[str, Row]) -> Lists:
    tasks: dict[str, list[Json]] = {name: [] for name in notices}
    for row in rows:
        tasks[row["notice"]].append(json.loads(row["task"]))
    return tasks


def _listed(rows: Iterable[Row], notices: Mapping[str, Row]) -> Lists:
    """A coder's rows as annotated tasks."""
    tasks: dict[str, list[Json]] = {name: [] for name in notices}
    for row in rows:
        if not row.get("text"):
            continue
        if row.get("notice") not in tasks:
            raise CodedError(f"task {row['text'][:20]!r}: notice {row.get('notice')!r} is not of the sample")
        tasks[row["notice"]].append(_annotation(row, notices[row["notice"]]))
    return tasks


def _annotation(row: Row, notice: Row) -> Json:
    from qingdan.phrases import parse_agencies, parse_targets

    return {
        "number": row.get("number") or None,
        "text": row["text"],
        "located_in": {"type": "clause"},
        "deadlines": [d for cell in _cells(row, "deadlines") for d in _deadlines(cell, notice)],
        "responsibilities": [a.model_dump() for cell in _cells(row, "agencies") for a in parse_agencies(cell)],
        "targets": [t.model_dump() for cell in _cells(row, "targets") for t in parse_targets(cell)],
    }


def _deadlines(cell: str, notice: Row) -> list[Json]:
    """A date as 2024-06-30, or the printed words."""
    from qingdan.phrases import parse_deadlines

    try:
        return [{"end": date.fromisoformat(cell[:10]).isoformat(), "raw": cell}]
    except ValueError:
        year = int(notice["policy_year"]) if notice.get("policy_year") else None
        signed = date.fromisoformat(notice["signed_on"][:10]) if notice.get("signed_on") else None
        found = parse_deadlines(cell, policy_year=year, signed_on=signed)
        return [d.model_dump(mode="json") for d in found]


def _cells(row: Row, column: str) -> list[str]:
    return [part.strip() for part in row.get(column, "").replace("\n", "；").split("；") if part.strip()]
