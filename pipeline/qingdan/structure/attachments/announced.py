"""The list of attachments that a notice prints at its end: `附件：1.…` and the numbered lines under it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.text.passage import Passage, join

LABEL = re.compile(
    r"[（【]?(?P<label>附[件表录](?P<n>\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3})?)[）】]?(?P<colon>[：.、]?)(?P<rest>.*)"
)
"""An attachment's label at the head of a line."""
TITLE_LONGEST = 60
_ITEM = re.compile(r"(?:附件)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、：]?(?=\D)(?P<title>.{2,80})")
_INLINE_ITEM = re.compile(r"(?<!\d)\d{1,2}[.、](?!\d)")
_LONGEST = 400
_CLOSING = "；;。 "
_ORPHAN = re.compile(r"(?!附[件表录])[\u4e00-\u9fff]{1,2}[）》]?")
"""What a line break leaves of a title."""


@dataclass(frozen=True, slots=True)
class Announced:
    """An entry of the list."""

    label: str
    """`附件` where it is the only one and has no number, else with its number."""
    title: Passage


def find_announced(paragraphs: Sequence[Paragraph], rules: RuleSet) -> tuple[list[Announced], set[int]]:
    """The entries of the list, and the indices of the paragraphs that it takes up."""
    found: list[Announced] = []
    consumed: set[int] = set()
    for index, paragraph in enumerate(paragraphs):
        match = LABEL.fullmatch(paragraph.text.lstrip("-—· "))
        if not match or not _announces(match, paragraphs, index, rules):
            continue
        consumed.add(index)
        indent = len(paragraph.text) - len(match[0])
        titles = list(_inline(paragraph.passage.slice(indent + match.start("rest"), len(paragraph.text))))
        following = index + 1
        while following < len(paragraphs) and (item := _ITEM.fullmatch(paragraphs[following].text)):
            passage = paragraphs[following].passage
            if len(passage) > TITLE_LONGEST or _is_label(passage.text):
                break
            titles.append((len(titles) + 1, passage.slice(item.start("title"), len(passage)).strip(_CLOSING)))
            consumed.add(following)
            following += 1
        if (
            following < len(paragraphs)
            and titles
            and _ends_title(titles[-1][1].text, paragraphs[following].text, rules)
        ):
            number, title = titles.pop()
            titles.append((number, join(title.source, (title, paragraphs[following].passage.strip(_CLOSING)))))
            consumed.add(following)
        found += [Announced(f"附件{n}" if len(titles) > 1 else match["label"], title) for n, title in titles]
    return found, consumed


def _inline(rest: Passage) -> Iterator[tuple[int, Passage]]:
    """The entries on the line of the label itself, with their places in the list."""
    marks = list(_INLINE_ITEM.finditer(rest.text))
    starts, ends = [0, *(m.end() for m in marks)], [*(m.start() for m in marks), len(rest)]
    pieces = [rest.slice(start, end).strip(_CLOSING) for start, end in zip(starts, ends, strict=True)]
    return ((n, piece) for n, piece in enumerate(pieces if pieces[0] else pieces[1:], 1) if piece)


def _ends_title(title: str, text: str, rules: RuleSet) -> bool:
    """The second line of an announced title: it completes the title, or is too short to be anything else."""
    if len(text) > TITLE_LONGEST or rules.fullmatch("attachment_title", title):
        return False
    return bool(rules.fullmatch("attachment_title", title + text) or _ORPHAN.fullmatch(text))


def _is_label(text: str) -> bool:
    match = LABEL.fullmatch(text)
    return bool(match and not match["rest"])


def _announces(match: re.Match[str], paragraphs: Sequence[Paragraph], index: int, rules: RuleSet) -> bool:
    """`附件：…` with words behind it announces; `附件1 …` does when another label follows at once."""
    if len(match["rest"]) > _LONGEST:
        return False
    if match["rest"] and match["colon"] == "：" and not match["n"]:
        return True
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    if not match["rest"]:
        return match["colon"] == "：" and _ITEM.fullmatch(following) is not None and bool(read_number(following, rules))
    behind, ahead = LABEL.fullmatch(following), LABEL.fullmatch(paragraphs[index - 1].text) if index else None
    return any(other is not None and bool(other["n"]) and bool(other["rest"]) for other in (behind, ahead))
