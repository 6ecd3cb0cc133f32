from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.text.passage import Passage, join


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("2024 年 4 月底前，\n并持 续", "2024年4月底前，并持续"),
        ("（Ａ）２０２３年１．５％", "（A）2023年1.5%"),
        ("2 0 2 3年", "2023年"),
        ("12 34", "12 34"),
        ("Word  Word", "Word Word"),
        ("(一)提升:优化;达到,", "（一）提升：优化；达到，"),
        ("①完成〔2023〕3号", "①完成〔2023〕3号"),
        ("⽉底⻅效", "月底见效"),
        ("零\u200b宽\ufeff字", "零宽字"),
        ("二○二三年", "二〇二三年"),
        ("二OO九年一月", "二〇〇九年一月"),
        ("二 ＯＯ 八年", "二〇〇八年"),
        ("一九九o年、二0一0年", "一九九〇年、二〇一〇年"),
        ("建成一0二站和O2O平台", "建成一0二站和O2O平台"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert Passage.of(text).text == folded


def test_a_view_points_back_to_the_words() -> None:
    text = "到 2024 年 4 月底前完成"
    passage = Passage.of(text)
    start = passage.text.index("4月底前")
    assert passage.ranges_of(start, start + 4) == ((9, 14),)
    assert passage.raw(start, start + 4) == "4 月底前"


def test_pieces_stay_apart_where_other_words_stand_between() -> None:
    text = "卫生健【页眉】康局"
    passage = Passage(text, ((0, 3), (7, 9)))
    assert passage.text == "卫生健康局"
    assert passage.ranges_of(0, 5) == ((0, 3), (7, 9))


@given(st.text(max_size=200), st.data())
def test_ranges_read_the_folded_words(text: str, data: st.DataObject) -> None:
    passage = Passage.of(text)
    if not passage:
        return
    start = data.draw(st.integers(0, len(passage) - 1))
    end = data.draw(st.integers(start + 1, len(passage)))
    ranges = passage.ranges_of(start, end)
    assert Passage(text, ranges).text.replace(" ", "") == passage.text[start:end].replace(" ", "")
    assert all(0 <= a < b <= len(text) for a, b in ranges)


@given(st.lists(st.text(max_size=20), max_size=5))
def test_joined_pieces_read_in_order(pieces: list[str]) -> None:
    text = "|".join(pieces)
    position, passages = 0, []
    for piece in pieces:
        passages.append(Passage(text, ((position, position + len(piece)),)))
        position += len(piece) + 1
    assert join(text, passages).text.replace(" ", "") == "".join(p.text for p in passages).replace(" ", "")
