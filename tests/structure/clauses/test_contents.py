"""A printed table of contents says every heading twice: the second time counts."""

from __future__ import annotations

import pytest

from tests.structure.texts import notice_of

BODY = "第一章 发展形势\n近年来成效明显。\n第二章 重点任务\n建设三个园区。"
CASES: dict[str, tuple[str, list[tuple[str, str]]]] = {
    "on lines of its own": (
        f"青禾县规划\n目 录\n第一章 发展形势\n第二章 重点任务\n{BODY}",
        [("第一章", "发展形势"), ("第二章", "重点任务")],
    ),
    "with page numbers": (
        f"青禾县规划\n目录\n第一章 发展形势……1\n第二章 重点任务……3\n{BODY}",
        [("第一章", "发展形势"), ("第二章", "重点任务")],
    ),
    "with page numbers alone": (
        f"青禾县规划\n目录\n第一章 发展形势\t1\n第二章 重点任务\t3\n{BODY}",
        [("第一章", "发展形势"), ("第二章", "重点任务")],
    ),
    "with numbers between dots": (
        f"青禾县规划\n目录\n第一章 发展形势 ······ - 1 -\n第二章 重点任务 ...... (3)\n{BODY}",
        [("第一章", "发展形势"), ("第二章", "重点任务")],
    ),
    "under another word": (
        "青禾县方案\n目次\n一、发展形势\n二、重点任务\n一、发展形势\n近年来成效明显。\n二、重点任务\n建设三个园区。",
        [("一、", "发展形势"), ("二、", "重点任务")],
    ),
    "run into one line": (
        f"青禾县规划\n目录第一章 发展形势第二章 重点任务\n{BODY}",
        [("第一章", "发展形势"), ("第二章", "重点任务")],
    ),
    "without contents": (f"青禾县规划\n{BODY}", [("第一章", "发展形势"), ("第二章", "重点任务")]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_each_heading_counts_once(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(c.number, c.heading.printed) for c in notice_of(text).clauses] == expected


def test_the_body_belongs_to_the_second_time() -> None:
    text = f"青禾县规划\n目 录\n第一章 发展形势\n第二章 重点任务\n{BODY}"
    clauses = notice_of(text).clauses
    assert ["".join(p.printed for p in c.paragraphs) for c in clauses] == ["近年来成效明显。", "建设三个园区。"]
    assert [c.ranges[0][0] for c in clauses] == [text.rindex("第一章"), text.rindex("第二章")]


def test_the_contents_are_furniture() -> None:
    text = f"青禾县规划\n目 录\n第一章 发展形势\n第二章 重点任务\n{BODY}"
    assert "".join(text[a:b] for a, b in notice_of(text).furniture) == "目 录第一章 发展形势第二章 重点任务"


def test_a_heading_of_contents_that_nothing_repeats_is_kept() -> None:
    text = "青禾县规划\n目 录\n第一章 发展形势\n近年来成效明显。\n第二章 重点任务\n建设三个园区。"
    assert [c.number for c in notice_of(text).clauses] == ["第一章", "第二章"]


@pytest.mark.parametrize(
    "text",
    [
        "一、重点任务\n建设站点。\n一、重点任务\n配备人员。",
        "一、重点任务\n建设站点。\n附件1\n方案\n一、重点任务\n配备人员。",
    ],
)
def test_clauses_that_say_the_same_are_no_contents(text: str) -> None:
    assert [c.heading.printed for c in notice_of(text).clauses] == ["重点任务", "重点任务"]
