from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qingdan.export import xlsx
from qingdan.export.messages import Language
from qingdan.export.xlsx import XlsxWriter, render_xlsx
from qingdan.models.record import PolicyDocument


def _write(folder: Path, document: PolicyDocument, language: Language = "zh") -> Path:
    folder.mkdir(exist_ok=True)
    with closing(XlsxWriter(folder / "tasks.xlsx", language)) as writer:
        writer.add(render_xlsx(document, language))
    return folder / "tasks.xlsx"


@pytest.fixture
def workbook(tmp_path: Path, document: PolicyDocument) -> Any:
    return openpyxl.load_workbook(_write(tmp_path, document))


def test_sheets(workbook: Any) -> None:
    assert workbook.sheetnames == ["任务台账", "目标", "提示", "文件"]
    assert [(sheet.freeze_panes, sheet.auto_filter.ref) for sheet in workbook] == [
        ("B2", "A1:V4"), ("B2", "A1:G2"), ("B2", "A1:G3"), ("B2", "A1:I2"),
    ]  # fmt: skip


def test_a_row_of_the_ledger(workbook: Any) -> None:
    header, first, *_ = workbook["任务台账"].iter_rows(values_only=True)
    row = dict(zip(header, first, strict=True))
    assert (row["序号"], row["牵头单位"], row["配合单位"], row["目标"]) == (
        1,
        "县政务服务局",
        "各镇",
        "群众满意度 ≥95%\n窗口 12.5个",
    )
    assert (row["完成时限"], row["原文时限"], row["时限说明"]) == (datetime(2024, 6, 30), "2024年6月底前", None)
    assert (row["类别"], row["提示"]) == ("任务", "年份为推断")


def test_text_is_never_a_formula(workbook: Any) -> None:
    cells = [cell for sheet in workbook for row in sheet for cell in row if str(cell.value).startswith("=")]
    assert [(cell.value, cell.data_type) for cell in cells] == [("=2.开展走访", "s")]


def test_long_rows_are_taller(workbook: Any) -> None:
    heights = {workbook["任务台账"].row_dimensions[n].height for n in (2, 3, 4)}
    assert all(height >= 30 for height in heights)


def test_headers_in_english(tmp_path: Path, document: PolicyDocument) -> None:
    workbook = openpyxl.load_workbook(_write(tmp_path, document, "en"))
    assert workbook.sheetnames == ["Tasks", "Objectives", "Diagnostics", "Notices"]
    assert [cell.value for cell in workbook["Tasks"][1]][:3] == ["No.", "Notice", "Document number"]


def test_same_notice_same_bytes(tmp_path: Path, document: PolicyDocument) -> None:
    assert _write(tmp_path / "a", document).read_bytes() == _write(tmp_path / "b", document).read_bytes()


def test_goes_on_in_another_sheet(tmp_path: Path, document: PolicyDocument, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "_ROW_LIMIT", 3)
    workbook = openpyxl.load_workbook(_write(tmp_path, document))
    assert [workbook[name].max_row for name in ("任务台账", "任务台账 2")] == [3, 2]


def test_odd_text_is_kept(tmp_path: Path, document: PolicyDocument) -> None:
    odd = document.tasks[0].model_copy(update={"text": "a\x0b<b>&\ufffe" + "长" * 40_000, "title": "http://x.cn"})
    path = _write(tmp_path, document.model_copy(update={"tasks": (odd,)}))
    row = openpyxl.load_workbook(path)["任务台账"][2]
    assert row[5].value == "http://x.cn"
    assert row[6].value.endswith("长…")
