"""How dark a font is, by its name and weight."""

from __future__ import annotations

import pytest

from qingdan.readers.paged.faces import find_weight
from qingdan.readers.paged.geometry import Weight


@pytest.mark.parametrize(
    ("name", "weight", "expected"),
    [
        ("SimSun", 0, Weight.PLAIN),
        ("SimSun", 700, Weight.BOLD),
        ("Helvetica-Bold", 0, Weight.BOLD),
        ("SimHei", 0, Weight.FACE),
        ("方正小标宋简体", 0, Weight.FACE),
    ],
)
def test_weight(name: str, weight: int, expected: Weight) -> None:
    assert find_weight(name, weight) is expected
