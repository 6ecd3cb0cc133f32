"""The corpus is what its README says: gold in one shape and printed in its notice, splits apart, PDFs rebuilt."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from datetime import date
from functools import cache
from html import unescape
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

CORPORA = Path(__file__).parents[2] / "corpora"
NOTICES: list[dict[str, Any]] = tomllib.loads((CORPORA / "notices.toml").read_text(encoding="utf-8"))["notice"]
IDS = [n["id"] for n in NOTICES]
PAIRS: list[dict[str, Any]] = tomllib.loads((CORPORA / "pairs" / "pairs.toml").read_text(encoding="utf-8"))["pair"]
PDFS = [n["id"] for n in NOTICES if n["file"].endswith(".pdf")]
TYPESET = [n["id"] for n in NOTICES if n["file"].endswith((".pdf", ".docx"))]

BUILT_WITH = {"reportlab": "5.1.0", "python-docx": "1.2.0"}
"""What wrote the committed PDF and Word files; another version may write other bytes."""

TOP = {
    "document", "metadata", "outline", "attachments", "tables", "objectives", "references", "tasks", "notes",
    "annotation",
}  # fmt: skip
TASK = {
    "number", "path", "title", "text", "kind", "deadlines", "targets", "targets_ok", "criteria", "method", "extra",
    "located_in", "deadlines_ok", "responsibilities", "agencies_ok",
}  # fmt: skip
METADATA = {
    "title", "document_number", "index_number", "issuers", "published_on", "is_draft", "jurisdiction", "policy_year",
    "signed_on", "document_type",
}  # fmt: skip
DEADLINE = {"raw", "start", "end", "precision", "ongoing", "recurrence", "inherited"}
TARGET = {
    "indicator", "comparator", "value", "value_max", "unit", "direction", "baseline", "alternative_group", "frequency",
    "per", "baseline_value",
}  # fmt: skip
PERIODS = {"day", "ten_days", "week", "month", "quarter", "half_year", "year"}
COLUMNS = {
    "number", "group", "task", "agency", "lead_agency", "support_agency", "deadline", "criteria", "method",
    "indicator", "target", "baseline", "remark", "other",
}  # fmt: skip

# Digits between groups that no notice here may hold: telephones and mail boxes of anyone.
PHONE = re.compile(r"(?<![0-9])(?:1[3-9][0-9]{9}|0[1-9][0-9]{1,2}-?[0-9]{7,8})(?![0-9])")
MAIL = re.compile(r"[\w.]+@(?!example\.org)[\w.]+")


def squash(text: str) -> str:
    return re.sub(r"\s+", "", text)


def entry(name: str) -> dict[str, Any]:
    return next(n for n in NOTICES if n["id"] == name)


def of_pair(notice: dict[str, Any]) -> bool:
    return notice["file"].startswith("pairs/")


@cache
def gold(name: str) -> dict[str, Any]:
    return json.loads((CORPORA / "gold" / f"{name}.gold.json").read_text(encoding="utf-8"))


@cache
def printed(name: str) -> str:
    """The words of the notice without white space; of one typeset from a source, its words without directives."""
    notice = entry(name)
    if name in TYPESET:
        source = (CORPORA / "sources" / f"{name}.txt").read_text(encoding="utf-8")
        return squash(re.sub(r"^@\w+ ?|\\n", "", source, flags=re.M))
    text = (CORPORA / notice["file"]).read_bytes().decode(notice.get("encoding", "utf-8"))
    if notice["file"].endswith(".html"):
        text = unescape(re.sub(r"(?is)<(script|style|title)\b.*?</\1>|<!--.*?-->|<[^>]+>", "", text))
    return squash(text)


@cache
def text_layer(name: str) -> tuple[str, ...]:
    pdf = pypdfium2.PdfDocument(str(CORPORA / entry(name)["file"]))
    pages = tuple(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return pages


def test_every_notice_is_listed_once() -> None:
    files = [
        p.relative_to(CORPORA).as_posix() for folder in ("notices", "demo") for p in (CORPORA / folder).rglob("*.*")
    ]
    assert sorted(n["file"] for n in NOTICES if not of_pair(n)) == sorted(files)
    assert all((CORPORA / n["file"]).is_file() for n in NOTICES)
    assert sorted(IDS) == sorted(p.name.removesuffix(".gold.json") for p in (CORPORA / "gold").iterdir())
    assert sorted(TYPESET) == sorted(p.stem for p in (CORPORA / "sources").iterdir())


@pytest.mark.parametrize("notice", NOTICES, ids=IDS)
def test_file_stands_in_its_split(notice: dict[str, Any]) -> None:
    path = Path(notice["file"])
    assert path.stem == notice["id"]
    if of_pair(notice):
        pair = next(p for p in PAIRS if p["id"] == path.parts[1])
        assert (notice["place"], notice["split"]) == (pair["place"], pair["split"].removesuffix("2"))
    else:
        assert path.parts[:-1] == (("demo",) if path.parts[0] == "demo" else ("notices", notice["split"]))


def test_neither_issuer_nor_place_stands_in_two_splits() -> None:
    """Pairs without gold count too: the comparison is trained on those of `train`."""
    splits: dict[str, set[str]] = {}
    for notice in [*NOTICES, *PAIRS]:
        issuers = gold(notice["id"])["metadata"]["issuers"] if notice in NOTICES else []
        for name in (notice["place"], *issuers):
            splits.setdefault(name, set()).add(notice["split"].removesuffix("2"))
    assert {name: found for name, found in splits.items() if len(found) > 1} == {}
    assert {n["split"] for n in NOTICES} == {"train", "dev", "test"}


@pytest.mark.parametrize("name", IDS)
def test_gold_has_the_shape(name: str) -> None:
    annotation = gold(name)
    assert set(annotation) == TOP
    assert annotation["document"] == Path(entry(name)["file"]).name
    assert set(annotation["metadata"]) >= METADATA
    assert annotation["metadata"]["issuers"][:1] == ([entry(name)["issuer"]] if "issuer" in entry(name) else [])
    for table in annotation["tables"]:
        assert set(table) == {"caption", "is_task_table", "columns", "row_count"}
        assert {c["role"] for c in table["columns"]} <= COLUMNS
    for clause in annotation["outline"]:
        assert set(clause) == {"number", "level", "heading"}
    for task in annotation["tasks"]:
        assert set(task) == TASK
        assert task["kind"] in {"task", "milestone", "safeguard", "duty"}
        assert task["located_in"]["type"] in {"table", "clause"}
        assert all(set(d) >= DEADLINE for d in task["deadlines"] + task["deadlines_ok"])
        assert all(set(t) >= TARGET for t in task["targets"] + task["targets_ok"])
        assert all(set(r) == {"name", "role", "inherited"} for r in task["responsibilities"])
        assert {r["role"] for r in task["responsibilities"]} <= {"lead", "support", "responsible"}


def stands_in(words: str, text: str) -> bool:
    """Printed in one piece, or in two where a page break tears a row."""
    return text in words or any(text[:cut] in words and text[cut:] in words for cut in range(8, len(text) - 7))


@pytest.mark.parametrize("name", IDS)
def test_gold_is_printed_in_the_notice(name: str) -> None:
    words, annotation = printed(name), gold(name)
    wanted = [annotation["metadata"]["title"], *annotation["metadata"]["issuers"]]
    wanted += [c["heading"] for c in annotation["outline"]]
    wanted += [r["title"] for r in annotation["references"]] + [a["title"] for a in annotation["attachments"]]
    for task in annotation["tasks"]:
        wanted += [task["title"] or "", task["number"] or "", *task["path"], *task["criteria"]]
        wanted += [d["raw"] for d in task["deadlines"] + task["deadlines_ok"]]
    wanted += [o["text_start"] for o in annotation["objectives"]]
    assert [w for w in wanted if squash(w) not in words] == []
    assert [t["text"] for t in annotation["tasks"] if not stands_in(words, squash(t["text"]))] == []


def is_written_out(agency: str, words: str) -> bool:
    """A name of an elliptical list (甲市、乙市人民政府, 各市、县人民政府) is printed in two pieces."""
    if agency[:1] == "各" and agency[1:] in words:
        return True
    return any(f"{agency[:cut]}、" in words and agency[cut:] in words for cut in range(2, len(agency) - 1))


@pytest.mark.parametrize("name", IDS)
def test_agency_names_are_printed(name: str) -> None:
    words = printed(name)
    for task in gold(name)["tasks"]:
        for agency in [a["name"] for a in task["responsibilities"]] + task["agencies_ok"]:
            assert agency in words or is_written_out(agency, words), agency


@pytest.mark.parametrize("name", IDS)
def test_rows_of_tables_are_tasks(name: str) -> None:
    tables = [t["row_count"] for t in gold(name)["tables"] if t["is_task_table"]]
    assert sum(tables) == sum(t["located_in"]["type"] == "table" for t in gold(name)["tasks"])


@pytest.mark.parametrize("name", IDS)
def test_dates_and_rhythms_are_well_formed(name: str) -> None:
    annotation = gold(name)
    dates = [annotation["metadata"][key] for key in ("signed_on", "published_on")]
    for task in annotation["tasks"]:
        for deadline in task["deadlines"] + task["deadlines_ok"]:
            dates += [deadline["start"], deadline["end"]]
            assert deadline["precision"] in PERIODS | {"period", None}
            assert (deadline["recurrence"] or {"frequency": "day"})["frequency"] in PERIODS
            assert not (deadline["start"] and deadline["end"]) or deadline["start"] <= deadline["end"]
            told = deadline["end"] or deadline["ongoing"] or deadline["recurrence"] or deadline.get("relative")
            assert bool(told) == (deadline.get("status", "resolved") == "resolved")
    assert all(date.fromisoformat(d) for d in dates if d)


@pytest.mark.parametrize("name", IDS)
def test_targets_are_well_formed(name: str) -> None:
    annotation = gold(name)
    targets = [t for task in annotation["tasks"] for t in task["targets"] + task["targets_ok"]]
    for target in targets + [t for o in annotation["objectives"] for t in o["targets"]]:
        assert target["comparator"] in {">=", ">", "<=", "<", "=", "~", "between", None}
        assert target["direction"] in {"increase", "decrease", None}
        assert (target["value"] is None) == (target["comparator"] is None)
        assert (target["value_max"] is not None) == (target["comparator"] == "between")
        assert target["value"] is not None or target["direction"]


@pytest.mark.parametrize("name", IDS)
def test_nobody_can_be_called_or_written_to(name: str) -> None:
    assert PHONE.findall(printed(name)) + MAIL.findall(printed(name)) == []


@pytest.mark.parametrize("name", PDFS)
def test_text_layer_holds_the_source(name: str) -> None:
    """Every character of the source is on the pages as often; only page numbers and repeated headers come on top."""
    layer = Counter(squash("".join(text_layer(name))))
    source = (CORPORA / "sources" / f"{name}.txt").read_text(encoding="utf-8")
    words = re.sub(r"^@(?:table|page|gap|faces)\b.*$|^@\w+ |[|^<\\]", "", source, flags=re.M)
    assert Counter(squash(words)) - layer == Counter()
    assert all(f"—{number}—" in squash(page) for number, page in enumerate(text_layer(name), 1))


@pytest.mark.parametrize("name", PDFS)
def test_pdf_is_small_and_holds_its_fonts(name: str) -> None:
    content = (CORPORA / entry(name)["file"]).read_bytes()
    assert len(content) < 200_000
    assert content.count(b"/FontFile2") >= 2


def test_one_pdf_is_long_enough_for_benchmarks() -> None:
    assert max(len(text_layer(name)) for name in PDFS) >= 12


@pytest.mark.parametrize("name", PDFS)
def test_tables_are_seen_by_their_rules(name: str) -> None:
    """The geometry of pdfplumber, which is no part of the reader under test, finds the columns that the gold names."""
    pdfplumber = pytest.importorskip("pdfplumber")
    with pdfplumber.open(CORPORA / entry(name)["file"]) as pdf:
        widths = {len(row) for page in pdf.pages for table in page.extract_tables() for row in table}
    assert {len(t["columns"]) for t in gold(name)["tables"]} <= widths


def test_typeset_notices_are_rebuilt_byte_for_byte(tmp_path: Path) -> None:
    built_with = {name: version(name) for name in BUILT_WITH}
    command = [sys.executable, str(CORPORA / "build.py"), "--out", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode == 1 and "fonts missing" in run.stderr:
        pytest.skip(run.stderr.strip())
    assert run.returncode == 0, run.stderr
    files = [Path(entry(n)["file"]) for n in TYPESET]
    changed = [f.name for f in files if (tmp_path / f.name).read_bytes() != (CORPORA / f).read_bytes()]
    if changed and built_with != BUILT_WITH:
        pytest.skip(f"the committed files were built with {BUILT_WITH}, here are {built_with}")
    assert changed == []


STANDOFF = sorted((CORPORA / "standoff").glob("*.standoff.json"))


def test_annotations_of_real_notices_hold_no_sentence() -> None:
    assert len(STANDOFF) >= 40
    for path in STANDOFF:
        annotation = json.loads(path.read_text(encoding="utf-8"))
        assert path.name.startswith(annotation.pop("text_digest")[:12])
        annotation.pop("document")
        assert re.findall(r"[\u4e00-\u9fff]{7,}", json.dumps(annotation, ensure_ascii=False)) == []
