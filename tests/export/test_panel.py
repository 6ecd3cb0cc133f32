"""A corpus as a panel and as a list of citations."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import frictionless
import pandas
import pytest
from typer.testing import CliRunner

from qingdan.cli.main import app

HIGHER = """青川省教育厅关于印发《青川省2023年阅读推广工作方案》的通知
青教发〔2023〕901号
一、主要任务
（一）建设校园书屋200个，2023年底前学生借阅率达到60%。（省教育厅牵头，省财政厅配合）
2023年1月5日
"""
LOWER = """白石县教育局关于印发白石县2023年阅读推广工作方案的通知
白教发〔2023〕902号
根据《青川省2023年阅读推广工作方案》（青教发〔2023〕901号），制定本方案。
一、主要任务
（一）建设校园书屋20个，2024年6月底前建成。（县教育局、县财政局负责）
2023年3月5日
"""


@pytest.fixture(scope="module")
def panel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("panel")
    (folder / "higher.txt").write_text(HIGHER, encoding="utf-8")
    (folder / "lower.txt").write_text(LOWER, encoding="utf-8")
    for words in (["convert", "higher.txt", "lower.txt", "-o", "OUT", "--to", "json"], ["panel", "OUT"]):
        result = CliRunner().invoke(app, [str(folder / w) if w.endswith(("txt", "OUT")) else w for w in words])
        assert result.exit_code == 0, result.output
    return folder / "OUT" / "panel"


@cache
def table(path: Path) -> Any:
    return pandas.read_csv(path, dtype={"place_code": str, "province_code": str}).sort_values("source_path")


def test_a_row_a_figure_and_body(panel: Path) -> None:
    rows = table(panel / "panel.csv")
    assert rows[["source_path", "indicator", "value", "year"]].to_numpy().tolist() == [
        ["higher.txt", "校园书屋", 200.0, 2023],
        ["higher.txt", "学生借阅率", 60.0, 2023],
        ["lower.txt", "校园书屋", 20.0, 2024],
        ["lower.txt", "校园书屋", 20.0, 2024],
    ]
    assert rows["role"].tolist() == ["lead", "lead", "responsible", "responsible"]
    assert rows["panel_key"].is_unique


def test_who_cites_whom(panel: Path) -> None:
    cited = table(panel / "citations.csv").set_index("source_path").loc["lower.txt"]
    assert cited["cited_document_id"] == table(panel / "panel.csv")["document_id"].iloc[0]
    assert cited["relation"] == "based_on"


def test_the_descriptor_holds(panel: Path) -> None:
    report = frictionless.Package(str(panel / "datapackage.json")).validate()
    assert report.valid, report.flatten(["message"])
