from __future__ import annotations

import pytest

from tests.structure.texts import notice_of


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、任务\n做好工作。\n附件1\n示例县任务清单\n一、建设\n1.建站点。", [("附件1", "示例县任务清单")]),
        ("一、任务\n做好工作。\n附件 2\n示例县医共体\n内部运行管理清单\n为推进工作，制定本清单。", [("附件2", "示例县医共体内部运行管理清单")]),
        ("一、任务\n做好工作。\n附件：示例县任务清单\n附件\n示例县任务清单\n1.建站点。", [("附件", "示例县任务清单")]),
        # Announced, then printed without its label.
        (
            "做好工作。\n附件：1.甲清单\n2.乙各组织工作职责\n附件1\n甲清单\n1.建站点。\n乙各组织工作职责\n一、办公室职责\n1.抓落实。",
            [("附件1", "甲清单"), ("附件2", "乙各组织工作职责")],
        ),
        ("做好工作。\n附件：1.甲清单 2.乙清单", []),
    ],
)  # fmt: skip
def test_attachments(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(a.label, a.title.printed) for a in notice_of(text).attachments] == expected


def test_clauses_know_their_attachment() -> None:
    notice = notice_of("一、任务\n做好工作。\n附件1\n甲责任清单\n一、抓统筹\n（一）拟订计划。")
    assert [(c.number, c.attachment_id, c.role) for c in notice.clauses] == [
        ("一、", None, "task"),
        ("一、", "a1", "duty"),
        ("（一）", "a1", "duty"),
    ]


def test_two_characters_behind_the_list_are_the_end_of_its_last_title() -> None:
    notice = notice_of("一、任务\n做好工作。\n附件：示例县补贴机具种类范\n围\n附件\n示例县补贴机具\n1.犁")
    assert [piece.text for piece in notice.clauses[0].paragraphs] == ["做好工作。"]
