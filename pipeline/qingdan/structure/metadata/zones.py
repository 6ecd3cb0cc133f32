"""Where a notice prints what it is: metadata box, red head, title, addressees, signature, imprint."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qingdan.rulepacks import RuleSet
from qingdan.structure.lines.numbering import read_number
from qingdan.structure.lines.paragraphs import Paragraph
from qingdan.text.passage import Passage, join

_HAN = "[一二三四五六七八九十]"
_DATE = (
    rf"(?:(?:19|20)\d\d年\d{{1,2}}月\d{{1,2}}日|[二一][〇零九一二三四五六七八]{{3}}年{_HAN}{{1,3}}月{_HAN}{{1,3}}日)"
)
_NUMBER = re.compile(r"[（(]?(?P<number>[\u4e00-\u9fff]{1,14}[〔\[（【](?:19|20)\d\d[〕\]）】]第?\d{1,4}号)[）)]?")
_SIGNATURE = re.compile(rf"（?(?P<issuer>[^，。；：“”（）]{{3,60}}?)?(?P<date>{_DATE})）?")
_ORGANISATION = re.compile(r"[^，。；：、]{2,50}")
_ADDRESSEES = re.compile(r"[^。；：]{2,400}：")
_DRAFT = re.compile(r"（?(?:公开)?征求意见稿）?|（(?:试行|暂行|草案|送审稿|.{2,12}修订)）")
_TITLE_REST = re.compile(
    r"(?:（(?:20\d\d|试行|第.{1,3}版)|》|的)[^，。；：]{0,24}$|(?!.*关于)[^，。；：]{1,24}的(?:通知|通告|公告|意见|决定|批复|函)$"
)
"""How the last line of a title can begin after words that already read as a title."""
_PLACE = re.compile(r"[省市县区州盟旗乡镇]")
_ORGAN_END = re.compile(
    r"(?:政府|党委|[部委厅局办室会院组署行社司校处团]|中心|公司|[、，和与及的《“（]|关于[^》]*|印发|转发)$"
)
_ISSUED = re.compile(
    rf"(?!关于|印发|转发)[^，。；：、《》]{{1,12}}?{_PLACE.pattern}[^，。；：《》]{{1,30}}?"
    r"(?:政府|[部委厅局办室会院])(?:关于|印发|转发|批转)"
)
"""A line of a title that begins with the issuer's whole name, place and all."""
_SITE = re.compile(r"[A-Za-z|｜]|--|网|微信|微博|客户端|首页|搜索|平台|公开|专栏|栏目")
_DATE_FIRST = re.compile(_DATE)
_SIGNERS = 40
_HEAD = 60
"""A notice says what it is within so many paragraphs."""
_TITLE_LINES = 5
_TITLE_LONGEST = 240


@dataclass
class Zones:
    """Fields with where they are printed; paragraphs that belong to no clause; where the covering notice ends."""

    fields: dict[str, tuple[Passage, ...]] = field(default_factory=dict)
    consumed: set[int] = field(default_factory=set)
    cover_end: int = 0
    """Index of the paragraph after the signature of a covering notice; 0 when nothing follows a signature."""

    def add(self, name: str, *passages: Passage) -> None:
        """Append values of a field, best first."""
        self.fields[name] = (*self.fields.get(name, ()), *passages)

    def add_label(self, name: str, value: Passage) -> None:
        """Append what stands behind a label of the metadata box, unless it says that there is nothing."""
        value = value.strip(" 】]；;")
        if value and value.text not in ("无", "暂无", "—", "-"):
            self.add(f"label:{name}", value)


def read_zones(paragraphs: Sequence[Paragraph], rules: RuleSet) -> Zones:
    """Zones of the paragraphs outside attachments; indices count in `paragraphs`."""
    zones = Zones()
    head = _head(paragraphs, rules)
    _read_labels(paragraphs[:head], rules, zones)
    _read_label_pairs(paragraphs[:head], rules, zones)
    _read_numbers(paragraphs[:head], zones)
    _read_signature(paragraphs, zones, rules)
    addressees = _read_addressees(paragraphs[:head], zones)
    _read_titles(paragraphs[: addressees if addressees is not None else head], rules, zones)
    _read_enclosed_title(paragraphs, rules, zones)
    _read_closings(paragraphs, rules, zones)
    return zones


def _head(paragraphs: Sequence[Paragraph], rules: RuleSet) -> int:
    """Paragraphs before the first clause, table or long text."""
    for index, paragraph in enumerate(paragraphs[:_HEAD]):
        if read_number(paragraph.text, rules) or paragraph.after_table:
            return index
    return min(len(paragraphs), _HEAD)


def _read_label_pairs(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Boxes whose labels print no colon: the value stands on the next line, or right behind on the same one.

    One such line may be anything; two in the head are a box.
    """
    labels = rules.lexicon("metadata.labels")
    pattern = re.compile(rf"(?P<label>{labels.regex.pattern})(?P<value>[^：。；，]{{0,60}})")
    pairs: list[tuple[int, int, str, Passage]] = []
    index = 0
    while index < len(head):
        match = pattern.fullmatch(head[index].text)
        end = index + 1
        if match and not match["value"] and end < len(head) and not pattern.fullmatch(head[end].text):
            pairs.append((index, end + 1, match["label"], head[end].passage))
            end += 1
        elif match and index not in zones.consumed:
            value = head[index].passage.slice(match.start("value"), match.end())
            pairs.append((index, end, match["label"], value))
        index = end
    if len(pairs) > 1:
        for start, end, label, value in pairs:
            zones.add_label(labels.map[label], value)
            zones.consumed.update(range(start, end))


def _read_labels(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    labels = rules.lexicon("metadata.labels")
    pattern = re.compile(rf"(?P<label>{labels.regex.pattern})(?:：|(?={_NUMBER.pattern}))".replace("?P<number>", ""))
    for index, paragraph in enumerate(head):
        text = paragraph.text
        first = pattern.match(text.lstrip("-·•[【"))
        if not first or len(text) > _TITLE_LONGEST:
            continue
        matches = list(pattern.finditer(text))
        for match, end in zip(matches, [*(m.start() for m in matches[1:]), len(text)], strict=True):
            zones.add_label(labels.map[match["label"]], paragraph.passage.slice(match.end(), end))
        zones.consumed.add(index)


def _read_numbers(head: Sequence[Paragraph], zones: Zones) -> None:
    for index, paragraph in enumerate(head):
        match = _NUMBER.fullmatch(paragraph.text)
        if match:
            zones.add("document_number", paragraph.passage.slice(*match.span("number")))
            zones.consumed.add(index)


def _read_signature(paragraphs: Sequence[Paragraph], zones: Zones, rules: RuleSet) -> None:
    """The first date that stands alone or behind an issuer's name, and the names on the lines above it."""
    for index, paragraph in enumerate(paragraphs):
        match = _SIGNATURE.fullmatch(paragraph.text)
        if not match or index in zones.consumed:
            continue
        first = index
        names = [paragraph.passage.slice(*match.span("issuer"))] if match["issuer"] else []
        most = 0 if match["issuer"] else _SIGNERS
        while first > 0 and len(names) < most and _signs(paragraphs, first - 1, zones, rules):
            first -= 1
            names.insert(0, paragraphs[first].passage)
        zones.add("signed_on", paragraph.passage.slice(*match.span("date")))
        body_before = any(p.text.endswith("。") for p in paragraphs[:index])
        under_title = not body_before or paragraph.text.startswith("（")
        if names and not under_title:
            zones.add("issuers", *names)
        zones.consumed.update(range(index if under_title else first, index + 1))
        if index + 1 < len(paragraphs) and not under_title:
            zones.cover_end = index + 1
        return


def _signs(paragraphs: Sequence[Paragraph], index: int, zones: Zones, rules: RuleSet) -> bool:
    text = paragraphs[index].text
    return (
        index not in zones.consumed
        and _ORGANISATION.fullmatch(text) is not None
        and read_number(text, rules) is None
        and "关于" not in text
    )


def _read_addressees(head: Sequence[Paragraph], zones: Zones) -> int | None:
    """The first line that ends in a colon before any full sentence; its index."""
    for index, paragraph in enumerate(head):
        if index in zones.consumed:
            continue
        if _ADDRESSEES.fullmatch(paragraph.text) and not paragraph.text.startswith(("现", "附件", "为")):
            zones.add("addressees", paragraph.passage.strip("："))
            zones.consumed.add(index)
            return index
        if paragraph.text.endswith("。"):
            return index
    return None


def _read_titles(head: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Of several complete titles in the head, the last one is the notice's own; crawlers print theirs first."""
    patterns = [rule.regex for rule in rules.of_kind("title")]
    for titles in _by_strength(head, patterns, zones):
        if titles:
            _, end, title = titles[-1]
            zones.add("title", title)
            for a, b, _ in titles:
                zones.consumed.update(range(a, b))
            following = end
            while following < len(head) and _DRAFT.fullmatch(head[following].text):
                zones.add("title_note", head[following].passage)
                zones.consumed.add(following)
                following += 1
            return


def _by_strength(
    head: Sequence[Paragraph], patterns: Sequence[re.Pattern[str]], zones: Zones
) -> Iterator[list[tuple[int, int, Passage]]]:
    for pattern in patterns:
        yield list(_complete_titles(head, pattern, zones))


def _complete_titles(
    head: Sequence[Paragraph], pattern: re.Pattern[str], zones: Zones
) -> Iterator[tuple[int, int, Passage]]:
    """Runs of lines that read as a whole title: first and end index, and the title."""
    index = 0
    while index < len(head):
        if index + 1 < len(head) and _is_banner(head[index].text, head[index + 1].text):
            index += 1
            continue
        found = None
        for end in range(index + 1, min(index + _TITLE_LINES, len(head)) + 1):
            text = head[end - 1].text
            if end - 1 in zones.consumed or text.endswith(("。", "；")) or (found and not _TITLE_REST.match(text)):
                break
            passage = join(head[index].passage.source, [p.passage for p in head[index:end]])
            if len(passage) > _TITLE_LONGEST:
                break
            if _balanced(passage.text) and pattern.fullmatch(passage.text):
                found = (index, end, passage)
        if found:
            yield found
            index = found[1]
        else:
            index += 1


def _is_banner(text: str, following: str) -> bool:
    """What a site prints above a title whose own line says who issues it: it is no part of that name."""
    named = _ISSUED.match(following) is not None
    return named and not _ORGAN_END.search(text) and (_SITE.search(text) is not None or not _PLACE.search(text))


def _balanced(text: str) -> bool:
    return all(text.count(a) == text.count(b) for a, b in ("《》", "（）", "“”", "〈〉"))


def _read_enclosed_title(paragraphs: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """The title of the plan behind a covering notice; the notice's own where it prints no other."""
    if not zones.cover_end:
        return
    start = zones.cover_end
    rest = paragraphs[start : start + _TITLE_LINES + 4]
    inner = Zones()
    _read_titles(rest[: _head(rest, rules)], rules, inner)
    for title in inner.fields.get("title", ()):
        zones.add("enclosed_title", title)
    for note in inner.fields.get("title_note", ()):
        zones.add("title_note", note)
    zones.consumed.update(start + index for index in inner.consumed)


def _read_closings(paragraphs: Sequence[Paragraph], rules: RuleSet, zones: Zones) -> None:
    """Contact lines and notes anywhere; closing formulas where no clause follows in their zone."""
    rules_of_closing = rules.of_kind("closing")
    numbered = [i for i, p in enumerate(paragraphs) if read_number(p.text, rules)]
    last = {zone: max((i for i in numbered if (i >= zones.cover_end) == zone), default=-1) for zone in (False, True)}
    for index, paragraph in enumerate(paragraphs):
        if index in zones.consumed or index in numbered or len(paragraph.text) > _TITLE_LONGEST:
            continue
        for rule in rules_of_closing:
            formula = rule.id == "closing.formula"
            if formula and index < last[index >= zones.cover_end]:
                continue
            if rule.regex.fullmatch(paragraph.text):
                office = rule.id == "closing.imprint" and index > 0 and _DATE_FIRST.match(paragraph.text)
                if office and _signs(paragraphs, index - 1, zones, rules):
                    zones.consumed.add(index - 1)
                zones.consumed.add(index)
                zones.add("closing", paragraph.passage)
                break
