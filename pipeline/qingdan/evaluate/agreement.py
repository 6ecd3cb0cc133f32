"""Agreement of coders: Krippendorff's alpha, and precision weighted by the draw."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import permutations
from random import Random

RESAMPLES = 1000


def krippendorff_alpha(units: Sequence[Sequence[Hashable | None]]) -> float | None:
    """Nominal alpha of units, each with the codes that its coders gave, None where one gave none.

    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011). None when fewer than two units are coded twice.
    """
    coincidences: Counter[tuple[Hashable, Hashable]] = Counter()
    pairable = [[c for c in unit if c is not None] for unit in units]
    pairable = [codes for codes in pairable if len(codes) > 1]
    if len(pairable) < 2:
        return None
    for codes in pairable:
        for a, b in permutations(codes, 2):
            coincidences[a, b] += 1 / (len(codes) - 1)  # type: ignore[assignment]
    totals: Counter[Hashable] = Counter()
    for (a, _), count in coincidences.items():
        totals[a] += count
    size = sum(totals.values())
    observed = sum(count for (a, b), count in coincidences.items() if a != b)
    expected = sum(totals[a] * totals[b] for a, b in permutations(totals, 2)) / (size - 1)
    return 1 - observed / expected if expected else 1.0


def weighted_share(units: Sequence[tuple[bool, float]]) -> float | None:
    """Share of true ones, each weighing the inverse of its probability of being drawn; None without units."""
    weight = sum(1 / probability for _, probability in units)
    return sum(1 / probability for true, probability in units if true) / weight if units else None


def resample(groups: Sequence[Sequence[tuple[bool, float]]]) -> tuple[float, float] | None:
    """95 % of the weighted share, by resampling groups (notices); None with fewer than two."""
    if len(groups) < 2:
        return None
    random = Random(7)  # noqa: S311 - a resample, not a secret
    shares = []
    for _ in range(RESAMPLES):
        share = weighted_share([unit for group in random.choices(groups, k=len(groups)) for unit in group])
        if share is not None:
            shares.append(share)
    shares.sort()
    cut = round(len(shares) * 0.025)
    return shares[cut], shares[-1 - cut]
