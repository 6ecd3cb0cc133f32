"""A task list over several editions: tables for analysis, and a page with plots."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter

from qingdan.export.csv import to_csv
from qingdan.export.messages import Language, say
from qingdan.export.pages import render_page
from qingdan.export.rows import to_cell
from qingdan.export.wording import word_number
from qingdan.models.history import Edition, History, Series, SeriesPoint, TaskPoint, Thread

_SIGNS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "≈"}
_THREADS = {
    "thread_id": "of.thread_id", "origin": "of.origin", "edition": "ordinal", "year": "edition.year",
    "document_id": "edition.document_id", "task_id": "point.task_id", "number": "point.number", "text": "point.text",
    "due_on": "point.due_on", "agencies": "point.agencies", "changes": "point.changes",
}  # fmt: skip
_SERIES = {
    "indicator": "of.indicator", "indicator_id": "of.indicator_id", "unit": "of.unit", "scope": "of.scope",
    "year": "point.year", "edition": "ordinal", "document_id": "edition.document_id", "comparator": "point.comparator",
    "value": "point.value", "raw": "point.raw", "holder_id": "point.holder_id", "value_id": "point.value_id",
}  # fmt: skip
"""Column to the path of attributes that it is taken from."""


@dataclass(frozen=True, slots=True)
class _Place:
    """What a row is read from."""

    of: Thread | Series
    point: TaskPoint | SeriesPoint
    edition: Edition

    @property
    def ordinal(self) -> int:
        """1.. of the edition."""
        return self.point.edition + 1


def to_threads_csv(history: History) -> str:
    """One row a task and edition, CSV as `convert` writes it."""
    return _to_csv(_THREADS, history, history.threads)


def to_series_csv(history: History) -> str:
    """One row a figure and year."""
    return _to_csv(_SERIES, history, history.series)


def word_history(history: History, language: Language) -> str:
    """`3 editions, 40 tasks, 22 of them in more than one edition`."""
    kept = sum(len(thread.points) > 1 for thread in history.threads)
    counts = {"editions": len(history.editions), "threads": len(history.threads), "kept": kept}
    return say("history", "summary", language, counts)


def word_point(point: SeriesPoint, unit: str | None) -> str:
    """`2021: ≥60%`."""
    sign = _SIGNS.get(point.comparator or "", "")
    return f"{point.year or '?'}: {sign}{word_number(point.value)}{unit or ''}"


def to_history_html(history: History, language: Language) -> str:
    """One page that needs no network: a plot a figure, a row a task, a column an edition."""
    return render_page(
        "history.html.j2",
        language=language,
        history=history,
        summary=word_history(history, language),
        plots=[(series, _plot(series)) for series in history.series],
        rows=[(thread, _by_edition(thread, len(history.editions))) for thread in history.threads],
        point=word_point,
        say=lambda group, code, **params: say(group, code, language, params),
    )


@dataclass(frozen=True)
class Plot:
    """A line of dots in a box of 100 × 40."""

    dots: tuple[tuple[float, float], ...]
    years: tuple[int, int]
    values: tuple[float, float]


def _plot(series: Series) -> Plot | None:
    """Nothing where no two points have a year."""
    known = [(point.year, point.value) for point in series.points if point.year]
    if len({year for year, _ in known}) < 2:
        return None
    years, values = [y for y, _ in known], [v for _, v in known]
    first, last, low, high = min(years), max(years), min(values), max(values)
    scale = (high - low) or 1.0
    dots = tuple((100 * (y - first) / (last - first), 40 - 40 * (v - low) / scale) for y, v in known)
    return Plot(dots, (first, last), (low, high))


def _by_edition(thread: Thread, editions: int) -> list[Sequence[object]]:
    """The points of each edition, in order."""
    return [[point for point in thread.points if point.edition == edition] for edition in range(editions)]


def _to_csv(columns: Mapping[str, str], history: History, followed: Sequence[Thread | Series]) -> str:
    lines = io.StringIO(newline="")
    writer = csv.writer(lines)
    writer.writerow(columns)
    getters = [attrgetter(path) for path in columns.values()]
    for of in followed:
        for point in of.points:
            place = _Place(of, point, history.editions[point.edition])
            writer.writerow([to_csv(to_cell(get(place))) for get in getters])
    return lines.getvalue()
