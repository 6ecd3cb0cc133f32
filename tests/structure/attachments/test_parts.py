"""A notice whose attachments are files beside it."""

from __future__ import annotations

import pytest

from qingdan.models.notice import Notice
from qingdan.readers import read_source
from qingdan.readers.joined import join_sources
from qingdan.rulepacks import load_rules
from qingdan.structure.attachments.file_names import read_label, to_key
from qingdan.structure.build import build_notice

MAIN = "青禾县人民政府关于做好便民服务工作的通知\n各镇人民政府：\n请抓好落实。\n附件：1.任务表\n2.名单\n青禾县人民政府\n2024年3月1日"
ROWS = "任务|责任单位\n建成站点|县民政局\n修好道路|县交通局"


def group(*files: tuple[str, str | None]) -> Notice:
    """The structure of a main file and its attachments."""
    read = [(name, read_source(text.encode(), name) if text else None) for name, text in [("通知.txt", MAIN), *files]]
    return build_notice(join_sources(read), load_rules())


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("附件1.docx", ("", "附件1", "")),
        ("附件 2：青禾县任务表.xls", ("", "附件2", "青禾县任务表")),
        ("附表3.xlsx", ("", "附表3", "")),
        ("附件一 名单.docx", ("", "附件1", "名单")),
        ("附件一览表.docx", ("", "附件", "一览表")),
        ("2.附件1任务表.docx", ("", "附件1", "任务表")),
        ("关于修路的通知（附件2）.pdf", ("关于修路的通知", "附件2", "")),
        ("关于修路的通知-附件1-2.pdf", ("关于修路的通知", "附件1-2", "")),
        ("关于印发附件管理办法的通知.pdf", None),
        ("任务表.xlsx", None),
    ],
)
def test_what_a_file_name_says(name: str, expected: tuple[str, str, str] | None) -> None:
    label = read_label(name)
    assert (label and (label.owner, label.label, label.title)) == expected


def test_a_title_without_marks_and_serial_number() -> None:
    assert to_key("1. 青禾县 《任务表》（第一批）") == "青禾县任务表第一批"


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ([("附件1.txt", ROWS)], [("附件1", "任务表")]),
        ([("任务表.txt", ROWS)], [("附件1", "任务表")]),
        ([("附件2.txt", "附件2\n青禾县名单\n甲、乙。")], [("附件2", "青禾县名单")]),
        ([("附件1.txt", "青禾县便民任务表\n" + ROWS), ("附件2.txt", "甲、乙。")], [("附件1", "任务表"), ("附件2", "名单")]),
        ([("别的.txt", "甲、乙。")], [("附件", "")]),
        ([("附件1.txt", None)], []),
    ],
)  # fmt: skip
def test_files_are_attachments(files: list[tuple[str, str | None]], expected: list[tuple[str, str]]) -> None:
    assert [(a.label, a.title.printed) for a in group(*files).attachments] == expected


def test_a_table_belongs_to_the_file_that_it_stands_in() -> None:
    notice = group(("附件1.txt", ROWS), ("附件2.txt", ROWS))
    assert [(t.table_id, t.attachment_id, len(t.rows)) for t in notice.tables] == [("t1", "a1", 2), ("t2", "a2", 2)]


def test_paragraphs_of_two_files_are_never_joined() -> None:
    notice = group(("附件1.txt", "建" * 40), ("附件2.txt", "修" * 40))
    assert [p.passage.text for p in notice.paragraphs if p.passage.text[0] in "建修"] == ["建" * 40, "修" * 40]


@pytest.mark.parametrize(
    ("files", "missing"),
    [
        ([("附件1.txt", ROWS), ("名单.txt", "甲、乙。")], []),
        ([("附件1.txt", ROWS), ("附件2.doc", None)], []),
        ([("附件1.txt", ROWS)], [("附件2", "名单")]),
        ([], [("附件1", "任务表"), ("附件2", "名单")]),
    ],
)
def test_what_is_announced_and_not_here_is_told(
    files: list[tuple[str, str | None]], missing: list[tuple[str, str]]
) -> None:
    found = [d.params for d in group(*files).diagnostics if d.code == "attachment_missing"]
    assert [(p["label"], p["title"]) for p in found] == missing


def test_an_attachment_that_is_printed_and_lies_beside_it_is_told() -> None:
    printed = ("通知.txt", f"{MAIN}\n附件1\n任务表\n{ROWS}")
    read = [(name, read_source(text.encode(), name)) for name, text in (printed, ("附件1.txt", f"任务表\n{ROWS}"))]
    found = build_notice(join_sources(read), load_rules()).diagnostics
    assert [d.params for d in found if d.code == "attachment_repeated"] == [{"label": "附件1", "name": "附件1.txt"}]
    assert not [d for d in group(("附件1.txt", ROWS)).diagnostics if d.code == "attachment_repeated"]
