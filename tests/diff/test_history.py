"""Tasks and figures followed over editions, and the notices that belong together."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from qingdan import read_notice
from qingdan.cli.main import app
from qingdan.diff.citations import CitationIndex, number_of, subject_of
from qingdan.diff.editions import match_editions
from qingdan.diff.history import build_history
from qingdan.diff.vertical import diff_levels, find_parent
from qingdan.export.history import to_history_html, to_series_csv, to_threads_csv, word_history, word_point
from qingdan.models.record import PolicyDocument

PLAN = """{place}人民政府关于印发《{place}{year}年绿道建设工作方案》的通知
{place}政发〔{year}〕9{serial}号
各部门：
{basis}
一、主要任务
（一）建设滨河绿道，{year}年底前绿道覆盖率达到{rate}%。（责任单位：{place}园林局）
（二）{second}（责任单位：{place}财政局）
{place}人民政府
{year}年2月1日
"""
SECONDS = {
    2021: "安排绿道养护资金，6月底前完成拨付。",
    2022: "足额安排绿道养护资金，8月底前完成拨付。",
    2023: "举办绿道马拉松赛事3场，10月底前完成。",
}


def notice(year: int, rate: int, place: str = "青山县", serial: str = "01", basis: str = "现将方案印发给你们。") -> str:
    return PLAN.format(place=place, year=year, rate=rate, second=SECONDS[year], serial=serial, basis=basis)


@cache
def read(text: str, name: str = "notice.txt") -> PolicyDocument:
    return read_notice(text.encode(), name=name)


@cache
def editions() -> tuple[PolicyDocument, ...]:
    return tuple(read(notice(year, rate), f"{year}.txt") for year, rate in ((2021, 50), (2022, 60), (2023, 75)))


def test_a_task_is_followed_and_another_begins() -> None:
    history = build_history(editions())
    assert [e.year for e in history.editions] == [2021, 2022, 2023]
    assert [[p.edition for p in thread.points] for thread in history.threads] == [[0, 1, 2], [0, 1], [2]]
    assert "target_raised" in history.threads[0].points[1].changes
    assert "deadline_moved" in history.threads[1].points[1].changes
    assert history.threads[0].points[0].changes == ()


def test_a_figure_is_followed_over_the_years() -> None:
    (series,) = build_history(editions()).series
    assert (series.indicator, series.unit) == ("绿道覆盖率", "%")
    assert [word_point(p, series.unit) for p in series.points] == ["2021: ≥50%", "2022: ≥60%", "2023: ≥75%"]


def test_tables_and_page() -> None:
    history = build_history(editions())
    threads = list(csv.DictReader(to_threads_csv(history).splitlines()))
    assert [(row["thread_id"], row["year"]) for row in threads[:3]] == [("h1", "2021"), ("h1", "2022"), ("h1", "2023")]
    assert [row["value"] for row in csv.DictReader(to_series_csv(history).splitlines())] == ["50", "60", "75"]
    page = to_history_html(history, "zh")
    assert "<script" not in page
    assert page.count("<polyline") == 1
    assert word_history(history, "en") == "3 editions, 3 tasks, 2 of them in more than one edition"


@pytest.mark.parametrize(
    ("title", "subject"),
    [
        ("青山县人民政府办公室关于印发《青山县绿道建设工作方案》的通知", "青山县绿道建设工作方案"),
        ("《青山县绿道建设工作方案》", "青山县绿道建设工作方案"),
        ("青山县人民政府关于加快绿道建设的意见", "青山县人民政府关于加快绿道建设的意见"),
        ("关于转发绿道的通知", "关于转发绿道的通知"),
        (None, ""),
    ],
)  # fmt: skip
def test_subjects(title: str | None, subject: str) -> None:
    assert subject_of(title).endswith(subject)


def test_numbers() -> None:
    assert number_of("青政发〔2021〕 9 号") == number_of("青政发[2021]9号")


def test_citations_lead_to_documents_by_number_or_title() -> None:
    by_number = read(
        notice(
            2022,
            60,
            "绿水县",
            basis="根据《青山县2021年绿道建设工作方案》（青山县政发〔2021〕901号）要求，制定本方案。",
        )
    )
    by_title = read(notice(2022, 61, "绿水县", basis="为贯彻落实《青山县2021年绿道建设工作方案》，制定本方案。"))
    index = CitationIndex(editions())
    for document in (by_number, by_title):
        assert [index.find(reference) for reference in document.references] == [editions()[0]]
        assert find_parent(document, index) == editions()[0]
    assert find_parent(editions()[1], index) is None


def test_editions_of_one_issuer_and_subject_are_matched() -> None:
    other = read(notice(2022, 60, "绿水县"))
    found = match_editions([editions()[0]], [other, editions()[1]])
    assert found.pairs == ((editions()[0], editions()[1]),)
    assert (found.only_old, found.only_new) == ((), (other,))


def test_files_of_one_name_are_editions_whatever_their_titles() -> None:
    first, second = (
        read_notice(f"某县{title}\n一、主要任务\n（一）修桥。\n".encode(), name=name)
        for title, name in (("行动方案", "桥梁2021.txt"), ("三年攻坚计划", "桥梁2024.txt"))
    )
    assert match_editions([first], [second]).pairs == ((first, second),)


STANCES = {
    "绿道覆盖率达到50%": "taken_up",
    "绿道覆盖率达到70%": "tightened",
    "绿道覆盖率达到40%": "softened",
}


@pytest.mark.parametrize(("words", "stance"), STANCES.items())
def test_what_a_lower_notice_makes_of_a_duty(words: str, stance: str) -> None:
    higher = editions()[0]
    lower = read(notice(2021, 50, "清溪镇").replace("绿道覆盖率达到50%", words))
    found = diff_levels(higher, lower)
    assert [pair.stance for pair in found.pairs] == [stance, "taken_up"]
    assert found.summary.stances[stance] >= 1


def test_a_date_is_compared_as_it_stands() -> None:
    later = read(notice(2022, 50, "清溪镇"))
    assert [pair.stance for pair in diff_levels(editions()[0], later).pairs] == ["softened", "softened"]


@pytest.fixture
def folders(tmp_path: Path) -> Path:
    for year, rate in ((2021, 50), (2022, 60), (2023, 75)):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "plan.txt").write_text(notice(year, rate), encoding="utf-8")
    child = notice(2022, 66, "绿水县", basis="为贯彻落实《青山县2021年绿道建设工作方案》，制定本方案。")
    (tmp_path / "2022" / "child.txt").write_text(child, encoding="utf-8")
    return tmp_path


def run(*words: object) -> str:
    result = CliRunner().invoke(app, ["diff", *map(str, words)])
    assert result.exit_code == 0, result.output
    return result.output


def test_three_notices_on_the_terminal_and_in_files(folders: Path) -> None:
    files = [folders / str(year) / "plan.txt" for year in (2021, 2022, 2023)]
    assert "2021: ≥50% → 2022: ≥60% → 2023: ≥75%" in run(*files)
    assert len(json.loads(run(*files, "--to", "json"))["threads"]) == 3
    run(*files, "--to", "csv", "-o", folders / "tables")
    assert sorted(p.name for p in (folders / "tables").iterdir()) == ["series.csv", "threads.csv"]


def test_two_folders(folders: Path) -> None:
    run(folders / "2021", folders / "2022", "-o", folders / "out", "--to", "md")
    rows = list(csv.DictReader((folders / "out" / "comparisons.csv").open(encoding="utf-8-sig")))
    assert [(row["old"], row["new"], row["pairs"]) for row in rows] == [
        ("plan.txt", "plan.txt", "2"),
        ("", "child.txt", ""),
    ]
    assert (folders / "out" / rows[0]["file"]).read_text(encoding="utf-8").startswith("# ")


def test_one_folder_by_citations(folders: Path) -> None:
    (folders / "2022" / "parent.txt").write_text(notice(2021, 50), encoding="utf-8")
    run("--vertical", folders / "2022", "-o", folders / "out", "--to", "html")
    rows = list(csv.DictReader((folders / "out" / "comparisons.csv").open(encoding="utf-8-sig")))
    assert ("parent.txt", "child.txt") in [(row["old"], row["new"]) for row in rows]


@pytest.mark.parametrize(
    "words", [["2021/plan.txt"], ["2021", "2022"], ["2021", "2022", "2023", "-o", "x", "--to", "md"]]
)
def test_what_cannot_be_compared_is_told(folders: Path, words: list[str]) -> None:
    given = [str(folders / word) if word[0] == "2" else word for word in words]
    result = CliRunner().invoke(app, ["diff", *given])
    assert result.exit_code == 2


def test_a_figure_without_a_date_is_not_told_beside_the_same_with_one() -> None:
    plan = (
        "某县绿道规划\n一、总体要求\n到2025年，绿道覆盖率达到80%。\n二、重点任务\n（一）连通河岸，绿道覆盖率达到80%。\n"
    )
    later = "某县2026年绿道工作要点\n一、重点任务\n（一）连通山脊，2026年12月底前绿道覆盖率达到85%。\n"
    documents = [read_notice(text.encode(), name=name) for name, text in (("a.txt", plan), ("b.txt", later))]
    (series,) = build_history(documents).series
    assert [word_point(point, series.unit) for point in series.points] == ["2025: ≥80%", "2026: ≥85%"]
