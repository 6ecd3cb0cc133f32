"""What two readings of a notice do not share."""

from __future__ import annotations

from qingdan import read_notice
from qingdan.evaluate.rule_changes import find_changes

BEFORE = "重点任务\n一、修路。6月底前完成。（县交通局负责）\n二、植树。\n2025年1月2日\n"


def test_the_same_reading_has_no_changes() -> None:
    document = read_notice(BEFORE.encode())
    assert find_changes("a", document, document) == []


def test_losses_and_gains_are_told_value_by_value() -> None:
    before, after = (read_notice(text.encode()) for text in (BEFORE, BEFORE.replace("6月底", "9月底")))
    deadlines = [c for c in find_changes("a", before, after) if c.reading.kind == "deadline"]
    assert [(c.sign, c.reading.raw, c.reading.value, c.reading.line) for c in deadlines] == [
        ("lost", "6月底前", "2025-06-30", 2),
        ("gained", "9月底前", "2025-09-30", 2),
    ]
