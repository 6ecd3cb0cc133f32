"""Attachments: announced in the notice, and printed behind it or in files of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from qingdan.models.notice import Attachment, Table
from qingdan.models.source import Part, Source
from qingdan.rulepacks import RuleSet
from qingdan.structure.attachments.announced import LABEL, TITLE_LONGEST, Announced, find_announced
from qingdan.structure.attachments.file_names import read_label, to_key
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Passage, join

_NOTE = re.compile(r"（[^（）]{2,30}）")
_UNIT = re.compile(r"[（【]?(?:计量|金额|面积|长度)?单位：[^。；]{1,20}")
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Attachments:
    """Attachments in order of print; the paragraphs that are their labels and titles, or announce them."""

    found: tuple[Attachment, ...]
    consumed: frozenset[int]
    """Indices of paragraphs that belong to no clause."""
    missing: tuple[Announced, ...] = ()
    """Announced, and neither printed nor in a file of their own."""

    def at(self, offset: int) -> Attachment | None:
        """The attachment that a place of the text lies in."""
        return next((a for a in reversed(self.found) if a.start <= offset < a.end), None)


@dataclass(frozen=True, slots=True)
class _Opening:
    start: int
    label: str
    title: Passage
    used: range
    """Paragraphs that are its label and title."""


def find_attachments(paragraphs: Sequence[Paragraph], source: Source, rules: RuleSet) -> Attachments:
    """Labels alone on their line open an attachment; so do an announced title without its label, and a file."""
    entries, consumed = find_announced(paragraphs, rules)
    openings = list(_printed(paragraphs, entries, consumed, rules))
    starts = {opening.start for opening in openings}
    openings = sorted([*openings, *_of_files(paragraphs, source, entries, rules, starts)], key=lambda o: o.start)
    ends = [opening.start for opening in openings[1:]] + [len(source.text)] * bool(openings)
    found = tuple(
        Attachment(f"a{number}", opening.label, opening.title, opening.start, end)
        for number, (opening, end) in enumerate(zip(openings, ends, strict=True), 1)
    )
    consumed.update(index for opening in openings for index in opening.used)
    return Attachments(found, frozenset(consumed), tuple(_missing(entries, found, source)))


def _printed(
    paragraphs: Sequence[Paragraph], entries: Sequence[Announced], consumed: set[int], rules: RuleSet
) -> Iterator[_Opening]:
    announced = {entry.title.text: entry.label for entry in entries}
    last, after = "", 0
    for index, paragraph in enumerate(paragraphs):
        if index in consumed or index < after:
            continue
        label, title, used = _opening(paragraphs, index, announced, rules)
        if not label or (last == label and label != "附件"):
            continue
        last, after = label, index + used
        yield _Opening(paragraph.passage.start, label, title, range(index, after))


def _of_files(
    paragraphs: Sequence[Paragraph], source: Source, entries: Sequence[Announced], rules: RuleSet, printed: set[int]
) -> Iterator[_Opening]:
    """Files behind the first that do not begin with the label or the title of the attachment that they are."""
    for part in source.parts[1:]:
        first = bisect_left(paragraphs, part.start, key=lambda paragraph: paragraph.passage.start)
        inside = first < len(paragraphs) and paragraphs[first].passage.start < part.end
        if part.start == part.end or (inside and paragraphs[first].passage.start in printed):
            continue
        entry = _find_entry(part, entries)
        named = read_label(part.name)
        label = named.label if named else entry.label if entry else "附件"
        title, used = _title_under(paragraphs, first, rules) if inside else (Passage(source.text, ()), 0)
        if not rules.fullmatch("attachment_title", title.text):
            title, used = entry.title if entry else Passage(source.text, ()), 0
        yield _Opening(part.start, label, title, range(first, first + used))


def _find_entry(part: Part, entries: Sequence[Announced]) -> Announced | None:
    """The entry of the list that a file is: by the label in its name, else by its title."""
    named, title = read_label(part.name), to_key(PurePosixPath(part.name).stem)
    by_label = (entry for entry in entries if named and entry.label == named.label)
    by_title = (entry for entry in entries if to_key(entry.title.text) in title)
    return next(by_label, None) or next(by_title, None)


def _missing(entries: Sequence[Announced], found: Sequence[Attachment], source: Source) -> Iterator[Announced]:
    labels, titles = {a.label for a in found}, {a.title.text for a in found}
    files = [_find_entry(part, entries) for part in source.parts[1:]]
    for entry in entries:
        alone = len(entries) == 1 and bool(found)
        if not (alone or entry.label in labels or entry.title.text in titles or entry in files):
            yield entry


def _opening(
    paragraphs: Sequence[Paragraph], index: int, announced: dict[str, str], rules: RuleSet
) -> tuple[str, Passage, int]:
    """Label, title and number of paragraphs of an attachment that opens here; an empty label where none does."""
    paragraph = paragraphs[index]
    match = LABEL.fullmatch(paragraph.text)
    if match and len(match["rest"]) <= TITLE_LONGEST and not match["rest"].endswith(("。", "；")):
        digits = match["n"] or ""
        label = match["label"].replace(digits, str(parse_numeral(digits) or digits)) if digits else match["label"]
        start = match.start("rest")
        if match["rest"]:
            return label, paragraph.passage.slice(start, len(paragraph.text)), 1
        title, used = _title_under(paragraphs, index + 1, rules)
        return label, title, 1 + used
    if paragraph.text in announced:
        return announced[paragraph.text], paragraph.passage, 1
    return "", paragraph.passage, 0


def _title_under(paragraphs: Sequence[Paragraph], index: int, rules: RuleSet) -> tuple[Passage, int]:
    """The title lines under a label: short, without a stop, up to a number or a complete title."""
    lines: list[Passage] = []
    for paragraph in paragraphs[index : index + _TITLE_LINES]:
        text = paragraph.text
        if read_number(text, rules) or len(text) > TITLE_LONGEST or text.endswith(("。", "；", "：", "，")):
            break
        if paragraph.after_table or _UNIT.fullmatch(text):
            break
        if rules.fullmatch("attachment_title", "".join(p.text for p in lines)) and not _NOTE.fullmatch(text):
            break
        lines.append(paragraph.passage)
    source = paragraphs[max(0, index - 1)].passage.source
    return join(source, lines), len(lines)


def take_titles(attachments: Attachments, tables: Sequence[Table]) -> Attachments:
    """An attachment whose title was read as its table's caption has it for a title."""

    def title_of(attachment: Attachment) -> Attachment:
        inside = (t.caption for t in tables if t.caption and attachment.start <= t.start < attachment.end)
        return attachment if attachment.title else replace(attachment, title=next(inside, attachment.title))

    return replace(attachments, found=tuple(title_of(a) for a in attachments.found))
