from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.extract.personal import find_personal
from qingdan.rulepacks import RuleSet, load_rules
from qingdan.run import read_notice
from qingdan.text.passage import Passage


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    return load_rules()


FOUND = [
    ("联系人：王小明，电话：0571-80000000，邮箱：a.b@example.com", [("person", "王小明"), ("phone", "0571-80000000"), ("email", "a.b@example.com")]),
    ("（联 系 人：李雷、周青青；手机：139 0000 0000）", [("person", "李雷"), ("person", "周青青"), ("phone", "13900000000")]),
    ("联系人：陈某（０５７１—８０００００００）", [("person", "陈某"), ("phone", "0571—80000000")]),
    ("身份证号11000019900101000X", [("identity", "11000019900101000X")]),
    ("传真：80000000/80000001", [("phone", "80000000"), ("phone", "80000001")]),
    ("组长：王小明（县委书记）", []),
    ("到2025年，投资80000000元，完成率13900000000%以下", []),
    ("拨打12345或12315热线、400-800-0000", []),
    ("确定1名联系人，每月5日前报送", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_find(text: str, expected: list[tuple[str, str]], rules: RuleSet) -> None:
    passage = Passage.of(text)
    found = find_personal(passage, rules)
    assert [(m.value["sort"], passage.text[m.start : m.end].replace(" ", "")) for m in found] == expected


NOTICE = """青禾县人民政府办公室关于报送便民服务工作的通知
青禾政办〔2024〕7号
各镇人民政府：
一、按时报送进展情况，联系人：王小明，联系电话：0571-80000000。
| 序号 | 工作任务 | 责任单位 | 联系人 | 联系电话 |
| 1 | 改造服务大厅窗口 | 县政务服务局 | 李雷 | 80000001 |
| 2 | 开展上门代办服务 | 县民政局 | 周青青 | 80000002 |
青禾县人民政府办公室
2024年3月1日
"""


def test_a_notice_says_what_it_holds() -> None:
    document = read_notice(NOTICE.encode(), name="a.txt")
    found = {
        str(d.params["sort"]): [document.text[s.start : s.end] for s in d.spans]
        for d in document.diagnostics
        if d.code == "personal_data"
    }
    assert found == {
        "person": ["王小明", "李雷", "周青青"],
        "phone": ["0571-80000000", "80000001", "80000002"],
    }


@given(st.text(st.sampled_from("联系人：张三、电话手机0571-89@a.（）王李局 \n")))
def test_any_text(text: str) -> None:
    passage = Passage.of(text)
    found = find_personal(passage, load_rules())
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(m.start < m.end <= len(passage.text) for m in found)


@pytest.mark.parametrize("piece", ["0571-", "联系人：", "联系人：王小、", "电话", "a@b.", "王", "1", "联系人：县局"])
def test_hostile_text_ends(piece: str, rules: RuleSet) -> None:
    find_personal(Passage.of(piece * (300_000 // len(piece))), rules)
