"""The files of one notice apart: nothing printed in one goes on in the next."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from qingdan.models.source import Part, Source
from qingdan.text.numerals import parse_numeral

_LABEL = re.compile(
    r"(?P<owner>.*?)[ _\-—·.、（(【\[]*(?P<kind>附[件表录])\s*"
    r"(?P<n>\d{1,2}(?:[-—]\d{1,2})?(?!\d)|[一二三四五六七八九十]{1,3}(?=[\s:：.、_）)】-]|$))?(?P<rest>.*)"
)
_PARTED = re.compile(r"[\s:：.．、_\-—）)】\]]|$")
_SERIAL = re.compile(r"\A(?:\d{1,2}[.．、_\- ]+|[（(]\d{1,2}[）)])")
_MARKS = re.compile(r"[\s《》〈〉“”\"'（）()\[\]【】:：.．、_\-—]")


def split_parts(source: Source) -> list[Source]:
    """A source for each file: the same text and offsets, with the lines and tables of that file alone."""
    return [_view(source, part) for part in source.parts] or [source]


def _view(source: Source, part: Part) -> Source:
    return replace(
        source,
        lines=tuple(line for line in source.lines if part.start <= line.start < part.end),
        tables=tuple(table for table in source.tables if part.start <= table.start < part.end),
        furniture=tuple(span for span in source.furniture if part.start <= span[0] < part.end),
        whole_lines=part.whole_lines,
        parts=(),
    )


@dataclass(frozen=True, slots=True)
class FileLabel:
    """What a file name says of an attachment."""

    owner: str
    """The name of the notice, where it stands before the label."""
    label: str
    title: str
    """As `to_key` gives it."""


def read_label(name: str) -> FileLabel | None:
    """None for a file that does not call itself an attachment.

    附件 inside a name counts only with a number or at an end, since there are notices about attachments.
    """
    match = _LABEL.fullmatch(PurePosixPath(name).stem)
    if not match:
        return None
    owner, digits, rest = match["owner"].strip("0123456789.、 "), match["n"] or "", match["rest"]
    if owner and not digits and not _PARTED.match(rest):
        return None
    return FileLabel(
        owner, f"{match['kind']}{parse_numeral(digits) or digits}" if digits else match["kind"], to_key(rest)
    )


def to_key(title: str) -> str:
    """A title as files and notices share it: without marks, white space and the serial number in front."""
    return _MARKS.sub("", _SERIAL.sub("", title.strip(), count=1))
