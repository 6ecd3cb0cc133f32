"""How dark the characters of a font look."""

from __future__ import annotations

import re

from qingdan.readers.paged.geometry import Weight

_BOLD_FACE = re.compile(r"bold|heavy|black|粗", re.IGNORECASE)
_HEADING_FACE = re.compile(r"hei|xiaobiao|黑|小标宋", re.IGNORECASE)
_BOLD_WEIGHT = 600


def find_weight(name: str, weight: int = 0) -> Weight:
    """By the font's name and its weight (400 is plain, 700 bold; 0 when it says nothing)."""
    if weight >= _BOLD_WEIGHT or _BOLD_FACE.search(name):
        return Weight.BOLD
    return Weight.FACE if _HEADING_FACE.search(name) else Weight.PLAIN
