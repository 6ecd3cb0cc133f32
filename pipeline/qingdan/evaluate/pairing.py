"""Which extracted task is which annotated one."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

from qingdan.evaluate.items import Json, Match, fold, number_item

ALIKE: dict[Match, float] = {"strict": 0.8, "normalised": 0.8, "overlapping": 0.5}
"""Two task texts at least this similar are the same task."""


def pair_tasks(found: Sequence[Json], wanted: Sequence[Json], alike: float = 0.8) -> list[tuple[int, int]]:
    """One-to-one pairs of indices by likeness of text, the most alike first; equal numbers decide between equals."""
    texts, numbers = [fold(t["text"]) for t in found], [number_item(t).key for t in found]
    scored: list[tuple[float, int, int]] = []
    matcher = SequenceMatcher(autojunk=False)
    for j, annotated in enumerate(wanted):
        matcher.set_seq2(text := fold(annotated["text"]))
        number = number_item(annotated).key
        for i, other in enumerate(texts):
            likeness = 1.0 if other == text else _ratio(matcher, other, alike)
            if likeness >= alike:
                scored.append((likeness + 0.01 * (numbers[i] == number), i, j))
    pairs: list[tuple[int, int]] = []
    free_i, free_j = set(range(len(found))), set(range(len(wanted)))
    for _, i, j in sorted(scored, reverse=True):
        if i in free_i and j in free_j:
            pairs.append((i, j))
            free_i.remove(i)
            free_j.remove(j)
    return pairs


def _ratio(matcher: SequenceMatcher[str], text: str, alike: float) -> float:
    matcher.set_seq1(text)
    if matcher.real_quick_ratio() < alike or matcher.quick_ratio() < alike:
        return 0.0
    return matcher.ratio()
