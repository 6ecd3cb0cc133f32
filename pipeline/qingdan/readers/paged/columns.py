"""Body text set in two columns, as gazettes print it: which runs are read before which."""

from __future__ import annotations

from bisect import bisect_right

from qingdan.readers.paged.geometry import Run

_SLACK = 3.0
"""Points by which a run may reach over the middle."""
_FULL = 0.85
"""Share of its column that a line of body text fills. Lists of names and cells without rules do not."""
_ENOUGH_LINES = 8
"""Full lines that each column needs."""
_ENOUGH_FULL = 0.6
"""Share of a column's runs that must be full lines."""


def find_columns(runs: list[Run]) -> list[list[Run]]:
    """The runs in parts to be read one after the other; one part unless the page is set in two columns."""
    if len(runs) < 2 * _ENOUGH_LINES:
        return [runs]
    left_edge, right_edge = min(run.box[0] for run in runs), max(run.box[2] for run in runs)
    middle = (left_edge + right_edge) / 2
    left = [run for run in runs if run.box[2] <= middle + _SLACK]
    right = [run for run in runs if run.box[0] >= middle - _SLACK]
    if not (_is_column(left, middle - left_edge) and _is_column(right, right_edge - middle)):
        return [runs]
    across = [run for run in runs if run.box[0] < middle - _SLACK and run.box[2] > middle + _SLACK]
    return _in_bands(left, right, across)


def _is_column(runs: list[Run], width: float) -> bool:
    """True when most of the runs are lines that fill the column."""
    full = sum(run.box[2] - run.box[0] >= _FULL * width for run in runs)
    return full >= max(_ENOUGH_LINES, _ENOUGH_FULL * len(runs))


def _in_bands(left: list[Run], right: list[Run], across: list[Run]) -> list[list[Run]]:
    """Between two runs that cross the page, first what stands at the left, then what stands at the right."""
    borders = sorted(run.box[1] for run in across)
    bands: list[tuple[list[Run], ...]] = [([], [], []) for _ in range(len(borders) + 1)]
    for side, runs in enumerate((across, left, right)):
        for run in runs:
            bands[bisect_right(borders, run.box[1])][side].append(run)
    return [part for band in bands for part in band if part]
