"""The loader gives each listed notice with its annotation, and says what is no corpus."""

from __future__ import annotations

from pathlib import Path

import pytest

from qingdan.evaluate.corpus import read_corpus
from qingdan.evaluate.gold import GoldError

LIST = """
[[notice]]
id = "b"
file = "notices/b.txt"
split = "train"
place = "某省"

[[notice]]
id = "a"
file = "pairs/a.html"
split = "test"
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "notices.toml").write_text(LIST, encoding="utf-8")
    (tmp_path / "gold").mkdir()
    for name in "ab":
        (tmp_path / "gold" / f"{name}.gold.json").write_text(f'{{"document": "{name}", "tasks": []}}', encoding="utf-8")
    return tmp_path


def test_notices_come_in_the_order_of_the_list(corpus: Path) -> None:
    first, second = read_corpus(corpus)
    assert (first.id, first.split, first.path, dict(first.about)) == (
        "b", "train", corpus / "notices" / "b.txt", {"place": "某省"},
    )  # fmt: skip
    assert (second.id, second.gold["document"], dict(second.about)) == ("a", "a", {})


def test_one_split(corpus: Path) -> None:
    assert [n.id for n in read_corpus(str(corpus), "test")] == ["a"]
    assert list(read_corpus(corpus, "dev")) == []


@pytest.mark.parametrize("listed", [None, "notice = [", "[other]"])
def test_what_is_no_corpus_is_told(tmp_path: Path, listed: str | None) -> None:
    if listed is not None:
        (tmp_path / "notices.toml").write_text(listed, encoding="utf-8")
    with pytest.raises(GoldError, match=r"not a corpus; its notices are listed in notices\.toml"):
        list(read_corpus(tmp_path))
