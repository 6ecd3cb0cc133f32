"""Identifiers: the same for the same words, in whatever file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from qingdan.assemble.identity import TaskIds, bare, digest, notice_id
from qingdan.models.record import Metadata

NUMBER = {"raw": "青政办〔2024〕7号"}
TITLE = {"title": "青禾县工作方案", "signed_on": date(2024, 3, 5), "issuers": [{"name": "青禾县人民政府"}]}


def identity(fields: dict[str, Any], text: str = "正文") -> str:
    return notice_id(Metadata.model_validate(fields), text)


SAME: dict[str, tuple[tuple[dict[str, Any], str], tuple[dict[str, Any], str]]] = {
    "the number alone decides": (({"document_number": NUMBER, **TITLE}, "甲"), ({"document_number": NUMBER}, "乙")),
    "width and space of the number": (
        ({"document_number": NUMBER}, ""),
        ({"document_number": {"raw": "青政办〔２０２４〕 7号"}}, ""),
    ),
    "issuer, title and date": ((TITLE, "甲"), (TITLE, "乙")),
    "space in the title": ((TITLE, ""), ({**TITLE, "title": "青禾县 工作\n方案"}, "")),
    "the text, white space aside": (({}, "甲 乙\n丙"), ({}, "甲乙丙")),
}
OTHER: dict[str, tuple[tuple[dict[str, Any], str], tuple[dict[str, Any], str]]] = {
    "another number": (({"document_number": NUMBER}, ""), ({"document_number": {"raw": "青政办〔2024〕8号"}}, "")),
    "another date": ((TITLE, ""), ({**TITLE, "signed_on": date(2024, 3, 6)}, "")),
    "another issuer": ((TITLE, ""), ({**TITLE, "issuers": [{"name": "青禾县民政局"}]}, "")),
    "a title without a date is not enough": (({"title": "甲"}, "乙"), ({"title": "甲"}, "丙")),
    "a date without a title is not enough": (
        ({"signed_on": date(2024, 3, 5)}, "乙"),
        ({"signed_on": date(2024, 3, 5)}, "丙"),
    ),
    "another text": (({}, "甲"), ({}, "乙")),
}


@pytest.mark.parametrize(("one", "other"), SAME.values(), ids=SAME.keys())
def test_the_same_notice(one: tuple[dict[str, Any], str], other: tuple[dict[str, Any], str]) -> None:
    assert identity(*one) == identity(*other)


@pytest.mark.parametrize(("one", "other"), OTHER.values(), ids=OTHER.keys())
def test_another_notice(one: tuple[dict[str, Any], str], other: tuple[dict[str, Any], str]) -> None:
    assert identity(*one) != identity(*other)


def test_digests_part_their_parts() -> None:
    assert digest("甲", "乙") != digest("甲乙")
    assert digest("甲", "乙") == "b545cd0b9888f4dc"


def test_bare_words() -> None:
    assert bare(" １２ 个\n（甲）") == "12个(甲)"


def test_task_ids_depend_on_notice_kind_and_wording_alone() -> None:
    ids = TaskIds("n1")
    first, spaced, other, kind = (
        ids.next("task", "建设站点"), ids.next("task", "建设 站点"), ids.next("task", "配备人员"), ids.next("duty", "建设站点"),
    )  # fmt: skip
    assert spaced == f"{first}.2"
    assert len({first, other, kind}) == 3
    assert TaskIds("n1").next("task", "建设站点") == first
    assert TaskIds("n2").next("task", "建设站点") != first
    assert TaskIds("n1").next("duty", "建设站点") != first
