"""What is due by each of several dates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qingdan.text.passage import Range

_STOP = re.compile(r"[，。；\n]")
_BEFORE = re.compile(r"[，。；：、\n]")
_NOTE = re.compile(r"（([^（）]+)）")
_FILLER = "，：（）于在"
_JOINTS = "、和及并与"
_LONGEST = 60


def label_of(text: str, dates: Sequence[Range]) -> list[str | None]:
    """For each date of a text the note behind it, else the words after it up to the next stop, else those before it.

    A date that only an enumeration parts from the next shares its label: 6月底、12月底前各报一次.
    """
    labels: list[str | None] = []
    following = len(text)
    for index in reversed(range(len(dates))):
        start, end = dates[index]
        left = dates[index - 1][1] if index else 0
        before = _BEFORE.split(text[left:start])[-1].strip(_FILLER + _JOINTS)
        words = _words_after(text[end:following], is_last=following == len(text)) or before
        labels.insert(0, words[:_LONGEST] or (labels[0] if labels else None))
        following = start
    return labels


def _words_after(words: str, *, is_last: bool) -> str:
    """What is said of a date behind it; empty where the words speak of the next date: 首批6月，次批9月."""
    if note := _NOTE.match(words):
        return note[1]
    _, stop, rest = words.partition("，") if words.startswith("，") else ("", "", words)
    if stop and not is_last and not _STOP.search(rest):
        return ""
    after = _STOP.split(words.lstrip(_FILLER), maxsplit=1)[0]
    return "" if after[:1] in _JOINTS or after == "完成" else after.rstrip("、")
