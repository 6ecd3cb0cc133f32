"""What the model learns from: sentences marked by hand, and annotated notices."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, NamedTuple

from qingdan.evaluate.corpus import Split, read_corpus
from qingdan.text.passage import Passage

CORPORA = Path(__file__).parents[2] / "corpora"
_MARKED = re.compile(r"\[(?P<sort>[agoit])\|(?P<words>[^\]]+)\]")
_CLOSINGS = (
    {"lead": "牵头单位：{}", "support": "配合单位：{}", "responsible": "责任单位：{}"},
    {"lead": "{}牵头", "support": "{}配合", "responsible": "{}负责"},
    {"lead": "{}", "support": "{}", "responsible": "{}"},
)
"""How brackets of assignment print each role; the annotation holds only the names."""
_SORTS = {"a": "ACTOR", "g": "AGENCY", "o": "ORG", "i": "INDICATOR", "t": "TIME"}


class Labelled(NamedTuple):
    """A run of text and the label of its words. Offsets count in the text."""

    start: int
    end: int
    label: str


class Sample(NamedTuple):
    """A text and the spans in it, in order, none in another."""

    text: str
    spans: tuple[Labelled, ...]


def read_sentences(path: Path = CORPORA / "sentences.txt") -> list[Sample]:
    """The sentences marked by hand, in order."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [read_sentence(line) for line in lines if line and not line.startswith("#")]


def read_sentence(line: str) -> Sample:
    """`[a|各县]要…` as text and spans, folded as notices are."""
    pieces: list[str] = []
    spans: list[Labelled] = []
    position = length = 0
    for mark in _MARKED.finditer(line):
        before, words = _folded(line[position : mark.start()]), _folded(mark["words"])
        spans.append(Labelled(length + len(before), length + len(before) + len(words), _SORTS[mark["sort"]]))
        pieces += (before, words)
        length, position = spans[-1].end, mark.end()
    return Sample("".join((*pieces, _folded(line[position:]))), tuple(spans))


def read_annotated(split: Split) -> list[Sample]:
    """The tasks of the annotated notices of a split, in order."""
    return [to_sample(task) for notice in read_corpus(CORPORA, split) for task in notice.gold["tasks"]]


def to_sample(task: dict[str, Any]) -> Sample:
    """The text of an annotated task with the places of what its annotation names; longer names go first."""
    text = _folded(task["text"])
    named = [(r["name"], "AGENCY") for r in task.get("responsibilities", ())]
    named += [(name, "ACTOR") for name in task.get("agencies_ok", ())]
    named += [(t["indicator"], "INDICATOR") for t in task.get("targets", ()) if t.get("indicator")]
    named += [(d["raw"], "TIME") for d in task.get("deadlines", ()) if d.get("raw")]
    taken = bytearray(len(text))
    spans: list[Labelled] = []
    for words, label in sorted(((_folded(words), label) for words, label in named), key=lambda n: (-len(n[0]), n)):
        for found in re.finditer(re.escape(words), text) if words else ():
            if not any(taken[found.start() : found.end()]):
                spans.append(Labelled(found.start(), found.end(), label))
                taken[found.start() : found.end()] = b"\1" * len(words)
    return _closed(Sample(text, tuple(sorted(spans))), task)


def _closed(sample: Sample, task: dict[str, Any]) -> Sample:
    """The sample with a closing bracket that assigns the task, where it is a clause: annotations leave brackets out."""
    by_role: dict[str, list[str]] = {}
    for agency in task.get("responsibilities", ()):
        if _folded(agency["name"]) not in sample.text:
            by_role.setdefault(agency["role"], []).append(_folded(agency["name"]))
    if not by_role or (task.get("located_in") or {}).get("type") != "clause":
        return sample
    words = _CLOSINGS[len(sample.text) % len(_CLOSINGS)]
    text, spans = f"{sample.text}（", list(sample.spans)
    for role, names in by_role.items():
        before, _, after = words[role].partition("{}")
        text += before if text.endswith("（") else f"；{before}"
        for name in names:
            text += "、" if name != names[0] else ""
            spans.append(Labelled(len(text), len(text) + len(name), "AGENCY"))
            text += name
        text += after
    return Sample(f"{text}）", tuple(spans))


def _folded(text: str) -> str:
    return Passage.of(text).text
