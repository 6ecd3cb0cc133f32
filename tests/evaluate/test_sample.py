"""Samples for human coders, and what their answers say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from qingdan import read_notice
from qingdan.cli.main import app
from qingdan.evaluate.agreement import krippendorff_alpha, resample, weighted_share
from qingdan.evaluate.coded import CodedError, judge_lists, judge_values, read_sheets
from qingdan.evaluate.coding_sheets import write_notice_sheets, write_value_sheet
from qingdan.evaluate.methods import tell_lists, tell_values
from qingdan.evaluate.sampling import NoticeUnit, draw_sample, find_values
from qingdan.models.record import PolicyDocument

NOTICES = sorted((Path(__file__).parents[2] / "corpora" / "notices" / "train").glob("*.txt"))
Row = dict[str, str]


@cache
def documents() -> tuple[PolicyDocument, ...]:
    return tuple(read_notice(path) for path in NOTICES)


def test_strata_share_equally_and_weights_add_up() -> None:
    values = list(find_values(documents()))
    sizes = Counter(v.field for v in values)
    sample = draw_sample(values, 30, ["field"])
    assert Counter(d.stratum for d in sample) == {("agency",): 10, ("deadline",): 10, ("target",): 10}
    for drawn in sample:
        assert drawn.probability == 10 / sizes[drawn.unit.field]
    assert sum(1 / d.probability for d in sample) == pytest.approx(len(values))


def test_a_small_stratum_gives_all_it_has() -> None:
    notices = [NoticeUnit(d) for d in documents()]
    sample = draw_sample(notices, 1000, ["year"])
    assert [d.unit for d in sample] == notices
    assert {d.probability for d in sample} == {1.0}


def test_the_draw_repeats_and_the_seed_changes_it() -> None:
    values = list(find_values(documents()))
    first, again, other = (
        draw_sample(units, 20, [], seed) for units, seed in ((values, 1), (values[::-1], 1), (values, 2))
    )
    assert {d.unit.unit_id for d in first} == {d.unit.unit_id for d in again} != {d.unit.unit_id for d in other}


# Krippendorff (2011), section D: four observers would be more; these three and their blanks give .691.
OBSERVED = {
    "a": "*****3412113 3*3".replace(" ", ""),
    "b": "1*2133 43*******".replace(" ", ""),
    "c": "**2134 4*2113 3*4".replace(" ", ""),
}


def test_alpha_of_the_published_example() -> None:
    units = [[None if code == "*" else code for code in codes] for codes in zip(*OBSERVED.values(), strict=True)]
    assert krippendorff_alpha(units) == pytest.approx(0.691, abs=0.0005)


@pytest.mark.parametrize(
    ("units", "alpha"),
    [
        ([[1, 1], [0, 0]], 1.0),
        ([[1, 1], [1, 1]], 1.0),
        ([[1, 0], [0, 1]], -0.5),
        ([[1, 1]], None),
        ([[1, None], [None, 1]], None),
    ],
)
def test_alpha(units: list[list[int | None]], alpha: float | None) -> None:
    assert krippendorff_alpha(units) == (None if alpha is None else pytest.approx(alpha))


def test_weights() -> None:
    assert weighted_share([(True, 0.5), (False, 0.25)]) == pytest.approx(1 / 3)
    assert weighted_share([]) is None
    assert resample([[(True, 1.0)], [(True, 1.0)]]) == (1.0, 1.0)
    assert resample([[(True, 1.0)]]) is None


def fill(path: Path, sheet: str, change: Callable[[int, Row], Row]) -> None:
    """Write into a workbook as a coder would, row by row."""
    workbook = openpyxl.load_workbook(path)
    page = workbook[sheet]
    headers = [c.value for c in page[1]]
    for index, cells in enumerate(page.iter_rows(min_row=2), 2):
        row = {h: c.value for h, c in zip(headers, cells, strict=True)}
        for name, words in change(index - 2, row).items():
            page.cell(index, headers.index(name) + 1, words)
    workbook.save(path)


@pytest.fixture
def values(tmp_path: Path) -> Path:
    path = tmp_path / "values.xlsx"
    write_value_sheet(path, draw_sample(find_values(documents()), 12, ["field"]), ["field"])
    return path


def test_verdicts_give_precision_and_agreement(values: Path) -> None:
    fill(values, "sample", lambda i, _: {"coder_1": "right", "coder_2": "wrong" if i == 0 else "对"})
    whole, *fields = judge_values(read_sheets(values)["sample"])
    assert (whole.field, whole.judged, whole.both, whole.agreement) == ("all", 12, 12, 11 / 12)
    assert whole.by_coder["coder_1"] == 1.0 > whole.by_coder["coder_2"]
    assert whole.precision == pytest.approx((1 + whole.by_coder["coder_2"]) / 2)
    assert [f.field for f in fields] == ["agency", "deadline", "target"]
    assert "Krippendorff's alpha" in tell_values([whole, *fields])


def test_unsure_is_no_verdict(values: Path) -> None:
    fill(values, "sample", lambda i, _: {"coder_1": "unsure" if i else "wrong"})
    whole = judge_values(read_sheets(values)["sample"])[0]
    assert (whole.judged, whole.precision, whole.both, whole.alpha) == (1, 0.0, 0, None)


def test_a_verdict_that_is_none_names_its_item(values: Path) -> None:
    fill(values, "sample", lambda i, _: {"coder_2": "maybe"} if i == 3 else {})
    with pytest.raises(CodedError, match=r"item \S+: coder_2 says 'maybe'"):
        judge_values(read_sheets(values)["sample"])


def test_the_same_sample_gives_the_same_bytes(values: Path, tmp_path: Path) -> None:
    write_value_sheet(tmp_path / "again.xlsx", draw_sample(find_values(documents()), 12, ["field"]), ["field"])
    assert (tmp_path / "again.xlsx").read_bytes() == values.read_bytes()


def list_tasks(path: Path, coder: str, document: PolicyDocument, count: int) -> None:
    workbook = openpyxl.load_workbook(path)
    for task in document.tasks[:count]:
        deadlines = "；".join(str(d.end) for d in task.deadlines if d.end)
        agencies = "、".join(a.name for a in task.responsibilities)
        workbook[coder].append([document.document_id, task.number, task.text, deadlines, agencies, ""])
    workbook.save(path)


def test_lists_give_recall(tmp_path: Path) -> None:
    path, document = tmp_path / "notices.xlsx", documents()[0]
    write_notice_sheets(path, draw_sample([NoticeUnit(document)], 1, []), [])
    list_tasks(path, "coder_1", document, len(document.tasks))
    list_tasks(path, "coder_2", document, 4)
    first, second, between = judge_lists(read_sheets(path))
    assert (first.found, first.wanted, between.found, between.wanted) == ("program", "coder_1", "coder_1", "coder_2")
    assert (first.figures["task"].recall, first.figures["task"].precision) == (1.0, 1.0)
    assert second.figures["task"].precision == 4 / len(document.tasks)
    assert between.figures["task"].recall == 1.0
    assert between.alpha["agency"] == 1.0
    assert "Between coders" in tell_lists([first, second, between], 1)


def test_tasks_of_a_notice_outside_the_sample_are_told(tmp_path: Path) -> None:
    path = tmp_path / "notices.xlsx"
    write_notice_sheets(path, draw_sample([NoticeUnit(documents()[0])], 1, []), [])
    list_tasks(path, "coder_1", documents()[1], 1)
    with pytest.raises(CodedError, match="is not of the sample"):
        judge_lists(read_sheets(path))


@pytest.mark.parametrize("name", ["no.xlsx", "text.xlsx"])
def test_what_is_no_workbook_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "text.xlsx").write_text("item,coder_1")
    with pytest.raises(CodedError, match=name):
        read_sheets(tmp_path / name)


def test_the_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    out, book = tmp_path / "out", str(tmp_path / "s.xlsx")
    assert run(app, ["convert", str(NOTICES[0]), "-o", str(out), "--to", "json"]).exit_code == 0
    assert run(app, ["sample", str(out), "-n", "5", "--by", "level,field", "-o", book]).exit_code == 0
    assert "Nothing is coded yet" in run(app, ["agree", book]).output
    fill(Path(book), "sample", lambda i, _: {"coder_1": "right"})
    assert "Precision was 1.000" in run(app, ["agree", book]).output
    assert "choose from" in run(app, ["sample", str(out), "--by", "colour"]).output
