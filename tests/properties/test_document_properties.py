"""What holds for any input: a valid document or a ReadError, evidence that reads, the same bytes every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingdan import read_notice
from qingdan.errors import ReadError
from qingdan.models.record import PolicyDocument
from tests.soundness import assert_sound

ROOT = Path(__file__).parents[2]

HEADS = (
    "青禾县人民政府办公室关于印发2024年重点任务的通知", "青政办〔2024〕7号", "索引号：QH-1", "各镇人民政府：", "附件1",
    "重点任务清单", "重点任务", "保障措施", "实施步骤", "主要目标", "责任单位：", "牵头单位",
)  # fmt: skip
NUMBERS = ("一、", "（一）", "(二)", "1.", "1．", "①", "第一章 ")
WORDS = (
    "推进一窗通办。", "整合窗口12个，", "办结率达到90%以上", "同比提高", "分别达到30%、40%", "1—3个", "三分之一",
    "（县教育局牵头，县财政局、各镇配合，2024年6月底前完成）", "县卫生健康局", "各镇", "等", "由", "负责", "配合",
    "6月30日前", "2024年底", "“十四五”期间", "每月5日前", "长期坚持", "适时", "印发之日起30日内", "13月底前",
    "二〇二四年三月一日", "2月30日", "2024年4月至2023年2月",
)  # fmt: skip
TABLES = (
    "|", "\t", "序号|任务|责任单位|完成时限\n", "1|建窗口|县医保局|5月\n",
    "序号\t任务\t责任单位\t完成时限\n", "1\t建窗口\t县医保局\t5月\n",
)  # fmt: skip
SIGNS = (
    "\n", "\n\n", "\r\n", " ", "\u3000", "\f", "—", "，", "。", "；", "、", "（", "）", "《", "》", "〔", "：",
    "\ufeff", "\u200b", "⽉", "𠀀", "１２", "％", "0", "9" * 40,
)  # fmt: skip

PIECES = HEADS + NUMBERS + WORDS + TABLES + SIGNS
"""Printed matter of the genre, to be put together in any order. Places and names are made up."""

texts = st.one_of(st.text(max_size=200), st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
unhurried = settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])


def read(data: bytes) -> PolicyDocument | ReadError:
    """The document, or the one exception that is allowed."""
    try:
        return read_notice(data, name="any")
    except ReadError as error:
        return error


def assert_sound_or_refused(data: bytes) -> None:
    """A document that keeps its promises, or a refusal in one line."""
    result = read(data)
    if isinstance(result, ReadError):
        assert "\n" not in str(result)
    else:
        assert_sound(result)


@unhurried
@given(texts)
def test_any_text_gives_a_sound_document(text: str) -> None:
    assert_sound_or_refused(text.encode("utf-8", "replace"))


MAGIC = (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"<html>")


@unhurried
@given(st.sampled_from(MAGIC), st.binary(max_size=300))
def test_any_bytes_give_a_sound_document_or_one_clear_line(magic: bytes, rest: bytes) -> None:
    assert_sound_or_refused(magic + rest)


@unhurried
@given(texts)
def test_reading_twice_gives_the_same(text: str) -> None:
    first, second = read(text.encode("utf-8", "replace")), read(text.encode("utf-8", "replace"))
    assert first == second or str(first) == str(second)


SAMPLES = [
    p for p in sorted((ROOT / "corpora" / "notices").rglob("*")) if p.suffix in {".txt", ".html", ".docx", ".pdf"}
]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
def test_sample_notices_are_sound(path: Path) -> None:
    assert_sound(read_notice(path))


def test_output_does_not_depend_on_the_hash_seed() -> None:
    code = (
        "import sys; from pathlib import Path; from qingdan import read_notice\n"
        "for name in sys.argv[1:]: sys.stdout.write(read_notice(Path(name)).model_dump_json())"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", code, *map(str, SAMPLES)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    }
    assert SAMPLES
    assert len(outputs) == 1


@pytest.mark.parametrize(
    "text",
    [
        "（" * 20_000,
        "一、" * 20_000,
        "1." * 20_000,
        "县教育局、" * 10_000,
        "2024年" * 10_000,
        "达到90%以上，" * 8_000,
        "|" * 20_000,
        "\t" * 20_000 + "\n",
        "\n" * 40_000 + "一、任务",
        "9" * 40_000,
        "各镇人民政府" * 10_000,
    ],
    ids=lambda text: repr(text[:6]),
)
def test_hostile_text_is_read_in_time(text: str) -> None:
    """Anything but linear time would outlast the suite's patience here."""
    assert_sound_or_refused(text.encode())
