"""What the name of a file says of the attachment in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath

from qingdan.text.numerals import parse_numeral

_LABEL = re.compile(
    r"(?P<owner>.*?)[ _\-—·.、（(【\[]*(?P<kind>附[件表录])\s*"
    r"(?P<n>\d{1,2}(?:[-—]\d{1,2})?(?!\d)|[一二三四五六七八九十]{1,3}(?=[\s:：.、_）)】-]|$))?(?P<rest>.*)"
)
_PARTED = re.compile(r"[\s:：.．、_\-—）)】\]]|$")
_SERIAL = re.compile(r"\A(?:\d{1,2}[.．、_\- ]+|[（(]\d{1,2}[）)])")
_MARKS = re.compile(r"[\s《》〈〉“”\"'（）()\[\]【】:：.．、_\-—]")


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
