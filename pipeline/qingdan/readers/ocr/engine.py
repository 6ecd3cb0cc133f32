"""rapidocr behind one function: a picture → lines of characters, each with its place and how sure it is."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from numpy import uint8
    from numpy.typing import NDArray

    Picture = NDArray[uint8]

_DASH = re.compile(r"(?<=[0-9年月日号%])一(?=[0-9])")
"""Between figures stands a dash, which looks like 一 to the recogniser; so does that of a page number."""
_PAGE_NUMBER = re.compile(r"[-–—一]?[0-9]{1,4}[-–—一]?")
_DETECTOR = "PP-OCRv6_det_small.onnx"
_RECOGNISER = "PP-OCRv6_rec_small.onnx"
_DETECTION_SIDE = 1280
"""Pixels of the longer side when lines are looked for: 110 to the inch on A4. Characters are read at full size."""
_LARGEST_SIDE = 4000
"""Pixels; pictures are made smaller than this."""
_SUREST = 0.99
"""No character is surer: of so many that the recogniser calls certain, on clean scans, are right."""


class Mark(NamedTuple):
    """One recognised character, in pixels from the top left corner."""

    char: str
    score: float
    """0..1, how sure the recogniser is."""
    middle: float
    """Where it stands along its line."""
    top: float
    bottom: float


class Strip(NamedTuple):
    """One recognised line or part of a line."""

    marks: list[Mark]
    upright: bool
    """False when it is much higher than wide: the picture lies on its side, or the line runs downwards."""


def engine_name() -> str:
    """Engine, version and model, as a document records them."""
    return f"rapidocr {version('rapidocr')} {_RECOGNISER.removesuffix('.onnx')}"


def read_strips(picture: Picture) -> list[Strip]:
    """The lines of text in a picture (height by width by three colours), in no promised order."""
    found = _engine()(picture)
    if found.boxes is None or not found.word_results:
        return []
    return [
        Strip(_with_dashes([_to_mark(*word) for word in words]), _is_upright(box.tolist()))
        for box, words in zip(found.boxes, found.word_results, strict=True)
        if words
    ]


def _with_dashes(marks: list[Mark]) -> list[Mark]:
    """The characters with a dash for each 一 that stands where no numeral can."""
    text = "".join(mark.char for mark in marks)
    text = text.replace("一", "—") if _PAGE_NUMBER.fullmatch(text) else _DASH.sub("—", text)
    return [mark._replace(char=char) for char, mark in zip(text, marks, strict=True)]


def _to_mark(char: str, score: float, box: list[list[float]]) -> Mark:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = box
    middle, top, bottom = (x0 + x1 + x2 + x3) / 4, (y0 + y1) / 2, (y2 + y3) / 2
    return Mark(char, min(float(score), _SUREST), float(middle), float(top), float(bottom))


def _is_upright(box: list[list[float]]) -> bool:
    (x0, y0), (x1, y1), _, (x3, y3) = box
    return abs(x1 - x0) + abs(y1 - y0) > 1.5 * (abs(x3 - x0) + abs(y3 - y0))


@cache
def _engine() -> Any:
    import onnxruntime
    import rapidocr

    onnxruntime.disable_telemetry_events()
    models = Path(rapidocr.__file__).parent / "models"
    return rapidocr.RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.max_side_len": _LARGEST_SIDE,
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.return_single_char_box": True,
            # A model that is named is never fetched.
            "Det.model_path": str(models / _DETECTOR),
            "Rec.model_path": str(models / _RECOGNISER),
            "Det.limit_type": "max",
            "Det.limit_side_len": _DETECTION_SIDE,
            # More threads add up numbers in another order and give other scores.
            "EngineConfig.onnxruntime.intra_op_num_threads": 1,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )
