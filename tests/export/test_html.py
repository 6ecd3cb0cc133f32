import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from qingdan.export.html import build_pieces, to_html
from qingdan.models.record import PolicyDocument


class _Reader(HTMLParser):
    """Tags, and the words that are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


def read(html: str) -> _Reader:
    reader = _Reader()
    reader.feed(html)
    return reader


def test_a_notebook_shows_the_whole_text_and_all_tasks(document: PolicyDocument) -> None:
    shown = read(document._repr_html_())
    assert document.text in shown.words
    assert all(task.text in shown.words for task in document.tasks)


def test_what_was_read_is_highlighted(document: PolicyDocument) -> None:
    marks = re.findall(r'<mark class="(\w+)">([^<]+)</mark>', to_html(document))
    assert marks[3:9] == [
        ("deadline", "到2025年底"), ("target", "达到90%以上"), ("target", "12个"), ("target", "不低于95%"),
        ("agency", "县政务服务局"), ("agency", "各镇"),
    ]  # fmt: skip


def test_long_texts_are_cut(document: PolicyDocument) -> None:
    long = document.model_copy(update={"text": document.text + "长" * 50_000})
    assert len(to_html(long)) < 40_000


def test_words_of_the_notice_are_never_markup(document: PolicyDocument) -> None:
    attack = '"><script>alert(1)</script><img src=x onerror=y>{{ 7 * 7 }}'
    task = document.tasks[0].model_copy(update={"text": attack, "title": attack})
    evil = document.model_copy(update={"tasks": (task,), "text": attack})
    shown = read(to_html(evil))
    assert shown.tags & {"script", "img"} == set()
    assert shown.words.count(attack) >= 3


@given(limit=st.integers(0, 400))
def test_pieces_join_to_the_text(document: PolicyDocument, limit: int) -> None:
    assert "".join(words for _, words in build_pieces(document, limit)) == document.text[:limit]
