"""What is due by each of several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qingdan.text.passage import Range

_STOP = re.compile(r"[，。；\n]")
_BEFORE = re.compile(r"[，。；：、\n]")
_FILLER = "，：（）于在"
_LONGEST = 60


def label_of(text: str, dates: Sequence[Range]) -> list[str | None]:
    """For each date of a text the words after it up to the next stop; before it when none follow.

    A date that only an enumeration parts from the next shares its label: 6月底、12月底前各报一次.
    """
    labels: list[str | None] = []
    following = len(text)
    for index in reversed(range(len(dates))):
        start, end = dates[index]
        left = dates[index - 1][1] if index else 0
        after = _STOP.split(text[end:following].lstrip(_FILLER), maxsplit=1)[0]
        before = _BEFORE.split(text[left:start])[-1].strip(_FILLER)
        words = before if after[:1] in "、和及并与" or after == "完成" else after.rstrip("、") or before
        labels.insert(0, words[:_LONGEST] or (labels[0] if labels else None))
        following = start
    return labels
