"""Which notice of one folder is the successor of which in another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from qingdan.diff.citations import subject_of
from qingdan.diff.words import fold
from qingdan.models.record import PolicyDocument

_TIMES = re.compile(
    r"[0-9〇零一二三四五六七八九十]+(?:[—~至到-][0-9〇零一二三四五六七八九十]+)?(?:年度?|个?五)?|年度|季度|第|修订|草案|征求意见稿?"
)
_ALIKE = 0.6
"""Titles of one issuer that share less of their character pairs are about two things."""


@dataclass(frozen=True)
class Succession:
    """Notices of two folders: pairs, and what has no partner."""

    pairs: tuple[tuple[PolicyDocument, PolicyDocument], ...]
    only_old: tuple[PolicyDocument, ...]
    only_new: tuple[PolicyDocument, ...]


def match_editions(old: Sequence[PolicyDocument], new: Sequence[PolicyDocument]) -> Succession:
    """One to one, by issuer and subject without years, or by file name, the most alike first; in the order of `new`."""
    scored = sorted(
        ((-score, i, j) for i, a in enumerate(old) for j, b in enumerate(new) if (score := _likeness(a, b)) >= _ALIKE)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in scored:
        if i not in taken and j not in partner:
            taken.add(i)
            partner[j] = i
    return Succession(
        pairs=tuple((old[partner[j]], new[j]) for j in sorted(partner)),
        only_old=tuple(document for i, document in enumerate(old) if i not in taken),
        only_new=tuple(document for j, document in enumerate(new) if j not in partner),
    )


def _likeness(a: PolicyDocument, b: PolicyDocument) -> float:
    """0..1: character pairs shared by the subjects, 1 for files of one name; 0 for notices of two places or issuers."""
    if _issuer(a) != _issuer(b):
        return 0.0
    if _file(a) == _file(b) != "":
        return 1.0
    first, second = _pairs(_timeless(a)), _pairs(_timeless(b))
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else 0.0


def _issuer(document: PolicyDocument) -> str:
    metadata = document.metadata
    if metadata.jurisdiction and metadata.jurisdiction.code:
        return metadata.jurisdiction.code
    return fold(metadata.issuers[0].name) if metadata.issuers else ""


def _file(document: PolicyDocument) -> str:
    """Its name without suffix and years."""
    return _TIMES.sub("", fold(PurePosixPath(document.source.name).stem)).strip("-_. ")


def _timeless(document: PolicyDocument) -> str:
    return _TIMES.sub("", subject_of(document.metadata.title or document.source.name))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}
