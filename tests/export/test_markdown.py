from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingdan.export.escaping import escape_markdown
from qingdan.export.markdown import MarkdownWriter, build_markdown, render_markdown
from qingdan.models.record import PolicyDocument

ESCAPED = [
    ("一、优化服务", "一、优化服务"),
    ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("[点我](javascript:alert(1))", "\\[点我\\](javascript:alert(1))"),
    ("a|b", "a\\|b"),
    ("# 标题", "\\# 标题"),
    ("- 项", "\\- 项"),
    ("1. 项", "1\\. 项"),
    ("2024-06-30", "2024-06-30"),
    ("*重点*_任务_", "\\*重点\\*\\_任务\\_"),
    ("`x`~~y~~", "\\`x\\`\\~\\~y\\~\\~"),
    ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
    ("甲\n\n乙", "甲 乙"),
    (None, ""),
]


@pytest.mark.parametrize(("text", "expected"), ESCAPED)
def test_escape(text: str | None, expected: str) -> None:
    assert escape_markdown(text) == expected


@given(st.text(st.sampled_from("<>[]()!|#*_`~&\\-+=1.\n 一a")))
def test_no_tag_or_cell_can_begin(text: str) -> None:
    escaped = escape_markdown(text)
    assert "<" not in escaped
    assert "\n" not in escaped
    assert escaped.replace("\\\\", "").replace("\\|", "").count("|") == 0


def test_page(document: PolicyDocument) -> None:
    assert (
        build_markdown(document, "zh")
        == """\
# 青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知

| | |
| --- | --- |
| 文号 | 青禾政办〔2024〕7号 |
| 发文机关 | 青禾县人民政府办公室 |
| 成文日期 | 2024-03-01 |
| 任务年份 | 2024 |
| 来源文件 | 清单.txt |

## 总体目标

- 到2025年底，网上办理率达到90%以上。
  - 目标：网上办理率 ≥90%
  - 时限：2025-12-31

## 任务 3

### 优化服务

1. **推进一窗通办** 整合12个窗口，群众满意度不低于95%。
   - 牵头单位：县政务服务局
   - 配合单位：各镇
   - 目标：群众满意度 ≥95%；窗口 12.5个
   - 时限：2024-06-30
   - 提示：年份为推断

2. \\=2.开展走访
   - 时限：每月（5日前）；长期坚持
   - 备注：含节假日
   - 提示：跨页行已合并；never heard of
3. **名单** 公布名单
   - 时限：公布名单：2024-03-31；2024-03-01

## 提示

- 注意：第2页是图片，没有文字，装有 ocr 组件才能识别（pip install 'qingdan\\[ocr\\]'）
- 说明：never heard of（what: x）
"""
    )


def test_index_leads_to_the_pages(tmp_path: Path, document: PolicyDocument) -> None:
    named = document.model_copy(update={"source": document.source.model_copy(update={"name": "清 单(1).txt"})})
    with closing(MarkdownWriter(tmp_path / "markdown", "zh")) as writer:
        writer.add(render_markdown(named, "zh"))
    assert [path.name for path in writer.paths] == ["index.md", "清 单(1).01234567.md"]
    assert (
        writer.paths[0]
        .read_text(encoding="utf-8")
        .splitlines()[-1]
        .startswith(
            "| [青禾县人民政府办公室关于印发2024年便民服务重点任务清单的通知](%E6%B8%85%20%E5%8D%95%281%29.01234567.md) | 青禾政办〔2024〕7号 | 2024-03-01 | 3 |"
        )
    )
