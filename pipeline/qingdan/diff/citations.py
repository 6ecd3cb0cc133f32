"""Which documents of a corpus cite which: by document number, else by what the title is about."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qingdan.diff.words import fold
from qingdan.models.record import PolicyDocument
from qingdan.models.values import Reference

_FORWARDED = re.compile(r"^.*?(?:关于)?(?:印发|转发|批转|公布|发布|下发)(?=.)")
_KIND = re.compile(r"的?(?:通知|函|公告|通告)$")
_BRACKETS = str.maketrans("", "", "《》〈〉“”\"'‘’（）()〔〕[]【】 ")
_FEWEST = 6
"""A title about fewer characters than this is cited by too many."""


def subject_of(title: str | None) -> str:
    """What a title is about: `某市人民政府办公室关于印发《某市健康规划》的通知` → `某市健康规划`, brackets left out."""
    folded = fold(title or "").translate(_BRACKETS)
    core = _KIND.sub("", _FORWARDED.sub("", _KIND.sub("", folded)))
    return core if len(core) >= _FEWEST else folded


def number_of(number: str | None) -> str:
    """A document number without its brackets and blanks: `某政发202412号`."""
    return fold(number or "").translate(_BRACKETS)


def head_of(document: PolicyDocument) -> PolicyDocument:
    """The document without its content: enough to be found, little to hold."""
    empty: dict[str, object] = {
        "text": "",
        "outline": (),
        "tables": (),
        "tasks": (),
        "objectives": (),
        "references": (),
    }
    return document.model_copy(update=empty)


class CitationIndex:
    """Documents by number and by subject; the first of several stands."""

    def __init__(self, documents: Iterable[PolicyDocument]) -> None:
        self._by_number: dict[str, PolicyDocument] = {}
        self._by_subject: dict[str, PolicyDocument] = {}
        for document in documents:
            metadata = document.metadata
            if metadata.document_number:
                self._by_number.setdefault(number_of(metadata.document_number.raw), document)
            if len(subject := subject_of(metadata.title)) >= _FEWEST:
                self._by_subject.setdefault(subject, document)

    def find(self, reference: Reference) -> PolicyDocument | None:
        """The document that a reference leads to."""
        number = number_of(reference.document_number)
        found = self._by_number.get(number) if number else None
        return found or self._by_subject.get(subject_of(reference.title))
