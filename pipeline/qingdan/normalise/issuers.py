"""Who issues a notice: its signatures, else its title, else the metadata box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qingdan.models.record import Issuer
from qingdan.models.values import Span
from qingdan.normalise.evidence import spans_of
from qingdan.rulepacks import RuleSet
from qingdan.text.passage import Passage

_SPLIT = re.compile(r"[、，；]|\s+")
_TORN = re.compile(r"(?<![府部委厅局办室会院组署行心处司队门\s])\s*\n\s*|\s*\n\s*(?=办公[室厅](?:\s|$))")
"""A line end inside a name: what stands before it is no whole name, or what follows is none."""


def read_issuers(
    fields: Mapping[str, tuple[Passage, ...]], rules: RuleSet
) -> tuple[tuple[Issuer, ...], tuple[Span, ...]]:
    """Issuers in order of print, and where they stand. Signatures win, then the title's own words before 关于."""
    signed = fields.get("issuers", ()) or tuple(_of_title(fields.get("title", ()), rules))
    names = [name for passage in signed for name in _names(passage)]
    spans = [span for passage in signed for span in spans_of(passage, (0, len(passage)))]
    return tuple(Issuer(name=Passage.of(name).printed) for name in names), tuple(spans)


def _of_title(titles: Sequence[Passage], rules: RuleSet) -> Iterator[Passage]:
    for title in titles[:1]:
        if match := rules.match("issuer", title.text):
            yield title.slice(*match.span("issuer"))


def _names(passage: Passage) -> list[str]:
    """Names parted by white space or commas; a name spread out by spaces (国　务　院) is one."""
    words = [word for word in _SPLIT.split(_TORN.sub("", passage.raw().strip())) if word]
    return words if all(len(word) > 2 for word in words) else [passage.printed]
