"""Documents that a text cites."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.references import find_references
from qingdan.normalise.evidence import read_spans
from qingdan.normalise.references import build_references
from qingdan.rulepacks import load_rules
from qingdan.text.passage import Passage


def _read(text: str) -> list[tuple[str | None, str | None, str]]:
    passage = Passage.of(text)
    found = build_references(passage, find_references(passage, load_rules()))
    return [(r.title, r.document_number, r.relation) for r in found]


ROWS = [
    ("根据《某省就业条例》，制定本方案。", [("某省就业条例", None, "based_on")]),
    ("按照《促进就业的意见》（某政发〔2020〕12号）要求。", [("促进就业的意见", "某政发〔2020〕12号", "based_on")]),
    ("为贯彻落实《甲规划》《乙办法》精神。", [("甲规划", None, "implements"), ("乙办法", None, "implements")]),
    ("落实《关于印发〈某市节水方案〉的通知》。", [("关于印发〈某市节水方案〉的通知", None, "implements")]),
    ("《某县粮食储备办法》同时废止。", [("某县粮食储备办法", None, "repeals")]),
    ("修订《某省产业目录》。", [("某省产业目录", None, "amends")]),
    ("转发《某省关于节水的通知》。", [("某省关于节水的通知", None, "forwards")]),
    ("出台《某县节水条例》。", [("某县节水条例", None, "cites")]),
    ("按照某发改〔2021〕33号文件要求。", [(None, "某发改〔2021〕33号", "based_on")]),
    ("自某水发〔2021〕3号印发之日起执行。", [(None, "某水发〔2021〕3号", "cites")]),
    ("按自然资发〔2021〕3号办理。", [(None, "自然资发〔2021〕3号", "based_on")]),
    ("自自治区政发〔2021〕3号印发之日起。", [(None, "自治区政发〔2021〕3号", "cites")]),
    ("关于节水的通知\n某政办发〔2021〕3号", [(None, "某政办发〔2021〕3号", "cites")]),
    ("参见《某省节水标准(试行)》。", [("某省节水标准（试行）", None, "cites")]),
    ("《关于节水的意见》出台。贯彻《关于节水的意见》（某发〔2020〕1号）。",
     [("关于节水的意见", "某发〔2020〕1号", "implements")]),
    ("依据《宪法》。", [("宪法", None, "based_on")]),
    ("在《健康生活》专栏刊发。", []),
    ("填写《企业登记表》。", []),
    ("（以下简称《方案》）", []),
    ("各地制定《实施方案》。", []),
    ("（2021年修订）第3号", []),
    ("《《《", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_references(text: str, expected: list[tuple[str | None, str | None, str]]) -> None:
    assert _read(text) == expected


@given(st.text(alphabet="《》〈〉（）〔〕2021号某发办法根据废止，。 \n", max_size=60))
def test_any_text_has_evidence(text: str) -> None:
    passage = Passage.of(text)
    for reference in build_references(passage, find_references(passage, load_rules())):
        assert read_spans(text, reference.spans) == reference.raw
