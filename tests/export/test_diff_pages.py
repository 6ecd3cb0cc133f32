"""A comparison as page and workbook: safe, whole, and usable in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from qingdan import diff_notices, read_notice
from qingdan.export.diff_html import build_pieces, to_diff_html
from qingdan.export.diff_xlsx import write_diff_xlsx
from qingdan.models.record import PolicyDocument

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
OLD = """某县2024年<script>alert(1)</script>任务清单
| 序号 | 重点任务 | 责任单位 | 完成时限 |
| --- | --- | --- | --- |
| 1 | 健全乡村道路养护机制，养护率达到80% | 县交通局 | 6月底前 |
| 2 | 举办护林员培训班2期 | 县林业局 | 9月底前 |
| 3 | 清理河道垃圾 | 县水利局 | 长期 |
"""
NEW = """某县2025年=1+1任务清单
| 序号 | 重点任务 | 责任单位 | 完成时限 |
| --- | --- | --- | --- |
| 1 | 完善乡村道路养护机制，养护率达到90% | 县交通局 | 8月底前 |
| 2 | 清理河道垃圾 | 县水利局 | 长期 |
| 3 | =SUM(A1)建设村级充电桩40个 | 县发展改革局 | 11月底前 |
"""


@cache
def editions() -> tuple[PolicyDocument, PolicyDocument]:
    return read_notice(OLD.encode(), name="old.txt"), read_notice(NEW.encode(), name="new.txt")


@cache
def page(language: Any = "zh") -> str:
    return to_diff_html(diff_notices(*editions()), *editions(), language)


def test_pieces_read_the_whole_text() -> None:
    for document in editions():
        pieces = list(build_pieces(document, "old"))
        assert "".join(piece.text for piece in pieces) == document.text
        anchors = [anchor for piece in pieces for anchor in piece.anchors]
        assert len(anchors) == len(set(anchors))
        assert {f"old-{task.task_id}" for task in document.tasks} <= set(anchors)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_a_title_says_is_text(language: Any) -> None:
    words = page(language)
    assert words.count("<script>") == 1
    assert "&lt;script&gt;alert(1)" in words
    assert "http" not in words.replace("http-equiv", "")


def test_a_notebook_shows_what_changed_and_runs_nothing() -> None:
    words = diff_notices(*editions())._repr_html_()
    assert "<script" not in words
    assert "<del>健全</del><ins>完善</ins>" in words
    assert "推后" in words
    assert f"新增 {editions()[1].tasks[2].task_id}" in words


def test_a_pair_that_wants_a_look_says_so() -> None:
    found = diff_notices(*editions())
    unsure = tuple(pair.model_copy(update={"confidence": 0.7}) for pair in found.pairs[:1])
    words = to_diff_html(found.model_copy(update={"pairs": unsure}), *editions(), "zh")
    assert '<span class="relation">延续 · 待核</span>' in words
    assert 'value="check"' in words
    assert 'value="check"' not in page()


def test_every_link_leads_to_words() -> None:
    words = page()
    links = {part.split('"')[0] for part in words.split('href="#')[1:]} - {"changes"}
    assert links
    assert {link for link in links if f'id="{link}"' not in words} == set()


def test_the_workbook(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_diff_xlsx(tmp_path / name, diff_notices(*editions()), *editions(), "zh")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=3)]
    assert [row[0] for row in rows] == ["关系", "延续", "未变", "新增", "取消"]
    assert rows[1][2:5] == ["健全乡村道路养护机制，养护率达到80%", "1", "完善乡村道路养护机制，养护率达到90%"]
    assert "80% → " in rows[1][5]
    assert "推后" in rows[1][6]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
class TestInABrowser:
    @pytest.fixture(params=[1280, 400])
    def tab(self, request: pytest.FixtureRequest, browser: Any, tmp_path: Path) -> Iterator[Any]:
        (tmp_path / "page.html").write_text(page(), encoding="utf-8")
        tab = browser.new_page(viewport={"width": request.param, "height": 800})
        said: list[str] = []
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("dialog", lambda dialog: said.append(dialog.message))
        tab.goto((tmp_path / "page.html").as_uri())
        yield tab
        assert said == []
        tab.close()

    def shown(self, tab: Any) -> list[str]:
        return [text.split()[0] for text in tab.locator("article:visible .relation").all_inner_texts()]

    def test_nothing_is_wider_than_the_window(self, tab: Any) -> None:
        assert tab.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    def test_filters_and_search(self, tab: Any) -> None:
        assert self.shown(tab) == ["延续", "未变", "新增", "取消"]
        tab.click("#no")
        assert self.shown(tab) == []
        tab.check("input[value=removed]")
        assert self.shown(tab) == ["取消"]
        tab.click("#all")
        tab.fill("#search", "充电桩")
        assert self.shown(tab) == ["新增"]
        assert tab.inner_text("#count") == "显示1项，共4项"

    def test_keyboard_alone(self, tab: Any) -> None:
        tab.keyboard.press("/")
        tab.keyboard.type("河道")
        assert self.shown(tab) == ["未变"]
        tab.keyboard.press("Control+A")
        tab.keyboard.press("Delete")
        tab.keyboard.press("Tab")
        tab.keyboard.press("Space")
        assert "新增" not in self.shown(tab)
        tab.keyboard.press("j")
        tab.keyboard.press("j")
        assert tab.evaluate("document.activeElement.className") == "same"

    def test_a_link_leads_to_the_words(self, tab: Any) -> None:
        tab.click("li.deadline_moved a >> nth=1")
        anchor = tab.evaluate("location.hash")
        assert tab.locator(f"a[id='{anchor[1:]}'] + mark").inner_text() == "8月底前"
        assert tab.locator(f"a[id='{anchor[1:]}'] + mark").is_visible()

    def test_print_shows_changes_without_controls(self, tab: Any) -> None:
        tab.emulate_media(media="print")
        assert not tab.locator("#controls").is_visible()
        assert not tab.locator("#texts").is_visible()
        assert len(self.shown(tab)) == 4
