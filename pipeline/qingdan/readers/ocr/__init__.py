"""Pictures of pages → characters and ruling lines, by rapidocr, which the extra `ocr` installs and only use loads."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

_NEEDED = ("rapidocr", "onnxruntime", "cv2", "numpy")


@cache
def is_installed() -> bool:
    """True when the extra `ocr` is there."""
    return all(find_spec(name) is not None for name in _NEEDED)
