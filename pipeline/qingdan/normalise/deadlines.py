"""Mentions of time → deadlines: each read by itself, then what belongs together joined in one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from qingdan.models.mentions import Context, Mention
from qingdan.models.values import Deadline
from qingdan.normalise.dates import Words
from qingdan.normalise.evidence import spans_of
from qingdan.normalise.labels import label_of
from qingdan.normalise.readings import READERS, Reading
from qingdan.text.passage import Passage

_NEAR = 3
"""Characters that may stand between a start and what it starts, in running text: `，于`."""


def build_deadlines(passage: Passage, mentions: Sequence[Mention], context: Context) -> tuple[Deadline, ...]:
    """Deadlines in the order of the text. A date whose year nothing tells stays `unresolved`."""
    found: list[Reading] = []
    before: Reading | None = None
    for mention in mentions:
        words = Words(passage.text, mention)
        reading = READERS[words.get("reads") or "unread"](Reading(words, mention.start, mention.end), context, before)
        found.append(reading)
        before = reading if reading.year else before
    kept = _once(r for r in _fold(found) if _counts(r, context))
    if any(r.is_dated or r.recurrence for r in kept):
        kept = [r for r in kept if r.status != "vague"]
    labels = label_of(passage.text, [(r.start, r.end) for r in kept]) if len(kept) > 1 else [None] * len(kept)
    return tuple(_deadline(passage, r, label) for r, label in zip(kept, labels, strict=True))


def _deadline(passage: Passage, reading: Reading, label: str | None) -> Deadline:
    return Deadline(
        raw=passage.raw(reading.start, reading.end),
        spans=spans_of(passage, (reading.start, reading.end)),
        rule=reading.words.mention.rule,
        flags=reading.flags,
        status=reading.status,
        start=reading.first,
        end=reading.last,
        precision=reading.precision,
        ongoing=reading.ongoing,
        recurrence=reading.recurrence,
        relative=reading.relative,
        label=label,
        year_source=reading.source,
    )


def _fold(found: Iterable[Reading]) -> list[Reading]:
    """Joins what says one thing: a start and its end, a date and the rhythm or 持续 beside it."""
    folded: list[Reading] = []
    for reading in found:
        if folded and _belong(folded[-1], reading):
            folded[-1] = _join(folded[-1], reading)
        else:
            folded.append(reading)
    return folded


def _belong(a: Reading, b: Reading) -> bool:
    if a.status != "resolved" or b.status != "resolved" or (a.is_dated and b.is_dated):
        return False
    if (a.ongoing and b.ongoing) or (a.recurrence and b.recurrence) or (a.first and b.first and not b.last):
        return False
    first, last = a.first or b.first, b.last or a.last
    if first and last and last < first:
        return False
    return not a.in_prose or (a.first is not None and not a.is_dated and b.start - a.end <= _NEAR)


def _join(a: Reading, b: Reading) -> Reading:
    dated = b if b.is_dated else a
    return replace(
        dated,
        start=a.start,
        end=b.end,
        first=a.first or b.first,
        precision="period" if a.first and b.last else dated.precision or a.precision or b.precision,
        ongoing=a.ongoing or b.ongoing,
        recurrence=a.recurrence or b.recurrence,
        flags=tuple(dict.fromkeys((*a.flags, *b.flags))),
    )


def _counts(reading: Reading, context: Context) -> bool:
    """In running text a start alone or a slip is no deadline, and what lies before the notice is a fact."""
    if not reading.in_prose:
        return True
    if "year_implausible" in reading.flags:
        return False
    if reading.last is None:
        return bool(reading.recurrence or reading.relative or reading.status != "resolved")
    issued = context.signed_on or (date(context.policy_year, 1, 1) if context.policy_year else None)
    if issued is None:
        return True
    return reading.last >= issued if reading.words.has("bare") else reading.last.year >= issued.year


def _once(readings: Iterable[Reading]) -> list[Reading]:
    """The same time said twice in one place is one deadline."""
    return list({reading.key: reading for reading in reversed(list(readings))}.values())[::-1]
