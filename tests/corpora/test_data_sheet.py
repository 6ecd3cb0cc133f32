"""The data sheet of the corpus: its tables are what the scripts print."""

from __future__ import annotations

from pathlib import Path

from corpora.agreement import compare, to_table
from corpora.counts import to_table as to_counts

from qingdan.evaluate.corpus import read_corpus
from qingdan.evaluate.gold import read_gold

CORPORA = Path(__file__).parents[2] / "corpora"
SHEET = (CORPORA / "README.md").read_text(encoding="utf-8")
NOTICES = list(read_corpus(CORPORA))


def test_the_counts_are_those_of_the_corpus() -> None:
    assert to_counts(NOTICES) in SHEET
    assert f"{len(NOTICES)} notices written for this project" in SHEET


def test_the_agreement_is_that_of_the_readings() -> None:
    first, second = (read_gold([CORPORA / "readings" / reader]) for reader in ("first", "second"))
    assert to_table(compare(first, second)) in SHEET


def test_every_notice_was_read_twice() -> None:
    annotated = {f"{notice.id}.gold.json" for notice in NOTICES}
    for reader in ("first", "second"):
        assert {p.name for p in (CORPORA / "readings" / reader).iterdir()} == annotated
    assert "all were read twice" in SHEET


def test_the_corpus_is_as_varied_as_told() -> None:
    years = {n.about["year"] for n in NOTICES}
    assert f"The years {min(years)} to {max(years)}" in SHEET
    assert len({n.about["place"][:2] for n in NOTICES} - {"全国"}) == 31
    assert years == set(range(min(years), max(years) + 1))
