"""Drawn pictures: seals, tilts, ruling lines."""

from __future__ import annotations

import pytest

pytest.importorskip("cv2", reason="the extra ocr is not installed")

import cv2
import numpy as np

from qingdan.readers.ocr.engine import Mark, _with_dashes
from qingdan.readers.ocr.picture import find_tilt, turn, wipe_seals
from qingdan.readers.ocr.rulings import find_rulings

SCALE = 2.0
RED, BLACK, WHITE = (40, 30, 220), (20, 20, 20), (255, 255, 255)
NO_LETTERS = np.zeros((0, 4))


def sheet() -> np.ndarray:
    return np.full((1200, 900, 3), 255, np.uint8)


def test_a_seal_goes_and_the_words_under_it_stay():
    picture = sheet()
    cv2.circle(picture, (450, 600), 110, RED, 8)
    cv2.rectangle(picture, (300, 590), (600, 600), BLACK, -1)
    wiped = wipe_seals(picture, SCALE)
    assert wiped[490:492, 450].min() == 255
    assert wiped[595, 300:600].max() < 60


def test_a_red_head_stays():
    picture = sheet()
    for left in range(100, 800, 100):
        cv2.rectangle(picture, (left, 200), (left + 60, 280), RED, -1)
    assert np.array_equal(wipe_seals(picture, SCALE), picture)


@pytest.mark.parametrize("degrees", [-2.5, -0.6, 0.0, 1.3])
@pytest.mark.parametrize("quarters", [0, 1])
def test_a_tilt_is_found(degrees: float, quarters: int):
    picture = sheet()
    for y in range(100, 1100, 40):
        cv2.rectangle(picture, (100, y), (800 - y // 3, y + 18), BLACK, -1)
    tilted = np.ascontiguousarray(np.rot90(turn(picture, degrees), quarters))
    assert find_tilt(tilted) == pytest.approx(-degrees, abs=0.15)


def test_lines_are_found_over_gaps_and_noise_and_strokes_of_letters_are_none():
    picture = sheet()
    cv2.line(picture, (100, 300), (700, 300), BLACK, 2)
    picture[295:305, 400:408] = 255
    cv2.line(picture, (100, 100), (100, 900), BLACK, 2)
    cv2.rectangle(picture, (300, 500), (340, 504), BLACK, -1)
    noise = np.random.default_rng(1).normal(0, 10, picture.shape)
    noisy = np.clip(picture + noise, 0, 255).astype(np.uint8)
    drawing = find_rulings(noisy, SCALE, np.array([[148.0, 235.0, 172.0, 260.0]]))
    assert [tuple(edge) for edge in drawing.horizontal] == [pytest.approx((150, 50, 350), abs=3)]
    assert [tuple(edge) for edge in drawing.vertical] == [pytest.approx((50, 50, 450), abs=3)]


DASHES = [
    ("2024年3月一5月", "2024年3月—5月"),
    ("10一15家", "10—15家"),
    ("一3一", "—3—"),
    ("-12一", "-12—"),
    ("2024年一季度", "2024年一季度"),
    ("一、总体要求", "一、总体要求"),
    ("第一批5个", "第一批5个"),
]


@pytest.mark.parametrize(("read", "expected"), DASHES)
def test_a_dash_between_figures_is_no_numeral(read: str, expected: str):
    marks = _with_dashes([Mark(char, 0.9, 10.0 * n, 0.0, 10.0) for n, char in enumerate(read)])
    assert "".join(mark.char for mark in marks) == expected
