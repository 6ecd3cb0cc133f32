"""Attachments: announced in the notice, and printed behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qingdan.models.notice import Attachment
from qingdan.rulepacks import RuleSet
from qingdan.structure.numbering import read_number
from qingdan.structure.paragraphs import Paragraph
from qingdan.text.numerals import parse_numeral
from qingdan.text.passage import Passage, join

_LABEL = re.compile(
    r"[（【]?(?P<label>附[件表录](?P<n>\d{1,2}(?:[-—]\d{1,2})?|[一二三四五六七八九十]{1,3})?)[）】]?(?P<colon>[：.、]?)(?P<rest>.*)"
)
_ITEM = re.compile(r"(?:附件)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})[.、：]?(?=\D)(?P<title>.{2,80})")
_INLINE_ITEM = re.compile(r"(?<!\d)\d{1,2}[.、](?!\d)")
_COMPLETE = re.compile(
    r".*(?:清单|方案|计划|表|职责|办法|意见|名单|分工|目录|指标|标准|细则|流程|图|要点|措施|目标|安排|台账|指南|规范|要求|模板|样式|说明)(?:（[^）]*）)?"
)
_NOTE = re.compile(r"（[^（）]{2,30}）")
_UNIT = re.compile(r"[（【]?(?:计量|金额|面积|长度)?单位：[^。；]{1,20}")
_TITLE_LONGEST = 60
_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class Attachments:
    """Attachments in order of print; the paragraphs that are their labels and titles, or announce them."""

    found: tuple[Attachment, ...]
    consumed: frozenset[int]
    """Indices of paragraphs that belong to no clause."""

    def at(self, offset: int) -> Attachment | None:
        """The attachment that a place of the text lies in."""
        return next((a for a in reversed(self.found) if a.start <= offset < a.end), None)


def find_attachments(paragraphs: Sequence[Paragraph], end: int, rules: RuleSet) -> Attachments:
    """Labels alone on their line open an attachment; so does an announced title without its label."""
    consumed: set[int] = set()
    announced = dict(_announced(paragraphs, consumed, rules))
    found: list[Attachment] = []
    for index, paragraph in enumerate(paragraphs):
        if index in consumed:
            continue
        label, title, used = _opening(paragraphs, index, announced, rules)
        if not label or (found and found[-1].label == label and label != "附件"):
            continue
        consumed.update(range(index, index + used))
        start = paragraph.passage.start
        if found:
            found[-1] = _until(found[-1], start)
        found.append(Attachment(f"a{len(found) + 1}", label, title, start, end))
    return Attachments(tuple(found), frozenset(consumed))


def _until(attachment: Attachment, end: int) -> Attachment:
    return Attachment(attachment.attachment_id, attachment.label, attachment.title, attachment.start, end)


def _announced(paragraphs: Sequence[Paragraph], consumed: set[int], rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Title and label of each announced attachment: `附件：1.…` and the numbered lines under it."""
    for index, paragraph in enumerate(paragraphs):
        match = _LABEL.fullmatch(paragraph.text.lstrip("-—· "))
        if not match or not _announces(match, paragraphs, index, rules):
            continue
        consumed.add(index)
        rest = match["rest"]
        items = _INLINE_ITEM.split(rest)
        named = [(n, t.strip("；;。 ")) for n, t in enumerate(items if items[0].strip() else items[1:], 1) if t.strip()]
        following = index + 1
        while following < len(paragraphs) and (item := _ITEM.fullmatch(paragraphs[following].text)):
            if len(paragraphs[following].text) > _TITLE_LONGEST or _is_label(paragraphs[following].text):
                break
            consumed.add(following)
            named.append((len(named) + 1, item["title"].strip("；;。 ")))
            following += 1
        if following < len(paragraphs) and named and _ends_title(named[-1][1], paragraphs[following].text):
            consumed.add(following)
        for n, title in named:
            yield title, f"附件{n}" if len(named) > 1 else match["label"]


def _ends_title(title: str, text: str) -> bool:
    """The second line of an announced title."""
    return len(text) <= _TITLE_LONGEST and not _COMPLETE.fullmatch(title) and bool(_COMPLETE.fullmatch(title + text))


def _is_label(text: str) -> bool:
    match = _LABEL.fullmatch(text)
    return bool(match and not match["rest"])


def _announces(match: re.Match[str], paragraphs: Sequence[Paragraph], index: int, rules: RuleSet) -> bool:
    """`附件：…` with words behind it announces; `附件1 …` does when another label follows at once."""
    if len(match["rest"]) > 400:
        return False
    if match["rest"] and match["colon"] == "：" and not match["n"]:
        return True
    following = paragraphs[index + 1].text if index + 1 < len(paragraphs) else ""
    if not match["rest"]:
        return match["colon"] == "：" and _ITEM.fullmatch(following) is not None and bool(read_number(following, rules))
    behind, ahead = _LABEL.fullmatch(following), _LABEL.fullmatch(paragraphs[index - 1].text) if index else None
    return any(other is not None and bool(other["n"]) and bool(other["rest"]) for other in (behind, ahead))


def _opening(
    paragraphs: Sequence[Paragraph], index: int, announced: dict[str, str], rules: RuleSet
) -> tuple[str, Passage, int]:
    """Label, title and number of paragraphs of an attachment that opens here; an empty label where none does."""
    paragraph = paragraphs[index]
    match = _LABEL.fullmatch(paragraph.text)
    if match and len(match["rest"]) <= _TITLE_LONGEST and not match["rest"].endswith(("。", "；")):
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
        if read_number(text, rules) or len(text) > _TITLE_LONGEST or text.endswith(("。", "；", "：", "，")):
            break
        if paragraph.after_table or _UNIT.fullmatch(text):
            break
        if _COMPLETE.fullmatch("".join(p.text for p in lines)) and not _NOTE.fullmatch(text):
            break
        lines.append(paragraph.passage)
    source = paragraphs[index - 1].passage.source
    return join(source, lines), len(lines)
