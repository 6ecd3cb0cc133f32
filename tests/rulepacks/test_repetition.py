"""Patterns that divide the same words in exponentially many ways."""

from __future__ import annotations

import pytest

from qingdan.rulepacks.repetition import find_runaway

PATTERNS = [
    ("(?:a+)*", True),
    ("(a*)*b", True),
    ("(?:a+b?)+", True),
    ("(?:[^，]+|x)*", True),
    ("x(?:(?:a+)b*){2,}", True),
    ("(?=(?:a+)+)b", True),
    ("(?:a+、)*", False),
    ("(?:(?:a|b+)c)*", False),
    ("a+b+", False),
    ("a{2,}", False),
    ("(?:a{1,3})*", True),
    ("(?:aa|aa)*", True),
    ("(?:ab|a|b)*", True),
    ("(?:(?:ac|bc)|[ab]c)+x", True),
    ("(?:a(?:b?|c?))*", True),
    (r"(?:\w+\s?)*", True),
    ("(?:(?:a|ab)(?:c|bc))*", True),
    ("(?:a|ab)(?:c|bc)", False),
    (r"(?:\w+\s)*", False),
    ("(?:甲乙|甲丙)*", False),
    ("(?:[^，]|，)*", False),
    ("(?:a{2}b?)*", False),
    ("(?:a++b?)*", False),
    ("(?:(?>a+)b?)*", False),
]


@pytest.mark.parametrize(("pattern", "runaway"), PATTERNS)
def test_patterns(pattern: str, runaway: bool) -> None:
    assert find_runaway(pattern) is runaway
