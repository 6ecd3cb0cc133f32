"""What is due by each of several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qingdan.text.passage import Range

_STOP = re.compile(r"[，。；;\n]")
_FILLER = "，、：。；（）和及于在"
_LONGEST = 60


def label_of(text: str, dates: Sequence[Range]) -> list[str | None]:
    """For each date of a text the words after it up to the next stop; before it when none follow."""
    labels: list[str | None] = []
    for index, (start, end) in enumerate(dates):
        left = dates[index - 1][1] if index else 0
        right = dates[index + 1][0] if index + 1 < len(dates) else len(text)
        before, after = text[left:start].rstrip(_FILLER), text[end:right].lstrip(_FILLER)
        after = _STOP.split(after, maxsplit=1)[0].strip(_FILLER)
        before = re.split(r"[，。；、]", before)[-1].strip(_FILLER)
        words = after if len(after) > 1 and after != "完成" else before or after
        labels.append(words[:_LONGEST] or None)
    return labels
