"""The form that docs/formats.md adds as an example is one, by the lines named there."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from qingdan import read_notice
from qingdan.errors import BrokenFileError
from qingdan.readers import READERS, sniff

CHAPTER = (
    (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8").partition("## Adding a form")[2]
)
WORDS = "青禾县人民政府办公室关于印发2024年便民服务方案的通知\n一、重点任务\n（一）整合窗口12个。（县政务服务局牵头，2024年6月底前完成）\n"


@pytest.fixture
def _added(monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = re.findall(r"```pycon\n(.*?)```", CHAPTER, re.DOTALL)
    names: dict[str, object] = {}
    for example in doctest.DocTestParser().get_examples(code):
        exec(compile(example.source, "docs/formats.md", "single"), names)
    assert '`"mail": read_mail`' in CHAPTER
    assert '`"mail": "e-mail (.eml)"`' in CHAPTER
    assert '`(b"Content-Type: text/", "mail")`' in CHAPTER
    monkeypatch.setitem(READERS, "mail", names["read_mail"])
    monkeypatch.setitem(sniff.FORMS, "mail", "e-mail (.eml)")
    monkeypatch.setattr(sniff, "_SIGNATURES", (*sniff._SIGNATURES, (b"Content-Type: text/", "mail")))


@pytest.mark.usefixtures("_added")
@pytest.mark.parametrize("kind", ["plain", "html"])
def test_an_added_form_gives_tasks(kind: str) -> None:
    body = WORDS if kind == "plain" else "".join(f"<p>{line}</p>" for line in WORDS.splitlines())
    document = read_notice(f"Content-Type: text/{kind}; charset=utf-8\n\n{body}".encode(), name="a.eml")
    assert [(str(task.due_on), task.responsibilities[0].name) for task in document.tasks] == [
        ("2024-06-30", "县政务服务局")
    ]


@pytest.mark.usefixtures("_added")
def test_its_errors_name_the_file() -> None:
    with pytest.raises(BrokenFileError, match=r"^a\.eml: the e-mail holds no words"):
        read_notice(b"Content-Type: text/calendar\n\nBEGIN:VCALENDAR", name="a.eml")
