"""Precision, recall and F1 with intervals, and what `confidence` is worth, from outcomes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from qingdan.evaluate.judge import VALUES, Outcome

Counts = tuple[float, float, float]
"""Hits, extras, misses; whole numbers unless notices are weighted."""
RESAMPLES = 1000
_BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.0)
"""Lower edges of the bins of confidence."""
SURE = 0.9
"""From this confidence on a value is meant to be taken without a second look."""


@dataclass(frozen=True)
class Figure:
    """Scores of one field, micro-averaged: counts are added up over all notices before the ratios are taken."""

    hits: float
    extras: float
    misses: float
    interval: tuple[float, float] | None = None
    """95 % of F1, by resampling notices."""

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found; 1 where nothing is there."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where there was nothing to find and nothing found."""
        return _f1((self.hits, self.extras, self.misses))


def build_figures(
    outcomes: Iterable[Outcome], *, resamples: int = RESAMPLES, weights: Mapping[str, float] | None = None
) -> dict[str, Figure]:
    """A figure for each field, and for `field[clause]` and `field[table]` of what stands in tasks; fields sorted.

    `weights` by notice, each 1 unless given: the inverse of its probability of being drawn.
    """
    by_notice = count_by_notice(outcomes)
    notices = sorted({notice for counts in by_notice.values() for notice in counts})
    draws = _draw(len(notices), resamples)
    figures = {}
    for field in sorted(by_notice):
        rows = [_weigh(by_notice[field].get(n, (0, 0, 0)), (weights or {}).get(n, 1)) for n in notices]
        figures[field] = Figure(*_add(rows), interval=_interval(rows, draws))
    return figures


def _weigh(counts: Counts, weight: float) -> Counts:
    return counts[0] * weight, counts[1] * weight, counts[2] * weight


def count_by_notice(outcomes: Iterable[Outcome]) -> dict[str, dict[str, Counts]]:
    """Field → notice → counts."""
    counts: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(lambda: [0, 0, 0]))
    for outcome in outcomes:
        for field in _names(outcome):
            row = counts[field][outcome.notice]
            row[0] += outcome.hit
            row[1] += not outcome.hit and outcome.found is not None
            row[2] += not outcome.hit and outcome.wanted is not None
    return {f: {n: (r[0], r[1], r[2]) for n, r in rows.items()} for f, rows in counts.items()}


def _names(outcome: Outcome) -> tuple[str, ...]:
    if outcome.place and outcome.field in ("task", *VALUES):
        return outcome.field, f"{outcome.field}[{outcome.place}]"
    return (outcome.field,)


def _add(rows: Sequence[Counts]) -> Counts:
    return sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows)


def _f1(counts: Counts) -> float:
    hits, extras, misses = counts
    return 2 * hits / (2 * hits + extras + misses) if hits + extras + misses else 1.0


def _draw(size: int, resamples: int) -> list[list[int]]:
    """How often each notice stands in each resample; the same on every run."""
    random = Random(7)  # noqa: S311 - a resample, not a secret
    drawn = (Counter(random.choices(range(size), k=size)) for _ in range(resamples if size > 1 else 0))
    return [[times[i] for i in range(size)] for times in drawn]


def _interval(rows: Sequence[Counts], draws: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    """The middle 95 % of F1 over the resamples; None with fewer than two notices."""
    if not draws:
        return None
    filled = [(i, row) for i, row in enumerate(rows) if any(row)]
    scores = sorted(
        _f1(_add([(times[i] * a, times[i] * b, times[i] * c) for i, (a, b, c) in filled])) for times in draws
    )
    cut = round(len(scores) * 0.025)
    return scores[cut], scores[-1 - cut]


@dataclass(frozen=True)
class Bin:
    """Values of like confidence."""

    low: float
    high: float
    count: int
    right: int
    confidence: float
    """Mean."""


@dataclass(frozen=True)
class Calibration:
    """How often values are right at the confidence that they carry."""

    bins: tuple[Bin, ...]
    error: float
    """Expected calibration error: the mean distance of confidence from the share of right ones, weighted by count."""
    sure_share: float
    """Share of values with confidence of .9 or more."""
    sure_right: float
    """Share of right ones among these."""
    warned: float
    """Share of wrong values that carry a flag or less confidence."""
    wrong: int
    """How many values are wrong."""

    def tell(self) -> str:
        """In a sentence."""
        return (
            f"confidence ≥ .9: {self.sure_share:.1%} of values, {self.sure_right:.1%} of them right; "
            f"{self.warned:.1%} of {self.wrong} wrong values flagged or less sure"
        )


def build_calibration(outcomes: Iterable[Outcome]) -> Calibration:
    """Over all values found: deadlines, agencies, targets."""
    values = [o for o in outcomes if o.field in VALUES and o.found is not None and o.confidence is not None]
    edges = [*zip(_BINS, (*_BINS[1:], 1.0), strict=True)]
    bins = [_bin([o for o in values if _in(o, low, high)], low, high) for low, high in edges]
    sure = [o for o in values if _confidence(o) >= SURE]
    wrong = [o for o in values if not o.hit]
    return Calibration(
        bins=tuple(b for b in bins if b.count),
        error=_share(sum(b.count * abs(b.confidence - b.right / b.count) for b in bins if b.count), len(values)),
        sure_share=_share(len(sure), len(values)),
        sure_right=_share(sum(o.hit for o in sure), len(sure)),
        warned=_share(sum(bool(o.flags) or _confidence(o) < SURE for o in wrong), len(wrong)),
        wrong=len(wrong),
    )


def _confidence(outcome: Outcome) -> float:
    return outcome.confidence or 0.0


def _in(outcome: Outcome, low: float, high: float) -> bool:
    return low <= _confidence(outcome) < high or low == high == _confidence(outcome)


def _bin(values: Sequence[Outcome], low: float, high: float) -> Bin:
    mean = _share(sum(map(_confidence, values)), len(values))
    return Bin(low, high, len(values), sum(o.hit for o in values), mean)


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0
